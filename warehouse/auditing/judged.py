"""Records: every claim of a text with its verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from warehouse.catalogue import Figure
from warehouse.figures import FigureRow
from warehouse.files_behind import FileBehind
from warehouse.verdicts import STOPS
from warehouse.wording.tokens import TextClaim

__all__ = ["OVERRULABLE", "Judged", "Overruling"]

OVERRULABLE = "偏高"


@dataclass(frozen=True, slots=True)
class Overruling:
    """Why a claim that says more than the data may be published all the same, who says so, and when."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim of the text beside what the warehouse has.

    figure   the entry it speaks of, None where it speaks of none of ours
    row      what was computed of it, None where there is no warehouse or no figure
    files    those behind the number
    """

    claim: TextClaim
    verdict: str
    reason: str
    as_of: date
    figure: Figure | None = None
    row: FigureRow | None = None
    files: Sequence[FileBehind] = ()
    overruled: Overruling | None = None

    @property
    def computed(self) -> float | str | None:
        """The number that the data has, or the text of a state."""
        if self.row is None:
            return None
        return self.row.state if self.row.kind == "state" else self.row.value

    @property
    def stops(self) -> bool:
        """Whether the text must not be published with it."""
        return self.verdict in STOPS and self.overruled is None

    @property
    def mends(self) -> Sequence[str]:
        """Which downloads would make the data complete."""
        return self.row.coverage.mends if self.row else ()
