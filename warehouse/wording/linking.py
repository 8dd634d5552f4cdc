"""The figure of the catalogue that a claim speaks of, by its words, its subject, its unit, its kind and its period."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from warehouse._records import Catalogue
from warehouse.wording.contexts import Context
from warehouse.wording.elsewhere import other_place
from warehouse.wording.mentions import Mention, mention_of
from warehouse.wording.not_ours import as_goal_or_past, as_of_others, as_one_work
from warehouse.wording.quantities import Quantity
from warehouse.wording.tokens import Place

__all__ = ["Link", "Links"]

_DELIMITERS = re.compile(r"[《》“”]")


@dataclass(frozen=True, slots=True)
class Link:
    """The figure meant, or why there is none though the words speak of one; both empty where they speak of none."""

    figure: str | None = None
    not_ours: str = ""


@dataclass(frozen=True, slots=True)
class _Fit:
    """A figure that may be meant: where its subject is named, and how its words stand beside the number.

    behind   whether one follows the number or its unit at once
    nearest  where the last one before the number ends; 0 if there is none
    longest  characters of the longest
    said     how many there are in the sentence
    """

    mention: Mention
    subject: Place
    behind: bool
    nearest: int
    longest: int
    said: int
    not_ours: str


@dataclass(frozen=True, slots=True)
class _Near:
    """The words about one number: its clause, what of it stands before and behind the number, its sentence."""

    clause: str
    before: str
    behind: tuple[str, str]
    sentence: str


class Links:
    """The figures of a catalogue, ready to be found in a plain text of the centre `ours`."""

    def __init__(self, catalogue: Catalogue, text: str, ours: str) -> None:
        self._text, self._ours = text, ours
        self._mentions = [mention_of(one) for one in catalogue.figures.values() if one.mention and not one.supporting]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for place, mention in enumerate(self._mentions):
            for word in mention.words:
                self._by_word[word].append(place)
        carriers = {subject for mention in self._mentions if mention.carries for subject in mention.subjects}
        named = re.compile("|".join(map(re.escape, sorted(carriers, key=len, reverse=True))) or "(?!)")
        self._carried = [match.start() for match in named.finditer(text)]

    def of(self, quantity: Quantity, kind: str, context: Context) -> Link:
        """The figure that fits best; none where none is named or two fit alike, or where the number is not ours."""
        fitting = list(self._fitting(quantity, kind, context))
        if not fitting:
            return Link()
        before = self._text[context.sentence[0] : quantity.start]
        not_ours = as_goal_or_past(before, context.plan) or self._elsewhere(quantity)
        best = _best([fit for fit in fitting if not fit.not_ours], context)
        if not_ours or best is None:
            return Link(None, not_ours or fitting[0].not_ours)
        return Link(best.mention.figure.id)

    def _elsewhere(self, quantity: Quantity) -> str:
        place = other_place(self._text, quantity.start, self._ours)
        return f"这是外地（{place}）的数，不是本中心的" if place else ""

    def _fitting(self, quantity: Quantity, kind: str, context: Context) -> Iterator[_Fit]:
        in_words = quantity.exact and quantity.kind in ("share", "zero", "flow")
        clause = self._plain(context.sentence if in_words else context.clause)
        mentioned = self._mentioned(clause)
        if not mentioned:
            return
        near = self._near(clause, quantity, context)
        since = context.sentence[0] if in_words and quantity.kind != "flow" else context.item
        carrier = self._last_carrier(context)
        for mention, said in mentioned:
            if not mention.can_be(quantity, kind, clause):
                continue
            named = mention.named(self._text, since, context.clause[1], context.sentence[1])
            if named and not (mention.carries and not carrier < named[1] <= context.clause[1]):
                yield _fit(mention, named, said, near, self._not_ours(mention, named, quantity, context))

    def _mentioned(self, clause: str) -> list[tuple[Mention, list[str]]]:
        """The figures of whose words any stands in `clause`, with those that do."""
        places = {place for word, held in self._by_word.items() if word in clause for place in held}
        found = ((self._mentions[place], self._mentions[place].said_in(clause)) for place in sorted(places))
        return [(mention, said) for mention, said in found if said]

    def _not_ours(self, mention: Mention, named: Place, quantity: Quantity, context: Context) -> str:
        figure, period = mention.figure, self._text[slice(*context.period)] if context.period else ""
        if mention.is_of_another_time(period):
            return f"文中说的是{period}，不是指标“{figure.label}”的时间，不能相比"
        others = as_of_others(self._text, named)
        if others or figure.table not in ("posts", "downloads"):
            return others
        return as_one_work(self._text, named[1], quantity, figure.kind)

    def _near(self, clause: str, quantity: Quantity, context: Context) -> _Near:
        before = self._plain((context.clause[0], quantity.start))
        with_unit, behind = (self._plain((at, context.clause[1])) for at in (quantity.number[1], quantity.end))
        return _Near(clause, before, (with_unit, behind), self._plain(context.sentence))

    def _plain(self, place: Place) -> str:
        return _DELIMITERS.sub("", self._text[slice(*place)])

    def _last_carrier(self, context: Context) -> int:
        """Where the medium begins that is named last before the end of the clause; -1 if none is."""
        place = bisect_left(self._carried, context.clause[1]) - 1
        return self._carried[place] if place >= 0 else -1


def _fit(mention: Mention, named: Place, said: list[str], near: _Near, not_ours: str) -> _Fit:
    behind = any(words.startswith(tuple(said)) for words in near.behind)
    nearest = max(near.before.rfind(word) + len(word) if word in near.before else 0 for word in said)
    in_sentence = sum(word in near.sentence for word in mention.words)
    return _Fit(mention, named, behind, nearest, max(map(len, said)), in_sentence, not_ours)


def _best(fitting: list[_Fit], context: Context) -> _Fit | None:
    """The one whose words say most and stand closest to the number; None where two fit alike."""
    latest = max((fit.subject for fit in fitting if fit.subject[0] < context.clause[1]), default=(0, 0))

    def rank(fit: _Fit) -> tuple[int, ...]:
        named_before, named_last = fit.subject[0] < context.clause[1], fit.subject[1] > latest[0]
        name = fit.subject[1] - fit.subject[0]
        return named_before, fit.longest, fit.behind, fit.nearest, named_last, fit.said, name

    ranked = sorted(fitting, key=rank, reverse=True)
    if not ranked or (len(ranked) > 1 and rank(ranked[0]) == rank(ranked[1])):
        return None
    return ranked[0]
