"""How much of a period the data covers, which days are missing, and which exports would mend it."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import duckdb

from warehouse._passes import Of
from warehouse._periods import Window, ranges


@dataclass(frozen=True, slots=True)
class Coverage:
    """share 0..1 of the days, the days missing, how many days late the data is, and whether anything was loaded."""

    share: float
    missing: tuple[date, ...]
    late_days: int
    loaded: bool

    @property
    def missing_ranges(self) -> list[str]:
        return ranges(list(self.missing))


NOTHING = Coverage(0.0, (), 0, False)


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
        grain = "account_days" if table == "downloads" else table
        if self.grain != grain:
            return False
        if table == "downloads" and not self.domains["measure"] & {"downloads_new", "downloads_total"}:
            return False
        return all(name not in self.domains or self.domains[name] & set(values) for name, values in of)


@dataclass(slots=True)
class Covered:
    """What the parts of the warehouse cover: (centre, kind, account) -> days, and the days with rows per measure."""

    feeds: list[Feed]
    parts: dict[tuple[str, str, str], list[tuple[date, date]]] = field(default_factory=dict)
    measured: dict[tuple[str, str, str], set[date]] = field(default_factory=dict)

    def of(self, centre: str, table: str, of: Of, window: Window) -> Coverage:
        """The coverage of `window` by every kind that feeds `table` where `of` holds."""
        feeds = [f for f in self.feeds if f.feeds(table, of)]
        if table == "account_days":
            return self._by_rows(centre, of, window)
        if table == "items":
            window = Window(None, window.at + timedelta(1), window.at) if window.start is None else window
        spans = [self._spans(centre, group) for group in _groups(table, feeds, of)]
        if not any(spans):
            return NOTHING
        if table == "downloads":
            return self._to_the_day(spans, window)
        missing = sorted({day for accounts in spans for day in _gaps(accounts, window.days)})
        late = _lateness(spans, window.at) if window.start is None else 0
        return _coverage(window.days, missing, late)

    def _spans(self, centre: str, feeds: list[Feed]) -> list[list[tuple[date, date]]]:
        """One list of covered spans per account that has any."""
        accounts: dict[str, list[tuple[date, date]]] = defaultdict(list)
        for (of_centre, kind, account), spans in self.parts.items():
            if of_centre == centre and any(f.kind == kind for f in feeds):
                accounts[account] += spans
        return list(accounts.values())

    def _by_rows(self, centre: str, of: Of, window: Window) -> Coverage:
        wanted = dict(of)
        held = [
            days
            for (of_centre, platform, measure), days in self.measured.items()
            if of_centre == centre
            and _matches(platform, wanted.get("platform"))
            and _matches(measure, wanted.get("measure"))
        ]
        if not held:
            return NOTHING
        if window.start is None:
            late = max((window.at - max((d for d in days if d <= window.at), default=date.min)).days for days in held)
            return Coverage(1.0 if late == 0 else 0.0, (window.at,) if late else (), late, True)
        missing = sorted({day for days in held for day in window.days if day not in days})
        return _coverage(window.days, missing, 0)

    def _to_the_day(self, spans: list[list[list[tuple[date, date]]]], window: Window) -> Coverage:
        late = _lateness(spans, window.at)
        return Coverage(1.0 if late == 0 else 0.0, (window.at,) if late else (), late, True)


def covered(con: duckdb.DuckDBPyConnection) -> Covered:
    """What has been loaded so far, from the ledger of parts."""
    kinds = con.execute("select kind, title, grain, covers, domains from meta.kinds").fetchall()
    feeds = [Feed(k, t, g, c, {n: frozenset(v) for n, v in json.loads(d).items()}) for k, t, g, c, d in kinds]
    found = Covered(feeds)
    snapshots = {f.kind for f in feeds if f.covers == "snapshot"}
    rows = con.execute(
        "select centre, kind, account, covers_from, covers_to, cast(observed_at as date) from meta.parts "
        "where covers_from is not null and covers_to is not null"
    ).fetchall()
    for centre, kind, account, start, end, observed in rows:
        # A list speaks for the days before it was taken, also for those without a work.
        last = max(end, observed - timedelta(1)) if kind in snapshots else end
        found.parts.setdefault((centre, kind, account), []).append((start, last))
    days = con.execute("select distinct centre, platform, measure, day from core.account_days_observed").fetchall()
    for centre, platform, measure, day in days:
        found.measured.setdefault((centre, platform, measure), set()).add(day)
    return found


def _groups(table: str, feeds: list[Feed], of: Of) -> list[list[Feed]]:
    """Kinds of which each group must cover the period: each store, each platform asked for, else all as one."""
    if table == "downloads":
        return [[feed] for feed in feeds]
    platforms = dict(of).get("platform")
    if not platforms:
        return [feeds]
    return [[f for f in feeds if f.feeds(f.grain, (("platform", (platform,)),))] for platform in platforms]


def _gaps(accounts: list[list[tuple[date, date]]], days: list[date]) -> set[date]:
    if not accounts:
        return set(days)
    return {day for spans in accounts for day in days if not any(start <= day <= end for start, end in spans)}


def _lateness(spans: list[list[list[tuple[date, date]]]], day: date) -> int:
    last = min((max(end for _, end in account) for group in spans for account in group), default=date.min)
    return max(0, (day - last).days)


def _coverage(days: list[date], missing: list[date], late: int) -> Coverage:
    return Coverage(1 - len(missing) / len(days) if days else 1.0, tuple(missing), late, True)


def _matches(value: Any, wanted: tuple[Any, ...] | None) -> bool:
    return wanted is None or value in wanted
