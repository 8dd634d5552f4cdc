"""A figure over two periods that follow one another, and over parts of its rows, is what its kind says that it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest
from _exports import AS_OF, CASES, DOUYIN, FANS, catalogue_of, each_day, listed, numbered, warehouse_of, work
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse._kinds import KINDS, over_groups, over_periods
from warehouse._periods import month_end
from warehouse.catalogue import Figure
from warehouse.comparing import compare
from warehouse.figures import FigureRow, evaluate

FIRST, LAST = date(2024, 1, 1), date(2024, 4, 30)


def figure(name: str, kind: str, measure: str, table: str = "posts", **more: Any) -> Figure:
    return Figure(name, f"x.{name}", name, "个", table, kind, "year_to_date", measure=measure, **more)


FIGURES = (
    figure("works", "flow", "count(*)"),
    figure("views", "flow", "sum(views)"),
    figure("fans", "flow", "sum(value)", "account_days", of=(("measure", ("followers_new",)),)),
    figure("over", "threshold_count", "count(*)", where="views > 50"),
    figure("best", "maximum", "max(views)"),
    figure("never", "zero", "count(*)", where="views > 90"),
    figure("a_day", "mean_per_day", "count(*)"),
    figure("seen", "share", "", numerator="count(*) filter (where views > 20)", denominator="count(*)"),
    figure("satisfied", "share", "", "cases", numerator="count(*) filter (where satisfied)", denominator="count(*)"),
)
WORST = tuple(figure(f"worst_{better}", "streak", "count(*)", "cases", better=better) for better in ("more", "less"))

days = st.dates(FIRST, LAST)
works = st.lists(st.tuples(days, st.none() | st.integers(0, 100), st.sampled_from(["公开", "自见"])), max_size=12)
cases = st.lists(st.tuples(days, st.none() | st.booleans()), max_size=8)


def warehouse(
    works: Sequence[tuple[date, int | None, str]], cases: Sequence[tuple[date, bool | None]]
) -> duckdb.DuckDBPyConnection:
    """Works, cases and days of four months; one work of before them makes the list reach back."""
    return warehouse_of(
        listed("05-01", DOUYIN, work("2023-12-31"), *(
            work(f"{day}", views, f"【样例】{n}", visibility=visibility)
            for n, (day, views, visibility) in enumerate(works))),
        listed("05-01", CASES, *numbered(*({"day": day, "satisfied": said} for day, said in cases)),
               covers=(f"{FIRST}", f"{LAST}")),
        listed("05-01", FANS, *each_day(f"{FIRST}", f"{LAST}", followers_new=3)),
    )  # fmt: skip


def over_each(
    con: duckdb.DuckDBPyConnection, figures: Sequence[Figure], cut: date
) -> Iterator[tuple[Figure, list[FigureRow]]]:
    """Each figure to the day `cut`, from the day after it, and over both, in one evaluation."""
    spans = [(FIRST, cut), (cut + timedelta(1), LAST), (FIRST, LAST)]
    entries = [
        replace(one, id=f"{one.id}{n}", period=f"days:{first}..{last}")
        for one in figures
        for n, (first, last) in enumerate(spans)
    ]
    rows: Mapping[str, FigureRow] = {row.id: row for row in evaluate(con, catalogue_of(*entries), AS_OF)}
    for one in figures:
        yield one, [rows[f"{one.id}{n}"] for n in range(3)]


def check(rule: str, parts: Sequence[FigureRow], whole: FigureRow) -> None:
    """That `whole` comes of `parts` as the rule says."""
    known = [row.value for row in parts if row.value is not None]
    if rule == "sum":
        assert (whole.value or 0) == sum(known)
    elif rule in ("max", "min"):
        assert whole.value == (max if rule == "max" else min)(known, default=None)
    else:
        assert rule == "anew"
        assert (whole.numerator or 0) == sum(row.numerator or 0 for row in parts)
        assert (whole.denominator or 0) == sum(row.denominator or 0 for row in parts)
        scale = 100 if whole.kind == "share" else 1
        expected = scale * whole.numerator / whole.denominator if whole.denominator else None  # type: ignore[operator]
        assert whole.value == (pytest.approx(expected) if expected is not None else None)


@settings(max_examples=15, deadline=None)
@given(works, cases, st.dates(FIRST, LAST - timedelta(1)))
def test_over_a_union_of_periods(works: Any, cases: Any, cut: date) -> None:
    with warehouse(works, cases) as con:
        for entry, (one, other, whole) in over_each(con, FIGURES, cut):
            check(over_periods(entry), [one, other], whole)
        for entry, (one, other, whole) in over_each(con, WORST, month_end(min(cut, date(2024, 3, 1)))):
            check(over_periods(entry), [one, other], whole)


@settings(max_examples=15, deadline=None)
@given(works)
def test_over_the_parts_of_its_rows(works: Any) -> None:
    entries = [one for one in FIGURES if one.table == "posts" and one.kind != "mean_per_day"]
    with warehouse(works, []) as con:
        lines = compare(con, catalogue_of(*entries), AS_OF, by="visibility").lines
        for entry in entries:
            own = [line for line in lines if line.figure.id == entry.id]
            check(over_groups(entry), [line.now for line in own if line.cut], own[0].now)


def test_every_kind_that_is_not_here_does_not_add_up() -> None:
    here = {one.kind for one in (*FIGURES, *WORST)}
    assert {name for name, kind in KINDS.items() if kind.over_periods != "no"} - here == {"growth"}


def test_what_two_periods_may_share_is_computed_anew() -> None:
    titles = figure("titles", "flow", "count(distinct title)")
    with warehouse([(FIRST, 1, "公开"), (LAST, 1, "公开")], []) as con:
        con.execute("update core.posts set title = '【样例】同题'").fetchall()
        ((entry, rows),) = over_each(con, [titles], date(2024, 3, 1))
    assert (over_periods(entry), [row.value for row in rows]) == ("anew", [1, 1, 1])
