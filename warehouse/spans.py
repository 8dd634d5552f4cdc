"""Periods that people ask for: a week, a month, a quarter, a half-year, a year or any days, and those to set beside."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from warehouse._periods import month_end, year_earlier

FORMS = "2024-W12 2024-05 2024Q1 2024H1 2024 2024-01-01..2024-03-15"
"""One example of every form that a period may be asked for in."""

_SHAPES = {
    "week": r"((?:19|20)\d{2})-?W(\d{1,2})",
    "month": r"((?:19|20)\d{2})-(\d{2})",
    "quarter": r"((?:19|20)\d{2})-?Q([1-4])",
    "half": r"((?:19|20)\d{2})-?H([12])",
    "year": r"((?:19|20)\d{2})",
    "days": r"((?:19|20)\d{2}-\d{2}-\d{2})\.\.((?:19|20)\d{2}-\d{2}-\d{2})",
}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


class SpanError(ValueError):
    """What was asked for is no period, or one that is still to come; the message is for people."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, of which those to `until` count: the period may not be over yet."""

    shape: str
    name: str
    first: date
    last: date
    until: date

    @property
    def is_cut(self) -> bool:
        """Whether it speaks for a part of its days only."""
        return self.until < self.last

    def seen_on(self, day: date) -> "Span":
        """As much of it as there is on `day`. Raises SpanError where that is nothing."""
        if day < self.first:
            raise SpanError(f"{self.name} 从 {self.first} 开始，而数据只到 {day}，请换一个已经开始的时段。")
        return replace(self, until=min(self.last, day))

    def beside(self) -> list["Span"]:
        """It, the one before and the one of the year before."""
        return [self, self.before(), self.year_before()]

    def before(self) -> "Span":
        """The one just before, as long as this; cut where this is cut."""
        if self.shape == "days":
            length = self.until - self.first + timedelta(1)
            return _days(self.first - length, self.first - timedelta(1))
        return self._cut_alike(_containing(self.shape, self.first - timedelta(1)))

    def year_before(self) -> "Span":
        """The same of the year before: W52 stands beside a W53 that it did not have."""
        if self.shape == "days":
            return _days(year_earlier(self.first), year_earlier(self.until))
        if self.shape == "week":
            year, week, _ = self.first.isocalendar()
            return self._cut_alike(_week(year - 1, min(week, _weeks(year - 1))))
        return self._cut_alike(_containing(self.shape, year_earlier(self.first)))

    def full_months(self) -> tuple[date, date] | None:
        """The first and the last day of the whole months in it; None if there are none."""
        first = self.first if self.first.day == 1 else month_end(self.first) + timedelta(1)
        last = self.until if month_end(self.until) == self.until else self.until.replace(day=1) - timedelta(1)
        return (first, last) if first <= last else None

    def _cut_alike(self, other: "Span") -> "Span":
        """`other`, ending as far into it as this one does."""
        if not self.is_cut:
            return other
        if self.shape == "week":
            return replace(other, until=other.first + (self.until - self.first))
        month = _months_later(other.first, self.until.month - self.first.month)
        return replace(other, until=month.replace(day=min(self.until.day, month_end(month).day)))


def span(name: str) -> Span:
    """The period that `name` means. Raises SpanError, which says what can be written, where it means none.

    >>> [str(day) for day in (span("2024-W12").first, span("2024-W12").last, span("2024H1").last)]
    ['2024-03-18', '2024-03-24', '2024-06-30']
    >>> span("2024-05").before().name, span("2024Q1").before().name, span("2020-W53").year_before().name
    ('2024-04', '2023Q4', '2019-W52')
    """
    why = ""
    for shape, form in _SHAPES.items():
        if said := re.fullmatch(form, name.strip()):
            try:
                return _MAKERS[shape](*said.groups())
            except ValueError:  # a month 13, a week 53 where there is none, days the wrong way round
                why = "：日历上没有这样的周、月或日，或起止颠倒了"
    raise SpanError(f"{name!r} 不是时段{why}。可以写成：{FORMS.replace(' ', '、')}。")


def _week(year: int, week: int) -> Span:
    first = date.fromisocalendar(year, week, 1)
    last = first + timedelta(6)
    return Span("week", f"{year}-W{week:02}", first, last, last)


def _weeks(year: int) -> int:
    return date(year, 12, 28).isocalendar().week  # always in the last week of its year


def _days(first: date, last: date) -> Span:
    if last < first:
        raise ValueError(f"{last} is before {first}")
    return Span("days", f"{first}..{last}", first, last, last)


def _months(shape: str, year: int, number: int) -> Span:
    """The `number`th month, quarter, half or whole of `year`."""
    length = _MONTHS[shape]
    first = date(year, (number - 1) * length + 1, 1)
    last = month_end(_months_later(first, length - 1))
    sign = {"month": f"-{number:02}", "quarter": f"Q{number}", "half": f"H{number}", "year": ""}[shape]
    return Span(shape, f"{year}{sign}", first, last, last)


def _containing(shape: str, day: date) -> Span:
    if shape == "week":
        return _week(*day.isocalendar()[:2])
    return _months(shape, day.year, (day.month - 1) // _MONTHS[shape] + 1)


def _months_later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


_MAKERS: dict[str, Callable[..., Span]] = {
    "week": lambda year, week: _week(int(year), int(week)),
    "month": lambda year, month: _months("month", int(year), int(month)),
    "quarter": lambda year, quarter: _months("quarter", int(year), int(quarter)),
    "half": lambda year, half: _months("half", int(year), int(half)),
    "year": lambda year: _months("year", int(year), 1),
    "days": lambda first, last: _days(date.fromisoformat(first), date.fromisoformat(last)),
}
