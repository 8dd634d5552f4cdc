"""What is held of the days of a figure: by the parts that speak for them, by rows of each day, by store."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import product

import duckdb

from warehouse._coverage import Coverage, coverage_by
from warehouse._feeds import Days, Feed, Parts, Series, Stated, read_feeds, read_parts, read_series
from warehouse._held import BALANCE, Held, between
from warehouse._observed import NOW_KNOWN
from warehouse._periods import Window
from warehouse._rows import Of, Rows
from warehouse._stores import Store, holes

_DAY = timedelta(1)
_MOST_TITLES = 3
"""Kinds of export that a sentence names."""


@dataclass(slots=True)
class Covered:
    """What the parts of each (centre, kind, account) speak for, and the days with rows per series."""

    feeds: list[Feed]
    parts: Parts = field(default_factory=dict)
    series: dict[Series, Days] = field(default_factory=dict)

    def only(self, centre: str) -> "Covered":
        """What is held of `centre`: with many centres, a figure of one need not look at the others."""
        parts = {key: stated for key, stated in self.parts.items() if key[0] == centre}
        return Covered(self.feeds, parts, {one: days for one, days in self.series.items() if one.centre == centre})

    def of(self, centre: str, table: str, of: Of, window: Window) -> Coverage:
        """The coverage of `window` by every kind that feeds `table` where `of` holds."""
        if table == "account_days":
            return coverage_by(window.days, self._by_days(centre, of, window))
        if table == "downloads":
            return self._by_stores(centre, of, window.end - _DAY)
        if accounts := dict(of).get("account"):
            own = {key: parts for key, parts in self.parts.items() if key[2] in accounts}
            any_account = tuple(one for one in of if one[0] != "account")
            return replace(self, parts=own).of(centre, table, any_account, window)
        feeds = [feed for feed in self.feeds if feed.feeds(table, of)]
        groups = self._groups(centre, feeds, of)
        return coverage_by(window.days, [one for group in groups for one in self._by_parts(centre, group, window)])

    def proof(self, centre: str, rows: Rows) -> set[int]:
        """The batches that say that there are no `rows`: for each day of their window the part that counts."""
        kinds = {f.kind for f in self.feeds if f.feeds(rows.table, rows.of)}
        found = set()
        for (of_centre, kind, _), parts in self.parts.items():
            if of_centre == centre and kind in kinds:
                found |= _deciding(parts, rows.window.days, rows.as_of)
        return found

    def _groups(self, centre: str, feeds: list[Feed], of: Of) -> list[list[Feed]]:
        """Kinds of which each group must cover the period: those of each platform asked for, else of each that came."""
        if platforms := dict(of).get("platform"):
            return [[f for f in feeds if f.feeds(f.grain, (("platform", (platform,)),))] for platform in platforms]
        alike: dict[frozenset[str], list[Feed]] = defaultdict(list)
        for feed in feeds:
            alike[feed.domains.get("platform", frozenset())].append(feed)
        return [group for group in alike.values() if self._came(centre, group)] or [feeds]

    def _came(self, centre: str, feeds: Iterable[Feed]) -> dict[str, list[Feed]]:
        """Account -> those of `feeds` of which it has parts; always in the same order, whichever came first."""
        came: dict[str, list[Feed]] = defaultdict(list)
        for feed in feeds:
            for of_centre, kind, account in self.parts:
                if (of_centre, kind) == (centre, feed.kind):
                    came[account].append(feed)
        return dict(sorted(came.items()))

    def _by_parts(self, centre: str, feeds: list[Feed], window: Window) -> list[Held]:
        """What each account holds by the days that its parts speak for."""
        came = self._came(centre, feeds)
        if not came:
            return [self._never(centre, feeds, window.days)]
        return [self._stated(centre, account, own, window) for account, own in came.items()]

    def _stated(self, centre: str, account: str, feeds: list[Feed], window: Window) -> Held:
        spans = _joined([(p.start, p.end) for feed in feeds for p in self.parts[centre, feed.kind, account]])
        last = max(end for _, end in spans)
        late = max(0, (window.at - last).days) if window.start is None else 0
        first, final = window.start or window.at, window.end - _DAY
        is_whole = any(start <= first and final <= end for start, end in spans)  # nearly always: no day is looked at
        days = () if is_whole else window.days
        missing = tuple(day for day in days if not any(start <= day <= end for start, end in spans))
        return Held(
            self._name(centre, feeds, account),
            what="登记" if all(feed.covers == "stated" for feed in feeds) else "导出",
            holes=() if late else missing, behind=missing if late else (), late=late, last=last,
            newest=self._newest(centre, account, {feed.kind for feed in feeds}),
        )  # fmt: skip

    def _by_days(self, centre: str, of: Of, window: Window) -> list[Held]:
        """What every account holds of each platform and measure asked for, and those of which none holds anything."""
        held: dict[tuple[str, str, str], Days] = defaultdict(Days)
        for series, found in self.series.items():
            if series.among(centre, of):
                one = held[series.platform, series.measure, series.account]
                one.days |= found.days
                one.kinds |= found.kinds
        said = dict(of)
        wanted = product(said.get("platform", (None,)), said.get("measure", (None,)))
        absent = [(p, m) for p, m in wanted if not any(p in (None, q) and m in (None, n) for q, n, _ in held)]
        there = [self._daily(centre, account, found, window) for (_, _, account), found in sorted(held.items())]
        return there + [self._absent(centre, of, {"platform": p, "measure": m}, window.days) for p, m in absent]

    def _daily(self, centre: str, account: str, found: Days, window: Window) -> Held:
        late = 0
        missing = tuple(day for day in window.days if day not in found.days)
        if window.start is None and missing:  # the last day on or before it stands for it
            before = max((day for day in found.days if day < window.at), default=None)
            late = (window.at - before).days if before else 0
        return Held(
            self._name(centre, [feed for feed in self.feeds if feed.kind in found.kinds], account),
            holes=() if late else missing, behind=missing if late else (), late=late, last=max(found.days),
            newest=self._newest(centre, account, found.kinds),
        )  # fmt: skip

    def _by_stores(self, centre: str, of: Of, last: date) -> Coverage:
        """Every store that ever said anything must have a balance, and the days after it to `last`."""
        stores: dict[tuple[str, str, str], Store] = defaultdict(Store)
        for series, found in self.series.items():
            if series.measure in ("downloads_total", "downloads_new") and series.among(centre, of):
                store = stores[series.platform, series.account, series.segment]
                (store.balances if series.measure == "downloads_total" else store.days).update(found.days)
                store.kinds |= found.kinds
        openings = [day for store in stores.values() if (day := store.opening(last))]
        days = between(min(openings, default=last), last)
        held = [one for key, store in sorted(stores.items()) for one in self._stored(centre, key, store, days)]
        segments = {segment for _, _, segment in stores}
        absent = [name for name in dict(of).get("segment", ()) if name not in segments] if stores else [None]
        held += [self._absent(centre, of, {"measure": "downloads_new", "segment": name}, days) for name in absent]
        return coverage_by(days, held)

    def _stored(self, centre: str, key: tuple[str, str, str], store: Store, days: list[date]) -> list[Held]:
        """What is held of one store: its days, and the balance if that is not there."""
        platform, account, segment = key
        said, newest = store.since_balance(days[-1]), self._newest(centre, account, store.kinds)
        new, total = (self._store_feeds(platform, segment, measure) for measure in ("downloads_new", "downloads_total"))
        behind = between(said[-1] + _DAY, days[-1]) if said else []
        held = Held(
            self._name(centre, [f for f in new if f.kind in store.kinds and f.is_of(segment)] or new, account, segment),
            holes=tuple(holes(said) if said else days), behind=tuple(behind), late=len(behind),
            last=max(store.balances | store.days), newest=newest,
        )  # fmt: skip
        if not said or said[0] in store.balances:
            return [held]
        balance = self._name(centre, total or new, account, segment)
        return [held, Held(balance, BALANCE, (said[0] - _DAY,), last=held.last, newest=newest)]

    def _store_feeds(self, platform: str, segment: str, measure: str) -> list[Feed]:
        """The kinds that can say `measure` of a store: those of that store alone, else those of any."""
        asked = (("platform", (platform,)), ("segment", (segment,)), ("measure", (measure,)))
        feeds = [feed for feed in self.feeds if feed.feeds("downloads", asked)]
        return [feed for feed in feeds if feed.is_of(segment)] or feeds

    def _absent(self, centre: str, of: Of, given: dict[str, str | None], days: Sequence[date]) -> Held:
        """That no series holds what `given` narrows `of` down to."""
        asked = dict(of) | {name: (value,) for name, value in given.items() if value is not None}
        feeds = [feed for feed in self.feeds if feed.feeds("account_days", tuple(asked.items()))]
        return self._never(centre, feeds, days)

    def _never(self, centre: str, feeds: list[Feed], days: Sequence[date]) -> Held:
        """That nothing came of `feeds`, or that what did come does not say it."""
        awaited = [feed for feed in feeds if not self._came(centre, [feed])]
        name = self._name(centre, awaited) if awaited or not feeds else f"{self._name(centre, feeds)}里的这项数"
        return Held(name, holes=tuple(days))

    def _name(self, centre: str, feeds: list[Feed], account: str = "", segment: str = "") -> str:
        """The titles of `feeds`, with store and account where there are several; empty without feeds."""
        titles = "、".join(feed.title for feed in feeds[:_MOST_TITLES])
        more = "等" if len(feeds) > _MOST_TITLES else ""
        several = len(self._came(centre, feeds)) > 1
        is_said = not segment or all(feed.is_of(segment) for feed in feeds)
        marks = [mark for mark, wanted in ((segment, not is_said), (account, account and several)) if wanted]
        return f"{titles}{more}{'（' + '，'.join(marks) + '）' if marks else ''}"

    def _newest(self, centre: str, account: str, kinds: set[str]) -> date | None:
        held = (part.observed for kind in kinds for part in self.parts.get((centre, kind, account), ()))
        return max(held, default=None)


def covered(con: duckdb.DuckDBPyConnection, parts: str = NOW_KNOWN) -> Covered:
    """What has been loaded so far, or had been by the moment whose `parts` they are, from the ledger of parts."""
    feeds = read_feeds(con)
    return Covered(feeds, read_parts(con, parts, feeds), read_series(con, parts))


def _deciding(parts: list[Stated], days: Iterable[date], as_of: date) -> set[int]:
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
        if joined and start <= joined[-1][1] + _DAY:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
