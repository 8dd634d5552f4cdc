"""Half and double in words: 过半, 半数以上, 近一半, 翻一番, 翻了近两番."""

import re

from warehouse.wording.quantities import Quantity

__all__ = ["half_or_double_at"]

_DOUBLED = re.compile(r"翻了?(近|超过|超|约)?([一二两三四1-4])?番")
_HALF = re.compile(
    r"(?:(超过|超|过|近|约|逾|将近|占)?(半数|一半|大半)|(超过|超|过|近|约|逾|将近)半)(以上|左右|以下)?(?![年天个小夜径成])"
)
_DOUBLINGS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_BOUNDS = {"": "=", "占": "=", "近": "<", "将近": "<", "约": "~"}
_BOUNDS_BEHIND = {"以上": ">=", "左右": "~", "以下": "<="}


def half_or_double_at(text: str, at: int, floor: int) -> Quantity | None:
    """The half or the doubling whose words stand at `at`, with what bounds it.

    >>> q = half_or_double_at("过半用户", 0, 0); q.value, q.bound, q.kind
    (50.0, '>', 'share')
    >>> [half_or_double_at(text, 0, 0).value for text in ("翻一番", "翻了两番", "翻番")]
    [100.0, 300.0, 100.0]
    """
    return _doubled(text, at) or _half(text, at, floor)


def _doubled(text: str, at: int) -> Quantity | None:
    match = _DOUBLED.match(text, at)
    if match is None:
        return None
    value = 2.0 ** _DOUBLINGS[match.group(2) or "一"] * 100 - 100
    bound = _BOUNDS.get(match.group(1) or "", ">")
    return Quantity(at, match.end(), match.span(), value, bound, "%", moved=1, exact=True, kind="growth")


def _half(text: str, at: int, floor: int) -> Quantity | None:
    """过半, 半数以上, 近一半: half in words, with what bounds it."""
    for start in range(max(floor, at - 2), at + 1):
        match = _HALF.match(text, start)
        if match and match.end() > at:
            word = match.group(1) or match.group(3) or ""
            bound = _BOUNDS_BEHIND.get(match.group(4) or "", _BOUNDS.get(word, ">"))
            begin = start + (1 if word == "占" else 0)
            return Quantity(begin, match.end(), (at, match.end()), 50.0, bound, "%", step=10, kind="share")
    return None
