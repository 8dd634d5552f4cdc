"""How an account stands beside the gold of the corpus: claims right, not understood, wrongly taken; and the misses."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose

from tests.wording._gold import Sentence, Span
from warehouse.wording import TextClaim, account_for
from warehouse.wording.folding import fold


@dataclass(frozen=True, slots=True)
class Score:
    """Aggregate numbers of a corpus: how many gold claims, and how many of them were read as they should be.

    right           claims with value, bound and unit as in the gold
    not_understood  gold spans (claims and tokens) of which nothing, or nothing sure, was made
    spurious        claims that stand where the gold has none
    kinds           gold tokens (dates, idioms, ...) of the right kind
    """

    claims: int
    right: int
    spans: int
    not_understood: int
    spurious: int
    tokens: int
    kinds: int

    @property
    def right_share(self) -> float:
        """Percent of the gold claims that are right."""
        return 100 * self.right / self.claims

    @property
    def not_understood_share(self) -> float:
        """Percent of the gold spans that were not understood."""
        return 100 * self.not_understood / self.spans

    def __str__(self) -> str:
        return (
            f"claims right {self.right}/{self.claims} ({self.right_share:.1f}%), "
            f"not understood {self.not_understood}/{self.spans} ({self.not_understood_share:.1f}%), "
            f"spurious claims {self.spurious}, tokens of the right kind {self.kinds}/{self.tokens}"
        )


def overlap(one: Span | TextClaim, start: int, end: int) -> int:
    return max(0, min(one.end, end) - max(one.start, start))


def reads_as(claim: TextClaim, gold: Span) -> bool:
    """Whether value (or candidates), bound and unit are those of the gold."""
    says = gold.says
    same_value = (
        tuple(claim.damage.candidates if claim.damage else ()) == tuple(says["candidates"])
        if "candidates" in says and "value" not in says
        else (claim.value is None) == ("value" not in says)
        and (claim.value is None or isclose(claim.value, says["value"], rel_tol=1e-9))
    )
    return same_value and claim.bound == says["bound"] and claim.unit == fold(says["unit"]).plain


def best(claims: tuple[TextClaim, ...], gold: Span) -> TextClaim | None:
    """The claim that stands where the gold one does; of several, the one that is right, then the longest overlap."""
    held = [claim for claim in claims if overlap(gold, claim.start, claim.end)]
    return max(held, key=lambda claim: (reads_as(claim, gold), overlap(gold, claim.start, claim.end)), default=None)


def score(found: list[Sentence]) -> tuple[Score, list[str]]:
    """The score, and a line for each miss (never to be printed of the sealed half)."""
    right = lost = spurious = kinds = 0
    misses: list[str] = []
    for sentence in found:
        account = account_for(sentence.text)
        for gold in sentence.claims:
            claim = best(account.claims, gold)
            if claim is not None and reads_as(claim, gold):
                right += 1
            else:
                misses.append(f"{sentence.id} wrong {gold.quote}: {_brief(claim)} for {gold.says}")
            lost += claim is None
        for gold in sentence.tokens:
            held = [token for token in account.tokens if overlap(gold, token.start, token.end)]
            fit = [token for token in held if token.kind == gold.says["kind"]]
            kinds += bool(fit)
            if not fit:
                misses.append(f"{sentence.id} kind {gold.quote}: {[(t.quote, t.kind) for t in held]} for {gold.says}")
            lost += gold.says["kind"] != "not_understood" and all(t.kind == "not_understood" for t in held)
        for claim in _unasked(sentence, account.claims):
            spurious += 1
            misses.append(f"{sentence.id} spurious {_brief(claim)}")
    claims = sum(len(sentence.claims) for sentence in found)
    tokens = sum(len(sentence.tokens) for sentence in found)
    return Score(claims, right, claims + tokens, lost, spurious, tokens, kinds), misses


def _unasked(sentence: Sentence, claims: tuple[TextClaim, ...]) -> Iterator[TextClaim]:
    for claim in claims:
        if not any(overlap(gold, claim.start, claim.end) for gold in sentence.claims):
            yield claim


def _brief(claim: TextClaim | None) -> str:
    if claim is None:
        return "nothing"
    return f"{claim.quote!r} {claim.bound}{claim.value} {claim.unit!r} {claim.kind} {claim.damage or ''}"
