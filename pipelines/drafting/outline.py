"""Where a sentence stands: the items of a notice as heading lines, and which of them are asked for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from warehouse.catalogue import Catalogue, Notice
from warehouse.figures import FigureRow

Level = Literal["heading1", "heading2", "heading3"]

_ITEM = re.compile(r"([一二三四五六七八九十]+)(\([一二三四五六七八九十]+\))?(\d+|\(\d+\))?")
_WIDE = str.maketrans("（）０１２３４５６７８９", "()0123456789")


def pattern(known: Catalogue, as_of: date) -> Notice | None:
    """The notice whose items a draft as of `as_of` follows: that of the day, else the last before it, else any."""
    days = sorted(known.notices)
    before = [day for day in days if day <= as_of]
    chosen = before[-1:] or days[:1]
    return known.notices[chosen[0]] if chosen else None


def placed(rows: Sequence[FigureRow], notice: Notice | None) -> list[FigureRow]:
    """The `rows` in the order of `notice`, each with its item there; what it does not mention comes last."""
    claims = notice.claims if notice else {}
    order = {figure: place for place, figure in enumerate(claims)}
    ordered = sorted(rows, key=lambda row: order.get(row.id, len(order)))
    return [replace(row, item=claims[row.id].item if row.id in claims else "") for row in ordered]


def within(item: str, wanted: str) -> bool:
    """Whether `item` is `wanted` or a part of it.

    >>> [within("二(一)30", wanted) for wanted in ("二（一）30", "二(一)", "二", "二(一)3", "二(二)")]
    [True, True, True, False, False]
    """
    asked = wanted.translate(_WIDE).replace(" ", "")
    goes_on = asked[-1:].isdigit() and item[len(asked) : len(asked) + 1].isdigit()
    return bool(asked) and item.startswith(asked) and not goes_on


def headings(item: str, before: str, named: Mapping[str, str]) -> list[tuple[Level, str]]:
    """The heading lines that open `item` behind `before`, as official documents number them: 一、 （一） 1．

    >>> headings("二(一)3", "一(3)", {"二": "落实", "二(一)": "已完成", "二(一)3": "推广"})
    [('heading1', '二、落实'), ('heading2', '（一）已完成'), ('heading3', '3．推广')]
    >>> headings("二(一)4", "二(一)3", {"二(一)4": "内容"})
    [('heading3', '4．内容')]
    """
    found: list[tuple[Level, str]] = []
    own, other = _parts(item), _parts(before)
    for depth in range(len(own)):
        key = "".join(own[: depth + 1])
        if own[: depth + 1] != other[: depth + 1] and key in named:
            found.append(_heading(own[depth], named[key]))
    return found


def _parts(item: str) -> list[str]:
    match = _ITEM.fullmatch(item)
    return [part for part in match.groups() if part] if match else []


def _heading(part: str, words: str) -> tuple[Level, str]:
    if part.isdigit():
        return "heading3", f"{part}．{words}"
    if part.startswith("("):
        return "heading2", f"（{part[1:-1]}）{words}"
    return "heading1", f"{part}、{words}"
