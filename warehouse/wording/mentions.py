"""How each figure of a catalogue is talked about, and whether a number can be one of it by its kind, unit and time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from warehouse._records import Figure
from warehouse.wording.quantities import Quantity
from warehouse.wording.tokens import Place

__all__ = ["Mention", "mention_of"]

COUNTS = frozenset("flow stock latest maximum threshold_count mean_per_day state".split())
ALIKE = (
    frozenset("条 篇 个 件 则 部 项 条次 个方面".split()),
    frozenset("人 人次 名 位 户 次".split()),
    frozenset("次 轮 期 起 场".split()),
)
"""Units that count the same things; a claim without a unit is like any."""

_OF_KIND = {
    "share": {"share"}, "growth": {"growth"}, "rank": {"rank", "streak"}, "zero": {"zero"},
    "maximum": {"maximum"}, "threshold_count": {"threshold_count"}, "mean_per_day": {"mean_per_day", "streak"},
    "state": {"state", "streak", "flow", "stock"},
}  # fmt: skip
_ADDED = re.compile(r"新增|净增|增加|增长|涨粉|增粉|减少|流失")
"""What was added is no stock."""

_YEAR_MONTH = re.compile(r"((?:19|20)[0-9]{2})年?(?:(元|1?[0-9])月)?")
_FIXED = re.compile(r"(?:month|at):([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure, the names of its subject, and the words for what is counted.

    carries  its subject is one medium among others, so that it is meant only until the next is named
    echoed   one of the words is part of such a name, and counts only outside of it (视频 in 视频号)
    """

    figure: Figure
    subjects: tuple[str, ...]
    words: tuple[str, ...]
    carries: bool
    echoed: bool

    def said_in(self, near: str) -> list[str]:
        """Which of the words for what is counted stand in `near`."""
        for subject in self.subjects if self.echoed else ():
            near = near.replace(subject, " " * len(subject))
        return [word for word in self.words if word in near]

    def named(self, text: str, since: int, clause_end: int, sentence_end: int) -> Place | None:
        """Where the subject is named last before the end of the clause, or else further on in the sentence."""
        at, name = max((text.rfind(subject, since, clause_end), subject) for subject in self.subjects)
        if at < 0:
            behind = ((text.find(subject, clause_end, sentence_end), subject) for subject in self.subjects)
            at, name = min((found for found in behind if found[0] >= 0), default=(-1, ""))
        return (at, at + len(name)) if at >= 0 else None

    def can_be(self, quantity: Quantity, kind: str, near: str) -> bool:
        """Whether a number among the words `near` is of its kind and counted alike."""
        figure = self.figure
        if figure.kind not in _OF_KIND.get(kind, COUNTS):
            return kind == "flow" and figure.kind in ("streak", "zero") and quantity.unit in figure.unit
        if kind == "flow" and figure.kind in ("maximum", "threshold_count"):
            return False
        if kind == "threshold_count" and f"{quantity.threshold or 0:.0f}" not in figure.where.split():
            return False
        if figure.kind == "stock" and _ADDED.search(near):
            return False
        if (figure.unit == "%") != (quantity.unit == "%"):
            return quantity.value is None
        return kind in ("rank", "zero", "share", "growth") or not quantity.unit or _alike(quantity.unit, figure.unit)

    def is_of_another_time(self, period: str) -> bool:
        """Whether it is that of one fixed month or day, and `period` says another year or month."""
        fixed = _FIXED.match(self.figure.period)
        said = _YEAR_MONTH.search(period) if fixed else None
        if fixed is None or said is None:
            return False
        month = {"元": 1}.get(said.group(2) or "", int(said.group(2)) if (said.group(2) or "").isdigit() else None)
        return int(said.group(1)) != int(fixed.group(1)) or (month is not None and month != int(fixed.group(2)))


def mention_of(figure: Figure) -> Mention:
    """How `figure` is talked about, by its `mention`: first its subject (its names apart by |), then the words."""
    subject, *words = figure.mention
    names = tuple(subject.split("|"))
    carries = figure.platform is not None or figure.table == "pieces"
    return Mention(figure, names, tuple(words) or names, carries, carries and _overlap(words, names))


def _overlap(words: Iterable[str], names: Iterable[str]) -> bool:
    return any(word in name for word in words for name in names)


def _alike(unit: str, other: str) -> bool:
    plain = other.partition("/")[0]
    return unit in (plain, other) or any({unit, plain} <= alike for alike in ALIKE)
