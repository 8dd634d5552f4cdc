"""Set phrases and names with numbers in them, which count nothing: 三审三校, 四个意识, 5G, 一线, “一件事一次办”."""

import re
import tomllib
from functools import cache
from pathlib import Path

from warehouse.wording.numerals import NUMBER_CHARACTERS
from warehouse.wording.tokens import Place
from warehouse.wording.units import unit_at

__all__ = ["idiom_at"]


_WORD = "一二三四五六七八九十百千万两双零"
_FOUR = re.compile(rf"[{_WORD}]([\u4e00-\u9fff])[{_WORD}]([\u4e00-\u9fff])")
_NAME = re.compile(r"[0-9]{0,3}[A-Za-z]{1,4}[0-9]{0,4}(?![A-Za-z@.])|[0-9]{1,4}(?:\.[0-9])?[A-Za-z]{1,2}(?![A-Za-z@])")
_SUM = re.compile(r"[0-9NXn]{1,3}(?:[+:][0-9NXn]{1,3}){1,6}")
_QUOTED = re.compile(r"[“‘\"]([^”’\"“‘\n]{1,12})[”’\"]")
_ALL_DAY = re.compile(
    r"(?:24|二十四)小时(?=[\u4e00-\u9fff]{0,3}(?:热线|值|在线|不间断|服务|监|轮|受理|待命|营业|开放|响应|滚动))"
)
_GROUP = re.compile(r"[一二三四五六七八九十两双]{1,3}(个|大|项|条|种|类|化|有|好|新|到位)")
_GROUPED = ("大", "化", "有", "好", "新")
"""Behind a number in words these make a doctrine of it: 三大, 四化, 五有."""

_MEASURES = frozenset("年月日个次条篇件人名场期项家例起号点分余多来几")
_LATIN_UNITS = frozenset("G T M K m g t W w kg km GB TB MB KB kW KW MW mm cm ml".split())


def idiom_at(text: str, at: int, floor: int) -> Place | None:
    """The idiom that the number (or the 第) at `at` stands in, beginning no earlier than `floor`.

    >>> for text, at in (("坚持三审三校制", 2), ("进一步", 1), ("建成5G基站", 2), ("增强四个意识", 2), ("“1+3+N”", 1)):
    ...     place = idiom_at(text, at, 0)
    ...     print(text[place[0] : place[1]])
    三审三校
    进一步
    5G
    四个意识
    1+3+N
    """
    all_day = _ALL_DAY.match(text, at)
    named = all_day.span() if all_day else None
    named = named or _phrase(text, at, floor) or _latin(text, at, floor) or _quoted(text, at, floor)
    return named or _four(text, at) or _group(text, at)


@cache
def _entries() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("idioms.toml").read_text("utf-8"))


@cache
def _phrases() -> dict[str, list[tuple[int, re.Pattern[str]]]]:
    """Character at which a phrase is met (its 第, or its first number) -> how far in that stands, and the phrases."""
    met: dict[str, dict[int, set[str]]] = {}
    for phrase in _entries()["phrases"].split():
        inside = next((n for n, c in enumerate(phrase) if c == "第" or c in NUMBER_CHARACTERS or c.isascii()), 0)
        met.setdefault(phrase[inside], {}).setdefault(inside, set()).add(phrase)
    return {
        first: [
            (inside, re.compile("|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))))
            for inside, phrases in places.items()
        ]
        for first, places in met.items()
    }


@cache
def _heads() -> tuple[str, ...]:
    return tuple(_entries()["heads"].split())


def _phrase(text: str, at: int, floor: int) -> Place | None:
    best: Place | None = None
    for inside, phrases in _phrases().get(text[at], ()):
        match = phrases.match(text, at - inside) if at - inside >= floor else None
        if match and not _cuts_a_number(text, *match.span()):
            best = max(best or (0, 0), match.span(), key=lambda place: place[1] - place[0])
    return best


def _cuts_a_number(text: str, start: int, end: int) -> bool:
    """Whether a longer number, or an ordinal, goes on behind the phrase or before it, or digits have a unit: 618起."""
    first, last, before, behind = text[start], text[end - 1], text[max(0, start - 1) : start], text[end : end + 1]
    if first.isdigit() and (before.isdigit() or before == "."):
        return True
    if first in NUMBER_CHARACTERS and before == "第":
        return True
    if text[start:end].isdigit() and unit_at(text, end):
        return True
    return behind != "" and ((last.isdigit() and behind.isdigit()) or (last + behind).strip(NUMBER_CHARACTERS) == "")


def _latin(text: str, at: int, floor: int) -> Place | None:
    """5G, H5, 1+3+N; not 5kg and not 10万+."""
    added = _SUM.match(text, at)
    if added:
        return added.span()
    start = at
    while start > max(floor, at - 4) and text[start - 1].isascii() and text[start - 1].isalpha():
        start -= 1
    match = _NAME.match(text, start)
    if match is None or match.end() <= at or not any(c.isalpha() for c in match.group()):
        return None
    if start == at and match.group().lstrip("0123456789.") in _LATIN_UNITS:
        return None
    return match.span()


def _quoted(text: str, at: int, floor: int) -> Place | None:
    """What stands in quotation marks and has a number in words: “一件事一次办”, “双减”, but not “10万+”."""
    opened = max(text.rfind(mark, max(0, floor - 1, at - 13), at) for mark in "“‘")
    match = _QUOTED.match(text, opened) if opened >= 0 else None
    if match is None or match.end(1) <= at or any(c.isdigit() for c in match.group(1)):
        return None
    return match.span(1)


def _four(text: str, at: int) -> Place | None:
    """一岗双责, 千方百计: number, word, number, word."""
    match = _FOUR.match(text, at)
    if match is None or {*match.groups()} & {*_MEASURES, *NUMBER_CHARACTERS}:
        return None
    return match.span()


def _group(text: str, at: int) -> Place | None:
    """四个意识, 三大攻坚战: a number in words before a word that names a doctrine."""
    match = _GROUP.match(text, at)
    if match is None:
        return None
    head = next((head for head in _heads() if text.startswith(head, match.end())), "")
    return (at, match.end() + len(head)) if head or match.group(1) in _GROUPED else None
