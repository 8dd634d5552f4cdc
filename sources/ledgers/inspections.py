"""安全检查台账: one row per inspection that was due.

Kept by the safety officer. Rests on it: that there was a safety inspection in every month.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="inspections",
    title="安全检查台账",
    source="安全人员登记：每次检查记一行，应查而没有查的也要记",
    grain="events",
    constants={"register": "inspections"},
    columns=(
        Column("inspection_no", "检查编号", "id", "cell", example="JC2024-01"),
        Column("inspected_on", "检查日期", "date", "cell", into="happened_on", note="没有检查的填应检查的日期"),
        Column(
            "category",
            "检查类别",
            presence="cell",
            into="category",
            example="安全生产",
            note="每月的常规检查写“安全生产”",
        ),
        Column("place", "检查部位", example="发射机房"),
        Column("hazards", "隐患数", "count", "optional", example="0"),
        Column("done", "已检查", "yes_no", "cell", into="compliant"),
    ),
    key=("inspection_no",),
    day="inspected_on",
    replaces="period",
    covers="stated",
    collect_every=30,
    template=True,
)
