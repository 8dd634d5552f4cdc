"""One row per service built into the App 建湖发布: paying bills, appointments, enquiries.

Where: kept by whoever runs the App, in our template; the whole list each time, modules switched off keep their row
and get a 下线日期. Evidence: guessed.

A module counts on a day if it went online on or before it and was not offline yet. The published number is never
entered.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="app_service_modules",
    title="客户端服务模块",
    source="App 运营人员，按模板登记全部模块（含已下线）",
    evidence="guessed",
    grain="items",
    constants={"register": "service_modules"},
    key=("module_id",),
    day="online_from",
    collect_every=90,
    template=True,
    columns=(
        Column("module_id", "模块编号", "id", "cell", example="M001"),
        Column("title", "模块名称", presence="cell", into="title", example="水费缴纳"),
        Column("category", "服务类别", into="category", example="生活缴费"),
        Column("online_from", "上线日期", "date", "cell", into="valid_from", example="2022-03-01"),
        Column("online_to", "下线日期", "date", into="valid_to", example="2023-12-31", note="仍在线的留空"),
    ),
)
