"""Lines that lost characters other than those beside their numbers, and how that shows."""

import re
from collections.abc import Iterator, Sequence

from warehouse.wording.marks import enumerator
from warehouse.wording.scanning import Mark
from warehouse.wording.tokens import DamagedLine

__all__ = ["damaged_lines"]

PAIRS = (("“", "”"), ("《", "》"), ("(", ")"), ("〔", "〕"), ("【", "】"))
_PARAGRAPH = 40
_ENDS = tuple("。!?;:…”)》.")
_STOPS = tuple(" ,。;:、!?(“《-”)》\n")
_LEADS = tuple("自从在于到至及和是为对将了")


def damaged_lines(text: str, marks: Sequence[Mark]) -> tuple[DamagedLine, ...]:
    """The lines of the plain text that are not whole, in their order, each once."""
    begun: dict[int, list[Mark]] = {}
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    line = 0
    for mark in marks:
        while line + 1 < len(starts) and starts[line + 1] <= mark.start:
            line += 1
        begun.setdefault(line, []).append(mark)
    found = []
    for number, start in enumerate(starts):
        end = starts[number + 1] - 1 if number + 1 < len(starts) else len(text)
        reason = "；".join(_reasons(text, start, end, begun.get(number, [])))
        if reason:
            found.append(DamagedLine(number + 1, reason))
    return tuple(found)


def _reasons(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[str]:
    line = text[start:end].strip()
    for opens, closes in PAIRS:
        if line.count(opens) != line.count(closes):
            yield f"{opens}与{closes}不成对"
    named = bool(marks) and marks[-1].kind == "identifier" and text[marks[-1].end : end].strip() == ""
    if len(line) >= _PARAGRAPH and not line.endswith(_ENDS) and not named:
        yield "段末缺标点"
    for mark in marks:
        before = text[max(start, mark.start - 1) : mark.start]
        if before and before not in _STOPS and before not in _LEADS and _opens_a_clause(text, mark):
            yield f"“{text[mark.start : mark.end]}”前缺标点"


def _opens_a_clause(text: str, mark: Mark) -> bool:
    if mark.kind == "list_number":
        return enumerator(text, (mark.start, mark.end)) != ""
    return mark.kind == "period" and text[mark.start : mark.end].endswith("以来") and text[mark.start].isdigit()
