"""Numbers as Chinese texts print them: 25万, 1.04亿, 3万多, 一百二十余, 数十, 上百, 七成五, 百分之九十八."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from warehouse.wording.spoken import DIGITS, SCALES, value_of

__all__ = ["NUMBER_CHARACTERS", "Numeral", "numeral_at"]

_LETTERS = {"w": 10_000, "W": 10_000}
NUMBER_CHARACTERS = "".join((*DIGITS, *SCALES))
MORE = "余多来"
"""Behind the digits or the scale: strictly more than what is printed."""

WORDS_WITH_MORE = tuple("多元化 多元融 多样 多种多 多媒 多平 来自 来源 来到 来访".split())
"""What 多 and 来 begin behind a number where they do not belong to it."""

_ARABIC = re.compile(r"([0-9]{1,3}(?:,[0-9]{3}){1,4}(?![0-9])|[0-9]{1,15}(?![0-9]))(\.[0-9]{1,6}(?![0-9]))?")
_SCALED = re.compile(
    rf"([{MORE}])?([十百千]?万?亿|[十百千]?万|[十百千][{MORE}]万?[万亿]|[百千]|[wW](?![A-Za-z]))(?![年花]|分[之点])"
)
_NEXT_PART = re.compile(r"零?([0-9]{1,4}(?:\.[0-9]{1,4})?)([百千]?万|千|百)")
_WORDS = re.compile(
    rf"[{NUMBER_CHARACTERS}]{{1,24}}(?:点[零〇一二三四五六七八九]{{1,4}})?(?:[{MORE}][十百千万亿]{{1,2}})?"
)
_LATIN = re.compile(r"[0-9A-Za-z]")
_VAGUE = re.compile(r"([数几上])(十|百|千)?(万|亿)?")
_PERCENT = re.compile(r"(百|千|万)分之")
_TENTHS = re.compile(r"([一二两三四五六七八九]|[1-9])成([一二三四五六七八九半])?")
_FRACTION = re.compile(r"([二两三四五六七八九十])分之([一二两三四五六七八九])(?![版决])")
_PART = {"百": 1, "千": 10, "万": 100}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in its place: `value` in base units, `step` what its last digit is worth, `bound` if its words set one.

    low, high  the ends where the words name two (四五十) or a stretch (数十)
    unit       "%" where the words hold it (七成, 百分之)
    words      whether it is written in characters; bare: nothing but scales (百余, 万)
    """

    start: int
    end: int
    value: float
    step: float = 1
    bound: str = "="
    low: float | None = None
    high: float | None = None
    unit: str = ""
    words: bool = False
    bare: bool = False


def numeral_at(text: str, at: int) -> Numeral | None:
    """The number that begins at `at`, or None.

    >>> n = numeral_at("1.04亿次", 0); n.value, n.step, n.end
    (104000000.0, 1000000.0, 5)
    >>> n = numeral_at("380多万元", 0); n.value, n.bound, n.end
    (3800000.0, '>', 5)
    >>> [numeral_at(words, 0).value for words in ("一百二十余", "1亿2000万", "百分之九十八", "七成五")]
    [120.0, 120000000.0, 98.0, 75.0]
    >>> n = numeral_at("5千多万次", 0); n.value, n.bound, n.end
    (50000000.0, '>', 4)
    >>> n = numeral_at("数百万", 0); n.value, n.high, n.bound
    (2000000.0, 9999999.0, '>=')
    """
    found = _percent(text, at) or _tenths(text, at) or _vague(text, at) or _arabic(text, at) or _in_words(text, at)
    if found is None:
        return None
    behind = text[found.end : found.end + 1]
    if behind == "+" and not _LATIN.match(text, found.end + 1):
        return replace(found, end=found.end + 1, bound=">=")
    if behind and behind in MORE and found.bound == "=" and not found.unit and _hedges(text, found):
        return replace(found, end=found.end + 1, bound=">")
    return found


