"""Computed figures -> sentences that say no more than they do, and what was left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from warehouse._records import Catalogue, Figure
from warehouse.figures import FigureRow
from warehouse.period_words import period_said
from warehouse.wording.amounts import amount
from warehouse.wording.clauses import SLOT, Clause, Clauses, clause_of

__all__ = ["LeftOut", "said", "sentences", "why_left_out"]

_NO_STATE = "等次不一"
_DIVIDED = ("share", "growth", "mean_per_day")
"""Kinds that need something to divide by."""
_SHOWN = 3


NOTHING = "数为0，不写进正文"
_COUNTS = ("flow", "stock", "threshold_count", "maximum", "mean_per_day")
"""Kinds of which nothing is worth no words, unless somebody wrote some."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that is not in the draft, and why not; `lacking` where that is for lack of data."""

    figure: str
    label: str
    item: str
    reason: str
    lacking: bool = True


def sentences(rows: Sequence[FigureRow], known: Catalogue, clauses: Clauses) -> tuple[str, list[LeftOut]]:
    """(the sentences of `rows`, what is not in them): one per group and period, the groups in the order of the rows."""
    left, kept = [], []
    for row in rows:
        figure = known.figures[row.id]
        reason, clause = why_left_out(row, figure), clause_of(figure, clauses)
        nothing = row.kind in _COUNTS and row.value == 0 and not clause.none
        if reason or nothing:
            left.append(LeftOut(row.id, row.label, row.item, reason or NOTHING, lacking=bool(reason)))
        else:
            kept.append(_Said(row, figure, clause, period_said(figure.period, row.as_of)))
    groups = list(dict.fromkeys(one.clause.group for one in kept))
    kept.sort(key=lambda one: (groups.index(one.clause.group), one.clause.place))
    together = list(dict.fromkeys(one.sentence for one in kept))
    kept.sort(key=lambda one: together.index(one.sentence))
    return "".join(_sentence(list(ones)) for _, ones in groupby(kept, key=lambda one: one.sentence)), left


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure, the clause that says it, and the words for its period."""

    row: FigureRow
    figure: Figure
    clause: Clause
    period: str

    @property
    def sentence(self) -> tuple[str, str]:
        """Which sentence it stands in."""
        return self.clause.group, self.period


def _sentence(ones: Sequence[_Said]) -> str:
    clauses = "，".join(said(one.row, one.figure, one.clause) for one in ones)
    return f"{ones[0].period}，{ones[0].clause.lead}{clauses}。"


def said(row: FigureRow, figure: Figure, clause: Clause) -> str:
    """The clause of one figure with its number in it."""
    if row.kind == "state":
        return clause.text.replace(SLOT, row.state or "")
    value = row.value or 0
    if not value and clause.none:
        return clause.none
    text = clause.negative if value < 0 and clause.negative and row.kind != "growth" else clause.text
    return text.replace(SLOT, amount(value, figure, at_least=bool(row.floors)))


def why_left_out(row: FigureRow, figure: Figure) -> str:
    """Why nothing can be said of `row`; empty where it can."""
    if not row.files or not row.complete:
        return _lacking(row)
    if row.floors and not figure.only_grows:
        return f"有{row.floors}条只显示“10万+”，算不出确数"
    if row.kind == "state":
        return "" if row.state and row.state != _NO_STATE else f"没有可写的等次{f'：{row.state}' if row.state else ''}"
    nothing = "没有可算的基数" if row.kind in _DIVIDED else "时段内没有可写的数"
    return f"数据完整，但{nothing}" if row.value is None else ""


def _lacking(row: FigureRow) -> str:
    """What there is too little of, as who downloads it would say it."""
    lacks, late = row.coverage.mends, row.coverage.late_days
    opening = "数据不全" if row.files else "没有读到数据"
    if lacks:
        more = f"等{len(lacks)}项" if len(lacks) > _SHOWN else ""
        return f"{opening}：{'；'.join(lacks[:_SHOWN])}{more}"
    if row.files and late:
        return f"{opening}：过了{late}天才导出，数里已有其后的增长"
    if row.kind == "streak" and not row.files:
        return "还没有一个完整的月份"
    return opening
