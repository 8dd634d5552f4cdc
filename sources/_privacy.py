"""Free text without the mobile and identity numbers that people write into it: their digits become ＊.

A number is masked only where it stands by itself: inside a longer run of digits it is part of an id. An identity number
needs a birth date that can be and the right check digit (GB 11643), else it is some number of 18 digits.
"""

import re
from collections.abc import Sequence
from datetime import date

_BETWEEN = r"-\u2010-\u2015. ·"
_GAP = rf"[{_BETWEEN}]{{0,3}}"
_MAY_HOLD = re.compile(rf"[0-9]{{3}}[{_BETWEEN}0-9]{{8}}")
_MOBILE = re.compile(rf"(?<![0-9])(?:(?:\+|00)86{_GAP})?1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}(?![0-9])")
_IDENTITY = re.compile(
    rf"(?<![0-9])([1-9][0-9]{{5}}){_GAP}([12][0-9]{{3}}){_GAP}([0-9]{{4}}){_GAP}([0-9]{{3}}[0-9Xx])(?![0-9])"
)
_DIGIT = re.compile(r"[0-9Xx]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def masked(text: str) -> str:
    """The text with the digits of mobile and identity numbers as ＊; `text` is in NFKC.

    >>> masked("举报电话138 0013-8000，证号11010519491231002X")
    '举报电话＊＊＊ ＊＊＊＊-＊＊＊＊，证号＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊'
    >>> masked("作品7391380013800012345，订单138001380001，11010519491231002")
    '作品7391380013800012345，订单138001380001，11010519491231002'
    """
    if not _MAY_HOLD.search(text):
        return text
    return _MOBILE.sub(_stars, _IDENTITY.sub(_stars_if_identity, text))


def mask(texts: Sequence[str | None]) -> dict[int, str]:
    """Those of the texts that held such a number, masked, by their index."""
    if not _MAY_HOLD.search("\n".join(text for text in texts if text)):  # one look spares most columns the rest
        return {}
    return {at: changed for at, text in enumerate(texts) if text and (changed := masked(text)) != text}


def _stars(found: re.Match[str]) -> str:
    return _DIGIT.sub("＊", found[0])


def _stars_if_identity(found: re.Match[str]) -> str:
    _, year, day, _ = found.groups()
    digits = "".join(found.groups()).upper()
    check = _CHECKS[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11]
    return _stars(found) if digits[-1] == check and _may_be_born(year, day) else found[0]


def _may_be_born(year: str, day: str) -> bool:
    try:
        return 1900 <= date(int(year), int(day[:2]), int(day[2:])).year <= 2100
    except ValueError:
        return False
