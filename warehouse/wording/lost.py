"""Numbers that lost a part of themselves when a page was copied: a scale, a unit, a separator between two."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from warehouse.wording.neighbours import run_together, skipped, torn_names
from warehouse.wording.quantities import Quantity
from warehouse.wording.scanning import Mark
from warehouse.wording.tokens import Damage
from warehouse.wording.units import counted

__all__ = ["with_losses"]

AUDIENCE = "用户 粉丝 阅读 浏览 播放 下载 点击 观看 关注 订阅 流量 曝光 触达 收听 收看 点赞 转发 访问 传播".split()
"""What is counted in thousands: a bare number of three digits right behind it cannot be all."""

PEOPLE = re.compile(r"用户|粉丝|关注|订阅")
FEWER = re.compile(r"日活|月活|活跃")
MORE = re.compile(r"下载|人口|总用户")
"""Among people: those who use it today are fewer, those who ever took it, or live there, are more."""

UNIT_OF = {"积分": "分", "得分": "分", "总分": "分"}
"""Nouns with one unit only."""

SORTS = ("方面", "大类", "大项", "类别", "领域", "类")
"""Sorts of problems, of which there are no more than problems."""

REACH = 12
"""How many marks away another figure may help."""

_AUDIENCE = re.compile(rf"(?:{'|'.join(AUDIENCE)})(?:总?[量数人次]*)?(?:累计|总计|共)?(?:为|约|达)?$")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def with_losses(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks, each with what it lost. Only a lost scale or separator takes the value away."""
    found = list(marks)
    for place, mark in enumerate(found):
        if mark.quantity is not None:
            quantity = _figure(text, found, place, mark.quantity)
            if quantity is not mark.quantity:
                found[place] = replace(mark, quantity=quantity, damage=quantity.damage)
    for place, damage in (*skipped(text, found), *torn_names(text, found)):
        found[place] = replace(found[place], damage=damage)
    return _with_years(found)


def _figure(text: str, marks: list[Mark], place: int, q: Quantity) -> Quantity:
    """The figure with its damage, if it has any; the first rule that fits."""
    bare = text[slice(*q.number)].isdecimal()
    if bare and q.unit == "" and q.kind in ("", "threshold_count"):
        return _without_scale(text, marks, place, q) or _without_unit(text, marks, place, q)
    other = marks[place + 1].quantity if place + 1 < len(marks) else None
    split = _glued_counts(text, q, other) if bare and other is not None else None
    if split is not None:
        return replace(q, value=None, damage=split)
    damage = run_together(text, q, other)
    return replace(q, damage=damage) if damage else q


def _without_scale(text: str, marks: list[Mark], place: int, q: Quantity) -> Quantity | None:
    """阅读量21: the value is gone, and what it can have been is bounded by the other figures of the sentence."""
    noun = text[max(0, q.start - 12) : q.start]
    if q.kind or q.value is None or q.value >= 1000 or not _AUDIENCE.search(noun):
        return None
    low, high = _limits(text, marks, place, q.value) if PEOPLE.search(noun) else (0.0, float("inf"))
    bounded = low > 0 or high < float("inf")
    scaled = [q.value * 10**k for k in (range(1, 7) if bounded else (4, 5, 6))]
    candidates = tuple(value for value in scaled if low <= value <= high)
    reason = f"“{text[slice(*q.number)]}”后缺数量级和单位：“{noun[-4:]}”不会只有这么多"
    return replace(q, value=None, damage=Damage("scale", candidates, reason))


def _limits(text: str, marks: list[Mark], place: int, printed: float) -> tuple[float, float]:
    """What there cannot be fewer and cannot be more of, by the figures of the same sentence."""
    low, high = 0.0, float("inf")
    for other in _beside(text, marks, place):
        words = text[max(0, other.start - 8) : other.start]
        if other.value is None or other.value <= printed or other.unit not in ("人", "人次", "次", ""):
            continue
        if FEWER.search(words):
            low = max(low, other.value)
        elif MORE.search(words):
            high = min(high, other.value)
    return low, high


def _without_unit(text: str, marks: list[Mark], place: int, q: Quantity) -> Quantity:
    """通讯124评论39篇: the value stands, and its unit follows the parallel clause."""
    noun, glued = text[max(0, q.start - 2) : q.start], _HAN.match(text, q.end) is not None
    unit = UNIT_OF.get(noun) or _parallel(text, marks, place, q, noun, glued)
    if not unit and not glued:
        return q
    follows = f"，按并列的说法应为“{unit}”" if unit else ""
    return replace(q, unit=unit, damage=Damage("unit", (), f"“{text[slice(*q.number)]}”后缺单位{follows}"))


def _parallel(text: str, marks: list[Mark], place: int, q: Quantity, noun: str, glued: bool) -> str:
    """The unit of the figure said in the same words; where characters run together, of the nearest."""
    if q.kind == "threshold_count":
        before = [mark.quantity for mark in marks[max(0, place - 2 * REACH) : place] if mark.quantity]
        return next((one.unit for one in reversed(before) if one.kind == "threshold_count" and one.unit), "")
    others = [other for other in _beside(text, marks, place) if other.unit and counted(other.unit)]
    same = [other.unit for other in others if text[max(0, other.start - 2) : other.start] == noun]
    near = (
        [other.unit for other in others if other.unit not in ("人", "人次", "名") and not other.kind] if glued else []
    )
    return next(iter(same or near), "")


def _beside(text: str, marks: list[Mark], place: int) -> Iterator[Quantity]:
    """The other figures of the sentence, those before first, the nearest of them first."""
    for step in (-1, 1):
        for at in range(place + step, place + step * (REACH + 1), step):
            if not 0 <= at < len(marks):
                break
            first, second = sorted((at, at - step))
            gap = text[marks[first].end : min(marks[second].start, marks[first].end + 400)]
            if "。" in gap or "\n" in gap:
                break
            other = marks[at].quantity
            if other is not None:
                yield other


def _glued_counts(text: str, q: Quantity, other: Quantity) -> Damage | None:
    """413个方面33个问题: there are not more sorts of problems than problems, so two numbers stand glued."""
    near = text.startswith(SORTS, q.end) and other.start - q.end <= 8
    if not near or not text.startswith(("问题", "具体问题"), other.end):
        return None
    if q.value is None or other.value is None or q.value <= other.value:
        return None
    printed = text[slice(*q.number)]
    parts = (printed[cut:] for cut in range(1, len(printed)))
    candidates = tuple(float(part) for part in parts if part[0] != "0" and float(part) <= other.value)
    reason = f"“{printed}”多于问题数{other.value:.0f}，不可能：数字之间缺了分隔"
    return Damage("separator", candidates, reason) if candidates else None


def _with_years(marks: list[Mark]) -> list[Mark]:
    """Days without a year take it from the same day elsewhere in the text: 1227, and 20231227日 further on."""
    said = [str(day) for mark in marks if mark.when and mark.damage for day in mark.damage.candidates]
    full = {day[5:]: day for day in said if len(day) == len("2023-12-27")}
    for place, mark in enumerate(marks):
        if mark.when and mark.damage and any(str(day) in full for day in mark.damage.candidates):
            days = tuple(full.get(str(day), day) for day in mark.damage.candidates)
            marks[place] = replace(mark, damage=replace(mark.damage, candidates=days))
    return marks
