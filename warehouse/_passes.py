"""Aggregates over core tables in as few passes as they allow: those that share rows and window become one query."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import product
from typing import Any, Literal

import duckdb

from warehouse._grains import DAYS
from warehouse._periods import Window

Mode = Literal["whole", "month", "newest"]
Of = tuple[tuple[str, tuple[Any, ...]], ...]

_MERGE: dict[str | None, Callable[[list[Any]], Any]] = {"sum": sum, "max": max, "min": min}
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

    def sql(self, columns: str = "*", *, with_of: bool = True, withdrawn: bool = False) -> str:
        """A select of `columns` from these rows; `withdrawn`: from the works that would be among them and are not."""
        conditions = [f"as_of = date '{self.as_of}'", *_window_sql(self.table, self.window)]
        if self.table == "posts":
            conditions.append("withdrawn" if withdrawn else "not withdrawn")
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
    alone: dict[Any, list[Term]] = defaultdict(list)
    for term in dict.fromkeys(terms):
        found[term] = {}
        if term.rows.mode != "newest" and merged_by(term.measure):
            passes[_without_of(term.rows)].append(term)
        else:
            alone[_but_for_one_value(term)].append(term)
    for rows, shared in passes.items():
        _run_together(con, rows, shared, found)
    for shared in alone.values():
        _run_alone(con, shared, found)
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
    by_values: dict[tuple[str, ...], dict[tuple[Any, ...], list[tuple[Any, ...]]]] = {}
    for term in terms:
        position = first + 2 + measures.index(term.measure)
        names = tuple(name for name, _ in term.rows.of)
        if names not in by_values:
            by_values[names] = _by_values(cells, [2 + dims.index(name) for name in names])
        wanted = product(*(dict.fromkeys(values) for _, values in term.rows.of))
        for cell in (cell for key in wanted for cell in by_values[names].get(key, ())):
            result = found[term].setdefault(cell[0], Result())
            bucket = str(cell[first - 1]) if month else ""
            _add(result, term.measure, cell[1], bucket, cell[first : first + 2], cell[position])


def _by_values(
    cells: Iterable[tuple[Any, ...]], positions: Sequence[int]
) -> dict[tuple[Any, ...], list[tuple[Any, ...]]]:
    """The cells that have the same values at `positions`."""
    alike: dict[tuple[Any, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for cell in cells:
        alike[tuple(cell[at] for at in positions)].append(cell)
    return alike


def _run_alone(con: duckdb.DuckDBPyConnection, terms: list[Term], found: dict[Term, dict[str, Result]]) -> None:
    """One aggregate that does not add up, over rows that differ in nothing but one value of some dimensions."""
    ofs = [dict(term.rows.of) for term in terms]
    among = {name: tuple(dict.fromkeys(value for of in ofs for value in of[name])) for name in ofs[0]}
    dims = [name for name in among if among[name] != ofs[0][name]]
    term_of = {tuple(of[name][0] for name in dims): term for of, term in zip(ofs, terms, strict=True)}
    rows, measure = replace(terms[0].rows, of=tuple(among.items())), terms[0].measure
    months = [_month_sql(rows.table)] if rows.mode == "month" else []

    def results(columns: str, *more: str) -> Iterator[tuple[Result, tuple[Any, ...]]]:
        groups = ", ".join([*dims, "centre", *more])
        for cell in con.execute(f"{rows.sql(f'{groups}, {columns}')} group by {groups}").fetchall():
            if term := term_of.get(cell[: len(dims)]):
                yield found[term].setdefault(cell[len(dims)], Result()), cell[len(dims) + 1 :]

    for result, (batch, *evidence) in results("count(*), max(observed_at)", "batch"):
        _add(result, "", batch, "", tuple(evidence), None)
    for result, (value,) in results(measure):
        result.value = value
    for result, (month, value) in results(measure, *months) if months else ():
        if value is not None:
            result.by_month[str(month)] = value


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
    merge = _MERGE[merged_by(measure)]
    result.value = value if result.value is None else merge([result.value, value])
    if month:
        held = result.by_month.get(month)
        result.by_month[month] = value if held is None else merge([held, value])


@lru_cache(maxsize=1024)
def merged_by(measure: str) -> str | None:
    """How values of parts become the value of the whole: sum, max or min; None where it must be computed anew.

    >>> merged_by("count(*)"), merged_by("max(views)"), merged_by("count(distinct title)")
    ('sum', 'max', None)
    """
    call = _ONE_CALL.fullmatch(measure.strip())
    return call and {"count": "sum"}.get(call[1], call[1])


def _but_for_one_value(term: Term) -> Any:
    """The same for terms of which one query can tell the results apart by the dimensions that have one value each."""
    if term.rows.mode == "newest":  # of each value another day is the newest
        return term
    return _without_of(term.rows), term.measure, tuple((n, v if len(v) > 1 else None) for n, v in term.rows.of)


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
    said = [value for value in values if value is not None]
    shown = [str(v).lower() if isinstance(v, bool) else "'" + str(v).replace("'", "''") + "'" for v in said]
    among = [f"{name} in ({', '.join(shown)})"] if shown else []
    missing = [f"{name} is null"] if len(said) < len(values) else []
    return f"({' or '.join(among + missing)})" if missing else among[0]
