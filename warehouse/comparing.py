"""Figures over any period and by any cut, with the period before and the year before beside them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

import duckdb

from warehouse._kinds import KINDS, Adding, over_groups
from warehouse._records import Catalogue, Figure
from warehouse._standpoint import Standpoint, standpoints
from warehouse.cuts import Value, narrowed, values_of
from warehouse.figures import FigureRow, evaluate_from
from warehouse.spans import Span

FIXED = "条目自己写定了时段"
NO_FULL_MONTH = "这个时段里没有完整的月份"
NOT_CUT = "没有这个维度"
NOT_FILLED = "这个维度一律没有填"

Cut = tuple[Value, ...]
"""Nothing for the whole of a figure, else the one value that its rows have."""


@dataclass(frozen=True, slots=True)
class Change:
    """From one value to the next: the difference, and that in percent of the first where it means something.

    `certain` where both are complete and exact.
    """

    difference: float
    percent: float | None
    certain: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of one centre, whole or cut, beside what it was in the period before and in the year before."""

    figure: Figure
    cut: Cut
    now: FigureRow
    before: FigureRow | None = None
    year_before: FigureRow | None = None

    def since(self, then: FigureRow | None) -> Change | None:
        """The change from `then` to now; None where one of them has no number."""
        if then is None or self.now.value is None or then.value is None:
            return None
        difference = round(self.now.value - then.value, 10)
        has_percent = then.value > 0 and KINDS[self.figure.kind].in_percent
        percent = round(100 * difference / then.value, 10) if has_percent else None
        return Change(difference, percent, all(row.complete and not row.floors for row in (self.now, then)))

    @property
    def adds_up(self) -> Adding:
        """How the whole of the figure comes from its cuts."""
        return over_groups(self.figure)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lines of all figures that mean something here; why the others are left out, reason -> figures.

    `spans` are those of now, before and year_before; there are none where figures keep their own periods.
    """

    lines: Sequence[Line]
    spans: Sequence[Span]
    by: str | None
    left_out: Mapping[str, Sequence[Figure]]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values; the cut of a line is {dimension: value}, or null for the whole."""
        now, before, year_before = [*(asdict(span) for span in self.spans), None, None, None][:3]
        return {
            "period": now, "before": before, "year_before": year_before, "by": self.by,
            "lines": [_line_json(line, self.by) for line in self.lines],
            "left_out": {reason: [figure.id for figure in figures] for reason, figures in self.left_out.items()},
        }  # fmt: skip


def compare(
    con: duckdb.DuckDBPyConnection,
    known: Catalogue,
    as_of: date,
    asked: Span | None = None,
    by: str | None = None,
    known_at: datetime | None = None,
) -> Comparison:
    """Every figure over `asked`, or over its own period; whole and, with `by`, for each value of that dimension.

    The periods beside `asked` are seen as many days after their end as `as_of` is after its end. Raises SpanError
    where it has not begun by then, CutError where nothing can be cut by `by`.
    """
    figures = [replace(figure, readings=()) for figure in known.figures.values() if not figure.supporting]
    spans = asked.seen_on(as_of).beside() if asked else []
    days = [span.until + (as_of - spans[0].until) for span in spans] or [as_of]
    looks = [[found for figure in figures if (found := over(figure, span))] for span in spans] or [figures]
    here = standpoints(con, [(_catalogue(look), day) for look, day in zip(looks, days, strict=True)], known_at)
    values = values_of(con, looks[0], by, here[0].schema) if by else {figure.id: [] for figure in looks[0]}
    left_out = _left_out(figures, {figure.id for figure in looks[0]}, values)
    chosen = {figure.id: figure for figure in figures if not any(figure in left for left in left_out.values())}
    looks = [[figure for figure in look if figure.id in chosen] for look in looks]
    now, *then = [_rows(con, look, one, by or "", values) for look, one in zip(looks, here, strict=True)]
    lines = [Line(chosen[key[1]], key[2], row, *(rows.get(key) for rows in then)) for key, row in now.items()]
    return Comparison([line for line in lines if not line.cut or _has_rows(line)], spans, by, left_out)


def over(figure: Figure, span: Span) -> Figure | None:
    """`figure` as it is for `span`: a stock on its last day, months in a row if they are whole; None if it has none.

    An entry that names its days itself has no other meaning: its label says which days they are.
    """
    word = figure.period.partition(":")[0]
    if word == "as_of":
        return replace(figure, period=f"at:{span.until}")
    if word in ("year", "year_to_date"):
        return replace(figure, period=f"days:{span.first}..{span.until}")
    if _is_monthly(figure) and (months := span.full_months()):
        return replace(figure, period=f"days:{months[0]}..{months[1]}")
    return None


def _left_out(
    figures: Sequence[Figure], held: Collection[str], values: Mapping[str, list[Value]]
) -> dict[str, list[Figure]]:
    """Reason -> the figures that have no meaning in the period, or cannot be cut."""
    reasons: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.id not in held:
            reasons[NO_FULL_MONTH if _is_monthly(figure) else FIXED].append(figure)
        elif figure.id not in values:
            reasons[NOT_CUT].append(figure)
        elif values[figure.id] == [None]:
            reasons[NOT_FILLED].append(figure)
    return dict(reasons)


def _is_monthly(figure: Figure) -> bool:
    return figure.period.startswith("monthly_since:")


def _rows(
    con: duckdb.DuckDBPyConnection, look: Sequence[Figure], here: Standpoint, by: str, values: Mapping[str, list[Value]]
) -> dict[tuple[str, str, Cut], FigureRow]:
    """(centre, figure, cut) -> the row; the whole of each figure before its cuts, in one evaluation."""
    entries: dict[str, tuple[Figure, tuple[str, Cut]]] = {}
    for figure in look:
        entries[figure.id] = figure, (figure.id, ())
        for value in values.get(figure.id, ()):
            part = narrowed(figure, by, value)
            entries[part.id] = part, (figure.id, (value,))
    rows = evaluate_from(con, _catalogue(figure for figure, _ in entries.values()), here)
    return {(row.centre, *entries[row.id][1]): row for row in rows}


def _catalogue(figures: Iterable[Figure]) -> Catalogue:
    return Catalogue({figure.id: figure for figure in figures}, {}, {}, {})


def _has_rows(line: Line) -> bool:
    return any(row.rows for row in (line.now, line.before, line.year_before) if row)


def _line_json(line: Line, by: str | None) -> dict[str, Any]:
    figure = line.figure
    return {
        "id": figure.id, "label": figure.label, "unit": figure.unit, "kind": figure.kind, "centre": line.now.centre,
        "cut": {by: line.cut[0]} if line.cut else None, "adds_up": line.adds_up, **_row_json(line.now),
        "before": line.before and {**_row_json(line.before), "change": _change_json(line.since(line.before))},
        "year_before": line.year_before
        and {**_row_json(line.year_before), "change": _change_json(line.since(line.year_before))},
    }  # fmt: skip


def _row_json(row: FigureRow) -> dict[str, Any]:
    shown = ("value", "state", "numerator", "denominator", "floors", "rows", "complete", "as_of")
    return {name: getattr(row, name) for name in shown} | {"coverage": asdict(row.coverage)}


def _change_json(change: Change | None) -> dict[str, Any] | None:
    return asdict(change) if change else None
