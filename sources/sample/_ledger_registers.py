"""Sample rows of what exists: frequencies, coverage, assets, sites, accounts, columns, people."""

import random
from datetime import date

from sources._spec import Row
from sources.sample._draws import MARK, person, some_days

RESOURCES_2023 = {"频点": 4, "电视节目": 17, "广播节目": 12}
COVERAGE_POINTS = 44
ACCOUNTS = (
    ("客户端", "端", date(2018, 11, 8), None),
    ("网站", "网", date(2009, 5, 4), None),
    ("微信公众号", "微", date(2013, 9, 16), None),
    ("微博", "微", date(2012, 3, 1), None),
    ("视频号", "号", date(2020, 8, 3), None),
    ("抖音", "号", date(2018, 10, 22), None),
    ("知乎", "号", date(2020, 4, 1), date(2022, 12, 31)),
)
"""Six in use on the sample's last day; the seventh was given up in 2022."""
COLUMNS_2024 = (
    ("牢记嘱托、感恩奋进、走在前列", "电视", date(2024, 1, 2)),
    ("寻红色足迹聚奋进力量", "报纸", date(2024, 3, 18)),
    ("贯彻县委全会精神", "电视", date(2024, 1, 8)),
    ("优化营商环境", "微信公众号", date(2024, 2, 19)),
    ("石油企业巡礼", "报纸", date(2024, 4, 8)),
    ("乡村振兴进行时", "客户端", date(2024, 5, 6)),
    ("建设者风采", "视频号", date(2024, 4, 30)),
)
OLD_COLUMNS = 9

OLD_HANDS = 62
NEW_MEDIA_OLD = ("本科", "本科", "研究生", "本科", "本科", "本科")
NEW_MEDIA_NEW = ("本科", "研究生", "本科", "本科", "本科", "研究生", "本科", "本科")
"""Education of the new media desk on the sample's last day, fourteen people; one with 大专 had left before."""
NEWCOMERS = 17
"""People who joined since 2022, all on the front line, the newest of the new media desk among them."""
HIRED_ON = (
    date(2024, 3, 11),
    date(2024, 3, 11),
    date(2024, 3, 25),
    date(2024, 5, 13),
    date(2024, 5, 13),
    date(2024, 5, 27),
)
"""When the last six of the newcomers came."""
CANDIDATES = 2
ACTIVISTS = 3
STEPS_ON = date(2024, 5, 21)


def broadcast_resources(rng: random.Random) -> list[Row]:
    """On the air by the end of 2023 as counted above; one channel given up before, one switched on after."""
    spans: list[tuple[str, int, date, date | None]] = [
        (kind, n, day, None)
        for kind, count in RESOURCES_2023.items()
        for n, day in enumerate(some_days(count, date(2012, 6, 1), date(2023, 6, 30), rng), start=1)
    ]
    spans.append(("电视节目", 98, date(2012, 6, 1), date(2022, 9, 30)))
    spans.append(("电视节目", 99, date(2024, 3, 1), None))
    return [
        {
            "resource_no": f"ZY-{n:02d}",
            "register": kind,
            "title": f"{MARK}{kind}{number:02d}",
            "started_on": started_on,
            "ended_on": ended_on,
        }
        for n, (kind, number, started_on, ended_on) in enumerate(spans, start=1)
    ]


def coverage_tests(rng: random.Random) -> list[Row]:
    """Four points in each town, all to be covered, all covered, measured in the autumn of 2023."""
    return [
        {
            "town": f"样例镇{n // 4 + 1:02d}",
            "point": f"{MARK}测试点{n + 1:02d}",
            "tested_on": tested_on,
            "field_strength": rng.randint(52, 74),
            "required": "是",
            "covered": "是",
        }
        for n, tested_on in enumerate(some_days(COVERAGE_POINTS, date(2023, 9, 4), date(2023, 12, 15), rng))
    ]


def assets(rng: random.Random) -> list[Row]:
    """Forty assets, some of them disposed of."""
    return [
        {
            "asset_no": f"ZC-{n:04d}",
            "title": f"{MARK}{rng.choice(('摄像机', '编辑工作站', '发射机', '电脑', '车辆'))}{n:02d}",
            "category": rng.choice(("专用设备", "通用设备", "交通工具")),
            "quantity": rng.randint(1, 4),
            "original_value": rng.randint(30, 3000) * 100,
            "desk": rng.choice(("采访部", "技术部", "新媒体部")),
            "state": "已处置" if n % 13 == 0 else "在用",
            "acquired_on": acquired_on,
            "disposed_on": date(2023, 11, 30) if n % 13 == 0 else None,
        }
        for n, acquired_on in enumerate(some_days(40, date(2015, 1, 1), date(2023, 10, 31), rng), start=1)
    ]


