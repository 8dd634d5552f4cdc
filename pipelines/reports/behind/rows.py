"""The current rows behind the figures of a report, each once, in sheets."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb

from pipelines.reports.behind.asked import Asked, Plan, plan
from pipelines.reports.behind.columns import SORTED_BY, Column
from pipelines.reports.behind.measures import NotRecalculable
from pipelines.reports.behind.sheet import RowSheet, name_of, with_room
from pipelines.reports.behind.tallies import SPLIT, Tally, may_have
from pipelines.reports.codes import WORDS
from pipelines.reports.contents.days import schema_of
from pipelines.reports.wording import PLATFORMS, views_word
from warehouse._rows import Rows
from warehouse.catalogue import Catalogue, Figure

_FOUND_AT = (
    Column("file", "文件", "text", 56),
    Column("sheet", "工作表", "text", 18),
    Column("source_row", "行号", "mark", 9),
)
_FILES = "select p.batch, f.original_path, p.sheet from meta.parts p join meta.files f on f.file_id = p.file_id"


@dataclass(frozen=True, slots=True)
class Behind:
    """The sheets, and what was asked of them."""

    sheets: Sequence[RowSheet]
    plan: Plan

    def sheets_of(self, rows: Rows) -> list[RowSheet]:
        """Those in which `rows` are, or would be if there were any."""
        of_table = (sheet for sheet in self.sheets if (sheet.table, sheet.day) == (rows.table, rows.as_of))
        return [sheet for sheet in of_table if may_have(rows, sheet.platform)]

    def tallies_of(self, figure: Figure) -> Sequence[Tally]:
        """The numbers that `figure` is made of. Raises NotRecalculable where no formula can tell it."""
        if figure.id in self.plan.why_not:
            raise NotRecalculable(self.plan.why_not[figure.id])
        return self.plan.tallies[figure.id]


def behind(
    con: duckdb.DuckDBPyConnection, known: Catalogue, figures: Iterable[str], as_of: date, centre: str
) -> Behind:
    """The rows of `centre` that count in any of `figures` as of `as_of`, and what formulas can say of them."""
    own = [known.figures[name] for name in figures if name in known.figures]
    planned, schema = plan(own, as_of), schema_of(con, as_of)
    files = {batch: tuple(place) for batch, *place in con.execute(_FILES).fetchall()}
    sheets: list[RowSheet] = []
    for asked in planned.asked:
        found = con.execute(_rows_sql(asked, schema), [centre]).fetchall()
        sheets += _sheets(asked, found, as_of, files)
    return Behind(with_room(sheets), planned)


def _sheets(
    asked: Asked, found: Iterable[tuple[Any, ...]], as_of: date, files: Mapping[int, tuple[str, str]]
) -> Iterator[RowSheet]:
    """A sheet of all that was `found`, or one per platform, in the order people know; none of nothing."""
    by_platform: dict[str | None, list[tuple[Any, ...]]] = defaultdict(list)
    for row in found:
        by_platform[row[0]].append(row)
    for platform in sorted(by_platform, key=lambda one: [*PLATFORMS, one].index(one)):
        _, batches, source_rows, *values = zip(*by_platform[platform], strict=True)
        needed = asked.needed(platform)
        places = zip(*(files[batch] for batch in batches), strict=True)
        columns = [replace(column, heading=_heading(column, platform)) for column in asked.columns]
        shown = [
            (column, _in_words(column.key, held))
            for column, held in zip(columns, values, strict=True)
            if column.key in needed or (any(held) and not column.sql)
        ]
        shown += zip(_FOUND_AT, (*places, source_rows), strict=True)
        name = name_of(asked.table, platform, asked.day, as_of)
        headed, held = zip(*shown, strict=True)
        yield RowSheet(name, asked.table, asked.day, platform, headed, held)


def _rows_sql(asked: Asked, schema: str) -> str:
    platform = "coalesce(platform, '')" if asked.table in SPLIT else "null"
    columns = ", ".join([platform, "batch", "source_row", *(column.sql or column.key for column in asked.columns)])
    order = f"{SORTED_BY[asked.table]}, source_row, batch, rowid"
    return f"{asked.rows(schema).sql(columns)} and centre = ? order by {order}"


def _heading(column: Column, platform: str | None) -> str:
    return views_word(platform) if platform and column.key == "views" else column.heading


def _in_words(key: str, values: Sequence[Any]) -> Sequence[Any]:
    words = WORDS.get(key)
    return [words.get(value, value) for value in values] if words else values
