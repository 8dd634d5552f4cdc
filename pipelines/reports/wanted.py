"""要补的下载: each download that would mend something, once, with the figures that wait for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.figures import FigureRow

_MOST_LABELS = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is missing, and the labels of the figures that wait for it."""

    missing: str
    labels: Sequence[str]

    @property
    def labels_text(self) -> str:
        """The first labels, and how many there are where that is not all.

        >>> Wanted("样例", list("甲乙丙丁戊己庚")).labels_text
        '甲、乙、丙、丁、戊、己等 7 项'
        """
        more = f"等 {len(self.labels)} 项" if len(self.labels) > _MOST_LABELS else ""
        return "、".join(self.labels[:_MOST_LABELS]) + more


def wanted(figures: Iterable["FigureRow"]) -> list[Wanted]:
    """What most figures wait for first."""
    return gathered((mend, row.label) for row in figures for mend in row.coverage.mends)


def gathered(pairs: Iterable[tuple[str, str]]) -> list[Wanted]:
    """(what is missing, label): each that is missing once, with all its labels, the one with the most first."""
    waiting: dict[str, list[str]] = {}
    for missing, label in pairs:
        waiting.setdefault(missing, []).append(label)
    return sorted((Wanted(missing, labels) for missing, labels in waiting.items()), key=lambda one: -len(one.labels))
