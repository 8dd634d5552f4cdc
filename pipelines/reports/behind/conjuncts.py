"""Conditions taken apart where all of their parts must hold."""

import re
from collections.abc import Iterator

QUOTED = r"'(?:[^']|'')*'"
"""A text in SQL."""

_MARK = re.compile(rf"{QUOTED}|[()]|\band\b", re.IGNORECASE)


def conjuncts(condition: str) -> list[str]:
    """The parts of `condition` between its ANDs, without brackets around them.

    A part may be no condition by itself, as those of "views between 1 and 2": whoever reads them must know each form.

    >>> conjuncts("(views > 1 and title = ' and ') and (required)")
    ['views > 1', "title = ' and '", 'required']
    """
    parts = list(_outermost(condition))
    if len(parts) > 1:
        return [conjunct for part in parts for conjunct in conjuncts(part)]
    bare = condition.strip()
    return conjuncts(bare[1:-1]) if _is_bracketed(bare) else [bare]


def _outermost(condition: str) -> Iterator[str]:
    start = 0
    for depth, mark in _marks(condition):
        if not depth and mark[0].lower() == "and":
            yield condition[start : mark.start()]
            start = mark.end()
    yield condition[start:]


def _is_bracketed(text: str) -> bool:
    closed = (mark.end() for depth, mark in _marks(text) if not depth)
    return text.startswith("(") and next(closed, 0) == len(text)


def _marks(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Every bracket, text and AND, with the number of brackets that are open behind it."""
    depth = 0
    for mark in _MARK.finditer(text):
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
        yield depth, mark
