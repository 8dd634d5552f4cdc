"""What one figure of a series says for the next: 分别下降12.5%和9.8%, 增长3%、5%; 低于全省平均0.4个百分点."""

from dataclasses import replace

from warehouse.wording.quantities import Quantity, as_change
from warehouse.wording.scanning import Mark
from warehouse.wording.units import ratio

__all__ = ["with_moves"]

_AND = frozenset(("、", "和", "与", "及", ",", "以及"))
POINTS = frozenset(("个百分点", "百分点", "分"))
BELOW = "低于"


def with_moves(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks, with the direction of a change on every figure that it holds for."""
    found = list(marks)
    for place, mark in enumerate(found):
        q = mark.quantity
        if q is None or q.moved or q.value is None or not (ratio(q.unit) or q.unit in POINTS):
            continue
        before = found[place - 1].quantity if place else None
        moved = _shared(text, before, q) if before is not None else 0
        if not moved and q.unit in POINTS and BELOW in text[max(0, q.start - 12) : q.start].rpartition(",")[2]:
            moved = -1
        if moved:
            found[place] = replace(mark, quantity=as_change(q, moved))
    return found


def _shared(text: str, before: Quantity, q: Quantity) -> int:
    """The direction of the figure before, if the two stand side by side under one word: 分别下降12.5%和9.8%."""
    gap = text[before.end : q.start]
    if (
        before.moved
        and before.unit == q.unit
        and gap in _AND
        and (gap != "," or "分别" in text[before.start - 6 : before.start])
    ):
        return before.moved
    return 0
