"""播出刊发稿件台账: one row per item on our television, on our radio or in our newspaper.

Kept by the newsroom from the running orders and the page plans.
Rests on it: the share of own items in the two television news programmes and in the newspaper,
and the livelihood news of television and newspaper.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="own_items",
    title="播出刊发稿件台账",
    source="总编室按播出单、版面登记：每播出（刊发）一条记一行",
    grain="posts",
    constants={"visibility": "公开", "count_window": "lifetime"},
    columns=(
        Column(
            "story_code",
            "稿件编号",
            "id",
            into="story_key",
            example="G2024-0015",
            note="同一篇稿件在几个媒体、几个栏目用，各记一行，稿件编号相同",
        ),
        Column("published_on", "播出（刊发）日期", "date", "cell", into="published_at", aliases=("播出日期/刊发日期",)),
        Column(
            "platform",
            "媒体",
            "choice",
            "cell",
            into="platform",
            choices={"电视": "tv", "广播": "radio", "报纸": "newspaper"},
        ),
        Column("programme", "栏目", presence="cell", into="programme", example="建湖新闻", aliases=("栏目（版面）",)),
        Column("title", "标题", presence="cell", into="title", example="稿件标题"),
        Column("section", "类别", into="section", example="民生", note="民生新闻一律写“民生”两个字"),
        Column(
            "origin",
            "来源",
            "choice",
            "cell",
            into="origin",
            choices={name: name for name in ("自采", "原创", "转载")},
            note="自采：本中心记者采访；原创：本中心策划编写；转载：用别家的稿件",
        ),
        Column("desk", "部门", into="desk", example="采访部"),
        Column("author_code", "作者代码", "id", into="author_code", example="代码A017", note="填代码，不填姓名"),
    ),
    key=("platform", "published_on", "programme", "story_code", "title"),
    day="published_on",
    replaces="period",
    covers="stated",
    collect_every=7,
    template=True,
)
