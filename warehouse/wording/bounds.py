"""The words around a number that bound it (超 近 不足 以上 左右) or say which way it moved (增长, 下降)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["After", "Before", "after", "before", "mirrored", "stricter"]

WORDS_BEFORE = {
    ">": "超过了 超过 超出 突破了 突破 打破了 冲破 超 破 逾 多于 大于 高于 刚过 已过 过 不止",
    ">=": "达到了 达到 高达 多达 已达 可达 达 至少 最少 不低于 不少于 不小于 不下于 不下 不得低于 不得少于 起码 满",
    "<": "将近 接近 逼近 近 不足 不到 未满 未达到 未达 不满 低于 少于 小于",
    "<=": "不超过 不多于 不高于 不大于 不得超过 不得高于 至多 最多 最高不超过 未超过 不突破",
    "~": "大约占 约占 大约 约为 约 大概 估计 大致",
}
"""Bound -> the words that set it right before the number."""

WORDS_AFTER = {
    ">=": "及以上 以上 或以上",
    "<=": "及以下 以下 以内 之内",
    "~": "左右 上下",
    ">": "有余 开外 多",
}
"""Bound -> the words that set it right behind the unit."""

MOVES = {
    1: "增长 增加 增幅达 提高 提升 上升 上涨 增收 增产 增多 攀升 扩大 递增 上浮 多增 增 高 多",
    -1: (
        "负增长 下降 降低 减少 下滑 回落 缩减 压减 压降 压缩 缩短 下跌 收窄 下调 减收 减产 减幅达 递减 下浮 精简 "
        "降 减 低 少"
    ),
}
"""1 up, -1 down -> the words right before a number that say so."""

NOT_BEHIND = {
    "达": "传抵送下直转表发到通畅四豁",
    "达到": "传",
    "高达": "最",
    "超": "赶反高",
    "破": "侦打查攻告爆识",
    "过": "通经超不度渡路难做穿错功越掠",
    "近": "附邻最就亲靠临将接远",
    "约": "节签制预合违公邀条契履大特",
    "满": "圆充美丰",
    "高": "新提最走更",
    "低": "最降减",
    "降": "下压",
    "减": "缩压削消双核",
    "增": "新净倍递累连激",
}
"""A word -> the characters behind which it is part of another one: 传达3次, 附近5个, 节约30元, 新增7人."""

NOT_BEFORE = {"多": "媒平元种样次家名人个条部功方彩数边维渠层地项级", "上下": "班游"}
"""A word behind a unit -> the characters before which it is part of another one: 3年多元发展."""

FILLERS = ("了", "率为", "幅为", "")
"""What may stand between the word that moves and the number."""

T = TypeVar("T", str, int)
_AFAR = re.compile(r"(至少|最少|起码|至多|最多)[\u4e00-\u9fff]{1,9}$")
_COMPARED = re.compile(r"[比较][\u4e00-\u9fff0-9]{1,6}$")
_STRICTNESS = ("=", "~", ">=", "<=", "<", ">")
_MIRRORED = {">": "<", "<": ">", ">=": "<=", "<=": ">="}


def _by_end(words: Mapping[T, str], place: int) -> dict[str, list[tuple[str, T]]]:
    """The words with what they mean, the longest first, under their last character (place -1) or their first (0)."""
    found: dict[str, list[tuple[str, T]]] = {}
    for meaning, listed in words.items():
        for word in listed.split():
            found.setdefault(word[place], []).append((word, meaning))
    return {end: sorted(held, key=lambda pair: -len(pair[0])) for end, held in found.items()}


_BEFORE, _MOVES, _AFTER = _by_end(WORDS_BEFORE, -1), _by_end(MOVES, -1), _by_end(WORDS_AFTER, 0)


@dataclass(frozen=True, slots=True)
class Before:
    """Where the words before a number begin, the bound they set, and 1 or -1 where they say which way it moved.

    bound_start is where those begin that bound it, without the word of the movement.
    """

    start: int
    bound: str
    moved: int
    bound_start: int


@dataclass(frozen=True, slots=True)
class After:
    """Where the words behind a number and its unit end, and the bound they set."""

    end: int
    bound: str


def before(text: str, at: int, floor: int) -> Before:
    """What bounds the number at `at`, looking back no further than `floor`.

    >>> before("发稿量超7000条", 4, 0), before("传达41份", 2, 0).bound
    (Before(start=3, bound='>', moved=0, bound_start=3), '=')
    >>> before("下降近30%", 3, 0)
    Before(start=0, bound='<', moved=-1, bound_start=2)
    """
    start, bound = at, "="
    for _ in range(3):
        word = _word_before(text, start, floor, _BEFORE)
        if word is None:
            break
        start, bound = start - len(word[0]), stricter(bound, word[1])
    moved = _move(text, start, floor)
    if moved is None:
        return Before(start, _from_afar(text, start, floor) if bound == "=" else bound, 0, start)
    return Before(moved[0], bound, moved[1], start)


def after(text: str, at: int) -> After:
    """What bounds a number whose unit ends at `at`.

    >>> after("80%以上", 3), after("3年多,", 2).bound, after("5条多平台", 2).bound
    (After(end=5, bound='>='), '>', '=')
    """
    for word, bound in _AFTER.get(text[at : at + 1], ()):
        end = at + len(word)
        if text.startswith(word, at) and text[end : end + 1] not in tuple(NOT_BEFORE.get(word, "")):
            return After(end, bound)
    return After(at, "=")


def stricter(one: str, other: str) -> str:
    """Of two bounds on one number the one that says more: 达3000余 is >, 近两万余 is >."""
    return max(one, other, key=_STRICTNESS.index)


def mirrored(bound: str) -> str:
    """The bound of a fall as that of a negative change: 下降近四成 is above -40."""
    return _MIRRORED.get(bound, bound)


def _word_before(text: str, at: int, floor: int, words: Mapping[str, list[tuple[str, T]]]) -> tuple[str, T] | None:
    for word, meaning in words.get(text[at - 1 : at], ()):
        start = at - len(word)
        inside = start > 0 and text[start - 1] in NOT_BEHIND.get(word, "")
        if start >= floor and text.startswith(word, start) and not inside:
            return word, meaning
    return None


def _move(text: str, at: int, floor: int) -> tuple[int, int] | None:
    """Where the word begins that says which way the number moved, and which."""
    for filler in FILLERS:
        end = at - len(filler)
        word = _word_before(text, end, floor, _MOVES) if text.startswith(filler, max(0, end)) else None
        if word is None:
            continue
        start = end - len(word[0])
        if word[0] in ("多", "少") and not _COMPARED.search(text, max(0, start - 8), start):
            return None
        return start, word[1]
    return None


def _from_afar(text: str, at: int, floor: int) -> str:
    """每月至少开展培训2次, 全年最多3次: the bound stands before the deed."""
    match = _AFAR.search(text, max(floor, at - 12), at)
    return "=" if match is None else "<=" if match.group(1) in ("至多", "最多") else ">="
