"""固定资产台账: one row per asset.

Kept by the accounts office. Rests on it: what the centre owned on a given day.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="assets",
    title="固定资产台账",
    source="财务登记：每项资产记一行；登记起填最早的购置日期或更早",
    grain="items",
    constants={"register": "assets"},
    columns=(
        Column("asset_no", "资产编号", "id", "cell", example="ZC-0001"),
        Column("title", "资产名称", presence="cell", into="title", example="摄像机"),
        Column("category", "资产类别", into="category", example="专用设备"),
        Column("quantity", "数量", "number", into="quantity", example="1"),
        Column("original_value", "原值", "yuan", example="28000.00", aliases=("原值（元）",)),
        Column("desk", "使用部门", example="采访部"),
        Column("state", "资产状态", into="state", example="在用", note="如：在用、闲置、待报废"),
        Column("acquired_on", "购置日期", "date", "cell", into="valid_from"),
        Column("disposed_on", "处置日期", "date", into="valid_to", note="没有处置的留空"),
    ),
    key=("asset_no",),
    day="acquired_on",
    replaces="period",
    covers="stated",
    collect_every=365,
    template=True,
)
