"""A plain text from left to right: every number, and every word that stands for one, in exactly one mark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from warehouse.wording.absolutes import TRIGGERS, absolute_at
from warehouse.wording.dates import When, when_at
from warehouse.wording.halves import half_or_double_at
from warehouse.wording.identifiers import identifier_at
from warehouse.wording.idioms import idiom_at
from warehouse.wording.marks import CIRCLED, list_number_at, ordinal_at
from warehouse.wording.numerals import NUMBER_CHARACTERS
from warehouse.wording.quantities import Quantity, quantity_at
from warehouse.wording.ranks import rank_at
from warehouse.wording.tokens import Damage, Place, TokenKind

__all__ = ["Mark", "scan"]

WORDS = (
    *TRIGGERS,
    *"[数几][十百千万] 上[百千万亿] 过半 半数 一半 大半 超半 近半 超过半 约半 翻".split(),
    *"第 首 前 后[0-9一二三四五六七八九十] 特等 名列前茅 居首 榜首".split(),
    *"截[至止] [今去本当同]年 上年 年[底初末内] [上下]?半年 上个?[月季] [上下]学期 本[月季周] 当月 全[年月季]".split(),
    *"近 最近 过去 未来 每[天日周月年季个晚早] 逢周 周[一二三四五六日] 星期 [春秋夏冬暑寒][季假节]".split(),
    *"国庆 中秋 元[旦宵] 端午 清明 劳动节 黄金周 暑期 高考 [两双]节".split(),
    r"https?://",
    r"www\.",
    r"[(](?=[0-9一二三四五六七八九十])",
    r"[“\"](?=十[一二三四五]五)",
)
"""What a mark can begin with that is no number."""

_NUMBER = f"0-9{NUMBER_CHARACTERS}{CIRCLED}双"
_TRIGGER = re.compile(f"[{_NUMBER}]|{'|'.join(WORDS)}")
_IS_NUMBER = re.compile(f"[{_NUMBER}]")
_BOUNDED = tuple("数几上半过超近约逾翻大")
_DIGITS = re.compile(r"[0-9]+")
_WORD_RUN = re.compile(f"[{NUMBER_CHARACTERS}]+")
_SIGNS = "-,.;:!?%+*/()[]{}<>《》〈〉“”‘’\"'、。…·【】〔〕「」『』&@#￥$=|_°℃‰№×~^`\\"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing found in the plain text, with what it is: a figure has a quantity, a date or period is a When."""

    start: int
    end: int
    kind: TokenKind
    quantity: Quantity | None = None
    when: When | None = None
    damage: Damage | None = None


def scan(text: str) -> Iterator[Mark]:
    """The marks of a plain text in their order; none overlaps another."""
    at = floor = 0
    while match := _TRIGGER.search(text, at):
        mark = _mark_at(text, match.start(), floor)
        if mark is None:
            at = match.start() + 1
            continue
        mark = _whole(text, mark)
        yield mark
        at = floor = mark.end


def _whole(text: str, mark: Mark) -> Mark:
    """The mark, unless a run of digits goes on behind it: then all of the run, and nothing is understood."""
    rest = _DIGITS.match(text, mark.end)
    if rest is None or text[mark.end - 1] not in "0123456789":
        return mark
    return Mark(mark.start, rest.end(), "not_understood")


def _mark_at(text: str, at: int, floor: int) -> Mark | None:
    """What begins at `at`: names first, then lists, times, all and none, ranks, idioms, ordinals, and last figures."""
    number = _IS_NUMBER.match(text, at) is not None
    if text[at] in "0123456789hw":
        named = _rubbish(text, at, floor) or _mark(identifier_at(text, at, floor), "identifier")
        if named:
            return named
    found = _mark(list_number_at(text, at), "list_number") or _time(text, at)
    found = found or _figure(absolute_at(text, at, floor)) or _figure(rank_at(text, at))
    if found is None and (number or text[at] == "第"):
        found = _mark(idiom_at(text, at, floor), "idiom")
    found = found or _mark(ordinal_at(text, at), "ordinal")
    if found is None and (number or text[at] in _BOUNDED):
        found = _figure(half_or_double_at(text, at, floor) or quantity_at(text, at, floor))
    return found or (_left_over(text, at) if number else None)


def _mark(place: Place | None, kind: TokenKind) -> Mark | None:
    return Mark(*place, kind) if place else None


def _time(text: str, at: int) -> Mark | None:
    when = when_at(text, at)
    if when is None:
        return None
    return Mark(when.start, when.end, "date" if when.kind == "date" else "period", when=when, damage=when.damage)


def _figure(quantity: Quantity | None) -> Mark | None:
    return Mark(quantity.start, quantity.end, "figure", quantity=quantity) if quantity else None


def _rubbish(text: str, at: int, floor: int) -> Mark | None:
    """Digits between signs that no text has: ■2■."""
    digits = _DIGITS.match(text, at)
    end = digits.end() if digits else at
    if at == floor or end == len(text) or not (_odd(text[at - 1]) and _odd(text[end])):
        return None
    return Mark(at - 1, end + 1, "not_understood")


def _odd(sign: str) -> bool:
    return not (sign.isalnum() or sign.isspace() or sign in _SIGNS)


def _left_over(text: str, at: int) -> Mark:
    """A number that nothing explains: in words it is an idiom, in digits it is not understood."""
    run = _DIGITS.match(text, at)
    if run:
        return Mark(at, run.end(), "not_understood")
    words = _WORD_RUN.match(text, at)
    return Mark(at, words.end() if words else at + 1, "idiom")
