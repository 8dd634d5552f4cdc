"""Measures of figures taken apart: which aggregate, of what, over which of the rows."""

import re
from dataclasses import dataclass

from warehouse._expressions import is_expression

_FILTERED = re.compile(r"(.*\))\s+filter\s+\(\s*where\s+(.*)\)", re.DOTALL)
_CALL = re.compile(r"(count|sum|max|min)\s*\(\s*(distinct\s+)?(.*)\)", re.DOTALL)


class NotRecalculable(Exception):
    """No formula over rows can say what a figure is; the message says why, in words for people."""


@dataclass(frozen=True, slots=True)
class Call:
    """An aggregate: of what ("*" for rows), of each value once if `distinct`, over the rows where `only` holds."""

    function: str
    of: str
    distinct: bool = False
    only: str = ""


def call_of(measure: str) -> Call:
    """`measure` as one aggregate. Raises NotRecalculable where it is anything else.

    >>> call_of("count(distinct title) filter (where compliant)")
    Call(function='count', of='title', distinct=True, only='compliant')
    """
    call, only = measure.strip(), ""
    if (filtered := _FILTERED.fullmatch(call)) and is_expression(filtered[2]):
        call, only = filtered[1], filtered[2]
    found = _CALL.fullmatch(call)
    if found is None or not (found[3] == "*" or is_expression(found[3])):
        raise NotRecalculable("算式不是一次计数、合计、最大或最小")
    if found[2] and found[1] != "count":
        raise NotRecalculable("不重复的值的合计，一个公式说不清")
    return Call(found[1], found[3].strip(), bool(found[2]), only)
