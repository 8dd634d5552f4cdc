"""What can feed a figure, and what was loaded of it: kinds of export, their parts, and things counted day by day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

import duckdb

from warehouse._grains import RESTS_ON
from warehouse._rows import Of


@dataclass(frozen=True, slots=True)
class Feed:
    """One kind of export that can hold rows of a core table, and the values its rows can have."""

    kind: str
    title: str
    grain: str
    covers: str
    domains: Mapping[str, frozenset[str]]

    def feeds(self, table: str, of: Of) -> bool:
        """Whether rows of this kind can be among those of `table` where `of` holds."""
        if self.grain != RESTS_ON.get(table, table):
            return False
        return all(name not in self.domains or self.domains[name] & set(values) for name, values in of)

    def is_of(self, segment: str) -> bool:
        """Whether it holds nothing but the store or channel `segment`."""
        return self.domains.get("segment", frozenset()) == frozenset({segment})


class Stated(NamedTuple):
    """The days from `start` to `end` that one part speaks for, and when it was observed."""

    start: date
    end: date
    observed: date
    batch: int


@dataclass(frozen=True, slots=True)
class Series:
    """One thing that an account, or a store of its App, counts day by day."""

    centre: str
    platform: str
    account: str
    segment: str
    measure: str

    def among(self, centre: str, of: Of) -> bool:
        """Whether rows of this series are among those of `centre` where `of` holds."""
        return self.centre == centre and all(getattr(self, name) in values for name, values in of)


@dataclass(slots=True)
class Days:
    """The days of which a series has a value, and the kinds of export that gave them."""

    days: set[date] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)


Parts = dict[tuple[str, str, str], list[Stated]]
"""(centre, kind, account) -> its parts."""


def read_feeds(con: duckdb.DuckDBPyConnection) -> list[Feed]:
    """Every kind of export that the warehouse knows."""
    kinds = con.execute("select kind, title, grain, covers, domains from meta.kinds").fetchall()
    return [Feed(k, t, g, c, {n: frozenset(v) for n, v in json.loads(d).items()}) for k, t, g, c, d in kinds]


def read_parts(con: duckdb.DuckDBPyConnection, parts: str, feeds: list[Feed]) -> Parts:
    """What the parts of the relation `parts` speak for; nothing speaks for a day after it was observed."""
    snapshots = {feed.kind for feed in feeds if feed.covers == "snapshot"}
    rows = con.execute(
        "select centre, kind, account, covers_from, covers_to, cast(observed_at as date), batch "
        f"from {parts} where covers_from is not null and covers_to is not null"
    ).fetchall()
    found: Parts = {}
    for centre, kind, account, start, end, observed, batch in rows:
        # A list speaks for the days before it was taken, also for those without a work.
        last = max(end, observed - timedelta(1)) if kind in snapshots else end
        found.setdefault((centre, kind, account), []).append(Stated(start, min(last, observed), observed, batch))
    return found


def read_series(con: duckdb.DuckDBPyConnection, parts: str) -> dict[Series, Days]:
    """The days of each series in the relation `parts`; a value of a day yet to come says nothing of it."""
    rows = con.execute(
        "select distinct o.centre, o.platform, o.account, o.segment, o.measure, o.day, o.source_kind "
        "from core.account_days_observed o "
        f"join (select batch, max(observed_at) as observed_at from {parts} group by batch) p on p.batch = o.batch "
        "where o.day <= cast(p.observed_at as date)"
    ).fetchall()
    found: dict[Series, Days] = {}
    for *series, day, kind in rows:
        held = found.setdefault(Series(*series), Days())
        held.days.add(day)
        held.kinds.add(kind)
    return found
