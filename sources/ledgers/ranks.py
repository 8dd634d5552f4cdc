"""榜单名次台账: one row per ranking list and month, as its publisher printed it.

Kept by the new media desk and by whoever offers pieces outside; keep a copy of the list.
Rests on it: the months in a row among the national hundred, the places among the city's county stations.
The date is the last day of the month that the list speaks for, not the day it came out.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="ranks",
    title="榜单名次台账",
    source="新媒体部、外宣人员按外部榜单登记：每个榜单每月记一行，并留存榜单原件",
    grain="events",
    constants={"register": "ranks"},
    columns=(
        Column(
            "month_end",
            "月份",
            "date",
            "cell",
            into="happened_on",
            aliases=("榜单月份",),
            month_end=True,
            example="2024-01-31",
            note="榜单所说的那个月，如 2024年1月；填了哪一天都算作这个月的最后一天",
        ),
        Column("list_name", "榜单", presence="cell", into="list", example="县级融媒体中心微信公众号榜"),
        Column("publisher", "发布机构", into="issuer", example="某某研究院"),
        Column("place", "名次", "count", "cell", into="rank", example="86", adds=False),
        Column("proof", "原件", presence="optional", example="榜单截图文件名"),
    ),
    key=("month_end", "list_name"),
    day="month_end",
    replaces="period",
    covers="stated",
    collect_every=30,
    template=True,
)
