"""The sample of the App: pieces, users, services (our templates), and downloads from seven stores in five shapes."""

import random
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from sources._spec import Row
from sources.platforms import app_posts, app_service_modules, app_store_days, app_user_days
from sources.sample._draws import AS_OF, MARK, YEAR_START, days, shuffled
from sources.sample._ledger_sheet import Ledger, write_ledger
from sources.sample._works import apportion, moments
from sources.sample._write import Table, marked, write_csv, write_tsv_gz

POSTS = {"自采": 1_236, "原创": 506, "转载": 5_670}
POSTS_ON_LIVELIHOOD = 170
REGISTERED, REGISTERED_NEW, ACTIVE_USER_DAYS = 193_640, 9_236, 154_800
SERVICE_MODULES = 98
OPENING = {"小米": 38_210, "OPPO": 41_507, "vivo": 36_944, "应用宝": 29_813, "华为": 61_302, "Google Play": 1_204}
APP_STORE_OPENING = 33_950
DAILY = {
    "小米": 1_722,
    "OPPO": 1_905,
    "vivo": 1_688,
    "应用宝": 1_210,
    "华为": 2_310,
    "Google Play": 36,
    "App Store": 72,
}
"""Downloads after the opening balances; both together are the 251,873 of the sample's last day."""
APP_STORE_DAYS = 10
"""App Store files hold one day each: its balance stands on the day before the first of them."""

_BY_HAND = ("小米", "OPPO", "vivo", "应用宝")
_LAST_YEAR = YEAR_START - timedelta(1)
_PACKAGE = "com.example.sample"
_OTHER_SECTIONS = (("要闻", 2_600), ("镇街", 2_100), ("经济", 1_300), ("文化", 742), ("健康", 500))
_GOOGLE_HEADER = [
    "Date", "Package Name", "Daily Device Installs", "Daily Device Uninstalls", "Daily Device Upgrades",
    "Total User Installs", "Daily User Installs", "Daily User Uninstalls", "Active Device Installs",
    "Install events", "Update events", "Uninstall events",
]  # fmt: skip
_APPLE_HEADER = [
    "Provider", "Provider Country", "SKU", "Developer", "Title", "Version", "Product Type Identifier", "Units",
    "Developer Proceeds", "Begin Date", "End Date", "Customer Currency", "Country Code", "Currency of Proceeds",
    "Apple Identifier", "Customer Price", "Promo Code", "Parent Identifier", "Subscription", "Period", "Category",
    "CMB", "Device", "Supported Platforms", "Proceeds Reason", "Preserved Pricing", "Client", "Order Type",
]  # fmt: skip


def write(folder: Path, rng: random.Random) -> None:
    """Write the App's own four sheets and the files of the stores into sub-folders of `folder`."""
    own, stores = folder / "客户端", folder / "应用商店"
    write_ledger(own, Ledger(app_posts.EXPORT, _posts, starts=date(2023, 12, 1)), rng)
    write_ledger(own, Ledger(app_user_days.EXPORT, _user_days, starts=_LAST_YEAR), rng)
    write_ledger(own, Ledger(app_service_modules.EXPORT, _modules, starts=date(2021, 1, 1)), rng)
    write_ledger(stores, Ledger(app_store_days.EXPORT, _store_days, starts=_LAST_YEAR), rng)
    write_csv(stores / "华为" / "下载与安装_20240101_20240620.csv", _huawei_days(rng))
    for month, table in _google_months(rng).items():
        name = f"installs_{_PACKAGE}_{month}_overview.csv"
        write_csv(stores / "Google Play" / name, table, encoding="utf-16")
    for day, table in _apple_days(rng).items():
        write_tsv_gz(stores / "App Store" / f"S_D_80000000_{day:%Y%m%d}.txt.gz", table)


def _posts(rng: random.Random) -> list[Row]:
    earlier = moments(310, date(2023, 12, 1), _LAST_YEAR, rng)
    published = earlier + moments(sum(POSTS.values()), YEAR_START, AS_OF, rng)
    origins = rng.choices(list(POSTS), list(POSTS.values()), k=len(earlier)) + shuffled(POSTS.items(), rng)
    sections = rng.choices(("民生", "要闻", "镇街"), k=len(earlier))
    sections += shuffled((("民生", POSTS_ON_LIVELIHOOD), *_OTHER_SECTIONS), rng)
    return [
        {
            "post_id": str(700_000 + number),
            "title": f"{MARK}客户端稿件 {number:05d}",
            "section": section,
            "origin": origin,
            "published_at": when,
            "views": int(rng.lognormvariate(5, 1)),
            "desk": rng.choice(("新媒体部", "采访部", "编辑部")),
        }
        for number, (when, origin, section) in enumerate(zip(published, origins, sections, strict=True), 1)
    ]


