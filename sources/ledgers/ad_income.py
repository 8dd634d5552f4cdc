"""广告收入台账: one row per advertising payment that arrived.

Kept by the accounts office. Rests on it: growth of outdoor advertising against the same days of the year
before, and advertising as a whole since 2023; both need the year before as well.
Voucher numbers begin anew, so the date belongs to the key; two lines of one voucher both count.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="ad_income",
    title="广告收入台账",
    source="财务登记：每笔到账记一行；要比上年同期，登记起须早到上年1月1日",
    grain="amounts",
    columns=(
        Column("voucher_no", "凭证号", "id", "cell", example="记-0012"),
        Column("received_on", "到账日期", "date", "cell", into="from_day"),
        Column(
            "category", "类别", "choice", "cell", into="kind", choices={name: name for name in ("户外广告", "其他广告")}
        ),
        Column("client_code", "客户代码", "id", example="客户001", note="填代码，不填名称"),
        Column("amount", "金额", "yuan", "cell", into="amount_yuan", example="12000.00", aliases=("金额（元）",)),
    ),
    key=("received_on", "voucher_no"),
    ordinal_by="amount",
    day="received_on",
    replaces="period",
    covers="stated",
    doubt="refuses",
    collect_every=30,
    template=True,
)
