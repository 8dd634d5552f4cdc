"""Requests of the hotline and comments of readers: by channel and month, how many were answered and satisfied."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.reports.contents.look import Look
from pipelines.reports.contents.rests import Rests
from pipelines.reports.contents.stretches import Stretch, filled, months

CHANNELS = {"hotline": "热线", "comments": "用户留言"}
"""Channel -> what people call it, in their order."""

EPISODES = {"hotline": "hotline_episodes"}
"""Channel -> the register of the programme in which its cases are spoken of."""

_CASES = """
select channel, cast(date_trunc('month', received_at) as date), count(*), count(replied_at),
    count(*) filter (where surveyed), count(*) filter (where surveyed and satisfied)
from {schema}.cases
where as_of = $as_of and centre = $centre and received_at >= $since and received_at < $until
group by all"""

_EPISODES = """
select register, cast(date_trunc('month', happened_on) as date), count(*)
from {schema}.events
where as_of = $as_of and centre = $centre and happened_on >= $since and happened_on < $until
    and register in (select unnest($registers))
group by all"""


@dataclass(frozen=True, slots=True)
class Handled:
    """How many cases were received, how many of them were answered by the day; how many were asked, and satisfied."""

    received: int = 0
    replied: int = 0
    surveyed: int = 0
    satisfied: int = 0

    def __add__(self, other: "Handled") -> "Handled":
        return Handled(
            self.received + other.received, self.replied + other.replied,
            self.surveyed + other.surveyed, self.satisfied + other.satisfied,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Channel:
    """One way in which people reach us: its cases and the broadcasts that speak of them, by month.

    Months that no ledger speaks for are absent; `missing` are the days of which that of the cases says nothing;
    episodes is None where there is no programme, or no ledger of it.
    """

    id: str
    name: str
    months: Sequence[Stretch]
    handled: Mapping[Stretch, Handled]
    episodes: Mapping[Stretch, int] | None
    missing: frozenset[date]
    rests: Rests

    @property
    def total(self) -> Handled:
        return sum(self.handled.values(), Handled())


def channels(look: Look, rests: Mapping[tuple[str, str], Rests]) -> list[Channel]:
    """Every channel of which a ledger was handed in, with its cases of the year up to the day."""
    span = {"since": date(look.as_of.year, 1, 1), "until": look.as_of + timedelta(1)}
    of_year = months(look.as_of)
    by_key = {month.key: month for month in of_year}
    handled: dict[str, dict[Stretch, Handled]] = defaultdict(dict)
    for channel, month, *counts in look.rows(_CASES, **span):
        handled[channel][by_key[month]] = Handled(*counts)
    aired: dict[str, dict[Stretch, int]] = defaultdict(dict)
    for register, month, episodes in look.rows(_EPISODES, registers=list(EPISODES.values()), **span):
        aired[register][by_key[month]] = episodes
    found = []
    for name in sorted(handled.keys() | CHANNELS.keys(), key=_place):
        missing, own, rest = look.uncovered("cases", channel=name), handled[name], rests.get(("cases", name), Rests())
        if own or missing is not None:
            known = filled(of_year, own, missing or frozenset(), Handled())
            shown = CHANNELS.get(name, name)
            episodes_known = _episodes(look, EPISODES.get(name), of_year, aired)
            found.append(Channel(name, shown, of_year, known, episodes_known, missing or frozenset(), rest))
    return found


def _episodes(
    look: Look, register: str | None, of_year: Sequence[Stretch], aired: Mapping[str, Mapping[Stretch, int]]
) -> Mapping[Stretch, int] | None:
    missing = look.uncovered("events", register=register) if register else None
    if register is None or missing is None:
        return None
    return filled(of_year, aired.get(register, {}), missing, 0)


def _place(channel: str) -> tuple[int, str]:
    known = list(CHANNELS)
    return (known.index(channel) if channel in known else len(known), channel)
