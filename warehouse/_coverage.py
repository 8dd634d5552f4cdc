"""How much of a period the data covers, which days are missing, and which exports would mend it."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise, product
from typing import NamedTuple

import duckdb

from warehouse._passes import Of, Rows
from warehouse._periods import Window, ranges
from warehouse._records import Figure


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

    def shown(self, figure: Figure) -> "ShownCoverage":
        """The same as `figure`'s row shows it."""
        return ShownCoverage(self.share, self.missing_ranges, self.late_days)


@dataclass(frozen=True, slots=True)
class ShownCoverage:
    """The share 0..1 of the period that the data covers, the ranges of days missing, and how many days late it is."""

    share: float
    missing: list[str]
    late_days: int


NOTHING = Coverage(0.0, (), 0, False)

SILENT_DAYS = 7
"""Days in a row that a store may say nothing: App Store gives no file for a day without a download."""


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
        if self.grain != table:
            return False
        return all(name not in self.domains or self.domains[name] & set(values) for name, values in of)


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
class Covered:
    """What the parts of each (centre, kind, account) speak for, and the days with rows per series."""

    feeds: list[Feed]
    parts: dict[tuple[str, str, str], list[Stated]] = field(default_factory=dict)
    series: dict[Series, set[date]] = field(default_factory=dict)

    def of(self, centre: str, table: str, of: Of, window: Window) -> Coverage:
        """The coverage of `window` by every kind that feeds `table` where `of` holds."""
        if table == "account_days":
            return self._by_days(centre, of, window)
        if table == "downloads":
            return self._by_stores(centre, of, window.end - timedelta(1))
        spans = [self._spans(centre, group) for group in _groups([f for f in self.feeds if f.feeds(table, of)], of)]
        if not any(spans):
            return NOTHING
        missing = sorted({day for accounts in spans for day in _gaps(accounts, window.days)})
        late = _lateness(spans, window.at) if window.start is None else 0
        return _coverage(window.days, missing, late)

    def proof(self, centre: str, rows: Rows) -> set[int]:
        """The batches that say that there are no `rows`: for each day of their window the part that counts."""
        kinds = {f.kind for f in self.feeds if f.feeds(rows.table, rows.of)}
        found = set()
        for (of_centre, kind, _), parts in self.parts.items():
            if of_centre == centre and kind in kinds:
                found |= _deciding(parts, rows.window.days, rows.as_of)
        return found

    def _spans(self, centre: str, feeds: list[Feed]) -> list[list[tuple[date, date]]]:
        """One list of covered spans per account that has any."""
        accounts: dict[str, list[tuple[date, date]]] = defaultdict(list)
        for (of_centre, kind, account), parts in self.parts.items():
            if of_centre == centre and any(f.kind == kind for f in feeds):
                accounts[account] += [(part.start, part.end) for part in parts]
        return [_joined(spans) for spans in accounts.values()]

    def _by_days(self, centre: str, of: Of, window: Window) -> Coverage:
        """Every platform and measure asked for must have the days, in each account that has any of them."""
        held: dict[tuple[str, str, str], set[date]] = defaultdict(set)
        for series, days in self.series.items():
            if series.among(centre, of):
                held[series.platform, series.measure, series.account] |= days
        if not held:
            return NOTHING
        wanted = product(dict(of).get("platform", (None,)), dict(of).get("measure", (None,)))
        absent = [(p, m) for p, m in wanted if not any(p in (None, q) and m in (None, n) for q, n, _ in held)]
        each = [*held.values(), *(set[date]() for _ in absent)]
        if window.start is None:
            return _stock(each, window.at)
        missing = sorted({day for days in each for day in window.days if day not in days})
        return _coverage(window.days, missing, 0)

    def _by_stores(self, centre: str, of: Of, last: date) -> Coverage:
        """Every store that has any must have the days after its newest balance, to `last`."""
        stores: dict[tuple[str, str, str], dict[str, set[date]]] = defaultdict(dict)
        for series, said in self.series.items():
            if series.among(centre, of) and series.measure in ("downloads_total", "downloads_new"):
                held = {day for day in said if day <= last}
                stores[series.platform, series.account, series.segment][series.measure] = held
        if not stores:
            return NOTHING
        missing: set[date] = set()
        late = wanted = lost = 0
        for store in stores.values():
            days = _since_balance(store.get("downloads_total", set()), store.get("downloads_new", set()))
            holes = _holes(days) if days else [last]
            behind = (last - days[-1]).days if days else 0
            wanted += (last - days[0]).days + 1 if days else 1
            lost += len(holes) + behind
            late = max(late, behind)
            missing.update(holes, [last] if behind else [])
        return Coverage(1 - lost / wanted, tuple(sorted(missing)), late, True)


