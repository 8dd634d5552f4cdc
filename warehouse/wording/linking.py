"""The figure of the catalogue that a claim speaks of, by its words, its subject, its unit, its kind and its period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from warehouse._records import Catalogue, Figure
from warehouse.wording.contexts import Context
from warehouse.wording.not_ours import is_goal_or_past, of_one_work, of_others
from warehouse.wording.quantities import Quantity
from warehouse.wording.tokens import Place

__all__ = ["figure_of"]

COUNTS = frozenset("flow stock latest maximum threshold_count mean_per_day state".split())
ALIKE = (
    frozenset("条 篇 个 件 则 部 项 条次 个方面".split()),
    frozenset("人 人次 名 位 户 次".split()),
    frozenset("次 轮 期 起 场".split()),
)
"""Units that count the same things; a claim without a unit is like any."""

_OF_KIND = {
    "share": {"share"}, "growth": {"growth"}, "rank": {"rank", "streak"}, "zero": {"zero"},
    "maximum": {"maximum"}, "threshold_count": {"threshold_count"}, "mean_per_day": {"mean_per_day", "streak"},
    "state": {"state", "streak", "flow", "stock"},
}  # fmt: skip
_YEAR_MONTH = re.compile(r"((?:19|20)[0-9]{2})年?(?:(元|1?[0-9])月)?")
_DELIMITERS = re.compile(r"[《》“”]")


def figure_of(text: str, quantity: Quantity, kind: str, context: Context, catalogue: Catalogue) -> str | None:
    """The id of the figure that fits best; None where none is named or two fit alike, or the number is not ours."""
    if is_goal_or_past(text[context.sentence[0] : quantity.start]):
        return None
    fitting = list(_fitting(text, quantity, kind, context, catalogue))
    if not fitting:
        return None
    latest = max((fit.subject for fit in fitting if fit.subject[0] < context.clause[1]), default=(0, 0))

    def rank(fit: _Fit) -> tuple[bool, int, bool, int, int]:
        named_before, named_last = fit.subject[0] < context.clause[1], fit.subject[1] > latest[0]
        return named_before, fit.longest, named_last, fit.said, len(fit.figure.mention[0])

    first, *others = sorted(fitting, key=rank, reverse=True)
    if others and rank(first) == rank(others[0]):
        return None
    return first.figure.id


@dataclass(frozen=True, slots=True)
class _Fit:
    """A figure that may be meant: where its subject is named, its longest word beside the claim, how many are said."""

    figure: Figure
    subject: Place
    longest: int
    said: int


def _fitting(text: str, quantity: Quantity, kind: str, context: Context, catalogue: Catalogue) -> Iterator[_Fit]:
    in_words = quantity.exact and quantity.kind in ("share", "zero", "flow")
    near, sentence = _plain(text, context.sentence if in_words else context.clause), _plain(text, context.sentence)
    since = context.sentence[0] if in_words and quantity.kind != "flow" else context.item
    carrier = _last_carrier(text, context, catalogue)
    for figure in catalogue.figures.values():
        if figure.supporting or not figure.mention or not _comparable(quantity, kind, figure):
            continue
        words = figure.mention[1:] or figure.mention
        said = [word for word in words if word in near]
        if not said or _of_another_time(figure, text[slice(*context.period)] if context.period else ""):
            continue
        named = _named(text, figure.mention[0], since, context)
        if named is None or (_carries(figure) and not carrier < named[1] <= context.clause[1]):
            continue
        if of_others(text, named) or (figure.unit == "次" and of_one_work(text, named, quantity.start)):
            continue
        yield _Fit(figure, named, max(map(len, said)), sum(word in sentence for word in words))


def _plain(text: str, place: Place) -> str:
    return _DELIMITERS.sub("", text[slice(*place)])


def _named(text: str, subject: str, since: int, context: Context) -> Place | None:
    """Where the subject is named last before the end of the clause, or else further on in the sentence."""
    at = text.rfind(subject, since, context.clause[1])
    if at < 0:
        at = text.find(subject, context.clause[1], context.sentence[1])
    return (at, at + len(subject)) if at >= 0 else None


def _carries(figure: Figure) -> bool:
    """Whether its subject is one medium among others, so that it is meant only until the next is named."""
    return figure.platform is not None or figure.table == "pieces"


def _last_carrier(text: str, context: Context, catalogue: Catalogue) -> int:
    """Where the medium begins that is named last before the claim; -1 if none is."""
    carriers = {figure.mention[0] for figure in catalogue.figures.values() if figure.mention and _carries(figure)}
    return max((text.rfind(carrier, context.item, context.clause[1]) for carrier in carriers), default=-1)


def _comparable(quantity: Quantity, kind: str, figure: Figure) -> bool:
    """Whether claim and figure are of one kind and counted alike."""
    if figure.kind not in _OF_KIND.get(kind, COUNTS):
        return kind == "flow" and figure.kind in ("streak", "zero") and quantity.unit in figure.unit
    if kind == "flow" and figure.kind in ("maximum", "threshold_count"):
        return False
    if (figure.unit == "%") != (quantity.unit == "%"):
        return quantity.value is None
    if kind in ("rank", "zero", "share", "growth") or not quantity.unit:
        return True
    unit = figure.unit.partition("/")[0]
    return quantity.unit in (unit, figure.unit) or any({quantity.unit, unit} <= alike for alike in ALIKE)


def _of_another_time(figure: Figure, period: str) -> bool:
    """Whether the figure is that of one fixed month or day, and the text speaks of another year or month."""
    fixed = re.match(r"(?:month|at):([0-9]{4})-([0-9]{2})", figure.period)
    said = _YEAR_MONTH.search(period)
    if fixed is None or said is None:
        return False
    month = {"元": 1}.get(said.group(2) or "", int(said.group(2)) if (said.group(2) or "").isdigit() else None)
    return int(said.group(1)) != int(fixed.group(1)) or (month is not None and month != int(fixed.group(2)))
