"""廉政谈话台账: one row per person spoken to before a holiday.

Kept by the discipline officer. Rests on it: the holidays before which such talks were held.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="talks",
    title="廉政谈话台账",
    source="纪检人员登记：每谈一人记一行",
    grain="events",
    constants={"register": "talks"},
    columns=(
        Column("talked_on", "谈话日期", "date", "cell", into="happened_on"),
        Column(
            "occasion",
            "节点",
            "choice",
            "cell",
            into="category",
            choices={name: name for name in ("元旦", "春节", "五一", "端午", "中秋", "国庆", "日常")},
        ),
        Column("talker_code", "谈话人代码", "id", "cell", into="issuer", example="代码A001", note="填代码，不填姓名"),
        Column("person_code", "谈话对象代码", "id", "cell", into="subject_key", example="代码A017"),
    ),
    key=("talked_on", "talker_code", "person_code"),
    day="talked_on",
    replaces="period",
    covers="stated",
    collect_every=30,
    template=True,
)
