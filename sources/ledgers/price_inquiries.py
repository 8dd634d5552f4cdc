"""询价台账: one row per purchase for which prices had to be compared.

Kept by the office. Rests on it: the share of such purchases that went through an inquiry.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="price_inquiries",
    title="询价台账",
    source="办公室登记：每个采购项目记一行，应询价而没有询价的也要记",
    grain="events",
    constants={"register": "inquiries"},
    columns=(
        Column("inquiry_no", "询价编号", "id", "cell", example="XJ2024-01"),
        Column("asked_on", "询价日期", "date", "cell", into="happened_on", note="没有询价的填合同（付款）日期"),
        Column("year", "年度", "id", example="2024"),
        Column("project", "项目", presence="cell", into="subject_key", example="2024年度保洁服务"),
        Column(
            "category",
            "类别",
            presence="cell",
            into="category",
            example="保洁费用",
            note="如：保洁费用、保安费用、印刷费用",
        ),
        Column("required", "应询价", "yes_no", "cell", into="required"),
        Column("asked", "已询价", "yes_no", "cell", into="compliant"),
        Column("quotes", "报价家数", "count", "optional", example="3"),
    ),
    key=("inquiry_no",),
    day="asked_on",
    replaces="period",
    covers="stated",
    collect_every=30,
    template=True,
)
