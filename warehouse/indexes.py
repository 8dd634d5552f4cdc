"""Indexes computed by ourselves: the formulas of indexes.toml over figures, which say how complete they are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

import duckdb

from warehouse._index_inputs import Inputs, figures_of, uncovered
from warehouse._indexes import Composite, Formula, Share, load
from warehouse._records import Catalogue, Figure
from warehouse._standpoint import Standpoint, standpoint
from warehouse.comparing import FIXED, over
from warehouse.figures import FigureRow, evaluate_from
from warehouse.spans import Span, span

__all__ = ["Composite", "Formula", "IndexRow", "compute", "last_full", "load"]

_PAIRS = ("inputs", "parts")


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One index of one account, or (without account) of a whole centre: its value, or what is missing and no value.

    `inputs` and `parts` are (label, value), so that anybody can compute it again by `formula`; where a work says no
    more than 10万+ the value is `at_least`.
    """

    id: str
    label: str
    version: str
    source: str
    note: str
    formula: tuple[str, ...]
    centre: str
    account: str | None
    period: Span
    as_of: date
    missing: tuple[str, ...] = ()
    inputs: tuple[tuple[str, float | None], ...] = ()
    parts: tuple[tuple[str, float], ...] = ()
    value: float | None = None
    at_least: bool = False

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        pairs = {name: [{"label": label, "value": value} for label, value in getattr(self, name)] for name in _PAIRS}
        return asdict(self) | pairs


def compute(
    con: duckdb.DuckDBPyConnection,
    known: Catalogue,
    defined: Sequence[Formula | Composite],
    as_of: date,
    asked: Span | None = None,
    known_at: datetime | None = None,
) -> list[IndexRow]:
    """Every index over `asked`, or over the last full period of its own; as of `as_of`, whose observations count.

    With `known_at`, over what had been loaded by that moment.
    """
    periods = {one.id: asked or last_full(one.period, as_of) for one in defined}
    composites = {one.id: _figures(one, known, periods[one.id]) for one in defined if isinstance(one, Composite)}
    here = standpoint(con, _only(figure for figures in composites.values() for figure in figures), as_of, known_at)
    found: list[IndexRow] = []
    for one in defined:
        if isinstance(one, Formula):
            found += _of_accounts(con, here, one, periods[one.id])
    for one in defined:
        if isinstance(one, Composite):
            rows = evaluate_from(con, _only(composites[one.id]), here)
            found += _of_centres(one, periods[one.id], here.as_of, rows, found)
    return found


def last_full(shape: str, as_of: date) -> Span:
    """The last week, month or year that is over on `as_of`.

    >>> last_full("month", date(2024, 6, 20)).name, last_full("month", date(2024, 6, 30)).name
    ('2024-05', '2024-06')
    """
    year, week, _ = as_of.isocalendar()
    one = span({"week": f"{year}-W{week:02}", "month": f"{as_of:%Y-%m}", "year": f"{as_of:%Y}"}[shape])
    return one if one.last <= as_of else one.before()


def _of_accounts(
    con: duckdb.DuckDBPyConnection, here: Standpoint, formula: Formula, period: Span
) -> Iterator[IndexRow]:
    """One row per account that has works; one that lacks them for a centre where none has."""
    accounts = (
        "select distinct p.centre, w.account from meta.parts p "
        f"left join {here.schema}.posts w on w.centre = p.centre and w.as_of = ? and w.platform = ? order by all"
    )
    for centre, account in con.execute(accounts, [here.as_of, formula.platform]).fetchall():
        if account is None:
            yield replace(_row(formula, centre, None, period, here.as_of), missing=("没有导入过作品",))
            continue
        figures = figures_of(formula, account, period)
        rows = {row.id: row for row in evaluate_from(con, _only(figures.values()), here) if row.centre == centre}
        inputs = Inputs(formula, {name: rows[figure.id] for name, figure in figures.items()}, period)
        row = _row(formula, centre, account, period, here.as_of)
        row = replace(row, missing=tuple(inputs.missing()), inputs=tuple(inputs.said()))
        yield row if row.missing else _computed(row, formula, inputs)


def _computed(row: IndexRow, formula: Formula, inputs: Inputs) -> IndexRow:
    values = [inputs.part(part) for part in formula.parts]
    weighted = sum(part.weight * value for part, value in zip(formula.parts, values, strict=True))
    labels = [part.label for part in formula.parts]
    return replace(
        row, parts=tuple(zip(labels, values, strict=True)), value=formula.factor * weighted**formula.power,
        at_least=any(one.floors for one in inputs.rows.values()),
    )  # fmt: skip


def _of_centres(
    composite: Composite, period: Span, as_of: date, rows: Sequence[FigureRow], indexes: Sequence[IndexRow]
) -> Iterator[IndexRow]:
    """One row per centre: the shares of its figures, and of its `indexes`."""
    for centre in dict.fromkeys([*(row.centre for row in rows), *(row.centre for row in indexes)]):
        held = {row.id: row for row in rows if row.centre == centre}
        own = [row for row in indexes if row.centre == centre]
        found = [(s, _of_index(s, own) if s.index else _of_figure(held.get(s.figure), period)) for s in composite.parts]
        row = replace(
            _row(composite, centre, None, period, as_of),
            missing=tuple(f"{share.label}（{'；'.join(one.missing)}）" for share, one in found if one.missing),
            inputs=tuple((share.label, one.value) for share, one in found),
        )
        if not row.missing:
            parts = tuple((share.label, share.weight * (one.value or 0) / share.base) for share, one in found)
            total = sum(value for _, value in parts)
            row = replace(row, parts=parts, value=total, at_least=any(one.at_least for _, one in found))
        yield row


@dataclass(frozen=True, slots=True)
class _Given:
    """What a share of a composite rests on: a value, or what is missing."""

    value: float | None
    missing: tuple[str, ...] = ()
    at_least: bool = False


def _of_figure(row: FigureRow | None, period: Span) -> _Given:
    if row is None:
        return _Given(None, (FIXED,))
    if why := uncovered(row, period):
        return _Given(row.value, tuple(why))
    return _Given(row.value, () if row.value is not None else ("没有数",), bool(row.floors))


def _of_index(share: Share, own: Sequence[IndexRow]) -> _Given:
    rows = [row for row in own if row.id == share.index]
    if len(rows) != 1:
        return _Given(None, (f"有{len(rows)}个账号的指数，要恰好1个",))
    return _Given(rows[0].value, rows[0].missing, rows[0].at_least)


def _figures(composite: Composite, known: Catalogue, period: Span) -> list[Figure]:
    """The figures of a composite over `period`; those that name their own days are left out."""
    named = (known.figures[share.figure] for share in composite.parts if share.figure)
    return [found for figure in named if (found := over(replace(figure, readings=()), period))]


def _row(one: Formula | Composite, centre: str, account: str | None, period: Span, as_of: date) -> IndexRow:
    said = (one.id, f"{one.label}（自行测算）", one.version, one.source, one.note, tuple(one.text()))
    return IndexRow(*said, centre, account, period, as_of)


def _only(figures: Iterable[Figure]) -> Catalogue:
    return Catalogue({figure.id: figure for figure in figures}, {}, {}, {})
