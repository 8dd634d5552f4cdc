"""Sample rows of what the public said: hotline episodes and requests, comments, the duty roster."""

import random
from datetime import date, timedelta

from sources._spec import Row
from sources.sample._draws import AS_OF, MARK, YEAR_START, cycle_codes, days, later, moment, some_days

EPISODES = 22
CASES = 195
COMMENTS = 1286
COMMENTS_SURVEYED = 412
COMMENTS_SATISFIED = 398
DECEMBER_COMMENTS = 90
_FIRST_EPISODE = date(2024, 1, 4)
_NO_EPISODE = (date(2024, 2, 8), date(2024, 2, 15), date(2024, 5, 2))
_TOPICS = ("供水供电", "道路交通", "教育就学", "医疗医保", "物业管理", "环境保护")


def _aired() -> list[date]:
    """The Thursdays of the half-year on which the programme ran."""
    return [day for day in days(_FIRST_EPISODE, AS_OF)[::7] if day not in _NO_EPISODE]


def _episode(number: int) -> str:
    return f"2024年第{number}期"


def hotline_episodes(rng: random.Random) -> list[Row]:
    """One episode on most Thursdays."""
    return [
        {
            "episode_no": _episode(n),
            "aired_on": day,
            "theme": rng.choice(_TOPICS),
            "guest_unit": f"样例单位{rng.randint(1, 30):02d}",
        }
        for n, day in enumerate(_aired(), start=1)
    ]


def hotline_cases(rng: random.Random) -> list[Row]:
    """Requests of the week before an episode, all answered, called back and satisfied."""
    aired = _aired()
    numbers = sorted(rng.randrange(EPISODES) for _ in range(CASES))
    rows = []
    for n, episode in enumerate(numbers, start=1):
        received_at = moment(max(aired[episode] - timedelta(rng.randint(0, 6)), YEAR_START), rng)
        rows.append(
            {
                "case_no": f"RX2024-{n:03d}",
                "received_at": received_at,
                "caller": f"样例来电人{n:03d}",
                "phone": f"000-{n:04d}",
                "category": rng.choice(_TOPICS),
                "request": f"{MARK}诉求{n:03d}",
                "episode_no": _episode(episode + 1),
                "replied_at": later(received_at, rng, within_days=5),
                "surveyed": "是",
                "satisfied": "是",
            }
        )
    return rows


def comments(rng: random.Random) -> list[Row]:
    """Comments in order of time, all of the year answered; some of December were not, and no figure counts them."""
    verdicts = ["是"] * COMMENTS_SATISFIED + ["否"] * (COMMENTS_SURVEYED - COMMENTS_SATISFIED)
    judged: list[str | None] = [*verdicts, *[None] * (COMMENTS - COMMENTS_SURVEYED)]
    rng.shuffle(judged)
    early = some_days(DECEMBER_COMMENTS, date(2023, 12, 1), date(2023, 12, 31), rng)
    received = [moment(day, rng) for day in early + some_days(COMMENTS, YEAR_START, AS_OF, rng)]
    rows = []
    for n, (received_at, satisfied) in enumerate(
        zip(sorted(received), [None] * DECEMBER_COMMENTS + judged, strict=True), start=1
    ):
        answered = n > DECEMBER_COMMENTS or n % 9 > 0
        rows.append(
            {
                "comment_no": f"LY-{n:05d}",
                "received_at": received_at,
                "nickname": f"样例网友{n:04d}",
                "text": f"{MARK}留言{n:04d}",
                "category": rng.choice(("咨询", "建议", "投诉", "求助")),
                "replied_at": later(received_at, rng, within_days=3) if answered else None,
                "surveyed": "是" if satisfied else "否",
                "satisfied": satisfied,
            }
        )
    return rows


def duty_days(rng: random.Random) -> list[Row]:
    """Every day of the half-year, with the comments looked at."""
    on_duty = cycle_codes(range(61, 68))
    return [{"day": day, "person_code": next(on_duty), "looked": "是"} for day in days(YEAR_START, AS_OF)]
