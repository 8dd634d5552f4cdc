"""留言值班台账: one row per day on which somebody had to look at the comments.

Kept by the new media desk. Rests on it: whether comments were looked at every day.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="duty_days",
    title="留言值班台账",
    source="新媒体部登记：每天记一行",
    grain="events",
    constants={"register": "duty"},
    columns=(
        Column("day", "日期", "date", "cell", into="happened_on", aliases=("值班日期",)),
        Column("person_code", "值班人代码", "id", into="subject_key", example="代码A017", note="填代码，不填姓名"),
        Column("looked", "查看留言", "yes_no", "cell", into="compliant", note="当天看过留言填“是”"),
    ),
    key=("day",),
    day="day",
    replaces="period",
    covers="stated",
    collect_every=30,
    template=True,
)
