"""A text -> its account: every number accounted for, the figures among them as claims, what the text says of itself."""

import re
from typing import get_args

from warehouse._records import Catalogue
from warehouse.wording.arithmetic import findings
from warehouse.wording.contexts import Context, contexts
from warehouse.wording.coordinated import with_moves
from warehouse.wording.folding import Folded, fold
from warehouse.wording.intervals import allowed
from warehouse.wording.kinds import kind_of
from warehouse.wording.lines import damaged_lines
from warehouse.wording.linking import Link, Links
from warehouse.wording.lists import with_lists
from warehouse.wording.lost import with_losses
from warehouse.wording.quantities import Quantity
from warehouse.wording.scanning import Mark, scan
from warehouse.wording.thresholds import joined
from warehouse.wording.tokens import Account, Bound, TextClaim, Token

__all__ = ["account_for"]

BOUNDS: dict[str, Bound] = {bound: bound for bound in get_args(Bound)}

_DIGIT_RUN = re.compile(r"[0-9０-９]+")


def account_for(text: str, catalogue: Catalogue | None = None, place: str = "") -> Account:
    """The account of any text; with a catalogue its claims name the figures that they speak of. Raises nothing.

    `place` is the name of the centre that speaks (建湖县融媒体中心): numbers of other places are told from its own.

    >>> account = account_for("2024年以来，抖音号播放量过万276条。")
    >>> [(token.quote, token.kind) for token in account.tokens]
    [('2024年以来', 'period'), ('过万276条', 'figure')]
    >>> claim = account.claims[0]
    >>> claim.value, claim.threshold, claim.unit, claim.subject, claim.period
    (276.0, 10000.0, '条', '抖音号', '2024年以来')
    """
    folded = fold(text)
    plain = folded.plain
    marks = joined(plain, with_moves(plain, list(scan(plain))))
    marks = with_losses(plain, with_lists(plain, marks))
    tokens = tuple(_token(text, folded, mark) for mark in marks)
    links = Links(catalogue, plain, place) if catalogue else None
    claims = tuple(
        _claim(text, folded, mark.quantity, context, links)
        for mark, context in contexts(plain, marks)
        if mark.quantity is not None
    )
    return Account(
        text=text,
        tokens=tokens,
        claims=claims,
        findings=findings(text, claims),
        digit_runs=len(_DIGIT_RUN.findall(text)),
        accounted=_runs(tokens),
        not_understood=_runs([token for token in tokens if token.kind == "not_understood"]),
        damaged_lines=damaged_lines(plain, marks),
    )


def _runs(tokens: tuple[Token, ...] | list[Token]) -> int:
    """How many runs of digits stand in the tokens."""
    return sum(len(_DIGIT_RUN.findall(token.quote)) for token in tokens)


def _token(text: str, folded: Folded, mark: Mark) -> Token:
    start, end = folded.start(mark.start), folded.end(mark.end)
    return Token(start, end, text[start:end], mark.kind, mark.damage)


def _claim(text: str, folded: Folded, q: Quantity, context: Context, links: Links | None) -> TextClaim:
    start, end = folded.start(q.start), folded.end(q.end)
    kind = kind_of(folded.plain, q)
    low, high, step = allowed(q, kind)
    link = links.of(q, kind, context) if links else Link()
    return TextClaim(
        start=start,
        end=end,
        quote=text[start:end],
        value=q.value,
        low=low,
        high=high,
        bound=BOUNDS[q.bound],
        unit=q.unit,
        kind=kind,
        period=text[folded.start(context.period[0]) : folded.end(context.period[1])] if context.period else "",
        subject=context.subject,
        threshold=q.threshold,
        step=step,
        figure=link.figure,
        not_ours=link.not_ours,
        damage=q.damage,
    )
