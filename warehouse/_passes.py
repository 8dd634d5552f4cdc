"""Aggregates over core tables in as few passes as they allow: those that share rows and window become one query."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import product
from typing import Any

import duckdb

from warehouse._grains import DAYS
from warehouse._rows import WINDOW_END, Rows, Term, merged_by
from warehouse._window_ends import over_the_longest

_MERGE: dict[str | None, Callable[[list[Any]], Any]] = {"sum": sum, "max": max, "min": min}


@dataclass(slots=True)
class Result:
    """What a term came to in one centre: its value (by month if asked), and the rows and batches it rests on."""

    value: Any = None
    by_month: dict[str, Any] = field(default_factory=dict)
    rows: int = 0
    batches: set[int] = field(default_factory=set)
    observed_at: datetime | None = None


Results = Mapping[Term, Mapping[str, Result]]


def run(con: duckdb.DuckDBPyConnection, terms: Iterable[Term], *, with_batches: bool = True) -> Results:
    """Term -> centre -> Result; a centre without rows for a term is absent.

    Who does not ask which batches a result rests on spares the query a group for each of thousands.
    """
    asked = over_the_longest(dict.fromkeys(terms))
    batch = ["batch"] if with_batches else []
    found: dict[Term, dict[str, Result]] = {}
    passes: dict[Rows, list[Term]] = defaultdict(list)
    alone: dict[Any, list[Term]] = defaultdict(list)
    for term in asked.values():
        found[term] = {}
        if term.adds_up:
            passes[_without_of(term.rows)].append(term)
        else:
            alone[_but_for_one_value(term)].append(term)
    for rows, shared in passes.items():
        _run_together(con, rows, shared, found, batch)
    for shared in alone.values():
        _run_alone(con, shared, found, batch)
    return {term: found[run_as] for term, run_as in asked.items()}


def _run_together(
    con: duckdb.DuckDBPyConnection,
    rows: Rows,
    terms: list[Term],
    found: dict[Term, dict[str, Result]],
    batch: list[str],
) -> None:
    dims = sorted({name for term in terms for name, _ in term.rows.of})
    measures = list(dict.fromkeys(term.measure for term in terms))
    month = [_month_sql(rows.table)] if rows.mode == "month" else []
    groups = ", ".join(["centre", *dims, *month, *batch])
    columns = f"{groups}, count(*), max(observed_at), {', '.join(measures)}"
    cells = con.execute(f"{rows.sql(columns, with_of=False)} group by {groups}").fetchall()
    evidence = slice(1 + len(dims) + len(month), 3 + len(dims) + len(month) + len(batch))
    by_values: dict[tuple[str, ...], dict[tuple[Any, ...], list[tuple[Any, ...]]]] = {}
    for term in terms:
        position = evidence.stop + measures.index(term.measure)
        names = tuple(name for name, _ in term.rows.of)
        if names not in by_values:
            by_values[names] = _by_values(cells, [1 + dims.index(name) for name in names])
        wanted = product(*(dict.fromkeys(values) for _, values in term.rows.of))
        for cell in (cell for key in wanted for cell in by_values[names].get(key, ())):
            result = found[term].setdefault(cell[0], Result())
            bucket = str(cell[1 + len(dims)]) if month else ""
            _add(result, term.measure, bucket, cell[evidence], cell[position])


def _by_values(
    cells: Iterable[tuple[Any, ...]], positions: Sequence[int]
) -> dict[tuple[Any, ...], list[tuple[Any, ...]]]:
    """The cells that have the same values at `positions`."""
    alike: dict[tuple[Any, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for cell in cells:
        alike[tuple(cell[at] for at in positions)].append(cell)
    return alike


def _run_alone(
    con: duckdb.DuckDBPyConnection, terms: list[Term], found: dict[Term, dict[str, Result]], batch: list[str]
) -> None:
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

    for result, evidence in results("count(*), max(observed_at)", *batch):
        _add(result, "", "", evidence, None)
    for result, (value,) in results(measure):
        result.value = value
    for result, (month, value) in results(measure, *months) if months else ():
        if value is not None:
            result.by_month[str(month)] = value


def _add(result: Result, measure: str, month: str, evidence: Sequence[Any], value: Any) -> None:
    *batch, rows, observed_at = evidence
    result.rows += rows
    result.batches.update(batch)
    if observed_at and (result.observed_at is None or observed_at > result.observed_at):
        result.observed_at = observed_at
    if value is None:
        return
    merge = _MERGE[merged_by(measure)]
    result.value = value if result.value is None else merge([result.value, value])
    if month:
        held = result.by_month.get(month)
        result.by_month[month] = value if held is None else merge([held, value])


def _but_for_one_value(term: Term) -> Any:
    """The same for terms of which one query can tell the results apart by the dimensions that have one value each."""
    is_newest = term.rows.mode == "newest"  # of each value another day is the newest
    of = tuple((n, None if len(v) == 1 and (n == WINDOW_END or not is_newest) else v) for n, v in term.rows.of)
    return _without_of(term.rows), term.measure, of


def _without_of(rows: Rows) -> Rows:
    return replace(rows, of=())


def _month_sql(table: str) -> str:
    day = DAYS[table]
    return f"extract(year from {day}) * 100 + extract(month from {day})"
