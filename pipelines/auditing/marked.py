"""A text cut into lines of plain and marked stretches: what the audited copy shows."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.auditing.record import Audit
from warehouse.wording.tokens import Token, TokenKind

TOKEN_WORDS: dict[TokenKind, str] = {
    "figure": "数字",
    "date": "日期",
    "period": "时段",
    "list_number": "序号",
    "ordinal": "次序",
    "identifier": "号码",
    "idiom": "固定说法",
    "not_understood": "没有读懂",
}
"""What people call what a number is."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text: the claims that it makes, by their number, or what else it is, if it is anything."""

    text: str
    claims: tuple[int, ...] = ()
    token: Token | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    claims: tuple[int, ...] = ()
    token: Token | None = None


def lines(audit: Audit) -> Iterator[Sequence[Stretch]]:
    """The lines of the text that are not blank, each from its first stretch to its last."""
    line: list[Stretch] = []
    for stretch in _stretches(audit):
        first, *others = stretch.text.split("\n")
        line.append(replace(stretch, text=first))
        for other in others:
            if any(one.text.strip() for one in line):
                yield line
            line = [Stretch(other)]
    if any(one.text.strip() for one in line):
        yield line


def _stretches(audit: Audit) -> Iterator[Stretch]:
    text, at = audit.account.text, 0
    for mark in _marks(audit):
        yield Stretch(text[at : mark.start])
        yield Stretch(text[mark.start : mark.end], mark.claims, mark.token)
        at = mark.end
    yield Stretch(text[at:])


def _marks(audit: Audit) -> list[_Mark]:
    """What is marked, none within another: claims that overlap share a mark, other tokens stand where no claim does."""
    claims: list[_Mark] = []
    for number, one in sorted(enumerate(audit.claims), key=lambda numbered: numbered[1].claim.start):
        start, end = one.claim.start, one.claim.end
        if claims and start < claims[-1].end:
            last = claims[-1]
            claims[-1] = _Mark(last.start, max(last.end, end), (*last.claims, number))
        else:
            claims.append(_Mark(start, end, (number,)))
    begins, ends = [mark.start for mark in claims], [mark.end for mark in claims]
    tokens: list[_Mark] = []
    for token in sorted(audit.account.tokens, key=lambda token: token.start):
        is_free = bisect_left(begins, token.end) == bisect_left(ends, token.start + 1)
        if is_free and (not tokens or token.start >= tokens[-1].end):
            tokens.append(_Mark(token.start, token.end, token=token))
    return sorted([*claims, *tokens], key=lambda mark: mark.start)
