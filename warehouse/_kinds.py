"""The kinds of figures and their rules: which rows, how it adds up, what it needs, what a part of the data proves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from warehouse._rows import Mode, merged_by

if TYPE_CHECKING:
    from warehouse._records import Figure

Adding = Literal["sum", "max", "min", "worst", "anew", "no"]
"""How values of parts become that of the whole.

anew: from the rows of the whole, or from the sums of numerators and denominators; no: each part stands for itself, and
of periods that follow one another the last one speaks.
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is computed over which rows, and the rules for what comes of it.

    over_groups   how it adds up over platforms, accounts, sections: rows that have nothing in common
    over_periods  how it adds up over periods that follow one another
    grows         whether more rows can only make it larger, so that a part of the data proves a lower bound
    every_day     whether it stands on a full period only, whatever the figure tolerates
    in_percent    whether a change may be told in percent: not of places, nor of what is in percent itself
    """

    computed: str
    over_groups: Adding
    over_periods: Adding
    rows: Mode = "whole"
    grows: bool = False
    every_day: bool = False
    in_percent: bool = True


KINDS = {
    "flow": Kind("measure over the rows of the period", "sum", "sum", grows=True),
    "threshold_count": Kind("rows of the period that pass a threshold", "sum", "sum", grows=True),
    "maximum": Kind("the largest of the period", "max", "max", grows=True),
    "zero": Kind("rows of the period that must not be there", "sum", "sum", grows=True, every_day=True),
    "stock": Kind("what there is on the day", "sum", "no", grows=True),
    "mean_per_day": Kind(
        "measure over the days of the period; of account_days, over those that have a value", "anew", "anew"
    ),
    "share": Kind("100 * numerator / denominator", "anew", "anew", in_percent=False),
    "growth": Kind("100 * (this period / the same days a year earlier - 1)", "anew", "anew", in_percent=False),
    "streak": Kind(
        "measure of every full month of the period, then the worst month", "anew", "worst", "month", in_percent=False
    ),
    "rank": Kind("measure over the rows of the newest day", "no", "no", rows="newest", in_percent=False),
    "latest": Kind("measure over the rows of the newest day", "no", "no", rows="newest"),
    "state": Kind("text over the rows of the newest day", "no", "no", rows="newest"),
}  # fmt: skip

_ONLY_ADDED_TO = frozenset({"posts", "pieces", "points", "cases", "events", "downloads"})
"""Tables whose rows are counted or add up, and never take anything away."""


def over_groups(figure: "Figure") -> Adding:
    """How the values of `figure` for each platform, account or section become the one for all."""
    return _adding(figure, KINDS[figure.kind].over_groups)


def over_periods(figure: "Figure") -> Adding:
    """How the values of `figure` for periods that follow one another become the one for all of them."""
    rule = _adding(figure, KINDS[figure.kind].over_periods)
    return ("min" if figure.better == "more" else "max") if rule == "worst" else rule


def proves_lower_bound(figure: "Figure") -> bool:
    """Whether more data can only make `figure` larger, so that the part that we hold proves a lower bound."""
    return KINDS[figure.kind].grows and figure.table in _ONLY_ADDED_TO and "-" not in figure.measure


def tolerated_days(figure: "Figure") -> int:
    """How many days of its period `figure` may lack."""
    return 0 if KINDS[figure.kind].every_day else figure.missing_days


def is_complete(figure: "Figure", missing: Sequence[date], late_days: int, behind: Collection[date]) -> bool:
    """Whether that much data is within what `figure` tolerates.

    `behind` are the days missing only because the newest that is held is late: they are not missing as well.
    """
    if late_days and not KINDS[figure.kind].every_day:
        missing = [day for day in missing if day not in behind]
    return late_days <= figure.late_days and len(missing) <= tolerated_days(figure)


def _adding(figure: "Figure", rule: Adding) -> Adding:
    """The rule of the kind, unless the measure does not follow it: two parts may hold the same title."""
    if rule in ("sum", "max") and (merged_by(figure.measure) != rule or figure.combine == "recompute"):
        return "anew"
    return rule
