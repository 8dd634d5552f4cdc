"""人员变动台账: one row per person hired or taken a step towards party membership.

Kept by the personnel and the party office, by code. Rests on it: people hired in a period, candidates and
activists named, and whether they work on the front line.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="people_changes",
    title="人员变动台账",
    source="人事、党办登记：每人每个事项记一行，只用代码",
    grain="events",
    constants={"register": "people_changes"},
    columns=(
        Column("changed_on", "日期", "date", "cell", into="happened_on", aliases=("变动日期",)),
        Column(
            "step",
            "事项",
            "choice",
            "cell",
            into="kind",
            choices={name: name for name in ("新招聘", "确定发展对象", "确定入党积极分子")},
        ),
        Column(
            "person_code", "人员代码", "id", "cell", into="subject_key", example="代码A017", note="填代码，不填姓名"
        ),
        Column("desk", "部门", into="category", example="采访部"),
        Column("front_line", "宣传一线", "yes_no", into="compliant"),
    ),
    key=("changed_on", "step", "person_code"),
    day="changed_on",
    replaces="period",
    covers="stated",
    collect_every=90,
    template=True,
)
