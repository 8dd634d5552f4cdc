"""Places in a list: 第一, 第4名, 首位, 前十, 前100名, 百强, 前列, 名列前茅."""

import re

from warehouse.wording.numerals import numeral_at
from warehouse.wording.quantities import Quantity
from warehouse.wording.tokens import Place

__all__ = ["rank_at"]

_NTH = re.compile(r"第([0-9]{1,4}|[一二三四五六七八九十百]{1,4})(名|位)?")
_TOP = re.compile(r"前([0-9]{1,4}|[一二三四五六七八九十百]{1,4})(名|位|强|%)?(?![年个月季天届期后轮次批日])")
_STRONG = re.compile(r"(?:([0-9]{2,4})|(百|十|五十|二十|三十|五百))强(?![县镇区市企校村化调势榜])")
_HEAD = re.compile(r"(?:居|列|登|位列|位居)?(首位|榜首|居首|首名)")
_FRONT = re.compile(r"名列前茅|前列|前茅")
_REACHES = re.compile(
    r"(?:居|列|排名?|升至|升到|跃升|荣获|获|夺|评为|名次|跻身|进入|入围|入选|入榜|上榜|登上|保持|蝉联|总分|得分|位次|走在|处于|全[国省市县区]|同类|同行)"
)
_CLAUSE = re.compile(r"[,。;:!?\n]")
_ENDS = ("", ",", "。", ";", "、", "的", "\n", ")", "!", " ", "”", "和")


def rank_at(text: str, at: int) -> Quantity | None:
    """The rank that begins at `at`; None where the words only number or praise: 第一时间, 走在前列.

    >>> rank_at("居全市县级台第一", 6).value, rank_at("跻身全省前十", 4).bound, rank_at("居全市前列", 3).value
    (1.0, '<=', None)
    """
    return _nth(text, at) or _top(text, at) or _strong(text, at) or _head(text, at) or _front(text, at)


def _rank(place: Place, value: float | None, bound: str, unit: str = "") -> Quantity:
    return Quantity(*place, place, value, bound, unit, exact=True, kind="rank")


def _reached(text: str, at: int) -> bool:
    """Whether the clause says, before `at`, that a place was reached."""
    clause = _CLAUSE.split(text[max(0, at - 24) : at])[-1]
    return _REACHES.search(clause) is not None


def _nth(text: str, at: int) -> Quantity | None:
    match = _NTH.match(text, at)
    if match is None:
        return None
    numeral = numeral_at(text, at + 1)
    if numeral is None:
        return None
    unit = match.group(2) or ""
    if unit or (text[match.end() : match.end() + 1] in _ENDS and _reached(text, at)):
        return _rank(match.span(), numeral.value, "=", unit)
    return None


def _top(text: str, at: int) -> Quantity | None:
    match = _TOP.match(text, at)
    numeral = numeral_at(text, at + 1) if match else None
    if match is None or numeral is None:
        return None
    unit = match.group(2) or ""
    if unit or (text[match.end() : match.end() + 1] in _ENDS and _reached(text, at)):
        return _rank(match.span(), numeral.value, "<=", "" if unit == "强" else unit)
    return None


def _strong(text: str, at: int) -> Quantity | None:
    match = _STRONG.match(text, at)
    if match is None or not _reached(text, at):
        return None
    numeral = numeral_at(text, at)
    value = {"百": 100.0}.get(match.group(2) or "", numeral.value if numeral else None)
    return _rank(match.span(), value, "<=")


def _head(text: str, at: int) -> Quantity | None:
    match = _HEAD.match(text, at)
    if match is None or text.endswith(("放在", "摆在", "置于", "放到", "摆到"), max(0, at - 2), at):
        return None
    return _rank(match.span(1), 1.0, "=")


def _front(text: str, at: int) -> Quantity | None:
    match = _FRONT.match(text, at)
    if match is None:
        return None
    if match.group() != "名列前茅":
        clause = _CLAUSE.split(text[max(0, at - 24) : at])[-1]
        if re.search(r"(?:居|列|走在|处于|排在|保持|跻身|进入)[^《》]*[国省市县区类业内]", clause) is None:
            return None
    return _rank(match.span(), None, "~")
