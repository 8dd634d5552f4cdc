"""The months and the weeks of a year, as far as they have gone by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeVar

from warehouse._periods import month_end

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of one month or ISO week that lie in the year, from `first` to `until`; `key` is its first day of all.

    A week at the turn of the year is cut there, so that weeks and months add up to the same.
    """

    shape: Literal["month", "week"]
    key: date
    label: str
    first: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.first).days + 1

    def of(self, days: frozenset[date]) -> int:
        """How many of `days` are in it."""
        return sum(self.first <= day <= self.until for day in days)


def months(as_of: date) -> list[Stretch]:
    """The months of the year of `as_of` up to it; the last one says so where it is not over.

    >>> [month.label for month in months(date(2024, 2, 20))]
    ['1月', '2月至20日']
    """
    return [_month(date(as_of.year, month, 1), as_of) for month in range(1, as_of.month + 1)]


def weeks(as_of: date) -> list[Stretch]:
    """The ISO weeks of the year of `as_of` up to it; the last one says so where it is not over.

    >>> [week.label for week in weeks(date(2023, 1, 10))]
    ['上年第52周', '第1周', '第2周（未完）']
    """
    new_year = date(as_of.year, 1, 1)
    monday = new_year - timedelta(new_year.weekday())
    return [_week(monday + timedelta(n), as_of) for n in range(0, (as_of - monday).days + 1, 7)]


def filled(
    stretches: Iterable[Stretch], found: Mapping[Stretch, Found], missing: frozenset[date], nothing: Found
) -> dict[Stretch, Found]:
    """What was `found`, and `nothing` where nothing was; absent where all days are `missing`, so that nobody knows."""
    known = (stretch for stretch in stretches if stretch in found or stretch.of(missing) < stretch.days)
    return {stretch: found.get(stretch, nothing) for stretch in known}


def lacking(stretches: Iterable[Stretch], missing: frozenset[date]) -> str:
    """How many days of each of `stretches` are `missing`, in words; empty where none is."""
    days = ((stretch.label, stretch.of(missing)) for stretch in stretches)
    return "、".join(f"{label}缺{number}天" for label, number in days if number)


def _month(first: date, as_of: date) -> Stretch:
    last = month_end(first)
    label = f"{first.month}月" if last <= as_of else f"{first.month}月至{as_of.day}日"
    return Stretch("month", first, label, first, min(last, as_of))


def _week(monday: date, as_of: date) -> Stretch:
    year, number, _ = monday.isocalendar()
    of_year = {as_of.year - 1: "上年", as_of.year + 1: "下年"}.get(year, "")
    sunday = monday + timedelta(6)
    label = f"{of_year}第{number}周{'' if sunday <= as_of else '（未完）'}"
    return Stretch("week", monday, label, max(monday, date(as_of.year, 1, 1)), min(sunday, as_of))
