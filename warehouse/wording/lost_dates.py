"""Dates that lost their 年, 月 or 日 when a page was copied: 2023814日至1031, 202311月, 1227县委, 8月14县委."""

import re

from warehouse.wording import glued
from warehouse.wording.tokens import Damage

__all__ = ["COUNTING", "glued_at"]

Found = tuple[str, int, Damage | None]
"""Kind, where it ends, and what was lost."""

ACTORS = tuple("县市省区镇乡党中央局部公办委巡组会")
"""What a sentence goes on with that begins with a day: 1227县委巡察组."""

COUNTING = tuple("期续时为工共计满每第足近超休作播示限")
"""Right before a number of days these say that days are counted."""

ANNOUNCED = ("截至", "截止", "日期为", "日期", "时间", "时间:", "日期:")
"""What stands before digits that can only be a day."""

_DAY = re.compile(r"((?:19|20)[0-9]{4,6})(日|号)?(?![0-9])")
_UNTIL = re.compile(r"(?:至|到|-)([0-9]{3,4})日?(?![0-9年月个条])")
_MONTH = re.compile(
    r"((?:19|20)[0-9]{3,4})月份?(?:(?:-|至|到)[0-9]{1,2}月)?([0-9]{1,2}[日号])?(?:以来|起至今|至今|起|期间)?"
)
_IN_YEAR = re.compile(r"((?:19|20)[0-9]{2})年([0-9]{3,4})[日号]")
_MONTH_DAY = re.compile(r"([0-9]{3,4})([日号])?(?![0-9.,万亿%])")
_WITHOUT_DAY = re.compile(
    r"(?:(?:19|20)[0-9]{2}年)?(?:1[0-2]|[1-9])月(?:3[01]|[12][0-9]|[1-9])(?=[\u4e00-\u9fff])"
    r"(?![日号个年月晚早上下中前至到、条次篇人件名期场起万千百十项家])"
)
_OPENINGS = ("", "\n", " ", "。", ";", "至", "到", "于")


def glued_at(text: str, at: int) -> Found | None:
    """The damaged date whose digits begin at `at`, with all it can have been; None if there is none.

    >>> kind, end, damage = glued_at("对2022121日凭证", 1); kind, end, damage.candidates
    ('date', 9, ('2022-01-21', '2022-12-01'))
    >>> glued_at("20242月份起", 0)[2].candidates, glued_at("2023条", 0)
    (('2024-02',), None)
    """
    if not text[at : at + 1].isdigit() or text[at - 1 : at].isdigit():
        return None
    return _day(text, at) or _month(text, at) or _in_year(text, at) or _month_day(text, at) or _without_day(text, at)


def _day(text: str, at: int) -> Found | None:
    match = _DAY.match(text, at)
    readings = glued.days(match.group(1)) if match else []
    if match is None or not readings or not (match.group(2) or _stands_alone(text, at, match.end())):
        return None
    if not match.group(2) and len(match.group(1)) == 8:
        return "date", match.end(), None  # 20240620 is how machines write it
    end = match.end()
    until = _UNTIL.match(text, end)
    if until:
        year = readings[0][0]
        later = [(year, *pair) for pair in glued.month_days(until.group(1), year)]
        readings, end = readings + later, until.end() if later else end
    return "date", end, _damage(text[at:end], readings)


def _stands_alone(text: str, at: int, end: int) -> bool:
    """Whether the digits are all of their line, or stand where a date is announced."""
    line = (at == 0 or text[at - 1] == "\n") and text[end : end + 1] in ("", "\n", "\r")
    return line or text.endswith(ANNOUNCED, max(0, at - 3), at)


def _month(text: str, at: int) -> Found | None:
    match = _MONTH.match(text, at)
    readings = glued.months(match.group(1)) if match else []
    if match is None or not readings:
        return None
    reason = f"“{match.group(1)}月”的年份与月份之间缺“年”"
    damage = Damage("separator", tuple(f"{year}-{month:02}" for year, month in readings), reason)
    return ("date" if match.group(2) else "period"), match.end(), damage


def _in_year(text: str, at: int) -> Found | None:
    match = _IN_YEAR.match(text, at)
    if match is None:
        return None
    year = int(match.group(1))
    readings = [(year, *pair) for pair in glued.month_days(match.group(2), year)]
    return ("date", match.end(), _damage(match.group(), readings)) if readings else None


def _month_day(text: str, at: int) -> Found | None:
    """814日, or 1227 at the beginning of a sentence and right before who acted."""
    match = _MONTH_DAY.match(text, at)
    pairs = glued.month_days(match.group(1)) if match and int(match.group(1)) > 31 else []
    if match is None or not pairs:
        return None
    before, behind = text[max(0, at - 1) : at], text[match.end() : match.end() + 1]
    dated = match.group(2) == "日" and before not in COUNTING and behind != "内"
    acts = match.group(2) is None and len(match.group(1)) == 4 and before in _OPENINGS and behind in ACTORS
    if not (dated or acts):
        return None
    readings = tuple(f"{month:02}-{day:02}" for month, day in pairs)
    return "date", match.end(), Damage("separator", readings, f"“{match.group()}”缺月、日字样")


def _without_day(text: str, at: int) -> Found | None:
    match = _WITHOUT_DAY.match(text, at)
    return ("date", match.end(), Damage("neighbour", (), f"“{match.group()}”后缺“日”")) if match else None


def _damage(printed: str, readings: list[glued.Day]) -> Damage:
    days = tuple(f"{year}-{month:02}-{day:02}" for year, month, day in readings)
    return Damage("separator", days, f"“{printed}”缺年、月、日字样")