def _user_days(rng: random.Random) -> list[Row]:
    span = days(YEAR_START, AS_OF)
    new = [48, *apportion(REGISTERED_NEW, len(span), rng, least=15, most=160)]
    active = [887, *apportion(ACTIVE_USER_DAYS, len(span), rng, least=560, most=1_700)]
    totals = list(accumulate(new[1:], initial=REGISTERED - REGISTERED_NEW))
    return [
        {"day": day, "registered_new": came, "registered_total": total, "active_users": users}
        for day, came, total, users in zip([_LAST_YEAR, *span], new, totals, active, strict=True)
    ]


def _modules(rng: random.Random) -> list[Row]:
    """The modules online on the last day, and one switched off before."""
    started = sorted(rng.choices(days(date(2021, 1, 1), date(2024, 6, 1)), k=SERVICE_MODULES))
    rows: list[Row] = [
        {
            "module_id": f"M{number:03d}",
            "title": f"{MARK}服务模块 {number:03d}",
            "category": rng.choice(("政务服务", "生活缴费", "交通出行", "医疗健康", "文化教育")),
            "online_from": day,
        }
        for number, day in enumerate(started, 1)
    ]
    gone = {"module_id": "M099", "title": f"{MARK}服务模块 099", "category": "生活缴费"}
    return [*rows, gone | {"online_from": date(2021, 5, 10), "online_to": date(2024, 3, 31)}]


def _store_days(rng: random.Random) -> list[Row]:
    """A balance per store, then the days of the stores that are copied by hand."""
    rows: list[Row] = [
        {"day": _LAST_YEAR, "store": store, "downloads_total": total} for store, total in OPENING.items()
    ]
    apple_from = AS_OF - timedelta(APP_STORE_DAYS)
    rows.append({"day": apple_from, "store": "App Store", "downloads_total": APP_STORE_OPENING})
    span = days(YEAR_START, AS_OF)
    for store in _BY_HAND:
        counts = apportion(DAILY[store], len(span), rng, most=60)
        rows += [{"day": day, "store": store, "downloads_new": n} for day, n in zip(span, counts, strict=True)]
    return rows


def _huawei_days(rng: random.Random) -> Table:
    span = days(YEAR_START, AS_OF)
    yield marked("日期 曝光量 详情页浏览量 新增下载量 更新下载量 卸载量")
    for day, new in zip(span, apportion(DAILY["华为"], len(span), rng, most=80), strict=True):
        yield [day, rng.randrange(300, 3_000), rng.randrange(30, 300), new, rng.randrange(200), rng.randrange(20)]


def _google_months(rng: random.Random) -> dict[str, Table]:
    """Month -> file, newest day first; updates and second devices stand beside the installs and do not count."""
    span = days(YEAR_START, AS_OF)
    lines: dict[str, list[list[Any]]] = {}
    for day, new in sorted(
        zip(span, apportion(DAILY["Google Play"], len(span), rng, most=3), strict=True), reverse=True
    ):
        second, updates, gone = rng.randrange(2), rng.randrange(9), rng.randrange(2)
        counts = [new + second, gone, updates, 0, new, gone, 880 + rng.randrange(20), new + second, updates, gone]
        lines.setdefault(f"{day:%Y%m}", []).append([day, _PACKAGE, *counts])
    return {month: [marked(_GOOGLE_HEADER), *some] for month, some in lines.items()}


def _apple_days(rng: random.Random) -> dict[date, Table]:
    """Day -> file: first downloads, then downloads repeated and updates, which are no downloads."""
    span = days(AS_OF - timedelta(APP_STORE_DAYS - 1), AS_OF)
    tables: dict[date, Table] = {}
    for day, new in zip(span, apportion(DAILY["App Store"], len(span), rng, least=2, most=20), strict=True):
        sales = [("1F", new - 1, "CN", "iPhone"), ("1F", 1, "US", "iPad"), ("3F", rng.randrange(1, 9), "CN", "iPhone")]
        sales.append(("7F", rng.randrange(20, 300), "CN", "iPhone"))
        tables[day] = [marked(_APPLE_HEADER), *(_apple_line(day, *sale) for sale in sales)]
    return tables


def _apple_line(day: date, product: str, units: int, country: str, device: str) -> list[Any]:
    """One line; an empty field is a single blank."""
    currency = {"CN": "CNY", "US": "USD"}[country]
    said = {
        "Provider": "APPLE", "Provider Country": "US", "SKU": "SAMPLE01", "Developer": "【样例】开发者",
        "Title": "【样例】客户端", "Version": "6.2.1", "Product Type Identifier": product, "Units": units,
        "Developer Proceeds": "0", "Begin Date": f"{day:%m/%d/%Y}", "End Date": f"{day:%m/%d/%Y}",
        "Customer Currency": currency, "Country Code": country, "Currency of Proceeds": currency,
        "Apple Identifier": "1500000000", "Customer Price": "0", "Category": "News", "Device": device,
        "Supported Platforms": "iOS",
    }  # fmt: skip
    return [said.get(label, " ") for label in _APPLE_HEADER]
