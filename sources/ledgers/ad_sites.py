"""户外广告点位台账: one row per outdoor advertising site.

Kept by the advertising department. Rests on it: how many sites stood on a given day.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="ad_sites",
    title="户外广告点位台账",
    source="广告部登记：每个点位记一行；登记起填最早的设置日期或更早",
    grain="items",
    constants={"register": "ad_sites"},
    columns=(
        Column("site_no", "点位编号", "id", "cell", example="HW-01"),
        Column("title", "点位名称", presence="cell", into="title", example="某某路口"),
        Column("category", "设施类型", into="category", example="三面翻", note="如：三面翻、大牌、灯箱、电子屏"),
        Column("faces", "面数", "count", into="quantity", example="3"),
        Column("state", "点位状态", into="state", example="在用"),
        Column("built_on", "设置日期", "date", "cell", into="valid_from"),
        Column("removed_on", "拆除日期", "date", into="valid_to", note="没有拆除的留空"),
    ),
    key=("site_no",),
    day="built_on",
    replaces="period",
    covers="stated",
    collect_every=365,
    template=True,
)
