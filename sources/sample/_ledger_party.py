"""Sample rows of discipline and organisation: rectification, incidents, decisions, reviews, talks, inspections."""

import random
from datetime import date

from sources._spec import Row
from sources.sample._draws import AS_OF, MARK, YEAR_START, person, shuffled, some_days

PROBLEMS_DONE = 30
PROBLEMS_OPEN = 3
ASPECTS = 13
REPORTED_ON = date(2023, 12, 27)
SMALL_ERRORS = (
    (date(2024, 2, 22), "稿件审核", "更正并在编前会通报"),
    (date(2024, 5, 13), "安全播出", "更换板卡并记录"),
)
DECISIONS = 58
CADRES = 22
DEPARTMENTS = 14
REVIEWER = person(1)
TALKS = {date(2023, 12, 29): "元旦", date(2024, 2, 7): "春节", date(2024, 4, 29): "五一", date(2024, 6, 7): "端午"}
SAFETY_INSPECTIONS = (
    date(2024, 1, 16),
    date(2024, 2, 6),
    date(2024, 3, 14),
    date(2024, 4, 18),
    date(2024, 5, 16),
    date(2024, 6, 13),
)
GRADINGS = (
    ("党建", "2022", "样例组织部", "较好", date(2023, 3, 10)),
    ("平安建设", "2023", "样例政法委", "良好", date(2024, 2, 20)),
    ("党建", "2023", "样例组织部", "较好", date(2024, 3, 8)),
)


def rectification(rng: random.Random) -> list[Row]:
    """The problems, one after the other by aspect; the open ones anywhere among them."""
    states = shuffled((("已完成", PROBLEMS_DONE), ("正在整改", PROBLEMS_OPEN)), rng)
    extra = rng.choices(range(ASPECTS), k=len(states) - ASPECTS)
    return [
        {
            "number": str(n),
            "aspect": f"样例方面{aspect + 1:02d}",
            "problem": f"{MARK}问题{n:02d}",
            "measures": f"样例措施{n:02d}",
            "desk": rng.choice(("总编室", "新媒体部", "办公室", "党办")),
            "state": state,
            "reported_on": REPORTED_ON,
            "proof": f"样例材料{n:02d}.pdf",
        }
        for n, (aspect, state) in enumerate(zip(sorted([*range(ASPECTS), *extra]), states, strict=True), start=1)
    ]


def incidents(rng: random.Random) -> list[Row]:
    """Two small errors and nothing else."""
    return [
        {
            "incident_no": f"CC2024-{n:02d}",
            "happened_on": day,
            "category": "一般差错",
            "grade": "轻微",
            "domain": domain,
            "handling": handling,
        }
        for n, (day, domain, handling) in enumerate(SMALL_ERRORS, start=1)
    ]


def minutes(number: int) -> str:
    """The number of the minutes of a committee meeting."""
    return f"样例纪要2024-{number:02d}"


def decisions(rng: random.Random) -> list[Row]:
    """Matters that all had to be decided by the committee and all were, three or so to a meeting."""
    return [
        {
            "matter_no": f"SX2024-{n:02d}",
            "met_on": met_on,
            "category": rng.choice(("重大决策", "人事任免", "项目安排", "大额资金")),
            "matter": f"{MARK}事项{n:02d}",
            "required": "是",
            "decided": "是",
            "minutes_no": minutes(1 + n // 3),
        }
        for n, met_on in enumerate(some_days(DECISIONS, YEAR_START, AS_OF, rng), start=1)
    ]


def risk_reviews(rng: random.Random) -> list[Row]:
    """Every cadre and every department, checked by one person."""
    subjects = [(person(n), "中层以上干部") for n in range(2, 2 + CADRES)]
    subjects += [(f"部门B{n:02d}", "运作部") for n in range(1, 1 + DEPARTMENTS)]
    return [
        {
            "subject_code": code,
            "category": category,
            "reviewed_on": reviewed_on,
            "required": "是",
            "reviewed": "是",
            "reviewer_code": REVIEWER,
        }
        for (code, category), reviewed_on in zip(
            subjects, some_days(len(subjects), date(2024, 1, 8), date(2024, 3, 29), rng), strict=True
        )
    ]


def talks(rng: random.Random) -> list[Row]:
    """Six to nine talks before each of four holidays, the first of them in the old year."""
    return [
        {"talked_on": day, "occasion": occasion, "talker_code": REVIEWER, "person_code": person(n)}
        for day, occasion in TALKS.items()
        for n in sorted(rng.sample(range(2, 2 + CADRES), rng.randint(6, 9)))
    ]


def inspections(rng: random.Random) -> list[Row]:
    """A safety inspection in every month, and three of fire protection between them."""
    due = [(day, "安全生产") for day in SAFETY_INSPECTIONS]
    due += [(day, "消防专项") for day in some_days(3, YEAR_START, AS_OF, rng)]
    return [
        {
            "inspection_no": f"JC2024-{n:02d}",
            "inspected_on": day,
            "category": category,
            "place": rng.choice(("发射机房", "演播室", "配电房", "户外大牌")),
            "hazards": rng.randint(0, 3),
            "done": "是",
        }
        for n, (day, category) in enumerate(sorted(due), start=1)
    ]


def gradings(rng: random.Random) -> list[Row]:
    """The grades listed above."""
    names = ("subject", "year", "assessor", "grade", "published_on")
    return [dict(zip(names, grading, strict=True)) for grading in GRADINGS]
