"""From where one looks at the data: the day, what was known by then, and the tables that hold it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from warehouse._as_of import build
from warehouse._compute import days_needed
from warehouse._observed import NOW_KNOWN, THEN_KNOWN
from warehouse._points import are_held, rules_of
from warehouse._records import PointRule
from warehouse._store import NotPublished
from warehouse.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The day, the schema of the tables as of that day, and the relation of the parts that were known."""

    as_of: date
    schema: str = "core"
    parts: str = NOW_KNOWN


def standpoint(
    con: duckdb.DuckDBPyConnection, known: Catalogue, as_of: date, known_at: datetime | None = None
) -> Standpoint:
    """Where the figures of `known` as of `as_of` are seen from: core if the night made the tables, else TEMP tables.

    `known_at` leaves out what was loaded, seen again, withdrawn or put back after that moment.
    """
    return standpoints(con, [(known, as_of)], known_at)[0]


def standpoints(
    con: duckdb.DuckDBPyConnection, looks: Iterable[tuple[Catalogue, date]], known_at: datetime | None = None
) -> list[Standpoint]:
    """One per catalogue and day, over tables that are made for all of them at once.

    Raises NotPublished where what was published comes from an earlier version, and these tables cannot be made of it.
    """
    looks = list(looks)
    needed, rules = _needs(looks)
    if known_at is None and _are_held(con, needed, rules):
        return [Standpoint(as_of) for _, as_of in looks]
    try:
        build(con, needed, "temp", known_at, rules)
    except (duckdb.BinderException, duckdb.CatalogException) as error:  # a table or column that we know and it does not
        raise NotPublished(
            "已发布的数据库出自旧版本的程序，缺少现在要用的列。请先运行 media-metrics nightly。"
        ) from error
    parts = NOW_KNOWN if known_at is None else THEN_KNOWN
    return [Standpoint(as_of, "temp", parts) for _, as_of in looks]


def is_held(con: duckdb.DuckDBPyConnection, known: Catalogue, as_of: date) -> bool:
    """Whether the night made the tables from which the figures of `known` as of `as_of` are seen."""
    return _are_held(con, *_needs([(known, as_of)]))


def _needs(looks: Sequence[tuple[Catalogue, date]]) -> tuple[set[date], tuple[PointRule, ...]]:
    """The days of which tables are needed, and the rules by which pieces bring points in them."""
    days = set().union(*(days_needed(known, as_of) for known, as_of in looks))
    return days, next((found for known, _ in looks if (found := rules_of(known))), ())


def _are_held(con: duckdb.DuckDBPyConnection, days: set[date], rules: tuple[PointRule, ...]) -> bool:
    held = {row[0] for row in con.execute("select as_of from meta.as_of_days").fetchall()}
    return days <= held and are_held(con, rules)


def late_days(table: str, observed_at: datetime, at: date) -> int:
    """How many days after `at` a row of `table` was read, where its numbers would have gone on changing until then.

    >>> [late_days(table, datetime(2024, 6, 27, 8), date(2024, 6, 20)) for table in ("posts", "account_days")]
    [7, 0]
    """
    return max(0, (observed_at.date() - at).days) if table == "posts" else 0
