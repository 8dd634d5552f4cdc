"""What must hold between figures: parts add up, orders hold, a maximum is at least the mean."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from warehouse._store import confined_memory
from warehouse.catalogue import Catalogue, CatalogueError, Check
from warehouse.figures import FigureRow
from warehouse.loading import append_rows


@dataclass(frozen=True, slots=True)
class Outcome:
    """One identity in one centre: passed, failed, or None where a figure it needs has no value."""

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
    with confined_memory() as con:
        for centre, held in by_centre.items():
            con.execute(f"create or replace temp table held as {_one_row(held)}").fetchall()
            for identity in known.checks.values():
                passed = _holds(con, identity)
                detail = f"{identity.label}：{_WORDS[passed]}"
                outcomes.append(Outcome(identity.id, centre, passed, identity.severity, detail))
    return outcomes


def _holds(con: duckdb.DuckDBPyConnection, identity: Check) -> bool | None:
    try:
        return con.execute(f"select {identity.expr} from held").fetchall()[0][0]
    except duckdb.Error as error:
        raise CatalogueError(f"checks.toml［{identity.id}］：SQL 不能执行。{error}") from error


def append(con: duckdb.DuckDBPyConnection, outcomes: Sequence[Outcome], as_of: date, known_at: datetime) -> None:
    """Put `outcomes` into report.checks, in place of those of the same day over the same data."""
    con.execute("delete from report.checks where as_of = ? and known_at = ?", [as_of, known_at]).fetchall()
    rows = [(o.check_id, o.centre, as_of, known_at, o.passed, o.severity, o.detail) for o in outcomes]
    append_rows(con, "report.checks", rows)


def last(con: duckdb.DuckDBPyConnection, as_of: date) -> dict[str, Outcome]:
    """Identity -> its newest outcome as of `as_of`, the worst one over the centres."""
    rows = con.execute(
        "select check_id, centre, passed, severity, detail from report.checks "
        "where as_of = ? and known_at = (select max(known_at) from report.checks where as_of = ?) "
        "order by passed desc nulls first",
        [as_of, as_of],
    ).fetchall()
    return {row[0]: Outcome(*row) for row in rows}


_WORDS = {True: "成立", False: "不成立", None: "缺数据，无法判断"}


def _one_row(rows: Sequence[FigureRow]) -> str:
    values: dict[str, float | int | None] = {}
    for row in rows:
        loaded = row.coverage.share > 0 or row.coverage.missing  # else there is nothing that could be counted
        values[row.id] = row.value
        values[f"{row.id}__numerator"] = row.numerator if loaded else None
        values[f"{row.id}__denominator"] = row.denominator if loaded else None
        values[f"{row.id}__coverage"] = row.coverage.share if loaded else None
    return "select " + ", ".join(
        f"cast({'null' if v is None else repr(v)} as double) as {k}" for k, v in values.items()
    )
