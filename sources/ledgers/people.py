"""人员台账: one row per person, by code.

Kept by the personnel office, which alone knows whose code it is; no names here.
Rests on it: the education of the new media desk on a given day, and whether newcomers work on the front line.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="people",
    title="人员台账",
    source="人事登记：每人记一行，只用代码；登记起填最早的入职日期或更早",
    grain="items",
    constants={"register": "people"},
    columns=(
        Column("person_code", "人员代码", "id", "cell", example="代码A017", note="填代码，不填姓名"),
        Column("desk", "部门", presence="cell", into="category", example="新媒体部"),
        Column(
            "education",
            "学历",
            "choice",
            "cell",
            into="level",
            choices={
                "研究生": "研究生",
                "本科": "本科",
                "大专": "大专",
                "高中及以下": "高中及以下",
                "博士研究生": "研究生",
                "硕士研究生": "研究生",
                "大学本科": "本科",
                "专科": "大专",
                "中专": "高中及以下",
                "高中": "高中及以下",
            },
        ),
        Column("post", "岗位", "choice", "cell", into="state", choices={name: name for name in ("宣传一线", "其他")}),
        Column("joined_on", "入职日期", "date", "cell", into="valid_from"),
        Column("left_on", "离职日期", "date", into="valid_to", note="在职的留空"),
    ),
    key=("person_code",),
    day="joined_on",
    replaces="period",
    covers="stated",
    collect_every=90,
    template=True,
)
