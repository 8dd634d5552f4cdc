"""What the figures of a sentence say of one another: sums, parts and wholes, shares, a maximum and its mean."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from warehouse.wording.tokens import Finding, TextClaim

__all__ = ["findings"]

_DONE = re.compile(r"已|完成|办结|整改(?:到位|完成)?")
_OPEN = re.compile(r"正在|未|剩余|余下|尚|长期坚持|空编|待")
_RATE = re.compile(r"([\u4e00-\u9fff]{2})率(?:为|达|达到|超|均|在)?$")
_GAINED = re.compile(r"净增|增加了?|新增")
_LIST_ENDS = re.compile(r"[）);；。]")
_NOT_YET = re.compile(r"基本|未|正在|待|部分")
_WORDS_END = re.compile(r"[,，。；;、]")
PEOPLE = frozenset("人 名 位 人次".split())
SHORT = 8
"""Characters from one part of a series to the next."""

LONGEST = 24
"""How many figures of one sentence are compared."""


def findings(text: str, claims: Sequence[TextClaim]) -> tuple[Finding, ...]:
    """The findings of every sentence, in their order; at most the first figures of a very long one are compared."""
    found: list[Finding] = []
    for _, group in groupby(claims, key=lambda claim: _sentence_end(text, claim)):
        held = [claim for claim in group if claim.value is not None][:LONGEST]
        found += [*_sums(text, held), *_rates(text, held), *_maxima(text, held)]
    return tuple(found)


def _sentence_end(text: str, claim: TextClaim) -> int:
    ends = [end for stop in "。\n" if (end := text.find(stop, claim.end, claim.end + 400)) >= 0]
    return min(ends, default=claim.end // 400 * 400 + 400 + len(text))


def _counts(claims: Sequence[TextClaim]) -> list[TextClaim]:
    return [
        claim
        for claim in claims
        if claim.bound == "=" and claim.unit not in ("", "%") and claim.kind in ("flow", "stock")
    ]


def _sums(text: str, claims: list[TextClaim]) -> Iterator[Finding]:
    """A whole and what follows it in the same unit: 322 = 30 + 78 + 214; 33 = 30 + 3; a part larger than its whole."""
    counts = _counts(claims)
    for place, whole in enumerate(counts[:-1]):
        parts = _following(text, whole, counts[place + 1 :])
        if not parts:
            continue
        exact = next((n for n in range(2, len(parts) + 1) if _total(parts[:n]) == whole.value), 0)
        if exact:
            yield _finding(text, whole, parts[exact - 1], f"{_plus(parts[:exact])}={whole.value:g}，相符", True)
            return
        yield from _contradictions(text, whole, parts)
        return


def _following(text: str, whole: TextClaim, counts: list[TextClaim]) -> list[TextClaim]:
    """The figures behind the whole in its unit, as far as the list goes: to another unit, a bracket, a semicolon."""
    parts: list[TextClaim] = []
    for before, part in pairwise([whole, *counts]):
        if part.unit != whole.unit or _LIST_ENDS.search(text[before.end : part.start]):
            break
        parts.append(part)
    return parts


def _contradictions(text: str, whole: TextClaim, parts: list[TextClaim]) -> Iterator[Finding]:
    among = "其中" in text[whole.end : parts[0].start]
    for part in parts:
        if among and (part.value or 0) > (whole.value or 0):
            yield _finding(text, whole, part, f"其中的{part.quote}多于总数{whole.quote}", False)
            return
    total, series = _total(parts), _series(text, whole, parts)
    side = "多" if total > (whole.value or 0) else "少"
    if len(parts) > 1 and (side == "多" and among and (series or _listed(text, parts))):
        yield _finding(text, whole, parts[-1], f"各部分合计{_plus(parts)}={total:g}，多于总数{whole.quote}", False)
    elif len(parts) > 2 and not among and series:
        yield _finding(text, whole, parts[-1], f"各部分合计{_plus(parts)}={total:g}，{side}于总数{whole.quote}", False)
    elif len(parts) == 2 and _complementary(text, whole, parts):
        yield _finding(text, whole, parts[-1], f"{_plus(parts)}={total:g}，与总数{whole.quote}不符", False)


def _listed(text: str, parts: list[TextClaim]) -> bool:
    """Whether 、 stands between all of the parts, which count no people: those are often of several sorts at once."""
    gaps = [text[one.end : other.start] for one, other in pairwise(parts)]
    return all("、" in gap for gap in gaps) and not PEOPLE & {part.unit for part in parts}


def _series(text: str, whole: TextClaim, parts: list[TextClaim]) -> bool:
    """Whether the parts are named alike and in few words, as is the whole: 用稿322条, 央视用稿30条, 省台用稿78条."""
    gaps = [text[one.end : other.start] for one, other in pairwise([whole, *parts])]
    name = text[max(0, whole.start - 2) : whole.start]
    short = all(len(gap) <= SHORT and gap.endswith(name) for gap in gaps)
    return short and len(name) == 2 and all("\u4e00" <= character <= "\u9fff" for character in name)


def _complementary(text: str, whole: TextClaim, parts: list[TextClaim]) -> bool:
    """Whether one part is what is done and the other what is not, so that together they are all."""
    done, still_open = text[whole.end : parts[0].start], text[parts[0].end : parts[1].start]
    return bool(_DONE.search(done) and not _OPEN.search(done) and _OPEN.search(still_open))


def _total(parts: Sequence[TextClaim]) -> float:
    return round(sum(part.value or 0 for part in parts), 6)


def _plus(parts: Sequence[TextClaim]) -> str:
    return "+".join(f"{part.value:g}" for part in parts)


def _rates(text: str, claims: list[TextClaim]) -> Iterator[Finding]:
    """采用45条, 采用率36.6% of 123条: the part over the whole is the rate, or is not."""
    counts = _counts(claims)
    for rate in claims:
        named = (
            _RATE.search(text[max(0, rate.start - 8) : rate.start]) if rate.unit == "%" and rate.bound == "=" else None
        )
        before = [count for count in counts if count.end <= rate.start]
        if named is None or len(before) < 2 or rate.low is None or rate.high is None:
            continue
        whole, word = before[0], named.group(1)
        part = next((part for part in before[1:] if part.unit == whole.unit and _is_done(text, part, word)), None)
        if part is None or not whole.value or _is_done(text, whole, word):
            continue
        share = 100 * (part.value or 0) / whole.value
        holds = rate.low <= share <= rate.high
        verdict = f"与{rate.quote}相符" if holds else f"不是{rate.quote}"
        yield _finding(text, whole, rate, f"{part.value:g}/{whole.value:g}={share:.2f}%，{verdict}", holds)


def _is_done(text: str, part: TextClaim, word: str) -> bool:
    """Whether the words of `part` say that so many were done, and not nearly or not yet."""
    words = _WORDS_END.split(text[max(0, part.start - 8) : part.start])[-1] + part.quote
    return word in words and not _NOT_YET.search(words)


def _maxima(text: str, claims: list[TextClaim]) -> Iterator[Finding]:
    """A total, the number of pieces and the highest of them: no highest is below the mean."""
    for _, group in groupby(claims, key=lambda claim: claim.subject):
        held = list(group)
        pieces = next(
            (c for c in held if c.kind == "flow" and c.unit in ("条", "篇", "场", "期") and c.bound == "="), None
        )
        total = next(
            (c for c in held if c.kind == "flow" and c.unit in ("", "次", "人次") and (c.value or 0) >= 1000), None
        )
        highest = next((c for c in held if c.kind == "maximum" and c.unit in ("", "次", "人次")), None)
        if not (pieces and total and highest and pieces.value) or highest.bound not in ("=", "~", "<", "<="):
            continue
        mean, most = (total.value or 0) / pieces.value, highest.high or highest.value or 0
        first, last = sorted((pieces, highest), key=lambda claim: claim.start)
        holds = mean <= most
        verdict = "不低于" if holds else "低于"
        yield _finding(
            text, first, last, f"最高{highest.quote}{verdict}平均数{mean:.0f}（{total.quote}，{pieces.quote}）", holds
        )


def _finding(text: str, first: TextClaim, last: TextClaim, said: str, holds: bool) -> Finding:
    start, end = min(first.start, last.start), max(first.end, last.end)
    return Finding(start, end, text[start:end], said, holds)
