"""专栏台账: one row per column or special page that was opened.

Kept by the chief editor's office. Rests on it: the columns opened in a period.
"""

from sources._spec import Column, Export
from sources.ledgers.platform_accounts import PLATFORMS

EXPORT = Export(
    kind="programme_columns",
    title="专栏台账",
    source="总编室登记：每开设一个专栏（专版）记一行；登记起填最早的开设日期或更早",
    grain="items",
    constants={"register": "columns"},
    columns=(
        Column(
            "title", "专栏名称", presence="cell", into="title", aliases=("名称", "栏目名称"), example="优化营商环境"
        ),
        Column("platform", "平台", "choice", "cell", into="category", choices=PLATFORMS),
        Column("opened_on", "开设日期", "date", "cell", into="valid_from"),
        Column("closed_on", "停办日期", "date", into="valid_to", note="还在办的留空"),
    ),
    key=("platform", "title", "opened_on"),
    day="opened_on",
    replaces="period",
    covers="stated",
    collect_every=90,
    template=True,
)
