"""How much of a period the data covers, which days are missing, and which downloads would mend it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from warehouse._held import Held, mends, missing_from
from warehouse._kinds import is_complete, tolerated_days
from warehouse._periods import ranges
from warehouse._records import Figure


@dataclass(frozen=True, slots=True)
class Coverage:
    """share 0..1 of the days, the days missing, how many days late the data is, and whether anything was loaded.

    days is the number of days asked for; held is what each download has of them.
    """

    share: float
    missing: tuple[date, ...]
    late_days: int
    loaded: bool
    days: int = 0
    held: tuple[Held, ...] = ()

    @property
    def missing_ranges(self) -> list[str]:
        return ranges(list(self.missing))

    @property
    def newest(self) -> date | None:
        """When the download was last observed that was so longest ago."""
        return min((one.newest for one in self.held if one.newest), default=None)

    @property
    def behind(self) -> set[date]:
        """The days missing only because the newest that is held is late."""
        return {day for one in self.held for day in one.behind} - {day for one in self.held for day in one.holes}

    @property
    def says_anything(self) -> bool:
        """Whether it covers a day, or stands for one that is not covered yet: else no rows prove no zero."""
        return self.loaded and bool(self.share or self.late_days)

    def is_enough(self, figure: Figure) -> bool:
        """Whether it is within what `figure` tolerates."""
        return self.loaded and is_complete(figure, self.missing, self.late_days, self.behind)

    def and_before(self, before: "Coverage") -> "Coverage":
        """Of two periods of which both are needed."""
        share, missing = (self.share + before.share) / 2, (*before.missing, *self.missing)
        return Coverage(share, missing, 0, self.loaded, before.days + self.days, (*before.held, *self.held))

    def without(self, days: Sequence[date]) -> "Coverage":
        """Of the same downloads where each of `days` turned out to lack what was looked for as well."""
        held = tuple(replace(one, holes=tuple(sorted({*one.missing, *days})), behind=()) for one in self.held)
        missing = tuple(sorted({*self.missing, *days}))
        return replace(self, share=1 - len(missing) / self.days, missing=missing, held=held)

    def shown(self, figure: Figure, as_of: date) -> "ShownCoverage":
        """The same as the row of `figure` as of `as_of` shows it."""
        return ShownCoverage(
            self.share, self.missing_ranges, self.late_days,
            days=self.days, days_covered=self.days - len(self.missing) if self.loaded else 0,
            newest=self.newest.isoformat() if self.newest else None,
            age_days=max(0, (as_of - self.newest).days) if self.newest else None,
            missing_days_tolerated=tolerated_days(figure), late_days_tolerated=figure.late_days,
            missing_from=missing_from(self.held),
            mends=[] if self.is_enough(figure) else mends(self.held, as_of.year),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownCoverage:
    """The share 0..1 of the period that the data covers, the ranges of days missing, and how many days late it is.

    days, days_covered   of how many days how many are covered by every download that is needed
    newest, age_days     the day of the newest observation, of several downloads the oldest; how long before the as-of
    *_tolerated          what the entry declares that it tolerates
    missing_from         what each download is called -> the ranges of days missing from it
    mends                one sentence per download that would make it complete; none where it is, as tolerated
    """

    share: float
    missing: list[str]
    late_days: int
    days: int = 0
    days_covered: int = 0
    newest: str | None = None
    age_days: int | None = None
    missing_days_tolerated: int = 0
    late_days_tolerated: int = 0
    missing_from: dict[str, list[str]] = field(default_factory=dict)
    mends: list[str] = field(default_factory=list)


def coverage_by(days: Sequence[date], held: list[Held]) -> Coverage:
    """What downloads of which each must have all `days` cover together."""
    if all(one.last is None for one in held):
        return Coverage(0.0, (), 0, False, len(days), tuple(held))
    missing = sorted({day for one in held for day in one.missing})
    share = 1 - len(missing) / len(days) if days else 1.0
    return Coverage(share, tuple(missing), max(one.late for one in held), True, len(days), tuple(held))
