"""One row per piece published in the App 建湖发布.

Where: the list of pieces of the App's own back end (采编系统), filled into or pasted below our template; every
centre's back end is another, so the headings are ours and others are taught once (`media-metrics learn`).
Evidence: guessed.

稿件ID is the key: a piece exported again is the same piece. 来源 says who made it: 自采 (own reporters), 原创 (own,
but no reporting) or 转载. A list by section or by month is fine: a piece missing from a later list is not taken for
withdrawn.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="app_posts",
    title="客户端发稿",
    source="App 采编系统 → 稿件列表 → 导出，按模板粘贴",
    evidence="guessed",
    grain="posts",
    constants={"platform": "app", "visibility": "公开", "count_window": "lifetime"},
    key=("post_id",),
    day="published_at",
    covers="span",
    collect_every=7,
    template=True,
    columns=(
        Column("post_id", "稿件ID", "id", "cell", example="100001"),
        Column("title", "标题", into="title", example="稿件标题"),
        Column("section", "栏目", aliases=("频道",), into="section", example="民生"),
        Column(
            "origin",
            "来源",
            "choice",
            "cell",
            into="origin",
            choices={"自采": "自采", "原创": "原创", "转载": "转载"},
            note="自采：本台记者采写；原创：自己制作但不是采访；转载：来自其他媒体",
        ),
        Column("published_at", "发布时间", "timestamp", "cell", into="published_at", example="2024-01-01 08:30"),
        Column("views", "阅读量", "count", "optional", ("浏览量", "点击量"), into="views", floors=True, example="320"),
        Column("desk", "部门", presence="optional", into="desk", example="新媒体部"),
        Column("author_code", "作者代码", presence="optional", into="author_code", note="写代码，不写姓名"),
        Column("story_key", "稿件编号", presence="optional", into="story_key", note="同一稿件在各平台共用的编号"),
        Column("url", "链接", "url", "optional", into="url"),
    ),
)
