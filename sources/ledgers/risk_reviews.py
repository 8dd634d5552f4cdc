"""廉政风险排查台账: one row per person or department whose risks had to be reviewed.

Kept by the discipline officer. Rests on it: the share reviewed, and that one person checked them all.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="risk_reviews",
    title="廉政风险排查台账",
    source="纪检人员登记：每名中层以上干部、每个运作部记一行，没有排查的也要记",
    grain="events",
    constants={"register": "risk_reviews"},
    columns=(
        Column(
            "subject_code", "对象代码", "id", "cell", into="subject_key", example="代码A017", note="填代码，不填姓名"
        ),
        Column(
            "category",
            "对象类别",
            "choice",
            "cell",
            into="category",
            choices={name: name for name in ("中层以上干部", "运作部")},
        ),
        Column("reviewed_on", "排查日期", "date", "cell", into="happened_on", note="没有排查的填应完成的日期"),
        Column("required", "应排查", "yes_no", "cell", into="required"),
        Column("reviewed", "已排查", "yes_no", "cell", into="compliant"),
        Column("reviewer_code", "审核人代码", "id", into="issuer", example="代码A001", note="填代码，不填姓名"),
    ),
    key=("subject_code", "reviewed_on"),
    day="reviewed_on",
    replaces="period",
    covers="stated",
    collect_every=30,
    template=True,
)
