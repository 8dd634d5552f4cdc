"""What holds for every kind of figure: what a part of the data proves, what it tolerates, how it adds up."""

from datetime import date

import pytest
from _exports import AS_OF, INCIDENTS, catalogue_of, listed, numbered, on, warehouse_of

from warehouse._kinds import KINDS, is_complete, over_groups, over_periods
from warehouse.catalogue import Figure, load
from warehouse.figures import FigureRow, evaluate


def figure(kind: str, measure: str = "count(*)", table: str = "events", **more: object) -> Figure:
    return Figure("f", "x.f", "f", "起", table, kind, "year_to_date", measure=measure, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entry", "groups", "periods"),
    [
        (figure("flow"), "sum", "sum"),
        (figure("flow", "sum(views)", "posts"), "sum", "sum"),
        (figure("flow", "count(distinct title)"), "anew", "anew"),
        (figure("flow", "sum(value)", combine="recompute"), "anew", "anew"),
        (figure("maximum", "max(views)", "posts", combine="max"), "max", "max"),
        (figure("stock", "sum(value)", "account_days"), "sum", "no"),
        (figure("stock", "count(distinct category)", "items", combine="recompute"), "anew", "no"),
        (figure("share", ""), "anew", "anew"),
        (figure("mean_per_day"), "anew", "anew"),
        (figure("streak", better="more"), "anew", "min"),
        (figure("streak", "max(rank)", better="less"), "anew", "max"),
        (figure("rank", "max(rank)"), "no", "no"),
        (figure("state", "max(grade)"), "no", "no"),
    ],
)
def test_how_it_adds_up(entry: Figure, groups: str, periods: str) -> None:
    assert (over_groups(entry), over_periods(entry)) == (groups, periods)


@pytest.mark.parametrize(
    ("entry", "grows"),
    [
        (figure("flow"), True),
        (figure("zero"), True),
        (figure("maximum", "max(views)", "posts"), True),
        (figure("threshold_count", table="pieces"), True),
        (figure("stock", "sum(amount)", "downloads"), True),
        (figure("flow", "sum(likes) - sum(shares)", "posts"), False),  # may fall
        (figure("flow", "sum(value)", "account_days"), False),  # followers are lost too
        (figure("stock", "count(*)", "items"), False),  # what is given up is no more
        (figure("share", ""), False),
        (figure("latest", "max(views)", "posts"), False),
    ],
)
def test_whether_a_part_of_the_data_proves_a_lower_bound(entry: Figure, grows: bool) -> None:
    assert entry.only_grows is grows


def test_every_entry_of_the_catalogue_has_a_kind_with_rules() -> None:
    assert {entry.kind for entry in load().figures.values()} <= set(KINDS)


@pytest.mark.parametrize(("kind", "complete"), [("flow", True), ("zero", False)])
def test_a_zero_tolerates_no_missing_day(kind: str, complete: bool) -> None:
    entry = figure(kind, missing_days=3, late_days=7)
    assert is_complete(entry, [date(2024, 6, 1)], 0, ()) is complete
    assert is_complete(entry, [AS_OF], 2, [AS_OF]) is complete  # read two days late
    assert is_complete(entry, [], 0, ())


def never(covers: tuple[str, str], *days: str) -> FigureRow:
    tolerant = figure("zero", missing_days=30)
    with warehouse_of(listed("06-21", INCIDENTS, *numbered(*(on(day) for day in days)), covers=covers)) as con:
        return evaluate(con, catalogue_of(tolerant), AS_OF)[0]


def test_a_zero_stands_on_a_ledger_of_every_day_only() -> None:
    full, short = never(("01-01", "06-20")), never(("01-01", "06-19"))
    assert (full.value, full.complete) == (0, True)
    assert (short.value, short.complete, short.coverage.missing) == (0, False, ["2024-06-20"])
