"""Rows of core tables, as of a day and inside a window, and the aggregates over them: the SQL that says which."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from warehouse._grains import DAYS
from warehouse._periods import Window

Mode = Literal["whole", "month", "newest"]
Of = tuple[tuple[str, tuple[Any, ...]], ...]

WINDOW_END = "window_end"
"""The column that says in which of several windows that begin on the same day a row is, by the day after its last."""

_BRACKETED = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
_ONE_CALL = re.compile(rf"(count|sum|max|min)(?!\(\s*distinct\b){_BRACKETED}(\s+filter\s+{_BRACKETED})?")


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a core table: as of a day, inside a window, where `of` and `where` hold.

    mode "newest" keeps those of the newest day only; "valid" rows of items are those valid on the window's day.
    `source` stands in for the table where rows of several windows are looked for at once, which WINDOW_END tells apart.
    """

    table: str
    as_of: date
    window: Window
    of: Of = ()
    where: str = ""
    mode: Mode = "whole"
    schema: str = "core"
    source: str = ""

    def sql(self, columns: str = "*", *, with_of: bool = True, withdrawn: bool = False) -> str:
        """A select of `columns` from these rows; `withdrawn`: from the works that would be among them and are not."""
        conditions = [f"as_of = date '{self.as_of}'", *self.conditions(with_of=with_of)]
        if self.table == "posts":
            conditions.append("withdrawn" if withdrawn else "not withdrawn")
        source = self.source or f"{self.schema}.{self.table}"
        if self.mode != "newest":
            return f"select {columns} from {source} where {' and '.join(conditions)}"
        day = DAYS[self.table]
        apart = f"centre, {WINDOW_END}" if self.source else "centre"
        newest = f"select *, max({day}) over (partition by {apart}) as newest_day from {source} where "
        return f"select {columns} from ({newest}{' and '.join(conditions)}) dated where {day} = newest_day"

    def conditions(self, *, with_of: bool = True) -> list[str]:
        """What tells these rows from the other current ones of their table, each condition by itself."""
        where = [f"({self.where})"] if self.where else []
        of = [_among(name, values) for name, values in self.of] if with_of else []
        return [*_window_sql(self.table, self.window), *where, *of]


@dataclass(frozen=True, slots=True)
class Term:
    """One aggregate over some rows."""

    rows: Rows
    measure: str

    @property
    def adds_up(self) -> bool:
        """Whether its value over all rows comes from its values over parts of them."""
        return self.rows.mode != "newest" and merged_by(self.measure) is not None


@lru_cache(maxsize=1024)
def merged_by(measure: str) -> str | None:
    """How values of parts become the value of the whole: sum, max or min; None where it must be computed anew.

    >>> merged_by("count(*)"), merged_by("max(views)"), merged_by("count(distinct title)")
    ('sum', 'max', None)
    """
    call = _ONE_CALL.fullmatch(measure.strip())
    return call and {"count": "sum"}.get(call[1], call[1])


def _window_sql(table: str, window: Window) -> list[str]:
    day = DAYS[table]
    before = f"{day} < {literal(table, window.end)}"
    if window.start is not None:
        return [f"{day} >= {literal(table, window.start)}", before]
    if table == "items":
        return [before, f"(valid_to is null or valid_to > date '{window.at}')"]
    return [before]


def literal(table: str, day: date) -> str:
    """`day` as the column that decides the period of `table` has it."""
    return f"timestamp '{day} 00:00:00'" if table in ("posts", "cases") else f"date '{day}'"


def _among(name: str, values: tuple[Any, ...]) -> str:
    said = [value for value in values if value is not None]
    shown = [str(v).lower() if isinstance(v, bool) else "'" + str(v).replace("'", "''") + "'" for v in said]
    among = [f"{name} in ({', '.join(shown)})"] if shown else []
    missing = [f"{name} is null"] if len(said) < len(values) else []
    return f"({' or '.join(among + missing)})" if missing else among[0]
