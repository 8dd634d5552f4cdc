"""One figure as it is told: its value, what it rests on, and how it stands to the notice and to its target."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from warehouse._compute import Number
from warehouse._coverage import ShownCoverage
from warehouse._records import Claim, Target


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of one centre: computed, beside what the notice claims and what is to be reached.

    value is in `unit` (percent figures in points); `state` holds the text of figures that are one; files and rows count
    the evidence, files without a row being those that speak for the period; where `floors` of the rows say no more than
    10万+, the value is "at least"; `complete` where coverage and lateness are within what the figure tolerates; `share`
    says what a share is made of; `completion` is how much of its target is reached, `pace` how much of the target's
    period has gone by, both 0..1 and None where that says nothing.
    """

    id: str
    metric_id: str
    centre: str
    item: str
    label: str
    unit: str
    kind: str
    value: Number
    numerator: Number
    denominator: Number
    as_of: date
    claim: Claim | None
    verdict: str
    remark: str
    target: Target | None
    target_verdict: str
    coverage: ShownCoverage
    files: int
    rows: int
    platform: str | None
    state: str | None
    floors: int = 0
    complete: bool = True
    target_remark: str = ""
    share: str = ""
    completion: float | None = None
    pace: float | None = None

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, claim and target cut down to what was said."""
        claim = self.claim and {
            "quote": self.claim.quote, "bound": self.claim.bound, "value": self.claim.value,
            "candidates": list(self.claim.candidates), "damage": self.claim.damage,
        }  # fmt: skip
        target = self.target and {
            "bound": self.target.bound, "value": self.target.value, "basis": self.target.basis,
            "period": self.target.period,
        }  # fmt: skip
        return asdict(self) | {"as_of": self.as_of.isoformat(), "claim": claim, "target": target}
