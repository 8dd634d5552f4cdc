"""差错事故台账: one row per thing that went wrong, small errors included.

Kept by the chief editor's office with the discipline and the safety officers.
Rests on it: the four zero claims. Only this ledger, kept over the whole period, can prove a zero.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="incidents",
    title="差错事故台账",
    source="总编室、纪检、安全人员登记：每起差错或事故记一行；没有发生也要交一份空表，填好登记起止",
    grain="events",
    constants={"register": "incidents"},
    columns=(
        Column("incident_no", "差错事故编号", "id", "cell", example="CC2024-01"),
        Column("happened_on", "发生日期", "date", "cell", into="happened_on"),
        Column(
            "category",
            "类别",
            "choice",
            "cell",
            into="category",
            choices={name: name for name in ("新闻责任事故", "违纪违规", "不规范报支", "安全事故", "一般差错")},
            example="一般差错",
        ),
        Column("grade", "等级", into="grade", example="一般"),
        Column("domain", "领域", into="kind", example="稿件审核", note="如：稿件审核、安全播出、网络安全、消防、财务"),
        Column("handling", "处理", example="更正并通报"),
    ),
    key=("incident_no",),
    day="happened_on",
    replaces="period",
    covers="stated",
    collect_every=30,
    template=True,
)
