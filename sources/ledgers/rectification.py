"""整改台账: one row per problem that the inspection found.

Kept by the party office. Rests on it: problems found, aspects, put right, still being put right.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="rectification",
    title="整改台账",
    source="党办登记：每个问题记一行；登记起填反馈日期",
    grain="items",
    constants={"register": "rectification"},
    columns=(
        Column("number", "序号", "id", "cell", example="1"),
        Column("aspect", "方面", presence="cell", into="category", fill_down=True, example="媒体融合"),
        Column("problem", "问题", presence="cell", into="title", example="新媒体推广不够"),
        Column("measures", "整改措施", example="采取的措施"),
        Column("desk", "责任部门", example="新媒体部"),
        Column(
            "state",
            "整改状态",
            "choice",
            "cell",
            into="state",
            choices={
                "已完成": "已完成",
                "正在整改": "正在整改",
                "尚未整改": "尚未整改",
                "已完成整改": "已完成",
                "整改中": "正在整改",
            },
        ),
        Column("reported_on", "反馈日期", "date", "cell", into="valid_from", example="2023-12-27"),
        Column("proof", "佐证材料", example="文件名或存放位置"),
    ),
    key=("number",),
    day="reported_on",
    replaces="period",
    covers="stated",
    collect_every=30,
    template=True,
)
