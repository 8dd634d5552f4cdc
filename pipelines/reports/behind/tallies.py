"""What a figure counts, adds up or compares, as the functions of a spreadsheet would do it over sheets of its rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipelines.reports.behind.columns import COLUMNS, Column, Kind
from pipelines.reports.behind.criteria import Alternatives, alternatives, joined
from pipelines.reports.behind.measures import Call, NotRecalculable, call_of
from warehouse._compute import terms
from warehouse._grains import DAYS
from warehouse._periods import Window, month_end
from warehouse._rows import Rows
from warehouse.catalogue import Figure

SPLIT = frozenset({"posts"})
"""Tables that have a sheet per platform."""

_FUNCTIONS = {"count": "COUNTIFS", "sum": "SUMIFS", "max": "_xlfn.MAXIFS", "min": "_xlfn.MINIFS"}
_PARTS = {"share": ("分子", "分母"), "growth": ("", "上年"), "mean_per_day": ("", "天数")}


@dataclass(frozen=True, slots=True)
class Tally:
    """One number: `function`, of the column `summed` if it needs one, over the `rows` that meet one of `met`.

    `made` are the columns besides those of core that the rows need. Of rows in mode "newest" only those of the newest
    day among them count.
    """

    rows: Rows
    function: str
    summed: str
    met: Alternatives
    made: tuple[Column, ...] = ()

    @property
    def is_picked(self) -> bool:
        """Whether it is one of the rows' own values, so that those of several sheets do not add up."""
        return self.function not in ("COUNTIFS", "SUMIFS") or self.rows.mode == "newest"

    @property
    def keys(self) -> tuple[str, ...]:
        """Every column that it looks at."""
        looked_at = [*(key for criteria in self.met for key, _ in criteria), self.summed]
        return tuple(key for key in dict.fromkeys(looked_at) if key)


def tallies(figure: Figure, as_of: date) -> list[Tally]:
    """The numbers of which `figure` is made, in the order of its terms, one per month where each month counts.

    Raises NotRecalculable.
    """
    if figure.kind == "state":
        raise NotRecalculable("结果是文字，不是计数或合计")
    parts = _PARTS.get(figure.kind, ("",))
    needed = zip(terms(figure, as_of), parts, strict=False)
    return [
        _tally(rows, call_of(term.measure), figure, part) for term, part in needed for rows in _each_month(term.rows)
    ]


def may_have(rows: Rows, platform: str | None) -> bool:
    """Whether the sheet of `platform`, None for one of all platforms, has any of `rows` if there are any."""
    return platform is None or platform in dict(rows.of).get("platform", (platform,))


def all_of(conditions: Iterable[str]) -> str:
    """The condition that all of `conditions` hold."""
    return " and ".join(f"({condition})" for condition in conditions)


def _tally(rows: Rows, call: Call, figure: Figure, part: str) -> Tally:
    if call.distinct and rows.mode != "whole":
        raise NotRecalculable("不重复的值要逐月或逐期另数，一个公式说不清")
    said, unsaid = _conditions(rows, call)
    made = [_made("计入", "mark", part, figure, f"case when {all_of(unsaid)} then 1 end")] if unsaid else []
    if call.distinct:
        made.append(_made("首次", "mark", part, figure, _first_sql(rows, call)))
    marks = (((column.key, "1"),) for column in made)
    met = _days_last(joined([*said, *((mark,) for mark in marks)]), DAYS[rows.table])
    if call.function == "count":
        return Tally(rows, "COUNTIFS", "", met, tuple(made))
    if call.of in COLUMNS:
        return Tally(rows, _FUNCTIONS[call.function], call.of, met, tuple(made))
    term = _made("算式", "number", part, figure, f"case when {all_of(rows.conditions())} then {call.of} end")
    return Tally(rows, _FUNCTIONS[call.function], term.key, met, (*made, term))


def _conditions(rows: Rows, call: Call) -> tuple[list[Alternatives], list[str]]:
    """The conditions that criteria can say, and those that they cannot."""
    of = tuple((name, values) for name, values in rows.of if rows.table not in SPLIT or name != "platform")
    asked = replace(rows, of=of).conditions() + ([call.only] if call.only else [])
    if call.function == "count" and call.of != "*" and not call.distinct:
        asked.append(f"{call.of} is not null" if call.of in COLUMNS else f"({call.of}) is not null")
    # The largest of several largest ones is none of a spreadsheet's functions: where nothing matches it says 0.
    is_one = call.function in ("max", "min") or rows.mode == "newest"
    said, unsaid = [], []
    for condition in asked:
        found = alternatives(condition)
        if found is None or (is_one and len(found) > 1):
            unsaid.append(condition)
        else:
            said.append(found)
    return said, unsaid


def _days_last(met: Alternatives, day: str) -> Alternatives:
    return tuple(tuple(sorted(criteria, key=lambda criterion: criterion[0] == day)) for criteria in met)


def _each_month(rows: Rows) -> Iterator[Rows]:
    """`rows` month by month where they are in mode "month", else all of them."""
    first, end = rows.window.start, rows.window.end
    if rows.mode != "month" or first is None:
        yield rows
        return
    while first < end:
        after = month_end(first) + timedelta(1)
        yield replace(rows, window=Window(first, min(after, end), rows.window.at))
        first = after


def _made(what: str, kind: Kind, part: str, figure: Figure, sql: str) -> Column:
    return Column(f"{what}{part}_{figure.id}", f"{what}{part}·{figure.label}", kind, 16, sql)


def _first_sql(rows: Rows, call: Call) -> str:
    """1 in the first row of each value among those that count."""
    counted = all_of([*rows.conditions(), call.only or "true", f"({call.of}) is not null"])
    place = f"row_number() over (partition by coalesce({counted}, false), {call.of} order by batch, source_row, rowid)"
    return f"case when {counted} and {place} = 1 then 1 end"