def ad_sites(rng: random.Random) -> list[Row]:
    """Twenty-four sites, two of them pulled down."""
    return [
        {
            "site_no": f"HW-{n:02d}",
            "title": f"{MARK}点位{n:02d}",
            "category": rng.choice(("三面翻", "大牌", "灯箱", "电子屏")),
            "faces": rng.randint(1, 3),
            "state": "已拆除" if n in (5, 11) else "在用",
            "built_on": built_on,
            "removed_on": date(2023, 8, 31) if n in (5, 11) else None,
        }
        for n, built_on in enumerate(some_days(24, date(2014, 1, 1), date(2023, 5, 31), rng), start=1)
    ]


def platform_accounts(rng: random.Random) -> list[Row]:
    """The accounts listed above."""
    names = ("platform", "level", "opened_on", "closed_on")
    return [{"account_name": f"{MARK}{row[0]}账号", **dict(zip(names, row, strict=True))} for row in ACCOUNTS]


def programme_columns(rng: random.Random) -> list[Row]:
    """The columns opened in 2024, after those of the years before, most of which have ended."""
    old = [
        {
            "title": f"{MARK}往年专栏{n:02d}",
            "platform": rng.choice(("电视", "报纸", "微信公众号")),
            "opened_on": opened_on,
            "closed_on": None if n % 3 == 0 else date(2023, 12, 31),
        }
        for n, opened_on in enumerate(some_days(OLD_COLUMNS, date(2020, 1, 1), date(2023, 6, 30), rng), start=1)
    ]
    names = ("title", "platform", "opened_on")
    new = [dict(zip(names, row, strict=True)) for row in COLUMNS_2024]
    return old + [row | {"title": f"{MARK}{row['title']}"} for row in new]


def people(rng: random.Random) -> list[Row]:
    """Everybody in order of joining, so that codes grow with time: old hands, one who left, newcomers."""
    desks = ("采访部", "编辑部", "专题部", "技术部", "广告部", "办公室")
    joined = some_days(OLD_HANDS + len(NEW_MEDIA_OLD), date(2001, 1, 1), date(2021, 12, 20), rng)
    rng.shuffle(joined)
    rows = [_person(joined.pop(), "新媒体部", education) for education in NEW_MEDIA_OLD]
    rows += [
        _person(day, rng.choice(desks), rng.choice(("本科", "大专")), rng.choice(("宣传一线", "其他")))
        for day in joined
    ]
    rows.append(_person(date(2019, 3, 1), "新媒体部", "大专") | {"left_on": date(2023, 7, 31)})
    came = [*some_days(NEWCOMERS - len(HIRED_ON), date(2022, 1, 10), date(2023, 12, 20), rng), *HIRED_ON]
    others = came[: -len(NEW_MEDIA_NEW)]
    rows += [_person(day, rng.choice(desks[:3]), "本科") for day in others]
    rows += [
        _person(day, "新媒体部", education) for day, education in zip(came[len(others) :], NEW_MEDIA_NEW, strict=True)
    ]
    rows.sort(key=lambda row: row["joined_on"])
    return [{"person_code": person(n)} | row for n, row in enumerate(rows, start=1)]


def _person(joined_on: date, desk: str, education: str, post: str = "宣传一线") -> Row:
    return {"desk": desk, "education": education, "post": post, "joined_on": joined_on, "left_on": None}


def people_changes(rng: random.Random) -> list[Row]:
    """The six hired, and five old hands taken a step towards membership, all on the front line."""
    last = OLD_HANDS + len(NEW_MEDIA_OLD) + 1 + NEWCOMERS
    hired = range(last - len(HIRED_ON) + 1, last + 1)
    steps = ["确定发展对象"] * CANDIDATES + ["确定入党积极分子"] * ACTIVISTS
    changes = [(day, "新招聘", n) for day, n in zip(HIRED_ON, hired, strict=True)]
    changes += [(STEPS_ON, step, n) for step, n in zip(steps, rng.sample(range(40, 60), len(steps)), strict=True)]
    return [
        {
            "changed_on": day,
            "step": step,
            "person_code": person(n),
            "desk": rng.choice(("采访部", "编辑部", "新媒体部")),
            "front_line": "是",
        }
        for day, step, n in sorted(changes)
    ]
