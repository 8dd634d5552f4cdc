"""What accounts count day by day: followers, registered and active users, downloads by store; by month and week."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipelines.reports.contents.look import Look
from pipelines.reports.contents.stretches import Stretch

How = Literal["last", "sum", "mean"]

MEASURES: dict[str, tuple[str, How]] = {
    "followers_total": ("粉丝总数", "last"),
    "followers_new": ("新增粉丝", "sum"),
    "followers_lost": ("取消关注", "sum"),
    "followers_net": ("净增粉丝", "sum"),
    "registered_total": ("注册用户", "last"),
    "registered_new": ("新增注册", "sum"),
    "active_users": ("日均活跃", "mean"),
}
"""Measure -> what it is called; whether a month has the value of its last day, the sum of its days or their mean."""

_DOWNLOADS = "downloads_new"

_DAYS = """
select platform, measure, segment, account, month, week, arg_max(value, day), max(day), sum(value), count(*)
from (
    select platform, measure, segment, account, day, sum(value) as value,
        cast(date_trunc('month', day) as date) as month, cast(date_trunc('week', day) as date) as week
    from {schema}.account_days
    where as_of = $as_of and centre = $centre and day >= $since and day <= $as_of and value is not null
        and measure in (select unnest($measures))
    group by all
) summed
group by grouping sets ((platform, measure, segment, account, month), (platform, measure, segment, account, week))"""

_SINCE_LAUNCH = """
select platform, segment, cast(sum(amount) as bigint)
from {schema}.downloads
where as_of = $as_of and centre = $centre
group by 1, 2"""


@dataclass(frozen=True, slots=True)
class Days:
    """What the days of one account came to in one month or week: the last value and its day, the sum, how many."""

    last: float
    last_day: date
    total: float
    days: int


@dataclass(frozen=True, slots=True)
class Count:
    """What one month or week came to over all accounts; days is how many had a value, of several accounts the fewest.

    last_day is the last one with a value.
    """

    value: float
    days: int
    last_day: date


Counts = Mapping[Stretch, Count]
"""Months and weeks without a value are absent: they are gaps."""


@dataclass(slots=True)
class Account:
    """What the accounts of a platform count: measure -> counts, store -> its new downloads, and those since launch."""

    measures: dict[str, Counts] = field(default_factory=dict)
    stores: dict[str, Counts] = field(default_factory=dict)
    since_launch: dict[str, int] = field(default_factory=dict)

    @property
    def stock(self) -> str | None:
        """The measure that says how many people there are, if there is one."""
        return next((name for name in self.measures if MEASURES[name][1] == "last"), None)


def accounts(look: Look, stretches: Iterable[Stretch]) -> dict[str, Account]:
    """Platform -> what its accounts count."""
    in_order = list(stretches)
    found: dict[str, Account] = defaultdict(Account)
    for (platform, measure, segment), series in sorted(_by_account(look, in_order).items(), key=_in_order):
        own = found[platform]
        if measure == _DOWNLOADS:
            own.stores[segment] = _together(series, "sum", in_order)
        else:
            own.measures[measure] = _together(series, MEASURES[measure][1], in_order)
    if any(own.stores for own in found.values()):
        for platform, store, downloads in look.rows(_SINCE_LAUNCH):
            found[platform].since_launch[store] = downloads
    return found


Series = dict[tuple[str, str], dict[Stretch, Days]]


def _by_account(look: Look, stretches: list[Stretch]) -> dict[tuple[str, str, str], Series]:
    """(platform, measure, store) -> (account, segment) -> what its days came to; only downloads are told by store."""
    by_key = {(stretch.shape, stretch.key): stretch for stretch in stretches}
    asked = {"since": date(look.as_of.year, 1, 1), "measures": [*MEASURES, _DOWNLOADS]}
    found: dict[tuple[str, str, str], Series] = defaultdict(lambda: defaultdict(dict))
    for platform, measure, segment, account, month, week, *days in look.rows(_DAYS, **asked):
        stretch = by_key["month", month] if month else by_key["week", week]
        store = segment if measure == _DOWNLOADS else ""
        found[platform, measure, store][account, segment][stretch] = Days(*days)
    return found


def _together(series: Series, how: How, stretches: list[Stretch]) -> Counts:
    """The counts of all `series`; a stock of which one account lacks a value, after it had one, is not known."""
    counts: dict[Stretch, Count] = {}
    started: dict[str, set[tuple[str, str]]] = {"month": set(), "week": set()}
    for stretch in stretches:
        held = {key: days[stretch] for key, days in series.items() if stretch in days}
        began = started[stretch.shape]
        began.update(held)
        is_whole = held.keys() == began
        if not held or (how == "last" and not is_whole):
            continue
        fewest = min(days.days for days in held.values()) if is_whole else 0
        value = sum(_value(days, how) for days in held.values())
        counts[stretch] = Count(value, fewest, min(days.last_day for days in held.values()))
    return counts


def _in_order(one: tuple[tuple[str, str, str], Series]) -> tuple[str, int, str]:
    (platform, measure, store), _ = one
    return platform, [*MEASURES, _DOWNLOADS].index(measure), store


def _value(days: Days, how: How) -> float:
    return {"last": days.last, "sum": days.total, "mean": days.total / days.days}[how]
