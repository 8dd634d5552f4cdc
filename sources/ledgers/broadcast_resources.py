"""频点节目台账: one row per frequency, television channel or radio channel that we transmit.

Kept by the transmission engineers. Rests on it: how many of each were on the air on a given day.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="broadcast_resources",
    title="频点节目台账",
    source="发射机房登记：每个频点、每套节目记一行；登记起填最早的启用日期或更早",
    grain="items",
    columns=(
        Column("resource_no", "资源编号", "id", "cell", example="PD-01"),
        Column(
            "register",
            "类型",
            "choice",
            "cell",
            into="register",
            choices={"频点": "frequencies", "电视节目": "tv_channels", "广播节目": "radio_channels"},
        ),
        Column("title", "名称", presence="cell", into="title", example="某某频道"),
        Column("started_on", "启用日期", "date", "cell", into="valid_from"),
        Column("ended_on", "停用日期", "date", into="valid_to", note="还在用的留空"),
    ),
    key=("resource_no",),
    day="started_on",
    replaces="period",
    covers="stated",
    collect_every=365,
    template=True,
)
