"""获奖台账: one row per work and award.

Kept by the chief editor's office, from the certificates. Rests on it: awards by organiser, level and grade.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="awards",
    title="获奖台账",
    source="总编室按证书（通报）登记：每件作品每次获奖记一行",
    grain="events",
    constants={"register": "awards"},
    columns=(
        Column("award_no", "获奖编号", "id", "cell", example="HJ2024-01"),
        Column("awarded_on", "获奖日期", "date", "cell", into="happened_on"),
        Column("contest", "评选活动", presence="cell", into="kind", example="县级融媒好新闻评选"),
        Column(
            "organiser", "主办方", presence="cell", into="issuer", example="江苏省", note="如：学习强国、江苏省、盐城市"
        ),
        Column(
            "level",
            "级别",
            "choice",
            "cell",
            into="level",
            choices={name: name for name in ("国家级", "省级", "市级", "县级")},
        ),
        Column(
            "grade",
            "奖次",
            "choice",
            "cell",
            into="grade",
            choices={name: name for name in ("入选", "特等奖", "一等奖", "二等奖", "三等奖", "优秀奖")},
        ),
        Column("work", "作品", presence="cell", into="subject_key", example="作品名称"),
    ),
    key=("award_no",),
    day="awarded_on",
    replaces="period",
    covers="stated",
    collect_every=30,
    template=True,
)
