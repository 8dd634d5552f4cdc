"""Periods of figures: the words of an entry and a day, turned into the half-open window that the words mean."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

PERIODS = re.compile(
    r"as_of|opening|year|year_to_date|month:\d{4}-\d{2}|since:\d{4}-\d{2}-\d{2}|at:\d{4}-\d{2}-\d{2}"
    r"|monthly_since:\d{4}-\d{2}"
)
"""Every form that a period may take."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `start` to before `end`; `start` None means since ever. `at` is the day for which it speaks."""

    start: date | None
    end: date
    at: date

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the window; the one day it speaks for when it has no start."""
        return _days_of(self.start or self.at, self.end)

    def year_earlier(self) -> "Window":
        """The same days of the year before."""
        start = year_earlier(self.start) if self.start else None
        return Window(start, year_earlier(self.end - timedelta(1)) + timedelta(1), year_earlier(self.at))


def window(period: str, as_of: date) -> Window:
    """The window that `period` means on `as_of`; never beyond `as_of`.

    No entry says days:2024-01-01..2024-03-15: that is what somebody asks of any entry.

    >>> window("year_to_date", date(2024, 6, 20)).days[0], len(window("year_to_date", date(2024, 6, 20)).days)
    (datetime.date(2024, 1, 1), 172)
    >>> window("monthly_since:2024-02", date(2024, 6, 20))  # full months only
    Window(start=datetime.date(2024, 2, 1), end=datetime.date(2024, 6, 1), at=datetime.date(2024, 6, 20))
    """
    word, _, given = period.partition(":")
    tomorrow = as_of + timedelta(1)
    if word == "as_of":
        return Window(None, tomorrow, as_of)
    if word == "at":
        day = min(date.fromisoformat(given), as_of)
        return Window(None, day + timedelta(1), day)
    if word == "opening":  # the last day of the year before, as it is known on the day
        return Window(date(as_of.year - 1, 12, 31), date(as_of.year, 1, 1), as_of)
    if word == "days":
        first, last = map(date.fromisoformat, given.split(".."))
        return Window(first, min(last, as_of) + timedelta(1), as_of)
    if word in ("year", "year_to_date"):
        return Window(date(as_of.year, 1, 1), tomorrow, as_of)
    if word == "since":
        return Window(date.fromisoformat(given), tomorrow, as_of)
    if word not in ("month", "monthly_since"):
        raise ValueError(f"unknown period {period!r}")
    year, month = map(int, given.split("-"))
    first = date(year, month, 1)
    if word == "month":
        return Window(first, min(month_end(first) + timedelta(1), tomorrow), as_of)
    return Window(first, tomorrow if month_end(as_of) == as_of else as_of.replace(day=1), as_of)


@lru_cache(maxsize=1024)  # hundreds of figures ask for the days of a few windows
def _days_of(start: date, end: date) -> tuple[date, ...]:
    return tuple(start + timedelta(n) for n in range((end - start).days))


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months(span: Window) -> list[str]:
    """The calendar months that `span` touches, as YYYYMM."""
    return sorted({f"{day:%Y%m}" for day in span.days})


def ranges(days: list[date]) -> list[str]:
    """Days as people write them: single ones, and runs as from-to.

    >>> ranges([date(2024, 3, 1), date(2024, 3, 2), date(2024, 3, 5)])
    ['2024-03-01~2024-03-02', '2024-03-05']
    """
    return [f"{run[0]}~{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs(days)]


def runs(days: list[date]) -> list[list[date]]:
    """The days sorted, those that follow one another together."""
    found: list[list[date]] = []
    for day in sorted(days):
        if found and day - found[-1][-1] == timedelta(1):
            found[-1].append(day)
        else:
            found.append([day])
    return found


def year_earlier(day: date) -> date:
    """The same day of the year before; the 28th for a 29th of February."""
    leap_day = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28) if leap_day else day.replace(year=day.year - 1)