def covered(con: duckdb.DuckDBPyConnection) -> Covered:
    """What has been loaded so far, from the ledger of parts."""
    kinds = con.execute("select kind, title, grain, covers, domains from meta.kinds").fetchall()
    feeds = [Feed(k, t, g, c, {n: frozenset(v) for n, v in json.loads(d).items()}) for k, t, g, c, d in kinds]
    found = Covered(feeds)
    snapshots = {f.kind for f in feeds if f.covers == "snapshot"}
    rows = con.execute(
        "select centre, kind, account, covers_from, covers_to, cast(observed_at as date), batch "
        "from meta.observed_parts where covers_from is not null and covers_to is not null"
    ).fetchall()
    for centre, kind, account, start, end, observed, batch in rows:
        # A list speaks for the days before it was taken, also for those without a work.
        last = max(end, observed - timedelta(1)) if kind in snapshots else end
        found.parts.setdefault((centre, kind, account), []).append(Stated(start, last, observed, batch))
    days = con.execute(
        "select distinct centre, platform, account, segment, measure, day from core.account_days_observed "
        "where batch in (select batch from meta.observed_parts)"
    ).fetchall()
    for *series, day in days:
        found.series.setdefault(Series(*series), set()).add(day)
    return found


def _groups(feeds: list[Feed], of: Of) -> list[list[Feed]]:
    """Kinds of which each group must cover the period: those of each platform asked for, else all as one."""
    platforms = dict(of).get("platform")
    if not platforms:
        return [feeds]
    return [[f for f in feeds if f.feeds(f.grain, (("platform", (platform,)),))] for platform in platforms]


def _deciding(parts: list[Stated], days: list[date], as_of: date) -> set[int]:
    """The newest observed by `as_of`, then the first after it, until they speak for all `days` that any speaks for."""
    before = sorted((p for p in parts if p.observed <= as_of), key=lambda p: (p.observed, p.batch), reverse=True)
    after = sorted((p for p in parts if p.observed > as_of), key=lambda p: (p.observed, -p.batch))
    found, left = set(), set(days)
    for part in (*before, *after):
        if said := {one for one in left if part.start <= one <= part.end}:
            found.add(part.batch)
            left -= said
    return found


def _joined(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """The same days in as few spans as they allow: a year of daily lists is one."""
    joined: list[tuple[date, date]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + timedelta(1):
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _gaps(accounts: list[list[tuple[date, date]]], days: list[date]) -> set[date]:
    if not accounts:
        return set(days)
    return {day for spans in accounts for day in days if not any(start <= day <= end for start, end in spans)}


def _lateness(spans: list[list[list[tuple[date, date]]]], day: date) -> int:
    last = min((max(end for _, end in account) for group in spans for account in group), default=date.min)
    return max(0, (day - last).days)


def _coverage(days: list[date], missing: list[date], late: int) -> Coverage:
    return Coverage(1 - len(missing) / len(days) if days else 1.0, tuple(missing), late, True)


def _stock(each: list[set[date]], at: date) -> Coverage:
    """Coverage of one day by the last day on or before it of each."""
    last = [max((day for day in days if day <= at), default=None) for days in each]
    late = max((at - day).days for day in last if day) if any(last) else 0
    return Coverage(0.0 if late or None in last else 1.0, (at,) if late or None in last else (), late, True)


def _since_balance(balances: set[date], days: set[date]) -> list[date]:
    return sorted(day for day in balances | days if day >= max(balances, default=date.min))


def _holes(days: list[date]) -> list[date]:
    """The days between `days` of which nothing is said for longer than a store may be silent."""
    gaps = [(one, (other - one).days) for one, other in pairwise(days)]
    return [one + timedelta(n) for one, length in gaps if length - 1 > SILENT_DAYS for n in range(1, length)]
