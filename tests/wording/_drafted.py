"""Rows of figures with any value, and what an audit finds in the sentences drafted from them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from warehouse import catalogue
from warehouse._coverage import ShownCoverage
from warehouse.auditing.judging import damaged, printed
from warehouse.auditing.standing import standing
from warehouse.catalogue import Figure
from warehouse.figures import FigureRow
from warehouse.verdicts import Measured, judge
from warehouse.wording import account_for
from warehouse.wording.clauses import load

AS_OF = date(2024, 6, 20)
KNOWN = catalogue.load()
SHOWN = {name: figure for name, figure in KNOWN.figures.items() if not figure.supporting}
CLAUSES = load(None, list(KNOWN.figures))
ITEMS = {name: claim.item for name, claim in KNOWN.notices[AS_OF].claims.items()}


def row(figure: str, value: float | str | None, **more: Any) -> FigureRow:
    """The row of `figure` in a complete warehouse that has `value` for it."""
    entry = KNOWN.figures[figure]
    is_text = entry.kind == "state"
    plain = {
        "id": figure, "metric_id": entry.metric_id, "centre": "jianhu", "item": ITEMS.get(figure, ""),
        "label": entry.label, "unit": entry.unit, "kind": entry.kind, "numerator": None, "denominator": None,
        "as_of": AS_OF, "claim": None, "verdict": "", "remark": "", "target": None, "target_verdict": "",
        "coverage": ShownCoverage(1.0, [], 0), "files": 1, "rows": 1, "platform": entry.platform,
        "value": None if is_text else value, "state": value if is_text else None,
    }  # fmt: skip
    return FigureRow(**plain | more)


def values(figure: Figure) -> st.SearchStrategy[Any]:
    """Every value that `figure` may have."""
    counts = st.one_of(st.integers(0, 120), st.integers(0, 20_000), st.integers(0, 2_000_000_000))
    if figure.kind == "state":
        return st.sampled_from(["优秀", "较好", "一般", "合格"])
    if figure.kind in ("rank", "streak") and figure.unit == "名":
        return st.integers(1, 300)
    if figure.kind == "share":
        return st.integers(1, 5_000).flatmap(lambda n: st.integers(0, n).map(lambda part: 100 * part / n))
    if figure.kind == "growth":
        return st.tuples(st.integers(1, 10**7), st.integers(1, 10**6)).map(lambda pair: 100 * (pair[0] / pair[1] - 1))
    if figure.kind == "mean_per_day":
        return st.tuples(counts, st.integers(1, 366)).map(lambda pair: pair[0] / pair[1])
    if figure.unit == "元":
        return counts.map(lambda cents: cents / 100)
    if figure.id == "wx_fans_new":
        return st.integers(-200_000, 2_000_000)
    return counts


def disagreements(text: str, rows: Mapping[str, FigureRow]) -> Iterator[str]:
    """What an audit of `text` against `rows` does not find to agree; nothing where the draft is true.

    What the numbers say of one another is no matter here: random ones contradict each other.
    """
    account = account_for(text, KNOWN)
    stand = standing(account, None, AS_OF, AS_OF)
    if account.not_understood or account.accounted != account.digit_runs:
        yield f"没有读懂：{text}"
    for claim in account.claims:
        figure = KNOWN.figures.get(claim.figure or "")
        if figure is None or figure.id not in rows:
            yield f"没有对上指标：{claim.quote}（{claim.figure}）：{text}"
            continue
        if not figure.period.startswith(("at:", "month:")) and stand.day_of(claim) != AS_OF:
            yield f"看成了另一天（{stand.day_of(claim)}）：{claim.quote}：{text}"
        one = rows[figure.id]
        measured = Measured(one.value, one.state, complete=not one.floors, floors=one.floors)
        for said in printed(claim):
            verdict, reason = damaged(claim, *_verdict(judge(said, figure, measured)))
            if verdict not in ("一致", "舍入后一致"):
                yield f"{verdict}（{reason}）：{claim.quote}：{text}"


def _verdict(found: Any) -> tuple[str, str]:
    return found.verdict, found.remark


def numbers_in(rows: Mapping[str, FigureRow]) -> set[str]:
    """The figures of `rows` that a draft says with a number, or as none at all."""
    said = set()
    for name, one in rows.items():
        is_said = one.value != 0 or one.kind in ("share", "zero", "rank") or CLAUSES[name].none
        if one.kind != "state" and is_said and not (name == "safety_checks" and one.value == 0):
            said.add(name)
    return said
