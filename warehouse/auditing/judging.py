"""Claims of a text held against the warehouse, by the same verdicts as the claims of a notice kept on file.

Each claim becomes an entry of its own, a copy of the figure it speaks of, in a catalogue made for this text: several
claims may speak of one figure, and equal expressions are computed once all the same. Claims alike share an entry.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

import duckdb

from warehouse._standpoint import standpoint
from warehouse.auditing.judged import Judged
from warehouse.auditing.other_time import of_another_time
from warehouse.auditing.reasons import why
from warehouse.auditing.standing import Standing
from warehouse.catalogue import Catalogue, Claim, Figure, Notice
from warehouse.figures import FigureRow, evaluate_from
from warehouse.files_behind import Evidence
from warehouse.period_words import period_said
from warehouse.verdicts import AGREES, Measured, judge
from warehouse.wording.tokens import TextClaim

_MISSING = {
    "share": "文中没有给出分子分母",
    "growth": "文中没有给出比较的基数",
    "rank": "没有说清是哪个榜单",
    "maximum": "文中没有说是哪一件",
    "mean_per_day": "文中没有给出总数和天数",
    "zero": "没有登记这类事件的台账",
}
_RATIOS = frozenset({"%", "百分点", "个百分点"})
_WRONG = frozenset({"偏高", "口径不符"})
"""Verdicts that a claim keeps though a character beside it is lost: its number is there, and is wrong."""
_OUTSIDE = frozenset({"偏高", "偏低"})
_End = tuple[str, Claim]
"""A figure, and what is claimed of it: at one end, if it is a range."""
_NOTHING_LOADED = Measured(None, loaded=False)


def judge_claims(
    claims: Sequence[TextClaim],
    known: Catalogue,
    stand: Standing,
    con: duckdb.DuckDBPyConnection | None,
    centre: str,
    *,
    with_files: bool = True,
) -> list[Judged]:
    """One per claim, in their order, against the data of `centre`; all 无数据 or less where there is no `con`.

    To tell the files behind each takes as long as the rest: leave `with_files` where nobody is shown them.
    """
    linked = {n: known.figures[c.figure] for n, c in enumerate(claims) if c.figure and not _apart(c, known, stand)}
    days = {n: _day(stand, claims[n], figure) for n, figure in linked.items()}
    found: dict[int, Judged] = {}
    for day in dict.fromkeys(days.values()):
        own = {n: (claims[n], figure) for n, figure in linked.items() if days[n] == day}
        if con is not None:
            found |= _judge_day(con, known, day, own, centre, with_files)
        else:
            found |= {n: _without_data(claim, figure, day) for n, (claim, figure) in own.items()}
    return [found.get(n) or _unlinked(claim, known, stand) for n, claim in enumerate(claims)]


def _day(stand: Standing, claim: TextClaim, figure: Figure) -> date:
    """A figure that stands on a fixed day is the same seen from any: no other day has to be computed for it."""
    return stand.day if figure.period.startswith(("at:", "month:")) else stand.day_of(claim)


def _fits(claim: TextClaim, figure: Figure) -> bool:
    """Whether they count in the same kind of unit: a share is no number of things, and neither is a multiple."""
    if claim.kind in ("zero", "state", "rank") or not claim.unit:
        return True
    return (claim.unit in _RATIOS) == (figure.unit in _RATIOS) and (claim.unit == "倍") == (figure.unit == "倍")


def _apart(claim: TextClaim, known: Catalogue, stand: Standing) -> str:
    """Why the claim cannot be held against its figure; "" where it can."""
    figure = known.figures[claim.figure or ""]
    if not _fits(claim, figure):
        return f"文中的单位是“{claim.unit}”，指标“{figure.label}”的单位是“{figure.unit}”，不能相比"
    day = _day(stand, claim, figure)
    if claim.kind not in ("rank", "state") and of_another_time(claim.period, figure.period, day):
        return f"文中说的是{claim.period}，指标“{figure.label}”算的是{period_said(figure.period, day)}，不能相比"
    return ""


def _judge_day(
    con: duckdb.DuckDBPyConnection,
    known: Catalogue,
    day: date,
    linked: Mapping[int, tuple[TextClaim, Figure]],
    centre: str,
    with_files: bool,
) -> dict[int, Judged]:
    ends = {n: [(figure.id, claim) for claim in printed(said)] for n, (said, figure) in linked.items()}
    evidence, rows = _evaluated(con, known, day, dict.fromkeys(chain(*ends.values())), centre)
    held = {n: _worst(own) for n, said in ends.items() if (own := [rows[end] for end in said if end in rows])}
    wanted = {linked[n][1].id: (linked[n][1], row) for n, row in held.items()} if with_files else {}
    files = dict(zip(wanted, evidence.files_of_all(list(wanted.values())), strict=True))
    found = {}
    for n, (said, figure) in linked.items():
        if n not in held:  # nothing was loaded of this centre
            found[n] = _without_data(said, figure, day)
            continue
        row = replace(held[n], id=figure.id)
        verdict, reason = damaged(said, row.verdict, why(said, row, figure.period))
        found[n] = Judged(said, verdict, reason, day, figure, row, files.get(figure.id, ()))
    return found


def _worst(ends: Sequence[FigureRow]) -> FigureRow:
    """Of a range the end that does not hold."""
    return min(ends, key=lambda row: row.verdict in AGREES)


def _evaluated(
    con: duckdb.DuckDBPyConnection, known: Catalogue, day: date, ends: Iterable[_End], centre: str
) -> tuple[Evidence, dict[_End, FigureRow]]:
    """What was computed for each of `ends`, and what it rests on."""
    keys = {end: f"{end[0]}#{number}" for number, end in enumerate(ends)}
    figures = {key: replace(known.figures[figure], id=key) for (figure, _), key in keys.items()}
    notice = Notice(day, "", {key: claim for (_, claim), key in keys.items()})
    here = standpoint(con, Catalogue(figures, {day: notice}, {}, {}), day)
    evidence = Evidence.at(con, here)

    def rows_of(some: Mapping[str, Figure]) -> dict[str, FigureRow]:
        found = evaluate_from(con, Catalogue(some, {day: notice}, {}, {}), here, evidence.cover)
        return {row.id: row for row in found if row.centre == centre}

    rows = rows_of({key: replace(figure, readings=()) for key, figure in figures.items()})
    outside = {key: figures[key] for key, row in rows.items() if row.verdict in _OUTSIDE and figures[key].readings}
    rows |= rows_of(outside) if outside else {}  # other readings decide only where this one does not hold
    return evidence, {end: rows[key] for end, key in keys.items() if key in rows}


def printed(said: TextClaim) -> Iterator[Claim]:
    """`said` as the catalogue has it; of a range (4到5篇) both ends.

    >>> claim = TextClaim(0, 5, "4到5篇", 4, 4, 5, "=", "篇", "flow")
    >>> [(end.bound, end.value) for end in printed(claim)]
    [('>=', 4), ('<=', 5)]
    """
    plain = Claim(said.figure or "", "", said.quote, said.bound, said.value, said.step, threshold=said.threshold)
    if said.bound in ("=", "~") and said.low == said.value and said.high not in (None, said.value):
        yield replace(plain, bound=">=", value=said.low, enumerated=True)  # nothing is to spare within a range
        yield replace(plain, bound="<=", value=said.high, enumerated=True)
    elif said.damage is not None:
        candidates = tuple(one for one in said.damage.candidates if isinstance(one, int | float))
        kept = candidates if said.value is None else ()
        yield replace(plain, candidates=kept, damage=said.damage.kind)
    else:
        yield plain


def damaged(said: TextClaim, verdict: str, reason: str) -> tuple[str, str]:
    """The verdict on `said` and why: where something of it is lost that is the verdict, and never agreement."""
    if said.damage is None or verdict in _WRONG:
        return verdict, reason
    found = reason if verdict == "文字残缺" else f"按现有文字为{verdict}{f'（{reason}）' if reason else ''}"
    return "文字残缺", "；".join(part for part in (said.damage.reason, found) if part)


def _without_data(said: TextClaim, figure: Figure, day: date) -> Judged:
    verdicts = [judge(claim, figure, _NOTHING_LOADED) for claim in printed(said)]
    return Judged(said, *damaged(said, verdicts[0].verdict, verdicts[0].remark), day, figure)


def _unlinked(said: TextClaim, known: Catalogue, stand: Standing) -> Judged:
    if said.figure:
        missing = _apart(said, known, stand)
    elif said.not_ours:
        missing = said.not_ours
    else:
        missing = "；".join(part for part in ("没有对应的指标", _MISSING.get(said.kind, "")) if part)
    return Judged(said, *damaged(said, "无法核对", missing), stand.day_of(said))
