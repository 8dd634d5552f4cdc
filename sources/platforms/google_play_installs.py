"""One row per day and package: installs from Google Play.

Click path: Play Console > Download reports > Statistics > Installs gives `installs_<package>_<YYYYMM>_overview.csv`,
one file per month, UTF-16 with BOM. Evidence: reported; newer files have more columns at the right. Days are Pacific
time [guessed].

Download here is Daily User Installs: people who installed the App on that day. Daily Device Installs counts their
second device again. Daily Device Upgrades and Update events are updates and are never added. Total User Installs is
often 0 and is no balance.

The same days also come by country, device, version and so on (a third column): those rows are set aside, the overview
has their sum.
"""

from sources._spec import Column, Export, Row


def without_breakdowns(rows: list[Row]) -> list[Row]:
    """The rows of an overview: those that are not split by country, device, version ..."""
    return [row for row in rows if row["breakdown"] is None]


EXPORT = Export(
    kind="google_play_installs",
    title="Google Play 安装量",
    source="Play Console → Download reports → Statistics → Installs → 选择月份（installs_*_overview.csv）",
    evidence="reported",
    since="2024",
    grain="account_days",
    constants={"platform": "app", "segment": "Google Play"},
    key=("day", "package"),
    day="day",
    covers="days",
    collect_every=30,
    tidy=without_breakdowns,
    columns=(
        Column("day", "Date", "date", "cell", into="day"),
        Column("package", "Package Name", presence="cell"),
        Column(
            "breakdown",
            "Country",
            presence="optional",
            aliases=("App Version Code", "Device", "Android OS Version", "Language", "Carrier"),
        ),
        Column("device_installs", "Daily Device Installs", "count", "optional"),
        Column("device_uninstalls", "Daily Device Uninstalls", "count", "optional"),
        Column("device_upgrades", "Daily Device Upgrades", "count", "optional"),
        Column("user_installs_ever", "Total User Installs", "count", "optional", adds=False),
        Column("user_installs", "Daily User Installs", "count", into="downloads_new"),
        Column("user_uninstalls", "Daily User Uninstalls", "count", "optional"),
        Column(
            "active_devices", "Active Device Installs", "count", "optional", ("Current Device Installs",), adds=False
        ),
        Column("active_users", "Current User Installs", "count", "optional", adds=False),
        Column("install_events", "Install events", "count", "optional"),
        Column("update_events", "Update events", "count", "optional"),
        Column("uninstall_events", "Uninstall events", "count", "optional"),
    ),
)
