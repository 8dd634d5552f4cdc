"""Whether the words for a time in front of a claim mean another time than the figure it would be held against."""

import re
from datetime import date
from unicodedata import normalize

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ONWARDS = ("以来", "起", "至今", "期间")
_MONTHS = re.compile(r"(?:(1[0-2]|[1-9])月?份?[-—–至到~])?(?:[0-9]{4}年)?(1[0-2]|[1-9])月")
_MONTHS_OF_DAYS = re.compile(r"(1[0-2]|[1-9])月[0-9]{1,2}日")
_PARTS = {
    "全年": (1, 12), "上半年": (1, 6), "下半年": (7, 12),
    "前三季度": (1, 9), "前三个季度": (1, 9), "一至三季度": (1, 9), "前两个季度": (1, 6), "前两季度": (1, 6),
    "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12),
}  # fmt: skip


def of_another_time(words: str, period: str, day: date) -> bool:
    """Whether `words`, the time in force at a claim, are of other days than `period` of a figure seen from `day`.

    Only of figures whose days move with the day, and only where the words leave no doubt.

    >>> day = date(2024, 6, 20)
    >>> others = ("2023年", "5月份", "一季度", "去年", "2025年底", "全年")
    >>> all(of_another_time(words, "year_to_date", day) for words in others)
    True
    >>> of_another_time("全年", "year_to_date", date(2024, 12, 31)), of_another_time("全年", "year", day)
    (False, False)
    >>> same = ("2024年以来", "1—6月", "上半年", "截至5月31日", "2024年1月1日至6月20日", "")
    >>> any(of_another_time(words, "year_to_date", day) for words in same)
    False
    """
    said = normalize("NFKC", words).replace(" ", "")
    if period not in ("as_of", "year", "year_to_date") or said.startswith("截") or said.endswith(_ONWARDS):
        return False
    years = {int(year) for year in _YEAR.findall(said)}
    if said.startswith(("去年", "上年")):
        years.add(day.year - 1)
    if years and day.year not in years:
        return True
    whole = {(1, day.month), (1, 12)} if period == "year" else {(1, day.month)}
    return period != "as_of" and _months(said) not in (None, *whole)


def _months(said: str) -> tuple[int, int] | None:
    """The first and the last month that `said` names; None if it names none."""
    if days := _MONTHS_OF_DAYS.findall(said):
        return int(days[0]), int(days[-1])
    if found := _MONTHS.search(said):
        return int(found.group(1) or found.group(2)), int(found.group(2))
    return next((months for name, months in _PARTS.items() if name in said), None)