def _hedges(text: str, found: Numeral) -> bool:
    """Whether 多 or 来 behind the number belongs to it: 十来个, 3万多条; but not 三年多元 or 5来源."""
    behind = text[found.end : found.end + 2]
    round_number = found.value >= 10 and found.value % 10 == 0
    if behind[:1] == "余":
        return behind[1:] not in ("下", "额") and (behind[1:] != "项" or round_number)
    return round_number and not text.startswith(WORDS_WITH_MORE, found.end)


def _arabic(text: str, at: int) -> Numeral | None:
    match = _ARABIC.match(text, at)
    if match is None:
        return None
    whole, fraction = match.group(1).replace(",", ""), match.group(2) or ""
    value, end = Decimal(whole + fraction), match.end()
    step, bound = Decimal(10) ** -max(len(fraction) - 1, 0), "="
    scaled = _SCALED.match(text, end)
    if scaled:
        factor = _factor(scaled.group(2))
        value, step, end = value * factor, step * factor, scaled.end()
        bound = ">" if any(word in scaled.group() for word in MORE) else "="
        while bound == "=" and (part := _NEXT_PART.match(text, end)) and _factor(part.group(2)) < factor:
            factor = _factor(part.group(2))
            value, step, end = value + Decimal(part.group(1)) * factor, Decimal(factor), part.end()
    return Numeral(at, end, float(value), float(step), bound)


def _factor(scales: str) -> int:
    factor = 1
    for scale in scales:
        factor *= 1 if scale in MORE else SCALES.get(scale) or _LETTERS[scale]
    return factor


def _in_words(text: str, at: int) -> Numeral | None:
    match = _WORDS.match(text, at)
    if match is None:
        return None
    words, bound, dot = match.group(), "=", ""
    for hedge in MORE:
        if hedge in words:
            words, bound = words.replace(hedge, ""), ">"
    if "点" in words:
        words, _, dot = words.partition("点")
    ends = value_of(words)
    if ends is None:
        return None
    value = ends[0] + sum(DIGITS[digit] * 10 ** -(place + 1) for place, digit in enumerate(dot))
    step = 10.0 ** -len(dot) if dot else float(SCALES[words[-1]] if words[-1] in "万亿" else 1)
    low, high = ends if ends[0] != ends[1] else (None, None)
    bare = all(word in SCALES for word in words) and words not in ("十",)
    return Numeral(at, match.end(), round(value, 6), step, bound, low, high, words=True, bare=bare)


def _vague(text: str, at: int) -> Numeral | None:
    """数十 (from 20 to 99), 几百万, 上百 (at least 100)."""
    match = _VAGUE.match(text, at)
    if match is None or not (match.group(2) or match.group(3)):
        return None
    scale = _factor((match.group(2) or "") + (match.group(3) or ""))
    if match.group(1) == "上":
        if text[max(0, at - 1) : at] in tuple("以线网路街会身向晚早马"):
            return None
        return Numeral(at, match.end(), float(scale), float(scale), ">=", words=True)
    return Numeral(at, match.end(), 2.0 * scale, float(scale), ">=", 2.0 * scale, 10.0 * scale - 1, words=True)


def _percent(text: str, at: int) -> Numeral | None:
    fraction = _FRACTION.match(text, at)
    if fraction:
        whole, parts = (DIGITS.get(word, 10) for word in fraction.groups())
        return Numeral(at, fraction.end(), round(100 * parts / whole, 2), 0.01, unit="%", words=True)
    match = _PERCENT.match(text, at)
    if match is None:
        return None
    part = _arabic(text, match.end()) or _in_words(text, match.end())
    if part is None:
        return None
    return replace(part, start=at, value=round(part.value / _PART[match.group(1)], 6), unit="%", bare=False)


def _tenths(text: str, at: int) -> Numeral | None:
    match = _TENTHS.match(text, at)
    if match is None or text[match.end() : match.end() + 1] in tuple("立为了员果功就效绩长本品分"):
        return None
    tens, rest = match.group(1), match.group(2)
    value = (DIGITS[tens] if tens in DIGITS else int(tens)) * 10.0
    value += 0 if rest is None else 5 if rest == "半" else DIGITS[rest]
    more = rest is None and text[match.end() : match.end() + 1] in ("多", "余")
    return Numeral(at, match.end() + more, value, 1.0 if rest else 10.0, ">" if more else "=", unit="%", words=True)
