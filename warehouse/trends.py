"""What each figure had come to at the end of every month of the year, over the rows as they are known today."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import duckdb

from warehouse._as_of import build_earlier
from warehouse._periods import month_end, window
from warehouse._records import Catalogue, Figure
from warehouse._standpoint import standpoint
from warehouse._store import with_own_temp
from warehouse._targets import due, over_its_period
from warehouse.figures import FigureRow, evaluate_from

_MOVING = ("as_of", "year", "year_to_date", "since", "monthly_since")
"""Words of periods that end on the day; the others name days that stay where they are."""


@dataclass(frozen=True, slots=True)
class Point:
    """What a figure comes to when its period ends with `until`; None where nothing is held of it or of all that month.

    complete  whether coverage to that day is within what the figure tolerates
    pace      what the target in force on that day asks for by then; None without one
    """

    until: date
    value: float | int | None
    complete: bool
    pace: float | None


Trends = Mapping[tuple[str, str], tuple[Point, ...]]
"""(centre, figure id) -> one point per month of the year; the last is of the as-of day."""


def trends(con: duckdb.DuckDBPyConnection, known: Catalogue, as_of: date) -> Trends:
    """(centre, figure id) -> a point for each month of the year up to `as_of`, for figures whose period ends with it.

    All over the rows as they are known as of `as_of`: works published by the end of March have the views that they have
    by now, so that what a year adds up to grows from point to point and ends with the value of the scorecard. A stock
    is what the last day by then said; of ranks and of months in a row, those by then count. States are no numbers.
    """
    days = month_ends(as_of)
    entries = {
        (figure.id, day): entry
        for figure in known.figures.values()
        if _moves(figure)
        for day in days
        if (entry := _ending(figure, day))
    }
    if not entries:
        return {}
    with with_own_temp(con) as own:
        here = standpoint(own, known, as_of)
        build_earlier(own, as_of, days, here.schema)
        catalogue = Catalogue({entry.id: entry for entry in entries.values()}, {}, {}, {})
        earlier = replace(here, schema="temp")
        rows = {(row.centre, row.id): row for row in evaluate_from(own, catalogue, earlier, with_files=False)}
    return {
        (centre, name): tuple(_point(known, name, day, rows.get((centre, _id(name, day)))) for day in days)
        for centre in dict.fromkeys(centre for centre, _ in rows)
        for name in dict.fromkeys(name for name, _ in entries)
    }


def month_ends(as_of: date) -> list[date]:
    """The last day of each month of the year until `as_of`, which is the last.

    >>> [str(day) for day in month_ends(date(2024, 3, 20))]
    ['2024-01-31', '2024-02-29', '2024-03-20']
    """
    return [min(month_end(date(as_of.year, month, 1)), as_of) for month in range(1, as_of.month + 1)]


def _moves(figure: Figure) -> bool:
    """Whether it is a number that people are shown, over a period that ends on the as-of day."""
    word = figure.period.partition(":")[0]
    if word == "as_of" and (figure.table == "posts" or figure.kind == "growth"):  # needs a table of each day
        return False
    return word in _MOVING and figure.kind != "state" and not figure.supporting


def _ending(figure: Figure, day: date) -> Figure | None:
    """`figure` over its period if that ended with `day`; None where it had not begun by then."""
    span = window(figure.period, day)
    last = span.end - timedelta(1)
    if span.start is not None and span.start > last:
        return None
    period = f"days:{span.start}..{last}" if span.start else f"at:{day}"
    return replace(figure, id=_id(figure.id, day), period=period, readings=())


def _id(name: str, day: date) -> str:
    return f"{name} {day}"


def _point(known: Catalogue, name: str, day: date, row: FigureRow | None) -> Point:
    pace = _pace(known, known.figures[name], day)
    if row is None or _lacks_its_month(row, day):
        return Point(day, None, False, pace)
    return Point(day, row.value, row.complete, pace)


def _lacks_its_month(row: FigureRow, day: date) -> bool:
    """Whether each day of the month until `day` is missing: what is left is what the month before had come to."""
    if row.complete or row.kind == "stock" or not row.coverage.missing:  # a stock is what was last said of it
        return False
    first, _, last = row.coverage.missing[-1].partition("~")
    return first <= f"{day.replace(day=1)}" and (last or first) >= f"{day}"


def _pace(known: Catalogue, figure: Figure, day: date) -> float | None:
    """What the target asks for by `day`; None where it is about another period than the figure."""
    target = known.target(figure.id, day)
    if target is None or over_its_period(target, figure, day) is not figure:
        return None
    pace = due(target, figure, day)
    return target.value if pace is None else pace
