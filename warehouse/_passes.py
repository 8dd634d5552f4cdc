"""Aggregates over core tables in as few passes as they allow: those that share rows and window become one query."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

import duckdb

from warehouse._grains import DAYS
from warehouse._periods import Window

Mode = Literal["whole", "month", "newest"]
Of = tuple[tuple[str, tuple[Any, ...]], ...]

_MERGE = {"count": sum, "sum": sum, "max": max, "min": min}
_BRACKETED = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
_ONE_CALL = re.compile(rf"(count|sum|max|min)(?!\(\s*distinct\b){_BRACKETED}(\s+filter\s+{_BRACKETED})?")


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a core table: as of a day, inside a window, where `of` and `where` hold.

    mode "newest" keeps those of the newest day only; "valid" rows of items are those valid on the window's day.
    """

    table: str
    as_of: date
    window: Window
    of: Of = ()
    where: str = ""
    mode: Mode = "whole"
    schema: str = "core"

    def sql(self, columns: str = "*", *, with_of: bool = True) -> str:
        """A select of `columns` from these rows."""
        conditions = [f"as_of = date '{self.as_of}'", *_window_sql(self.table, self.window)]
        if self.table == "posts":
            conditions.append("not withdrawn")
        if self.where:
            conditions.append(f"({self.where})")
        if with_of:
            conditions += [_among(name, values) for name, values in self.of]
        source = f"{self.schema}.{self.table}"
        if self.mode != "newest":
            return f"select {columns} from {source} where {' and '.join(conditions)}"
        day = DAYS[self.table]
        newest = f"select *, max({day}) over (partition by centre) as newest_day from {source} where "
        return f"select {columns} from ({newest}{' and '.join(conditions)}) dated where {day} = newest_day"


@dataclass(frozen=True, slots=True)
class Term:
    """One aggregate over some rows."""

    rows: Rows
    measure: str


@dataclass(slots=True)
class Result:
    """What a term came to in one centre: its value (by month if asked), and the rows and batches it rests on."""

    value: Any = None
    by_month: dict[str, Any] = field(default_factory=dict)
    rows: int = 0
    batches: set[int] = field(default_factory=set)
    observed_at: datetime | None = None


Results = Mapping[Term, Mapping[str, Result]]


def run(con: duckdb.DuckDBPyConnection, terms: Iterable[Term]) -> Results:
    """Term -> centre -> Result; a centre without rows for a term is absent."""
    found: dict[Term, dict[str, Result]] = {}
    passes: dict[Rows, list[Term]] = defaultdict(list)
    for term in dict.fromkeys(terms):
        found[term] = {}
        if term.rows.mode != "newest" and _merge(term.measure):
            passes[_without_of(term.rows)].append(term)
        else:
            _run_alone(con, term, found[term])
    for rows, shared in passes.items():
        _run_together(con, rows, shared, found)
    return found


def _run_together(
    con: duckdb.DuckDBPyConnection, rows: Rows, terms: list[Term], found: dict[Term, dict[str, Result]]
) -> None:
    dims = sorted({name for term in terms for name, _ in term.rows.of})
    measures = list(dict.fromkeys(term.measure for term in terms))
    month = [_month_sql(rows.table)] if rows.mode == "month" else []
    groups = ", ".join(["centre", "batch", *dims, *month])
    columns = f"{groups}, count(*), max(observed_at), {', '.join(measures)}"
    cells = con.execute(f"{rows.sql(columns, with_of=False)} group by {groups}").fetchall()
    first = 2 + len(dims) + len(month)
    alike: dict[tuple[Any, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for cell in cells:
        alike[cell[2 : 2 + len(dims)]].append(cell)
    for term in terms:
        position = first + 2 + measures.index(term.measure)
        wanted = [(dims.index(name), set(values)) for name, values in term.rows.of]
        for cell in (c for key, same in alike.items() if all(key[at] in values for at, values in wanted) for c in same):
            result = found[term].setdefault(cell[0], Result())
            bucket = str(cell[first - 1]) if month else ""
            _add(result, term.measure, cell[1], bucket, cell[first : first + 2], cell[position])


def _run_alone(con: duckdb.DuckDBPyConnection, term: Term, found: dict[str, Result]) -> None:
    evidence = term.rows.sql("centre, batch, count(*), max(observed_at)")
    for centre, batch, rows, observed_at in con.execute(f"{evidence} group by centre, batch").fetchall():
        _add(found.setdefault(centre, Result()), "", batch, "", (rows, observed_at), None)
    for centre, value in con.execute(f"{term.rows.sql(f'centre, {term.measure}')} group by centre").fetchall():
        found[centre].value = value
    if term.rows.mode == "month":
        month = _month_sql(term.rows.table)
        by_month = term.rows.sql(f"centre, {month}, {term.measure}")
        for centre, bucket, value in con.execute(f"{by_month} group by centre, {month}").fetchall():
            if value is not None:
                found[centre].by_month[str(bucket)] = value


def _add(
    result: Result, measure: str, batch: int, month: str, evidence: tuple[int, datetime | None], value: Any
) -> None:
    rows, observed_at = evidence
    result.rows += rows
    result.batches.add(batch)
    if observed_at and (result.observed_at is None or observed_at > result.observed_at):
        result.observed_at = observed_at
    if value is None:
        return
    merge = _merge(measure)
    result.value = value if result.value is None else merge([result.value, value])
    if month:
        held = result.by_month.get(month)
        result.by_month[month] = value if held is None else merge([held, value])


def _merge(measure: str) -> Any:
    """How values of parts become the value of the whole; None where it must be computed anew."""
    call = _ONE_CALL.fullmatch(measure.strip())
    return _MERGE[call[1]] if call else None


def _without_of(rows: Rows) -> Rows:
    return Rows(rows.table, rows.as_of, rows.window, (), rows.where, rows.mode, rows.schema)


def _window_sql(table: str, window: Window) -> list[str]:
    day = DAYS[table]
    before = f"{day} < {_literal(table, window.end)}"
    if window.start is not None:
        return [f"{day} >= {_literal(table, window.start)}", before]
    if table == "items":
        return [before, f"(valid_to is null or valid_to > date '{window.at}')"]
    return [before]


def _literal(table: str, day: date) -> str:
    return f"timestamp '{day} 00:00:00'" if table in ("posts", "cases") else f"date '{day}'"


def _month_sql(table: str) -> str:
    day = DAYS[table]
    return f"extract(year from {day}) * 100 + extract(month from {day})"


def _among(name: str, values: tuple[Any, ...]) -> str:
    shown = [str(v).lower() if isinstance(v, bool) else "'" + str(v).replace("'", "''") + "'" for v in values]
    return f"{name} in ({', '.join(shown)})"
