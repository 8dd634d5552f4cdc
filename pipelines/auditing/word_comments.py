"""A docx with comments at its numbers: the document itself is not changed but for where its runs begin."""

import io
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from typing import Any

from docx.oxml.ns import qn
from docx.text.run import Run

from pipelines.auditing.word_text import Piece, opened, parts, pieces

AUTHOR, INITIALS = "数据核对", "核"
_FORMAT, _SPACE = qn("w:rPr"), "{http://www.w3.org/XML/1998/namespace}space"


Note = tuple[int, int, str]
"""(start, end, what is said of the text between them)"""


def with_comments(data: bytes, notes: Sequence[Note], at: datetime) -> bytes:
    """The docx `data` with one comment per note, dated `at`. Raises Refused.

    A comment can stand in the body only: one on a footnote stands at its mark, one on a header at the first words.
    """
    document = opened(data)
    body, *others = parts(document)
    _cut(list(pieces(body.root)), {edge for start, end, _ in notes for edge in (start, end)})
    said = [piece for piece in pieces(body.root) if piece.run is not None]
    starts, ends = [piece.start for piece in said], [piece.end for piece in said]
    for start, end, text in notes:
        part = next((one for one in others if one.start <= start < one.start + len(one.text)), None)
        if part is None:
            covered = [piece.run for piece in said[bisect_left(starts, start) : bisect_right(ends, end)]]
        else:
            covered = [one for one in (part.mark, *(piece.run for piece in said[:1])) if one is not None][:1]
            text = f"{part.name}“{part.text[start - part.start : end - part.start]}”：{text}"
        if covered:
            comment = document.add_comment([Run(covered[n], document) for n in (0, -1)], text, AUTHOR, INITIALS)
            comment._comment_elm.set(qn("w:date"), f"{at:%Y-%m-%dT%H:%M:%S}")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _cut(said: Sequence[Piece], edges: set[int]) -> None:
    """Let a run begin at each of `edges`: a comment can only stand around whole runs."""
    places = sorted(edges)
    for piece in reversed(said):  # from the back, so that what stands before keeps its place
        if piece.run is None:
            continue
        for edge in reversed(places[bisect_left(places, piece.start) : bisect_left(places, piece.end)]):
            _split(piece, edge - piece.start)


def _split(piece: Piece, at: int) -> None:
    """Move what follows the first `at` characters of `piece` into a run of its own, which looks the same."""
    element, run = piece.element, piece.run
    following = list(element.itersiblings())
    before = [child for child in element.itersiblings(preceding=True) if child.tag != _FORMAT]
    if at == 0 and not before:
        return
    tail = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
    if (looks := run.find(_FORMAT)) is not None:
        tail.append(deepcopy(looks))
    tail.append(_tail_of(element, at) if at else element)
    tail.extend(following)
    run.addnext(tail)


def _tail_of(element: Any, at: int) -> Any:
    rest = deepcopy(element)
    element.text, rest.text = element.text[:at], element.text[at:]
    for part in (element, rest):
        part.set(_SPACE, "preserve")
    return rest
