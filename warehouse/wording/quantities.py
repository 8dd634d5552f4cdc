"""A number with the words around it: bounds, unit, range, change: 超7000条, 30到80元, 下降近四成, 翻一番."""

import re
from dataclasses import dataclass, replace

from warehouse.wording.bounds import after, before, mirrored, stricter
from warehouse.wording.numerals import Numeral, numeral_at
from warehouse.wording.tokens import Damage, Place
from warehouse.wording.units import is_time, measured, unit_at

__all__ = ["Quantity", "as_change", "quantity_at"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in the plain text, before it is known what it speaks of.

    number     where its digits stand
    moved      1 or -1 where its words say that something rose or fell
    ends       of a printed range, or of vague words (数十)
    kind       "" until it is told
    unit_end   where the unit as printed ends, so that what follows can be read
    """

    start: int
    end: int
    number: Place
    value: float | None
    bound: str
    unit: str
    step: float = 1
    moved: int = 0
    ends: tuple[float, float] | None = None
    exact: bool = False
    kind: str = ""
    threshold: float | None = None
    damage: Damage | None = None


_TO = re.compile(r"(?:-{1,2}|至|到)")
_LEVEL = re.compile(r"级(?![别联])")
_SINGLE = frozenset(
    (
        "人次 人 名 位 条 篇 件 期 个 家 场 套 项 例 起 宗 部 集 档 张 幅 份 本 册 台 辆 块 处 座 栋 间 "
        "户 轮 遍 所 支 次 元 天 年 周 个月 个季度 个工作日 小时 个小时 分钟 倍 番 个百分点 批 批次 组 款 "
        "门 节 堂 岁 项次 场次 省 市 县 区 镇 村 所 则 首 家次 艘 架"
    ).split()
)
"""Units that a single digit in words may stand before; before others it is a word: 一线, 三农, 一步."""

_SINGLED_OUT = tuple("作为 成为 就是 仅是 当作 又是 这是 是 这 那 某 每 任 同 另 又 哪 第 有 新 唯".split())
"""Before 一项, 一个: one that is pointed at, not counted."""


def quantity_at(text: str, at: int, floor: int) -> Quantity | None:
    """The figure whose number begins at `at`; its words may begin before, but not before `floor`.

    >>> q = quantity_at("发稿量超7000条", 4, 0); q.start, q.value, q.bound, q.unit
    (3, 7000.0, '>', '条')
    >>> q = quantity_at("下降近四成", 3, 0); q.value, q.bound, q.unit, q.moved
    (-40.0, '>', '%', -1)
    >>> q = quantity_at("5—10万元".replace("—", "-"), 0, 0); q.ends, q.unit
    ((50000.0, 100000.0), '元')
    """
    numeral = numeral_at(text, at)
    if numeral is None:
        return None
    ahead = before(text, at, floor)
    unit, end, bound = _unit(text, numeral, stricter(ahead.bound, numeral.bound))
    ranged = _range(text, numeral, unit, end)
    if ranged is not None:
        numeral, unit, end = ranged
    behind = after(text, end)
    if behind.end > end and _binds(text, behind.end, end, unit):
        end, bound = behind.end, stricter(bound, behind.bound)
    if not _is_figure(text, numeral, unit, bound, end):
        return None
    moved = ahead.moved if _moves(text, ahead.start, at, unit) else 0
    ends = None if numeral.low is None or numeral.high is None else (numeral.low, numeral.high)
    start = ahead.start if moved else ahead.bound_start
    printed = Quantity(start, end, (at, numeral.end), numeral.value, bound, unit, numeral.step, ends=ends)
    return as_change(printed, moved) if moved else printed


def as_change(q: Quantity, moved: int) -> Quantity:
    """What is printed without a sign as a change that goes up (1) or down (-1), and its bound and ends with it."""
    if moved > 0 or q.value is None:
        return replace(q, moved=moved)
    ends = (-q.ends[1], -q.ends[0]) if q.ends else None
    return replace(q, moved=moved, value=-q.value, bound=mirrored(q.bound), ends=ends)


def _unit(text: str, numeral: Numeral, bound: str) -> tuple[str, int, str]:
    """(unit, where it ends, bound) behind a number; 个多月 and 条余 are hedged inside or behind."""
    end = numeral.end
    if numeral.unit:
        return numeral.unit, end, bound
    if text.startswith("个多", end) and text[end + 2 : end + 3] in ("月", "小"):
        unit = "个月" if text[end + 2] == "月" else "个小时"
        return unit, end + len(unit) + 1, ">"
    if _LEVEL.match(text, end) and numeral.value >= 10_000:
        return "", end + 1, ">="
    unit = unit_at(text, end)
    return unit.removeprefix("人民币"), end + len(unit), bound


def _binds(text: str, end: int, unit_end: int, unit: str) -> bool:
    """Whether the words behind the unit bound the number: 3年多, but not 5条多."""
    word = text[unit_end:end]
    return word != "多" or is_time(unit) or unit in ("倍", "元")


def _range(text: str, first: Numeral, unit: str, end: int) -> tuple[Numeral, str, int] | None:
    """The number with both ends, its unit and where that ends: 3至5个工作日, 10%-20%, 5-10万元."""
    to = _TO.match(text, end) or (_TO.match(text, first.end) if not unit else None)
    if to is None:
        return None
    second = numeral_at(text, to.end())
    if second is None or second.bare:
        return None
    other = unit_at(text, second.end) if not second.unit else second.unit
    scaled = first.step >= 100 and second.step >= 100
    if (unit and other != unit) or not (unit or other or scaled):
        return None
    scale = second.step if second.step >= 100 and first.step <= 1 and first.value < second.value / second.step else 1
    low, high = first.value * scale, second.high or second.value
    if not low < high:
        return None
    finish = second.end + (0 if second.unit else len(other))
    found = replace(
        first, value=low, low=low, high=high, end=second.end, step=second.step, unit=second.unit, bare=False
    )
    return found, other, finish


def _is_figure(text: str, numeral: Numeral, unit: str, bound: str, end: int) -> bool:
    """Whether a number in words counts anything; digits always do."""
    if not numeral.words or numeral.unit:
        return True
    if numeral.bare:
        return bound != "=" and (unit != "" or numeral.value >= 10_000)
    if not unit:
        return numeral.value >= 10_000 or (bound != "=" and numeral.value >= 10 and not text[end : end + 1].isalpha())
    if numeral.value == 1 and numeral.words and text.endswith(_SINGLED_OUT, max(0, numeral.start - 2), numeral.start):
        return False
    if numeral.value < 11 and numeral.low is None and bound == "=":
        return unit.partition("(")[0] in _SINGLE
    return True


def _moves(text: str, start: int, at: int, unit: str) -> bool:
    """Whether the word before is a change: the short ones (高 低 增 减 降) only before ratios and measured units."""
    return measured(unit) or at - start > 1 or text[start] in "多少"
