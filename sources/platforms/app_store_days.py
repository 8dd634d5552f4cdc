"""One row per store and day: downloads of the App 建湖发布 from the stores that give no file we know.

Where: 小米, OPPO, vivo, 应用宝 and others show downloads per day in their developer back ends; no export of theirs
has been seen, so people copy the days into our template. Evidence: guessed.

Stores keep about 180 days. The time before them is one number: 期初累计下载量, the store's total at the end of that
row's day, written once per store (and again only to start afresh). After it the days add up. For 华为, Google Play
and App Store the balance stands here and the days come from their own files: of a day in both, the later download
counts. Stores differ in whether they count updates and repeated installs: note it, and do not compare stores with one
another.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="app_store_days",
    title="客户端商店下载量",
    source="各应用商店开发者后台 → 数据 → 下载量 → 按日，按模板填写（每个商店先填一行期初累计下载量）",
    evidence="guessed",
    grain="account_days",
    constants={"platform": "app"},
    key=("day", "store"),
    day="day",
    covers="days",
    collect_every=30,
    kept_days=180,
    template=True,
    columns=(
        Column("day", "日期", "date", "cell", into="day", example="2024-01-01"),
        Column("store", "应用商店", presence="cell", aliases=("商店", "渠道"), into="segment", example="小米"),
        Column("downloads_new", "当日下载量", "count", into="downloads_new", example="12", note="不含更新"),
        Column(
            "downloads_total",
            "期初累计下载量",
            "count",
            into="downloads_total",
            example="38000",
            note="截至当日的累计，每个商店只在起算的那一天填一次",
            adds=False,
        ),
    ),
)
