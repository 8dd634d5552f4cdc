"""费用支出台账: one row per expense booked.

Kept by the accounts office. Rests on it: depreciation and tower repair of a month, and the share of expenses
over ten thousand yuan that a committee meeting decided.
Voucher numbers begin anew, so the date belongs to the key; two lines of one voucher both count.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="amounts",
    title="费用支出台账",
    source="财务登记：每笔支出记一行",
    grain="amounts",
    columns=(
        Column("voucher_no", "凭证号", "id", "cell", example="记-0034"),
        Column("booked_on", "入账日期", "date", "cell", into="from_day"),
        Column(
            "category",
            "类别",
            "choice",
            "cell",
            into="kind",
            choices={name: name for name in ("折旧", "钢塔检修", "设备维修", "视频拍摄", "办公用品", "其他支出")},
        ),
        Column("summary", "摘要", example="设备维修费"),
        Column("amount", "金额", "yuan", "cell", into="amount_yuan", example="3200.00", aliases=("金额（元）",)),
        Column("minutes_no", "会议纪要号", "id", into="decision_key", example="纪要2024-03", note="没有上会的留空"),
    ),
    key=("booked_on", "voucher_no"),
    ordinal_by="amount",
    day="booked_on",
    replaces="period",
    covers="stated",
    doubt="refuses",
    collect_every=30,
    template=True,
)
