"""What figures had come to at each month end, worked out by hand; the last point is what the scorecard says."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest
from _entries import LEDGER, SATISFIED, figure
from _exports import (
    APPLE,
    AS_OF,
    BALANCES,
    CASES,
    DOUYIN,
    FANS,
    GRADES,
    HUAWEI,
    RANKS,
    SITES,
    SPENDING,
    WECHAT_FANS,
    catalogue_of,
    day,
    each_day,
    listed,
    numbered,
    on,
    warehouse_of,
    work,
)

from warehouse import Home, catalogue, connect
from warehouse.catalogue import Catalogue, Figure, Target
from warehouse.figures import FigureRow, evaluate
from warehouse.figures import listed as shown
from warehouse.trends import Point, trends

FANS_MEASURE = ("measure", ("followers_total",))
SPENT = figure("spent", "amounts", "flow", "sum(amount_yuan)")
LARGEST = figure("largest", "amounts", "maximum", "max(amount_yuan)")
DAYS_SPENT = figure("days_spent", "amounts", "flow", "count(distinct from_day)", combine="recompute")
SINCE_MARCH = figure("since_march", "amounts", "flow", "sum(amount_yuan)", "since:2024-03-15")
GROWN = figure("grown", "amounts", "growth", "sum(amount_yuan)")
JANUARY = figure("january", "amounts", "flow", "sum(amount_yuan)", "month:2024-01")
AT_MAY = figure("at_may", "items", "stock", "count(*)", "at:2024-05-31")
SITES_NOW = figure("sites", "items", "stock", "count(*)", "as_of")
FOLLOWERS = figure("fans", "account_days", "stock", "sum(value)", "as_of", of=(FANS_MEASURE,))
DOWNLOADS = figure("downloads", "downloads", "stock", "sum(amount)", "as_of")
A_DAY = figure("a_day", "account_days", "mean_per_day", "sum(value)", of=(("measure", ("followers_new",)),))
LAST = figure("last", "events", "rank", "max(rank)", of=(("register", ("ranks",)),))
WORST = figure(
    "worst", "events", "streak", "max(rank)", "monthly_since:2024-04", of=(("register", ("ranks",)),), better="less"
)
GRADE = figure("grade", "events", "state", "max(grade)", "as_of", of=(("register", ("gradings",)),))
VIEWS = figure("views", "posts", "flow", "sum(views)")
WORKS_EVER = figure("works_ever", "posts", "stock", "count(*)", "as_of")


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """Money, days, cases, ranks, sites and stores of a year and a half; what is not said is not held."""
    with warehouse_of(
        listed("06-21", SPENDING, *numbered(
            on("2023-04-10", amount=50), on("2023-05-10", amount=80), on("2023-06-20", amount=20),
            on("2023-06-21", amount=999), on("01-31", amount=30), on("04-10", amount=100), on("04-10", amount=20),
            on("06-20", amount=7)), covers=LEDGER),
        listed("06-21", FANS, *each_day("04-01", "05-30", followers_total=100, followers_new=2),
               *each_day("05-31", "06-20", followers_total=130, followers_new=4)),
        listed("06-21", WECHAT_FANS, *each_day("05-20", "05-31", followers_total=7)),
        listed("06-21", CASES, *numbered(*(on("04-05", satisfied=said) for said in (True, False)),
            *(on("05-05", satisfied=said) for said in (True, True))), covers=LEDGER),
        listed("06-21", RANKS, *numbered(*(on(when, rank=rank) for when, rank in (
            ("04-30", 91), ("05-15", 83), ("05-31", 79), ("06-15", 99)))), covers=LEDGER),
        listed("06-21", GRADES, *numbered(on("05-01", grade="较好")), covers=LEDGER),
        listed("06-21", SITES, *numbered(on("2023-02-01"), on("2023-02-01", until=day("03-31")), on("05-20"),
            on("2023-02-01", until=day("06-30"))), covers=LEDGER),
        listed("06-21", BALANCES, on("02-15", store="华为", downloads_total=1000),
               on("05-20", store="App Store", downloads_total=500)),
        listed("06-21", HUAWEI, *each_day("02-16", "06-20", downloads_new=1)),
        listed("06-21", APPLE, *each_day("05-21", "06-20", downloads_new=2)),
    ) as con:  # fmt: skip
        yield con


def points(con: duckdb.DuckDBPyConnection, entry: Figure, *targets: Target) -> tuple[Point, ...]:
    known = Catalogue({entry.id: entry}, {}, {target.id: target for target in targets}, {})
    return trends(con, known, AS_OF)["jianhu", entry.id]


def values(con: duckdb.DuckDBPyConnection, entry: Figure) -> list[object]:
    return [point.value for point in points(con, entry)]


def complete(con: duckdb.DuckDBPyConnection, entry: Figure) -> list[bool]:
    return [point.complete for point in points(con, entry)]


# ---- values --------------------------------------------------------------------------------------


def test_points_are_month_ends_and_the_day_itself(con: duckdb.DuckDBPyConnection) -> None:
    ends = ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-20"]
    assert [str(point.until) for point in points(con, SPENT)] == ends


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (SPENT, [30, 30, 30, 150, 150, 157]),
        (LARGEST, [30, 30, 30, 100, 100, 100]),
        (DAYS_SPENT, [1, 1, 1, 2, 2, 3]),
        (SINCE_MARCH, [None, None, 0, 120, 120, 127]),
        (GROWN, [None, None, None, 200, pytest.approx(15.3846153846), pytest.approx(4.6666666667)]),  # 50, 130, 150
        (SATISFIED, [None, None, None, 50, 75, 75]),
        (LAST, [None, None, None, 91, 79, 99]),
        (WORST, [None, None, None, 91, 91, 91]),  # the whole months April and May
        (SITES_NOW, [3, 3, 2, 2, 3, 3]),
    ],
    ids=lambda given: given.id if isinstance(given, Figure) else "",
)
def test_each_kind_at_each_month_end(con: duckdb.DuckDBPyConnection, entry: Figure, expected: list[object]) -> None:
    assert values(con, entry) == expected


def test_a_mean_is_over_the_days_by_then(con: duckdb.DuckDBPyConnection) -> None:
    april, may, june = values(con, A_DAY)[3:]
    assert (april, may, june) == (2, pytest.approx((60 * 2 + 4) / 61), pytest.approx((60 * 2 + 21 * 4) / 81))


def test_a_stock_is_the_last_day_by_then_of_each_account(con: duckdb.DuckDBPyConnection) -> None:
    assert values(con, FOLLOWERS) == [None, None, None, 100, 137, 137]  # 7 of them were last told on May 31


def test_downloads_rest_on_the_balance_that_there_was_by_then(con: duckdb.DuckDBPyConnection) -> None:
    assert values(con, DOWNLOADS) == [None, 1014, 1045, 1075, 1106 + 522, 1126 + 562]
    assert complete(con, DOWNLOADS) == [False, False, False, False, True, True]  # one store of two until May 20


def test_works_have_the_views_that_they_have_by_now() -> None:
    lists = [
        listed("04-01", DOUYIN, work("2023-12-01"), work("03-10", 10)),
        listed("06-21", DOUYIN, work("2023-12-01"), work("03-10", 14), work("05-10", 20)),
    ]
    with warehouse_of(*lists) as con:
        assert values(con, VIEWS) == [0, 0, 10, 10, 30, 30]  # as of June 20 the list of April is the newest
        assert complete(con, VIEWS) == [True] * 6


def test_what_was_read_late_is_late_for_every_point() -> None:
    with warehouse_of(listed("07-10", DOUYIN, work("2023-12-01"), work("03-10", 14))) as con:
        assert values(con, VIEWS) == [0, 0, 14, 14, 14, 14]
        assert complete(con, VIEWS) == [True, True, False, False, False, False]  # 20 days late, 7 are tolerated


# ---- what is missing -----------------------------------------------------------------------------


def test_where_nothing_is_held_there_is_a_gap(con: duckdb.DuckDBPyConnection) -> None:
    assert values(con, A_DAY)[:3] == [None, None, None]
    assert complete(con, A_DAY) == [False] * 6  # January to March are missing from every later point too


def test_what_was_never_handed_in_is_no_zero() -> None:
    with warehouse_of(listed("06-21", DOUYIN, work("05-01"))) as con:
        assert points(con, SPENT)[-1] == Point(AS_OF, None, False, None)


def test_a_list_that_begins_in_march_lacks_the_days_before() -> None:
    with warehouse_of(listed("06-21", DOUYIN, work("03-05", 5), work("06-01", 6))) as con:
        assert values(con, VIEWS) == [None, None, 5, 5, 5, 11]
        assert complete(con, VIEWS) == [False] * 6


def test_a_month_of_which_no_day_is_held_is_a_gap_though_earlier_ones_add_up() -> None:
    with warehouse_of(listed("04-02", DOUYIN, work("2023-12-01"), work("03-10", 10))) as con:
        assert values(con, VIEWS) == [0, 0, 10, 10, None, None]  # of April its first day is held
        assert complete(con, VIEWS) == [True, True, True, False, False, False]


def test_entries_of_days_of_their_own_and_texts_have_no_trend(con: duckdb.DuckDBPyConnection) -> None:
    supporting = figure("carries_a_check", "amounts", "flow", "count(*)", supporting=True)
    known = catalogue_of(SPENT, JANUARY, AT_MAY, GRADE, WORKS_EVER, supporting)
    assert list(trends(con, known, AS_OF)) == [("jianhu", "spent")]


# ---- the pace of targets -------------------------------------------------------------------------


def target(bound: str, value: float, period: str, valid_from: str = "2024-01-01") -> Target:
    return Target("t", "spent", bound, value, "考核办法", day(valid_from), period=period)


def paces(con: duckdb.DuckDBPyConnection, *targets: Target) -> list[float | None]:
    return [point.pace for point in points(con, SPENT, *targets)]


def test_a_target_of_the_year_asks_for_a_day_s_share_each_day(con: duckdb.DuckDBPyConnection) -> None:
    assert paces(con, target(">=", 3660, "year")) == [310, 600, 910, 1210, 1520, 1720]  # 2024 has 366 days


def test_a_standing_or_an_exact_target_asks_for_the_same_on_every_day(con: duckdb.DuckDBPyConnection) -> None:
    assert paces(con, target("<=", 80, "any")) == paces(con, target("=", 80, "year")) == [80] * 6


def test_at_the_end_of_the_year_all_of_it_is_asked_for(con: duckdb.DuckDBPyConnection) -> None:
    known = Catalogue({"spent": SPENT}, {}, {"t": target(">=", 3660, "year")}, {})
    assert trends(con, known, date(2024, 12, 31))["jianhu", "spent"][-1].pace == 3660


def test_a_target_of_another_period_than_the_figure_has_no_pace_here(con: duckdb.DuckDBPyConnection) -> None:
    assert paces(con, target(">=", 100, "month")) == [100, *[None] * 5]  # January is both


def test_no_target_no_pace_and_none_before_it_is_in_force(con: duckdb.DuckDBPyConnection) -> None:
    assert paces(con) == [None] * 6
    assert paces(con, target(">=", 90, "any", valid_from="2024-03-01")) == [None, None, 90, 90, 90, 90]


# ---- beside the scorecard ------------------------------------------------------------------------


def test_the_last_point_of_the_sample_is_what_the_scorecard_says(
    sample_home: Home, sample_figures: dict[str, FigureRow]
) -> None:
    known = catalogue.load(sample_home.config)
    with connect(sample_home.root) as con:
        found = trends(con, known, AS_OF)
    last = {name: (held[-1].until, held[-1].value, held[-1].complete) for (_, name), held in found.items()}
    rows = {name: row for name, row in sample_figures.items() if name in last}
    assert last == {name: (AS_OF, row.value, row.complete) for name, row in rows.items()}
    without = {row.id for row in shown(list(sample_figures.values()), known)} - last.keys()
    assert {known.figures[name].period.partition(":")[0] for name in without} == {"at", "month", "as_of"}
    assert {sample_figures[name].kind for name in without if known.figures[name].period == "as_of"} == {"state"}


def test_a_day_that_the_warehouse_does_not_hold_is_as_right(con: duckdb.DuckDBPyConnection) -> None:
    earlier = date(2024, 5, 15)
    known = catalogue_of(SPENT, FOLLOWERS, LAST)
    found = trends(con, known, earlier)
    assert [point.value for point in found["jianhu", "fans"]] == [None, None, None, 100, 100]
    rows = {(row.centre, row.id): row.value for row in evaluate(con, known, earlier)}
    assert {key: held[-1].value for key, held in found.items()} == rows


def test_nothing_is_left_on_the_connection(con: duckdb.DuckDBPyConnection) -> None:
    with con.cursor() as own:
        trends(own, catalogue_of(SPENT), AS_OF)
        left = own.execute("select table_name from information_schema.tables where table_catalog = 'temp'").fetchall()
    assert left == []


def test_two_centres_have_points_of_their_own() -> None:
    ledgers = [listed("06-21", SPENDING, *numbered(on("02-01", amount=amount)), covers=LEDGER, centre=centre)
               for centre, amount in (("jianhu", 1), ("other", 5))]  # fmt: skip
    with warehouse_of(*ledgers) as con:
        found = trends(con, catalogue_of(SPENT), AS_OF)
    assert {key: [point.value for point in held] for key, held in found.items()} == {
        ("jianhu", "spent"): [0, 1, 1, 1, 1, 1],
        ("other", "spent"): [0, 5, 5, 5, 5, 5],
    }
