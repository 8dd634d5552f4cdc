"""集体研究台账: one row per matter that had to be decided by the committee.

Kept by the party office. Rests on it: the share of such matters that the committee did decide.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="decisions",
    title="集体研究台账",
    source="党办登记：每个事项记一行，应研究而没有研究的也要记",
    grain="events",
    constants={"register": "decisions"},
    columns=(
        Column("matter_no", "事项编号", "id", "cell", example="SX2024-01"),
        Column("met_on", "会议日期", "date", "cell", into="happened_on", note="没有上会的填事项办理日期"),
        Column(
            "category",
            "事项类别",
            into="category",
            example="大额资金",
            note="如：重大决策、人事任免、项目安排、大额资金",
        ),
        Column("matter", "事项", example="设备采购"),
        Column("required", "应集体研究", "yes_no", "cell", into="required"),
        Column("decided", "已集体研究", "yes_no", "cell", into="compliant"),
        Column("minutes_no", "纪要号", "id", into="subject_key", example="纪要2024-03"),
    ),
    key=("matter_no",),
    day="met_on",
    replaces="period",
    covers="stated",
    collect_every=30,
    template=True,
)
