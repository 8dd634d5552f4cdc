"""One centre's day in the published warehouse: whom to ask, and which days of the year nobody speaks for."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import duckdb

from pipelines.reports.contents.days import schema_of
from warehouse._covered import Covered
from warehouse._feeds import read_feeds, read_parts
from warehouse._observed import NOW_KNOWN
from warehouse._periods import window


@dataclass(frozen=True)
class Look:
    """The tables of `centre` as of `as_of`; `con` is open on the published warehouse."""

    con: duckdb.DuckDBPyConnection
    as_of: date
    centre: str

    def rows(self, query: str, **more: object) -> list[tuple[Any, ...]]:
        """What `query` finds, in which {schema} stands before tables of core, and which names $as_of and $centre."""
        asked = {"as_of": self.as_of, "centre": self.centre} | more
        return self.con.execute(query.format(schema=self._schema), asked).fetchall()

    def uncovered(self, table: str, **of: str) -> frozenset[date] | None:
        """The days of the year of which no file speaks for rows of `table` where `of` holds; None if none ever came."""
        asked = tuple((name, (value,)) for name, value in of.items())
        found = self._stated.of(self.centre, table, asked, window("year_to_date", self.as_of))
        return frozenset(found.missing) if found.loaded else None

    @cached_property
    def _schema(self) -> str:
        return schema_of(self.con, self.as_of)

    @cached_property
    def _stated(self) -> Covered:
        # Without the days of account_days: to read them takes longer than all else, and they say themselves which
        # there are.
        feeds = read_feeds(self.con)
        return Covered(feeds, read_parts(self.con, NOW_KNOWN, feeds)).only(self.centre)
