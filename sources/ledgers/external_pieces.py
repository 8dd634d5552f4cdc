"""外宣用稿台账: one row per piece of ours that an outside medium used, once per use.

Kept by the desk that offers pieces to other stations and papers, from their broadcast lists.
Rests on it: pieces used on television by level, radio pieces, and the radio points.
A story used at two levels has two rows with the same 稿件编号, so that either way of counting stays possible.
积分 is what was written down; points are counted anew from level, length and 头条, and the two are compared.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="external_pieces",
    title="外宣用稿台账",
    source="外宣人员登记：上级媒体每采用一次记一行",
    grain="pieces",
    columns=(
        Column("piece_no", "用稿编号", "id", "cell", example="WX2024-001"),
        Column(
            "medium",
            "媒体类型",
            "choice",
            "cell",
            into="medium",
            choices={name: name for name in ("电视", "广播", "报刊", "网络")},
        ),
        Column(
            "level",
            "级别",
            "choice",
            "cell",
            into="level",
            choices={**{name: name for name in ("央级", "省级", "市级", "其他")}, "中央级": "央级", "国家级": "央级"},
        ),
        Column("outlet", "媒体", into="outlet", example="江苏卫视"),
        Column(
            "story_code",
            "稿件编号",
            "id",
            into="story_key",
            example="G2024-0015",
            note="同一篇稿件在几家媒体用稿，各记一行，稿件编号相同",
        ),
        Column("title", "标题", presence="cell", into="title", example="节目标题"),
        Column("used_on", "采用日期", "date", "cell", into="used_on", aliases=("用稿日期",)),
        Column(
            "length",
            "时长/字数",
            "number",
            "optional",
            into="length",
            example="95",
            note="电视、广播填秒数，报刊、网络填字数，只填数字",
            adds=False,
        ),
        Column("headline", "头条", "yes_no", into="headline", example="否"),
        Column(
            "points",
            "积分",
            "number",
            into="points_stated",
            example="3",
            note="按上级媒体计分办法登记的分数，不计分的留空",
        ),
    ),
    key=("piece_no",),
    day="used_on",
    replaces="period",
    covers="stated",
    collect_every=7,
    template=True,
)
