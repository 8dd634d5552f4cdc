"""What a formula takes in: figures over the works of one account, so that each says how complete it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log

from warehouse._indexes import OF, PER, Formula, Part, Term
from warehouse._records import Figure
from warehouse.figures import FigureRow
from warehouse.spans import Span

Name = tuple[str, str]
"""What is taken in, and of what: (views, headline)."""

_WORKS = ("posts", "total")
_PLACES = ("position", "blank")
_IS_HEADLINE = "position = 1"


def figures_of(formula: Formula, account: str, period: Span) -> dict[Name, Figure]:
    """Every figure that `formula` needs of `account` in `period`."""
    of = (("account", (account,)), ("platform", (formula.platform,)), ("visibility", ("公开",)))
    return {
        name: Figure(
            id="_".join((formula.id, *name)), metric_id="", label="", unit="", table="posts", of=of,
            kind="maximum" if name[1] == "maximum" else "flow", period=f"days:{period.first}..{period.last}",
            where=_IS_HEADLINE if name[1] == "headline" else "", measure=_measure(*name),
        )
        for name in dict.fromkeys(_needed(formula))
    }  # fmt: skip


def uncovered(row: FigureRow, period: Span) -> list[str]:
    """What keeps `row` from speaking for all of `period`."""
    if row.as_of < period.last:
        return [f"时段到{period.last}为止，数据只到{row.as_of}"]
    return [] if row.complete else row.coverage.mends or ["没有导入过数据"]


@dataclass(frozen=True, slots=True)
class Inputs:
    """The rows of the figures that `formula` needs in `period`."""

    formula: Formula
    rows: Mapping[Name, FigureRow]
    period: Span

    @property
    def works(self) -> FigureRow:
        """How many works there are; coverage and day of all inputs are its."""
        return self.rows[_WORKS]

    @property
    def days(self) -> float | None:
        """d, by the convention of the formula; None for a period of which it says nothing."""
        return self.formula.days.get(self.period.shape)

    def value(self, term: Term, part: Part) -> float | None:
        """What `term` takes in."""
        return self.rows[term.input, part.of].value

    def part(self, part: Part) -> float:
        """The sum of weight * ln(times * input / divisor + 1), where nothing is missing."""
        divisor = {"day": self.days, "post": self.works.value, "": 1}[part.per] or 1
        return sum(term.weight * log(term.times * (self.value(term, part) or 0) / divisor + 1) for term in part.terms)

    def said(self) -> list[tuple[str, float | None]]:
        """Every input once, as people call it."""
        found: dict[str, float | None] = {PER["post"]: self.works.value}
        if self._is_daily():
            found[PER["day"]] = self.days
        for part in self.formula.parts:
            found |= {f"{term.label}{OF[part.of]}": self.value(term, part) for term in part.terms}
        return list(found.items())

    def missing(self) -> Iterator[str]:
        """Whatever keeps the formula from being computed, for people."""
        yield from uncovered(self.works, self.period)
        if not self.works.value:
            yield "时段内没有作品"
        yield from self._blank()
        if self._is_daily() and self.days is None:
            yield f"{self.period.name} 的天数（公式只规定了周、月、年的）"
        negative = [label for label, value in self.said() if value is not None and value < 0]
        yield from (f"{label}（为负数）" for label in negative)

    def _blank(self) -> Iterator[str]:
        """The inputs that works do not say, and of how many works."""
        labels = {(term.input, "blank"): term.label for part in self.formula.parts for term in part.terms}
        labels[_PLACES] = "哪篇是头条"
        for name, row in self.rows.items():
            if name[1] == "blank" and row.value:
                every = "全部" if row.value == self.works.value else ""
                yield f"{labels[name]}（{every}{row.value:g}篇没有）"

    def _is_daily(self) -> bool:
        return any(part.per == "day" for part in self.formula.parts)


def _needed(formula: Formula) -> Iterator[Name]:
    yield _WORKS
    for part in formula.parts:
        for term in part.terms:
            yield term.input, part.of
            if term.input != "posts":
                yield term.input, "blank"
        if part.of == "headline":
            yield _PLACES


def _measure(name: str, of: str) -> str:
    if of == "blank":
        return f"count(*) filter (where {name} is null)"
    return "count(*)" if name == "posts" else f"{'max' if of == 'maximum' else 'sum'}({name})"
