"""What each store of an app has said: a balance once, then the days after it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from warehouse._held import between

SILENT_DAYS = 7
"""Days in a row that a store may say nothing: App Store gives no file for a day without a download."""

_DAY = timedelta(1)


@dataclass(slots=True)
class Store:
    """The days of its balances, the days of which it says something, and the kinds of export that say so."""

    balances: set[date] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)

    def since_balance(self, last: date) -> list[date]:
        """The days to `last` that are said: from the newest balance on, or all of them if there is none."""
        balance = max((day for day in self.balances if day <= last), default=date.min)
        return sorted(day for day in self.balances | self.days if balance <= day <= last)

    def opening(self, last: date) -> date | None:
        """The day of the balance on which its total rests, or on which it would have to: the one before the first."""
        said = self.since_balance(last)
        return (said[0] if said[0] in self.balances else said[0] - _DAY) if said else None


def holes(days: Sequence[date]) -> list[date]:
    """The days between sorted `days` of which nothing is said for longer than a store may be silent."""
    gaps = [(one, other) for one, other in pairwise(days) if (other - one).days - 1 > SILENT_DAYS]
    return [day for one, other in gaps for day in between(one + _DAY, other - _DAY)]
