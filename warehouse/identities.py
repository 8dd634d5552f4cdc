"""What must hold between figures: parts add up, orders hold, a maximum is at least the mean."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import duckdb

from warehouse._remarks import said
from warehouse._store import confined_memory
from warehouse.catalogue import Catalogue, CatalogueError, Check
from warehouse.figures import FigureRow
from warehouse.loading import append_rows

_PARTS = {"": "", "numerator": "的分子", "denominator": "的分母", "coverage": "的覆盖率"}

Values = Mapping[str, float | int | None]
"""Figure id, or <id>__<part>, -> its value in one centre."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One identity in one centre: passed, failed, or None where a figure it needs has no value; `detail` says which."""

    check_id: str
    centre: str
    passed: bool | None
    severity: str
    detail: str


def check(known: Catalogue, rows: Sequence[FigureRow]) -> list[Outcome]:
    """One Outcome per centre and identity of the catalogue. Raises CatalogueError naming one that cannot be run."""
    by_centre: dict[str, list[FigureRow]] = defaultdict(list)
    for row in rows:
        by_centre[row.centre].append(row)
    outcomes = []
    with _calculator().cursor() as con:
        for centre, held in by_centre.items():
            values = _values(held)
            for identity, passed in _judged(con, known.checks.values(), values):
                detail = f"{identity.label}：{_told(known, identity, values, passed)}"
                outcomes.append(Outcome(identity.id, centre, passed, identity.severity, detail))
    return outcomes


def append(con: duckdb.DuckDBPyConnection, outcomes: Sequence[Outcome], as_of: date, known_at: datetime) -> None:
    """Put `outcomes` into report.checks, in place of those of the same day over the same data."""
    con.execute("delete from report.checks where as_of = ? and known_at = ?", [as_of, known_at]).fetchall()
    rows = [(o.check_id, o.centre, as_of, known_at, o.passed, o.severity, o.detail) for o in outcomes]
    append_rows(con, "report.checks", rows)


def last(con: duckdb.DuckDBPyConnection, as_of: date) -> list[Outcome]:
    """The newest outcomes as of `as_of`: one per centre and identity, in the order in which they were judged."""
    rows = con.execute(
        "select check_id, centre, passed, severity, detail from report.checks "
        "where as_of = ? and known_at = (select max(known_at) from report.checks where as_of = ?) order by rowid",
        [as_of, as_of],
    ).fetchall()
    return [Outcome(*row) for row in rows]


@cache
def _calculator() -> duckdb.DuckDBPyConnection:
    """A database with nothing in it, opened once: to open one takes longer than to judge every identity."""
    return confined_memory()


def _judged(
    con: duckdb.DuckDBPyConnection, identities: Collection[Check], values: Values
) -> Iterator[tuple[Check, bool | None]]:
    """Each identity and whether it holds."""
    try:
        found = _computed(con, identities, values)
    except duckdb.Error:  # each alone, to tell of which one
        found = [_computed_alone(con, identity, values) for identity in identities]
    for identity, passed in zip(identities, found, strict=True):
        if not isinstance(passed, bool | None):
            wanted = "expr 应当是能说成立或不成立的式子，如 a + b = c"
            raise CatalogueError(f"checks.toml［{identity.id}］：{wanted}；算出来却是 {passed}")
        yield identity, passed


def _computed_alone(con: duckdb.DuckDBPyConnection, identity: Check, values: Values) -> Any:
    try:
        return _computed(con, [identity], values)[0]
    except duckdb.Error as error:
        raise CatalogueError(f"checks.toml［{identity.id}］：SQL 不能执行。{error}") from error


def _computed(con: duckdb.DuckDBPyConnection, identities: Collection[Check], values: Values) -> Sequence[Any]:
    """What the expression of each comes to, over the values that it names."""
    if not identities:
        return ()
    return con.execute(f"select {', '.join(_query(identity, values) for identity in identities)}").fetchall()[0]


def _query(identity: Check, values: Values) -> str:
    given = ", ".join(f"cast({_literal(values.get(name))} as double) as {name}" for name in identity.names)
    return f"(select {identity.expr} from (select {given}) held)"


def _literal(value: float | int | None) -> str:
    return "null" if value is None else repr(value)


def _told(known: Catalogue, identity: Check, values: Values, passed: bool | None) -> str:
    """成立; or what it fails with, or for want of what it cannot be judged."""
    if passed:
        return "成立"
    if passed is None:
        lacking = [_label(known, name) for name in identity.names if values.get(name) is None]
        return f"缺数据，无法判断（缺：{'、'.join(lacking)}）"
    return f"不成立（{'，'.join(_shown(known, name, values.get(name)) for name in identity.names)}）"


def _shown(known: Catalogue, name: str, value: float | int | None) -> str:
    figure, _, part = name.partition("__")
    if value is None:
        return f"{_label(known, name)}缺"
    if part == "coverage":
        return f"{_label(known, name)}{said(100 * value, '%')}"
    return f"{_label(known, name)}{said(value, '' if part else known.figures[figure].unit)}"


def _label(known: Catalogue, name: str) -> str:
    figure, _, part = name.partition("__")
    return known.figures[figure].label + _PARTS[part]


def _values(rows: Sequence[FigureRow]) -> Values:
    values: dict[str, float | int | None] = {}
    for row in rows:
        loaded = row.coverage.share > 0 or row.coverage.missing  # else there is nothing that could be counted
        values[row.id] = row.value
        values[f"{row.id}__numerator"] = row.numerator if loaded else None
        values[f"{row.id}__denominator"] = row.denominator if loaded else None
        values[f"{row.id}__coverage"] = row.coverage.share if loaded else None
    return values
