"""What a figure of the oracle is: the rows that count, and what they come to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd
import pytest

from tests.oracle._sample_files import days
from warehouse.figures import FigureRow

Rows = pd.DataFrame


class Result(NamedTuple):
    """A number or a text (None if there is none), and of ratios what was divided by what."""

    value: Any
    numerator: Any = None
    denominator: Any = None


@dataclass(frozen=True)
class Counted:
    """`rows` that count; `of` says what any of them come to; `decisive` are those that must go for that to move once.

    `by_one`: it counts things, so that it then moves by exactly one.
    """

    rows: Rows
    of: Callable[[Rows], Result]
    decisive: pd.Index
    by_one: bool = False

    @cached_property
    def result(self) -> Result:
        """What all rows come to."""
        return self.of(self.rows)

    @cached_property
    def files(self) -> frozenset[str]:
        """The files that its rows stand in."""
        return frozenset(self.rows.index.get_level_values("file"))

    def without(self, gone: pd.Index) -> Result:
        """What is left of it when the rows `gone` are not in their files."""
        return self.of(self.rows[~self.rows.index.isin(gone)])


def assert_agrees(row: FigureRow, result: Result) -> None:
    """That a figure came to the same: counts and texts exactly, ratios to a billionth."""
    value = row.state if row.kind == "state" else row.value
    said = pytest.approx(result.value, rel=1e-9, abs=0) if isinstance(result.value, float) else result.value
    found = Result(value, row.numerator, row.denominator)
    assert found == result._replace(value=said), f"{row.id}: {found} instead of {result}"


def count(rows: Rows) -> Counted:
    """How many rows."""
    return Counted(rows, lambda some: Result(len(some)), rows.index[-1:], by_one=True)


def total(rows: Rows, column: str) -> Counted:
    """What the numbers of a column add up to."""
    counting = rows.index[_numbers(rows, column) != 0]
    return Counted(rows, lambda some: Result(_sum(some, column)), counting[-1:])


def observed(rows: Rows, column: str) -> Counted:
    """The same of what somebody read off day by day: over no rows there is no number, for nobody looked."""
    added = total(rows, column)
    return Counted(rows, lambda some: added.of(some) if len(some) else Result(None), added.decisive)


def highest(rows: Rows, column: str) -> Counted:
    """The largest number of a column, None over no rows."""
    best = _numbers(rows, column).sort_values().index[-1:]
    return Counted(rows, lambda some: Result(_plain(_numbers(some, column).max())), best)


def different(rows: Rows, column: str) -> Counted:
    """How many different values a column has; it moves by one when the last row of one value goes."""
    rarest = rows[column].value_counts().index[-1:]
    of_one = rows.index[rows[column].isin(rarest)]
    return Counted(rows, lambda some: Result(some[column].nunique()), of_one, by_one=True)


def newest(rows: Rows, day: str, column: str) -> Counted:
    """What a column says on the newest day there is: the number (all of that day added) or the text."""
    return Counted(rows, lambda some: Result(_of_last_day(some, day, column)), _last_day(rows, day).index)


def share(rows: Rows, good: pd.Series) -> Counted:
    """100 times the rows where `good` holds, over all of them."""

    def of(some: Rows) -> Result:
        hits = int(good[some.index].sum())
        return Result(100 * hits / len(some) if len(some) else None, hits, len(some))

    return Counted(rows, of, rows.index[good][-1:])


def per_day(counted: Counted, period: int) -> Counted:
    """The same over the number of days of the period."""

    def of(some: Rows) -> Result:
        value = counted.of(some).value
        return Result(None if value is None else value / period, value, period)

    return Counted(counted.rows, of, counted.decisive)


def per_day_observed(rows: Rows, day: str, column: str) -> Counted:
    """What somebody read off day by day, over the number of days that have a number."""
    read_off = observed(rows, column)

    def of(some: Rows) -> Result:
        value = read_off.of(some).value
        period = some.loc[_numbers(some, column).notna(), day].nunique()
        return Result(value / period if period else None, value, period)

    return Counted(rows, of, read_off.decisive)


def growth(now: Rows, before: Rows, column: str) -> Counted:
    """By how many percent a sum grew."""
    both = pd.concat([now, before])

    def of(some: Rows) -> Result:
        new, old = (_sum(some[some.index.isin(rows.index)], column) for rows in (now, before))
        return Result(100 * (new / old - 1) if old else None, new, old)

    return Counted(both, of, now.index[-1:])


def least_by_month(rows: Rows, day: str, months: pd.PeriodIndex) -> Counted:
    """Rows of the month that has the fewest; a month without any has none."""

    def of(some: Rows) -> Result:
        return Result(min((int((days(some[day]).dt.to_period("M") == month).sum()) for month in months), default=None))

    return Counted(rows, of, rows.index[-1:])


def _last_day(rows: Rows, day: str) -> Rows:
    when = days(rows[day])
    return rows[when == when.max()]


def _of_last_day(rows: Rows, day: str, column: str) -> Any:
    said = _last_day(rows, day)[column]
    if said.empty:
        return None
    return said.iloc[0] if isinstance(said.iloc[0], str) else _plain(said.sum())


def _sum(rows: Rows, column: str) -> int | float:
    return _plain(_numbers(rows, column).sum()) or 0


def _numbers(rows: Rows, column: str) -> pd.Series:
    return pd.to_numeric(rows[column])


def _plain(number: Any) -> int | float | None:
    """A Python number, whole where it is; None for what pandas has no number for."""
    if pd.isna(number):
        return None
    return int(number) if float(number).is_integer() else float(number)
