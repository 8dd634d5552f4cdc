"""One row per day, app version, kind of transaction, country and device: units from the App Store.

Click path: App Store Connect > Trends > Sales and Trends > Reports > Sales > Summary > Daily gives
`S_D_<vendor>_<YYYYMMDD>.txt.gz`: tab-separated text in gzip, dates MM/DD/YYYY (in older files M/D/YY), a single blank
for an empty field; columns were appended over the years.
Evidence: reported, and Apple's own pages for the product types. A day is Apple's day. Daily files are kept for a
year.

A download here is a first download: product types 1, 1F, 1T and F1. Downloading again (3...) and updates (7...) are
kept with an empty downloads_new, and so is a row that spans several days (weekly and monthly files repeat the daily
ones). Units may be negative (a refund). A vendor with several apps has all of them in one file: they are told apart
by SKU only.
"""

from sources._spec import Column, Export, Row

FIRST_DOWNLOADS = frozenset({"1", "1F", "1T", "F1"})


def with_first_downloads(rows: list[Row]) -> list[Row]:
    """The same rows; first downloads of one day repeat their units in `downloads_new`."""
    for row in rows:
        counts = row["product_type"] in FIRST_DOWNLOADS and row["day"] == row["last_day"]
        row["downloads_new"] = row["units"] if counts else None
    return rows


EXPORT = Export(
    kind="app_store_sales",
    title="App Store 销售报告（日）",
    source="App Store Connect → 趋势 → 报告 → 销售 → 摘要 → 每日（S_D_*.txt.gz）",
    evidence="reported",
    since="2024",
    grain="account_days",
    constants={"platform": "app", "segment": "App Store"},
    key=("day", "sku", "version", "product_type", "country", "device", "promo_code"),
    ordinal_by="units",
    day="day",
    covers="days",
    collect_every=30,
    kept_days=365,
    tidy=with_first_downloads,
    columns=(
        Column("provider", "Provider", presence="optional"),
        Column("provider_country", "Provider Country", presence="optional"),
        Column("sku", "SKU", presence="cell"),
        Column("developer", "Developer", presence="optional"),
        Column("title", "Title"),
        Column("version", "Version"),
        Column("product_type", "Product Type Identifier", presence="cell"),
        Column("units", "Units", "count", "cell", signed=True),
        Column("proceeds", "Developer Proceeds", "number", "optional", signed=True, adds=False),
        Column("day", "Begin Date", "date", "cell", into="day", short_years=True),
        Column("last_day", "End Date", "date", "cell", short_years=True),
        Column("currency", "Customer Currency", presence="optional"),
        Column("country", "Country Code"),
        Column("proceeds_currency", "Currency of Proceeds", presence="optional"),
        Column("apple_id", "Apple Identifier", "id"),
        Column("price", "Customer Price", "number", "optional", signed=True, adds=False),
        Column("promo_code", "Promo Code", presence="optional"),
        Column("parent_id", "Parent Identifier", presence="optional"),
        Column("subscription", "Subscription", presence="optional"),
        Column("period", "Period", presence="optional"),
        Column("category", "Category", presence="optional"),
        Column("cmb", "CMB", presence="optional"),
        Column("device", "Device", presence="optional"),
        Column("supported_platforms", "Supported Platforms", presence="optional"),
        Column("proceeds_reason", "Proceeds Reason", presence="optional"),
        Column("preserved_pricing", "Preserved Pricing", presence="optional"),
        Column("client", "Client", presence="optional"),
        Column("order_type", "Order Type", presence="optional"),
        Column("downloads_new", "First Downloads", "count", "optional", into="downloads_new", signed=True,
               note="由 Units 得出，文件中没有这一列"),
    ),
)  # fmt: skip
