"""Sample rows of the accounts office: advertising income, expenses, price inquiries. Amounts are whole cents."""

import random
from datetime import date

from sources._spec import Row
from sources.sample._draws import AS_OF, MARK, YEAR_START, some_days, spread
from sources.sample._ledger_party import DECISIONS, minutes

OUTDOOR_2023 = 60_000_000
OUTDOOR_2024 = 72_180_000
"""Outdoor advertising from 1 January to 20 June, in cents: 20.3% more than a year before."""
OUTDOOR_REST_OF_2023 = 66_000_000
OTHER_2023 = 38_500_000
OTHER_2024 = 46_230_000
OTHER_REST_OF_2023 = 41_000_000

DEPRECIATION = 507_500
"""Booked once a month, in cents; the notice names that of January 2023."""
TOWER_REPAIR = (8_000_000, 3_000_000)
"""Two payments of November 2023, in cents: 110 000 yuan."""
LARGE = 17
"""Expenses of 2024 over ten thousand yuan, all decided; one of exactly ten thousand is not among them."""
SMALL_2024 = 120
THRESHOLD = 1_000_000


def ad_income(rng: random.Random) -> list[Row]:
    """Payments in order of date, over the whole of 2023 and to the sample's last day."""
    spans = (
        (date(2023, 1, 1), date(2023, 6, 20), OUTDOOR_2023, OTHER_2023),
        (date(2023, 6, 21), date(2023, 12, 31), OUTDOOR_REST_OF_2023, OTHER_REST_OF_2023),
        (YEAR_START, AS_OF, OUTDOOR_2024, OTHER_2024),
    )
    paid = []
    for first, last, outdoor, other in spans:
        for category, total, count in (("户外广告", outdoor, 36), ("其他广告", other, 28)):
            amounts = spread(total, count, rng, step=10_000)
            paid += list(zip(some_days(count, first, last, rng), [category] * count, amounts, strict=True))
    return [
        {
            "voucher_no": f"收-{n:04d}",
            "received_on": received_on,
            "category": category,
            "client_code": f"客户{rng.randint(1, 60):03d}",
            "amount": cents / 100,
        }
        for n, (received_on, category, cents) in enumerate(sorted(paid), start=1)
    ]


def amounts(rng: random.Random) -> list[Row]:
    """Expenses in order of date; whatever is over the threshold has the number of the minutes that decided it."""
    booked = [(date(2023 + n // 12, n % 12 + 1, 20), "折旧", DEPRECIATION) for n in range(18)]
    booked += [(date(2023, 11, 6 + 15 * n), "钢塔检修", cents) for n, cents in enumerate(TOWER_REPAIR)]
    kinds = ("设备维修", "视频拍摄", "办公用品", "其他支出")
    for count, first, last in ((150, date(2023, 1, 1), date(2023, 12, 31)), (SMALL_2024, YEAR_START, AS_OF)):
        booked += [
            (day, rng.choice(kinds), rng.randrange(5_000, THRESHOLD)) for day in some_days(count, first, last, rng)
        ]
    booked += [
        (day, rng.choice(kinds), 12_000 * rng.randint(90, 700)) for day in some_days(LARGE, YEAR_START, AS_OF, rng)
    ]
    booked.append((date(2024, 4, 26), "其他支出", THRESHOLD))
    return [
        {
            "voucher_no": f"付-{n:04d}",
            "booked_on": day,
            "category": category,
            "summary": f"{MARK}{category}{n:04d}",
            "amount": cents / 100,
            "minutes_no": _decided(day, rng) if cents > THRESHOLD else None,
        }
        for n, (day, category, cents) in enumerate(sorted(booked), start=1)
    ]


def _decided(day: date, rng: random.Random) -> str:
    return minutes(rng.randint(1, DECISIONS // 3)) if day >= YEAR_START else "样例纪要2023-31"


def price_inquiries(rng: random.Random) -> list[Row]:
    """The two services of the year, both after an inquiry."""
    return [
        {
            "inquiry_no": f"XJ2024-{n:02d}",
            "asked_on": asked_on,
            "year": "2024",
            "project": f"{MARK}2024年度{category}",
            "category": category,
            "required": "是",
            "asked": "是",
            "quotes": rng.randint(3, 5),
        }
        for n, (asked_on, category) in enumerate(
            ((date(2024, 1, 9), "保洁费用"), (date(2024, 1, 11), "保安费用")), start=1
        )
    ]
