"""下载清单: what is due tonight, what a back end is about to forget, and what it has forgotten already."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import duckdb

from sources import Export
from warehouse.figures import SILENT_DAYS

SOON_DAYS = 7
"""Days before the last chance from which on a download is urgent."""
_DAY = timedelta(1)

Span = tuple[date, date]

_SPANS = """
select o.centre, o.account, o.kind, o.covers_from, o.covers_to, p.covers_how, cast(o.observed_at as date)
from meta.observed_parts o join meta.parts p on p.batch = o.batch
where o.covers_from is not null and o.covers_to is not null
order by all"""


@dataclass(frozen=True, slots=True)
class Due:
    """One download of one account, or one ledger, that is due, about to be lost in part, or was.

    kinds      kinds of export that this one download brings
    last_day   last day that we have
    due_on     day on which the next download is due
    kept_days  days that the back end keeps, if that is known
    until      last day on which the oldest day that is missing and still there can be downloaded; `days_left` till then
    lost       days that are missing and that the back end no longer has
    """

    centre: str
    account: str
    kinds: tuple[str, ...]
    title: str
    source: str
    is_ledger: bool
    last_day: date
    due_on: date
    days_overdue: int
    kept_days: int | None
    until: date | None
    days_left: int | None
    lost: tuple[date, ...]

    @property
    def is_urgent(self) -> bool:
        """Whether something is lost unless it is downloaded within days."""
        return self.days_left is not None and self.days_left <= SOON_DAYS

    @property
    def warning(self) -> str:
        """What is about to be lost, in a sentence; empty where there is time."""
        if not self.is_urgent:
            return ""
        left = f"还有{self.days_left}天" if self.days_left else "今天是最后一天"
        return f"{self.title}只保留{self.kept_days}天，{left}"

    def as_json(self) -> dict[str, Any]:
        """The fields as programs read them; lost days as ranges."""
        return asdict(self) | {"lost": ranges(self.lost), "warning": self.warning}


def due(con: duckdb.DuckDBPyConnection, today: date, exports: Mapping[str, Export]) -> list[Due]:
    """What wants doing on `today`, most urgent first. Kinds that never came are not among it: see `never_received`."""
    spans: dict[tuple[str, str, str], list[Span]] = defaultdict(list)
    downloads: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for centre, account, kind, start, end, how, observed in con.execute(_SPANS).fetchall():
        if export := exports.get(kind):
            spans[centre, account, kind].append((start, _reach(export, end, how, observed)))
            downloads[centre, account, export.source].add(kind)  # tables of one file are one download
    found = [
        _due(centre, account, [(exports[kind], spans[centre, account, kind]) for kind in sorted(kinds)], today)
        for (centre, account, _), kinds in downloads.items()
    ]
    return sorted((one for one in found if one.days_overdue >= 0 or one.is_urgent or one.lost), key=_urgency)


def never_received(con: duckdb.DuckDBPyConnection, exports: Mapping[str, Export]) -> list[str]:
    """The kinds of platforms' exports, ledgers left out, of which no file was ever loaded."""
    came = {kind for _, _, kind, *_ in con.execute(_SPANS).fetchall()}
    return [kind for kind, export in exports.items() if not _is_ledger(export) and kind not in came]


def ranges(days: Sequence[date]) -> list[str]:
    """Sorted days as text, those that follow one another as one range.

    >>> ranges([date(2024, 6, 1), date(2024, 6, 2), date(2024, 6, 4)])
    ['2024-06-01 至 2024-06-02', '2024-06-04']
    """
    told = []
    for _, run in groupby(enumerate(days), key=lambda pair: pair[1] - timedelta(pair[0])):
        first, *rest = [day for _, day in run]
        told.append(f"{first} 至 {rest[-1]}" if rest else str(first))
    return told


def _due(centre: str, account: str, held: Sequence[tuple[Export, list[Span]]], today: date) -> Due:
    last = max(end for _, spans in held for _, end in spans)
    every = min((e.collect_every for e, _ in held if e.collect_every), default=None)
    due_on = last + _DAY + timedelta(every) if every else date.max
    kept = min((e.kept_days for e, _ in held if e.kept_days), default=None)
    lost: tuple[date, ...] = ()
    until = None
    if kept:
        oldest = today - timedelta(kept)  # that the back end still has today
        missing = sorted({day for export, spans in held for day in _missing(export, spans, today)})
        lost = tuple(day for day in missing if day < oldest)
        until = next((day + timedelta(kept) for day in missing if day >= oldest), None)
    return Due(
        centre, account,
        kinds=tuple(e.kind for e, _ in held),
        title="、".join(e.title for e, _ in held),
        source=held[0][0].source,
        is_ledger=all(_is_ledger(e) for e, _ in held),
        last_day=last,
        due_on=due_on,
        days_overdue=(today - due_on).days,
        kept_days=kept,
        until=until,
        days_left=(until - today).days if until else None,
        lost=lost,
    )  # fmt: skip


def _reach(export: Export, covers_to: date, how: str, observed: date) -> date:
    """The last day that a file speaks for: the day before it was taken, of a list of works without a range."""
    if export.grain == "account_days" or _is_ledger(export) or how != "rows":
        return min(covers_to, observed)  # a ledger may state days to come
    return max(covers_to, observed - _DAY)


def _is_ledger(export: Export) -> bool:
    return export.covers == "stated"


def _missing(export: Export, spans: list[Span], today: date) -> set[date]:
    """Days from the first that we have to yesterday that no file covers."""
    silence = SILENT_DAYS if any(column.into == "downloads_new" for column in export.columns) else 0
    missing: set[date] = set()
    reached = min(start for start, _ in spans) - _DAY
    for start, end in [*sorted(spans), (today, today)]:
        gap = (start - reached).days - 1
        if gap > (silence if start < today else 0):
            missing.update(reached + timedelta(n) for n in range(1, gap + 1))
        reached = max(reached, end)
    return missing


def _urgency(one: Due) -> tuple[Any, ...]:
    """What is lost first comes first, then what is overdue longest; ledgers after that, what is past help last."""
    is_past_help = one.days_overdue < 0 and not one.is_urgent
    left = one.days_left if one.is_urgent and one.days_left is not None else SOON_DAYS + 1
    return is_past_help, one.is_ledger, left, -one.days_overdue, one.title, one.centre, one.account
