"""What was lost beside a number and not of it: an item of a list, a 、 between two, a character of a name."""

import re
from collections.abc import Iterator
from itertools import pairwise

from warehouse.wording.marks import enumerator
from warehouse.wording.quantities import Quantity
from warehouse.wording.scanning import Mark
from warehouse.wording.tokens import Damage
from warehouse.wording.units import counted

__all__ = ["run_together", "skipped", "torn_names"]

ORGANS = ("巡察组", "巡视组", "督导组", "督察组", "检查组", "考核组", "考察组", "核查组")
"""What 第三 numbers; two of the three characters show that one is lost."""

DOMAINS = (
    "网络信息 信息网络 网络 信息 播出 安全播出 新闻生产 生产 消防 燃气 交通 用电 食品 施工 校园 治安 设备 "
    "人员 机房 传输"
).split()
"""Fields of safety, which are listed with 、 between them."""

_NUMERALS = "一二三四五六七八九十"
_NOUN = re.compile(r"[\u4e00-\u9fff”“《》]{1,8}")
_GOES_ON = re.compile(r"[和与及或其有为达占从由至到共约超近均每经被]|开展|完成|举办|组织|发布|新增|累计|获|比上|较")


def skipped(text: str, marks: list[Mark]) -> Iterator[tuple[int, Damage]]:
    """一是, 二是, 四是: (which mark, what is lost before it)."""
    numbered = [(place, word) for place, mark in enumerate(marks) if len(word := _enumerated(text, mark)) == 1]
    for (before, first), (place, second) in pairwise(numbered):
        expected, found = _NUMERALS.find(first) + 1, _NUMERALS.find(second)
        if found > expected and "\n" not in text[marks[before].end : marks[place].start]:
            lost = "、".join(f"{word}是" for word in _NUMERALS[expected:found])
            yield place, Damage("neighbour", (), f"“{first}是”之后直接是“{second}是”，缺“{lost}”")


def _enumerated(text: str, mark: Mark) -> str:
    return enumerator(text, (mark.start, mark.end)) if mark.kind == "list_number" else ""


def torn_names(text: str, marks: list[Mark]) -> Iterator[tuple[int, Damage]]:
    """第三巡组, 第三察组: (which mark, what its organ lost)."""
    for place, mark in enumerate(marks):
        if mark.kind != "ordinal":
            continue
        rest = text[mark.end : mark.end + 2]
        organ = next((organ for organ in ORGANS if rest in (organ[0] + organ[2], organ[1:])), "")
        if organ:
            reason = f"“{text[mark.start : mark.end]}{rest}”缺字，应为“{organ}”一类"
            yield place, Damage("neighbour", (), reason)


def run_together(text: str, q: Quantity, other: Quantity | None) -> Damage | None:
    """17套电视节目12套广播节目: two counts in one unit, or two fields of safety, with nothing between them."""
    reason = _counts(text, q, other) if other else ""
    reason = reason or (_fields(text, q) if q.kind == "zero" else "")
    return Damage("neighbour", (), reason) if reason else None


def _counts(text: str, q: Quantity, other: Quantity) -> str:
    if not q.unit or other.unit != q.unit or q.kind or other.kind or other.start != other.number[0]:
        return ""
    gap = text[q.end : min(other.start, q.end + 9)]
    if _NOUN.fullmatch(gap) is None or _GOES_ON.search(gap) or not counted(q.unit):
        return ""
    return f"“{text[q.start : q.end]}{gap}”与“{text[other.start : other.end]}”之间缺顿号或“和”"


def _fields(text: str, q: Quantity) -> str:
    sentence = re.split(r"[。;\n]", text[max(0, q.start - 60) : q.start])[-1]
    for item in re.split(r"[、,:等]", sentence) if "、" in sentence else ():
        for cut in range(2, len(item) - 1):
            if item[:cut] in DOMAINS and item[cut:] in DOMAINS and item not in DOMAINS:
                return f"“{item[:cut]}”与“{item[cut:]}”之间缺顿号"
    return ""
