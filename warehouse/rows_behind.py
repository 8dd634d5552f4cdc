"""All rows behind a figure, each with where a person finds it: for whoever adds up by hand what we added up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from warehouse._compute import terms
from warehouse._expressions import is_expression
from warehouse._rows import Rows
from warehouse._standpoint import late_days, standpoint
from warehouse.catalogue import Catalogue, Figure

_FOUND_BY = ("centre", "file", "sheet", "source_row", "sha256", "observed_at", "晚读天数", "account")
_PARTS = {"numerator": "计入分子", "denominator": "计入分母"}
_HIDDEN = {"as_of", "batch", "withdrawn", "is_last", "newest_day"}
_COUNT_OF = re.compile(r"count\(\*\)\s+filter\s+\(where\s+(.*)\)", re.S)
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class RowsBehind:
    """The names of the columns, and the rows, which are fetched as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def rows_behind(
    con: duckdb.DuckDBPyConnection, known: Catalogue, figure_id: str, as_of: date, known_at: datetime | None = None
) -> RowsBehind:
    """Every row that `figure_id` rests on, of all centres, in the order of files and rows: as many as it says.

    First file, sheet, row, hash and time of observation; 晚读天数 where it was read later than the day it speaks for.
    计入分子 and 计入分母 say of a share whether the row is counted there, where they count rows by a condition.
    """
    figure = known.figures[figure_id]
    here = standpoint(con, known, as_of, known_at)
    conditions = counted_where(figure)
    behind = dict.fromkeys(term.rows for term in terms(figure, as_of, here.schema))
    cursor = con.execute(
        f"select r.*, f.original_path as file, p.sheet, f.sha256 from ({_union(list(behind), conditions)}) r "
        "join meta.parts p on p.batch = r.batch join meta.files f on f.file_id = p.file_id "
        "order by r.centre, f.original_path, r.batch, r.source_row"
    )
    given = [column[0] for column in cursor.description or ()]
    first = (*_FOUND_BY, *conditions)
    columns = (*first, *(name for name in given if name not in first and name not in _HIDDEN))
    return RowsBehind(columns, _rows(cursor, given, columns, figure.table))


def _union(behind: list[Rows], conditions: dict[str, str]) -> str:
    marks = "".join(f', coalesce(({condition}), false) as "{name}"' for name, condition in conditions.items())
    return " union all ".join(f"({rows.sql(f'*{marks}')})" for rows in behind)


def counted_where(figure: Figure) -> dict[str, str]:
    """Column -> the condition under which a row counts there, for the parts of a share that have one."""
    found = {}
    for part, name in _PARTS.items():
        counted = _COUNT_OF.fullmatch(getattr(figure, part).strip())
        if counted and is_expression(counted[1]):
            found[name] = counted[1]
    return found


def _rows(
    cursor: duckdb.DuckDBPyConnection, given: list[str], columns: tuple[str, ...], table: str
) -> Iterator[tuple[Any, ...]]:
    while fetched := cursor.fetchmany(_AT_ONCE):
        for values in fetched:
            row = dict(zip(given, values, strict=True))
            late = late_days(table, row["observed_at"], row["as_of"])
            row["晚读天数"] = late or None
            yield tuple(row[name] for name in columns)
