"""考核等次台账: one row per assessment that somebody above us published.

Kept by the office. Rests on it: the grade of party building in a given year.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="gradings",
    title="考核等次台账",
    source="办公室按通报登记：每项考核每个年度记一行",
    grain="events",
    constants={"register": "gradings"},
    columns=(
        Column("subject", "考核项目", presence="cell", into="category", example="党建"),
        Column("year", "考核年度", "id", "cell", into="kind", example="2023"),
        Column("assessor", "考核单位", into="issuer", example="组织部"),
        Column("grade", "等次", presence="cell", into="grade", example="较好", note="照通报原文填写"),
        Column("published_on", "公布日期", "date", "cell", into="happened_on"),
    ),
    key=("subject", "year"),
    day="published_on",
    replaces="period",
    covers="stated",
    collect_every=30,
    template=True,
)
