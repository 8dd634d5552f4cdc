"""What an entry of the catalogue comes to: the aggregates it needs, and what its kind makes of their results."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from warehouse._kinds import KINDS
from warehouse._passes import Result, Results
from warehouse._periods import Window, months, window
from warehouse._rows import Rows, Term
from warehouse.catalogue import Catalogue, Figure

_OWN_DAY = ("posts", "account_days", "downloads")
"""Tables whose rows differ from one as-of day to another; the others say themselves from when to when they hold."""

_DAILY = ("account_days", "downloads")
"""Tables of things counted day by day: no row is a day on which nobody looked, not a zero."""

_DAYS_WITH_VALUE = "count(distinct day) filter (where value is not null)"

_VIEWS = re.compile(r"\bviews\b")

Number = float | int | None


@dataclass(frozen=True, slots=True)
class Computed:
    """What an entry came to in one centre; `floors` counts the rows that say no more than 10万+."""

    value: Any = None
    numerator: Number = None
    denominator: Number = None
    rows: int = 0
    batches: frozenset[int] = frozenset()
    observed_at: datetime | None = None
    months_missing: tuple[str, ...] = ()
    floors: int = 0


def terms(figure: Figure, as_of: date, schema: str = "core") -> list[Term]:
    """The aggregates that `figure` needs: one, or numerator and denominator, or sum and days, or this year and last."""
    span = window(figure.period, as_of)
    spans = [span, span.year_earlier()] if figure.kind == "growth" else [span]
    measures = [figure.numerator, figure.denominator] if figure.kind == "share" else [figure.measure]
    if _is_mean_of_days(figure):
        measures.append(_DAYS_WITH_VALUE)
    return [Term(_rows(figure, as_of, one, schema), measure) for one in spans for measure in measures]


def floor_terms(figure: Figure, as_of: date, schema: str = "core") -> list[Term]:
    """The count of rows whose views are a floor, where `figure` rests on them: its value is then "at least"."""
    if figure.table != "posts" or not _VIEWS.search(f"{figure.measure} {figure.numerator} {figure.denominator}"):
        return []
    rows = dict.fromkeys(term.rows for term in terms(figure, as_of, schema))
    return [Term(one, "count(*) filter (where views_is_floor)") for one in rows]


def days_needed(known: Catalogue, as_of: date) -> set[date]:
    """The days for which as-of tables must be there so that every figure and reading can be computed."""
    entries = [f for figure in known.figures.values() for f in (figure, *(r.figure for r in figure.readings))]
    return {as_of} | {window(f.period, as_of).at for f in entries if f.table in _OWN_DAY}


def compute(figure: Figure, as_of: date, schema: str, results: Results, centre: str) -> Computed:
    """What `figure` comes to in `centre`, from the results of its terms; rid of the noise of binary fractions."""
    found = _computed(figure, as_of, schema, results, centre)
    return replace(found, value=round(found.value, 10)) if isinstance(found.value, float) else found


def _computed(figure: Figure, as_of: date, schema: str, results: Results, centre: str) -> Computed:
    found = [results[term].get(centre, Result()) for term in terms(figure, as_of, schema)]
    first = found[0]
    bare = Computed(
        rows=sum(r.rows for r in (found if figure.kind == "growth" else found[:1])),
        batches=frozenset().union(*(r.batches for r in found)),
        observed_at=max((r.observed_at for r in found if r.observed_at), default=None),
        floors=sum(results[t].get(centre, Result()).value or 0 for t in floor_terms(figure, as_of, schema)),
    )
    if figure.kind == "state":
        return replace(bare, value=first.value)
    if figure.kind == "streak":
        return _worst_month(figure, months(window(figure.period, as_of)), first.by_month, bare)
    counted = _number(first, figure.numerator or figure.measure, figure.table)
    if figure.kind in ("share", "growth"):
        base = _number(found[1], figure.denominator or figure.measure, figure.table)
        value = 100 * counted / base - (100 if figure.kind == "growth" else 0) if base and counted is not None else None
        return replace(bare, value=value, numerator=counted, denominator=base)
    if figure.kind == "mean_per_day":
        days = found[1].value or 0 if _is_mean_of_days(figure) else len(window(figure.period, as_of).days)
        mean = counted / days if days and counted is not None else None
        return replace(bare, value=mean, numerator=counted, denominator=days)
    return replace(bare, value=counted)


def _is_mean_of_days(figure: Figure) -> bool:
    """Whether days without a value are days on which nobody looked: they are missing, and the mean is not over them."""
    return figure.kind == "mean_per_day" and figure.table == "account_days"


def _worst_month(figure: Figure, wanted: list[str], held: Mapping[str, Any], bare: Computed) -> Computed:
    if figure.better == "more":
        return replace(bare, value=min((held.get(month, 0) for month in wanted), default=None))
    missing = tuple(month for month in wanted if month not in held)
    worst = max((held[month] for month in wanted if month in held), default=None)
    return replace(bare, value=worst, months_missing=missing)


def _number(result: Result, measure: str, table: str) -> Number:
    """The value as a plain number; what counts or adds up comes to 0 over no rows, but not over missing values.

    None for what is no number: a text or a time, or what comes of dividing by nothing.
    """
    value = result.value
    if value is None:
        return 0 if measure.startswith(("count(", "sum(")) and not result.rows and table not in _DAILY else None
    if not isinstance(value, int | float | Decimal) or not isfinite(value):
        return None
    return int(value) if value == int(value) else float(value)


def _rows(figure: Figure, as_of: date, span: Window, schema: str) -> Rows:
    held = "is_last" if figure.kind == "stock" and figure.table == "account_days" else ""
    where = " and ".join(f"({condition})" for condition in (figure.where, held) if condition)
    day = span.at if figure.table in _OWN_DAY else as_of
    return Rows(figure.table, day, span, figure.of, where, KINDS[figure.kind].rows, schema)
