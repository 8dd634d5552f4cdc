"""Figures over a tiny office: every kind worked out by hand, and what is said when data is late, missing or absent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from _exports import (
    AS_OF,
    BALANCES,
    CASES,
    DOUYIN,
    FANS,
    GRADES,
    HUAWEI,
    INCIDENTS,
    PIECES,
    RANKS,
    SITES,
    SPENDING,
    catalogue_of,
    day,
    each_day,
    listed,
    numbered,
    on,
    rows_of,
    warehouse_of,
    work,
)

from warehouse.catalogue import Catalogue, CatalogueError, Claim, Figure, Notice, Reading
from warehouse.figures import FigureRow, append, evaluate
from warehouse.loading import File

OFFICE = ("2023-01-01", "2024-06-20")


def figure(name: str, table: str, kind: str, measure: str, period: str = "year_to_date", **more: Any) -> Figure:
    more["of"] = tuple((dim, (v,) if isinstance(v, str) else tuple(v)) for dim, v in more.pop("of", {}).items())
    return Figure(name, f"x.{name}", name, "个", table, kind, period, measure=measure, **more)


WORKS = (
    work("2023-12-31", 99_999, clock="23:59:59"),
    work("01-01", 12_000, clock="00:00:00"),
    work("02-10", 10_000),
    work("02-11", 20_000),
    work("03-01", None),
    work("04-01", 500_000, visibility="自见"),
    work("06-20", 5, clock="23:59:59"),
)


def office() -> list[File]:
    """One file of each kind, downloaded on the day after; the ledgers reach back a year and a half."""
    return [
        listed("06-21", DOUYIN, *WORKS),
        listed("06-21", FANS, *each_day("01-01", "03-26", followers_total=150, followers_new=3),
               *each_day("03-27", "06-20", followers_total=160, followers_new=2)),
        listed("06-21", FANS, on("06-20", followers_total=40, followers_new=None), account="second"),
        listed("06-21", BALANCES, on("06-10", store="华为", downloads_total=1000)),
        listed("06-21", HUAWEI, *each_day("06-01", "06-20", downloads_new=3)),
        listed("06-21", CASES, *numbered(
            *(on("05-01", satisfied=s) for s in (True, True, True, False)), on("05-02", satisfied=None),
            on("2023-12-31", satisfied=False)), covers=OFFICE),
        listed("06-21", SPENDING, *numbered(
            on("2023-01-01", amount=Decimal("100.10")), on("2023-06-20", amount=Decimal("99.90")),
            on("2023-06-21", amount=Decimal("999.00")), on("2024-06-20", amount=Decimal("250.00"))), covers=OFFICE),
        listed("06-21", RANKS, *numbered(*(on(d, rank=r) for d, r in (
            ("01-31", 120), ("02-29", 86), ("03-31", 79), ("04-30", 91), ("05-31", 83), ("06-15", 99)))),
               covers=OFFICE),
        listed("06-21", PIECES, *numbered(*(on(d) for d in (
            "02-01", "02-29", "03-10", "04-05", "04-06", "05-31", "05-31", "06-01"))), covers=OFFICE),
        listed("06-21", GRADES, *numbered(on("2023-12-31", grade="较好"), on("01-15", grade="好")), covers=OFFICE),
        listed("06-21", INCIDENTS, *numbered(on("03-01", category="一般差错")), covers=OFFICE),
        listed("06-21", SITES, *numbered(
            on("2023-02-01", category="甲"), on("2023-03-01", category="甲", until=day("06-20")),
            on("2024-06-20", category="乙")), covers=OFFICE),
    ]  # fmt: skip


PUBLIC = {"platform": "douyin", "visibility": "公开"}
NEW_FANS = {"platform": "douyin", "measure": "followers_new"}

BY_HAND: list[tuple[Figure, float]] = [
    (figure("posts", "posts", "flow", "count(*)", of=PUBLIC), 5),  # not that of December, not the one of 自见
    (figure("views", "posts", "flow", "sum(views)", of=PUBLIC), 42_005),  # a missing count adds nothing
    (figure("over_10k", "posts", "threshold_count", "count(*)", of=PUBLIC, where="views > 10000"), 2),  # strictly more
    (figure("best", "posts", "maximum", "max(views)", of=PUBLIC), 20_000),
    (figure("titles", "posts", "flow", "count(distinct title)", of=PUBLIC), 1),
    (figure("mean_views", "posts", "flow", "avg(views)", of=PUBLIC), 42_005 / 4),
    (figure("new_fans", "account_days", "flow", "sum(value)", of=NEW_FANS), 86 * 3 + 86 * 2),
    (figure("fans", "account_days", "stock", "sum(value)", "as_of",
            of={"platform": "douyin", "measure": "followers_total"}), 200),  # 160 and 40
    (figure("fans_in_march", "account_days", "stock", "sum(value)", "at:2024-03-01",
            of={"platform": "douyin", "measure": "followers_total", "account": "main"}), 150),
    (figure("new_fans_a_day", "account_days", "mean_per_day", "sum(value)", of=NEW_FANS), 430 / 172),
    (figure("downloads", "downloads", "stock", "sum(amount)", "as_of"), 1030),  # the balance and ten days
    (figure("satisfied", "cases", "share", "", numerator="count(*) filter (where satisfied)", denominator="count(*)",
            where="satisfied is not null"), 75),
    (figure("growth", "amounts", "growth", "sum(amount_yuan)"), 25),  # 250 to 200: the same days of 2023
    (figure("january_2023", "amounts", "flow", "sum(amount_yuan)", "month:2023-01"), 100.10),
    (figure("since_2023", "amounts", "flow", "sum(amount_yuan)", "since:2023-06-20"), 1348.90),
    (figure("worst_rank", "events", "streak", "max(rank)", "monthly_since:2024-02", of={"register": "ranks"},
            better="less"), 91),  # not January, and June is not over
    (figure("last_rank", "events", "rank", "max(rank)", of={"register": "ranks"}), 99),
    (figure("last_views", "posts", "latest", "max(views)", of=PUBLIC), 5),
    (figure("fewest_pieces", "pieces", "streak", "count(*)", "monthly_since:2024-01"), 0),  # none in January
    (figure("fewest_since_february", "pieces", "streak", "count(*)", "monthly_since:2024-02"), 1),  # in March
    (figure("days_with_pieces", "pieces", "streak", "count(distinct used_on)", "monthly_since:2024-05"), 1),
    (figure("accidents", "events", "zero", "count(*)", of={"register": "incidents", "category": "安全事故"}), 0),
    (figure("sites", "items", "stock", "count(*)", "as_of"), 2),  # one was given up on the day
    (figure("sites_2023", "items", "stock", "count(*)", "at:2023-12-31"), 2),
    (figure("new_sites", "items", "flow", "count(*)"), 1),
    (figure("sorts", "items", "stock", "count(distinct category)", "as_of"), 2),
]  # fmt: skip
GRADE = figure("grade", "events", "state", "max(grade)", "as_of", of={"register": "gradings"})
TINY = catalogue_of(*(one for one, _ in BY_HAND), GRADE)


OTHER_DAYS = (date(2024, 6, 10), date(2024, 2, 29))


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """The office with core tables for every day that is asked for below."""
    with warehouse_of(*office(), days=(AS_OF, *OTHER_DAYS, date(2024, 3, 1), date(2023, 12, 31))) as con:
        yield con


@pytest.fixture(scope="module")
def rows(con: duckdb.DuckDBPyConnection) -> dict[str, FigureRow]:
    return by_id(evaluate(con, TINY, AS_OF))


def by_id(rows: list[FigureRow]) -> dict[str, FigureRow]:
    return {row.id: row for row in rows}


def one(known: Figure | Catalogue, *files: File, as_of: date = AS_OF) -> FigureRow:
    """The only figure of `known` over `files`."""
    with warehouse_of(*files, days=[as_of]) as con:
        return evaluate(con, catalogue_of(known) if isinstance(known, Figure) else known, as_of)[0]


# ---- values --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("entry", "expected"), BY_HAND, ids=[entry.id for entry, _ in BY_HAND])
def test_value(rows: dict[str, FigureRow], entry: Figure, expected: float) -> None:
    assert rows[entry.id].value == pytest.approx(expected, rel=1e-12)


def test_a_state_is_a_text(rows: dict[str, FigureRow]) -> None:
    assert (rows["grade"].state, rows["grade"].value) == ("好", None)


def test_both_parts_of_a_ratio_are_shown(rows: dict[str, FigureRow]) -> None:
    parts = {name: (rows[name].numerator, rows[name].denominator) for name in ("satisfied", "growth", "new_fans_a_day")}
    assert parts == {"satisfied": (3, 4), "growth": (250, 200), "new_fans_a_day": (430, 172)}


def test_counts_are_whole_numbers_and_ratios_are_not(rows: dict[str, FigureRow]) -> None:
    assert isinstance(rows["posts"].value, int)
    assert isinstance(rows["satisfied"].value, float)


def test_rows_and_files_are_those_that_counted_or_speak_for_the_period(rows: dict[str, FigureRow]) -> None:
    evidence = {
        name: (rows[name].rows, rows[name].files) for name in ("posts", "over_10k", "fans", "growth", "accidents")
    }
    assert evidence == {"posts": (5, 1), "over_10k": (2, 1), "fans": (2, 2), "growth": (3, 1), "accidents": (0, 1)}


def test_a_row_says_which_platform_it_is_about(rows: dict[str, FigureRow]) -> None:
    assert (rows["posts"].platform, rows["growth"].platform) == ("douyin", None)


def test_what_json_gets_is_plain(rows: dict[str, FigureRow]) -> None:
    shown = rows["satisfied"].as_json()
    assert (shown["as_of"], shown["value"], shown["claim"]) == ("2024-06-20", 75, None)
    assert shown["coverage"] == {
        "share": 1, "missing": [], "late_days": 0, "days": 172, "days_covered": 172, "newest": "2024-06-21",
        "age_days": 0, "missing_days_tolerated": 0, "late_days_tolerated": 7, "missing_from": {}, "mends": [],
    }  # fmt: skip


# ---- missing is not zero -------------------------------------------------------------------------

VIEWS = figure("views", "posts", "flow", "sum(views)", of={"platform": "douyin"})
ACCIDENTS = figure("accidents", "events", "zero", "count(*)", of={"register": "incidents"}, better="less")
SHARE = figure(
    "share", "cases", "share", "", numerator="count(*) filter (where satisfied)", denominator="count(*)"
)  # fmt: skip


def test_a_floor_counts_as_the_least_that_it_can_be() -> None:
    works = (work("2023-12-01"), work("05-01", 100_000, views_is_floor=True), work("05-02", 5))
    assert one(VIEWS, listed("06-21", DOUYIN, *works)).value == 100_005


def test_a_sum_of_missing_counts_is_missing() -> None:
    assert one(VIEWS, listed("06-21", DOUYIN, work("2023-12-01"), work("05-01", None))).value is None


def test_a_sum_over_no_works_is_zero() -> None:
    assert one(VIEWS, listed("06-21", DOUYIN, work("2023-12-01"))).value == 0


def test_over_no_days_there_is_no_sum() -> None:
    entry = figure("new", "account_days", "flow", "sum(value)", of=NEW_FANS)
    row = one(entry, listed("06-21", FANS, on("2023-12-31", followers_new=5)))
    assert (row.value, row.coverage.share) == (None, 0)


def test_an_empty_ledger_that_covers_the_period_is_zero() -> None:
    row = one(ACCIDENTS, listed("06-21", INCIDENTS, covers=OFFICE))
    assert (row.value, row.coverage.share, row.rows, row.files) == (0, 1, 0, 1)


def test_of_nothing_the_files_are_those_that_speak_for_a_day_of_the_period() -> None:
    ledgers = [
        listed("05-02", INCIDENTS, covers=("01-01", "04-30")),  # all of it said anew
        listed("06-01", INCIDENTS, covers=("01-01", "05-31")),
        listed("06-21", INCIDENTS, covers=("06-01", "06-20")),
        listed("06-28", INCIDENTS, covers=("06-01", "06-27")),  # later than the first that says it
        listed("06-21", INCIDENTS, covers=("2023-01-01", "2023-12-31")),  # another year
        listed("06-21", RANKS, covers=OFFICE),  # another ledger
        listed("06-21", INCIDENTS, covers=OFFICE, centre="other"),
    ]
    with warehouse_of(*ledgers) as con:
        shown = {row.centre: (row.value, row.rows, row.files) for row in evaluate(con, catalogue_of(ACCIDENTS), AS_OF)}
    assert shown == {"jianhu": (0, 0, 2), "other": (0, 0, 1)}


def test_without_the_ledger_there_is_no_number() -> None:
    row = one(ACCIDENTS, listed("06-21", DOUYIN, work("05-01")))
    assert (row.value, row.coverage.share, row.files, row.rows) == (None, 0, 0, 0)


def test_without_data_a_share_has_no_parts() -> None:
    row = one(SHARE, listed("06-21", DOUYIN, work("05-01")))
    assert (row.value, row.numerator, row.denominator) == (None, None, None)


def test_a_share_of_nothing_is_no_number() -> None:
    row = one(SHARE, listed("06-21", CASES, covers=OFFICE))
    assert (row.value, row.numerator, row.denominator) == (None, 0, 0)


def test_growth_from_nothing_is_no_number() -> None:
    entry = figure("growth", "amounts", "growth", "sum(amount_yuan)")
    assert one(entry, listed("06-21", SPENDING, *numbered(on("05-01", amount=5)), covers=OFFICE)).value is None


def test_a_month_without_a_rank_is_missing_and_never_passed() -> None:
    entry = figure("worst", "events", "streak", "max(rank)", "monthly_since:2024-02", better="less")
    ranks = numbered(on("02-29", rank=86), on("04-30", rank=91), on("05-31", rank=None))
    row = one(entry, listed("06-21", RANKS, *ranks, covers=OFFICE))
    assert (row.value, row.coverage.missing) == (91, ["2024-03-01~2024-03-31", "2024-05-01~2024-05-31"])
    also_by_itself = one(replace(entry, measure="max(rank) + 0"), listed("06-21", RANKS, *ranks, covers=OFFICE))
    assert (also_by_itself.value, also_by_itself.coverage) == (row.value, row.coverage)


def test_growth_needs_both_years() -> None:
    entry = figure("growth", "amounts", "growth", "sum(amount_yuan)")
    spending = numbered(on("2023-06-01", amount=10), on("05-01", amount=15))
    row = one(entry, listed("06-21", SPENDING, *spending, covers=("2023-02-01", "2024-06-20")))
    assert row.coverage.missing == ["2023-01-01~2023-01-31"]
    assert row.coverage.share == pytest.approx(1 - 31 / 171 / 2)  # 2024 had a day more by 06-20


@pytest.mark.parametrize(("bound", "verdict"), [(">", "一致"), ("=", "数据不全"), ("<", "数据不全")])
def test_a_sum_over_floors_is_at_least_what_it_is(bound: str, verdict: str) -> None:
    works = (work("2023-12-01"), work("05-01", 100_000, views_is_floor=True), work("05-02", 5))
    row = one(noticed(VIEWS, bound, 100_004 if bound == ">" else 100_005), listed("06-21", DOUYIN, *works))
    assert (row.verdict, row.value, row.floors) == (verdict, 100_005, 1)
    assert "1条只显示“10万+”" in row.remark or bound == ">"


def test_a_count_of_works_does_not_rest_on_floors() -> None:
    over = figure("over", "posts", "threshold_count", "count(*)", of={"platform": "douyin"}, where="views > 10000")
    works = (work("2023-12-01"), work("05-01", 100_000, views_is_floor=True))
    row = one(noticed(over, "=", 1), listed("06-21", DOUYIN, *works))
    assert (row.verdict, row.floors) == ("一致", 0)


# ---- beside a notice -----------------------------------------------------------------------------


def noticed(entry: Figure, bound: str, value: float, **more: Any) -> Catalogue:
    claim = Claim(entry.id, "一1", "原文", bound, value, **more)
    return replace(catalogue_of(entry), notices={AS_OF: Notice(AS_OF, "通报", {entry.id: claim})})


@pytest.mark.parametrize(("observed", "verdict", "late_days"), [("06-27", "一致", 7), ("06-28", "数据不全", 8)])
def test_a_list_read_a_week_late_still_agrees(observed: str, verdict: str, late_days: int) -> None:
    row = one(noticed(VIEWS, "=", 100), listed(observed, DOUYIN, work("2023-12-01"), work("05-01", 100)))
    assert (row.verdict, row.coverage.late_days, row.value) == (verdict, late_days, 100)


@pytest.mark.parametrize(("last", "verdict"), [("06-13", "一致"), ("06-12", "数据不全")])
def test_a_stock_of_a_week_ago_still_agrees(last: str, verdict: str) -> None:
    entry = figure("fans", "account_days", "stock", "sum(value)", "as_of", of={"measure": "followers_total"})
    row = one(noticed(entry, "=", 100), listed("06-21", FANS, on(last, followers_total=100)))
    assert (row.verdict, row.value) == (verdict, 100)


def test_a_hole_in_the_downloads_of_a_store_is_not_late_but_missing() -> None:
    entry = figure("downloads", "downloads", "stock", "sum(amount)", "as_of")
    days = [*each_day("05-01", "05-20", downloads_new=1), *each_day("06-05", "06-20", downloads_new=1)]
    opening = listed("06-21", BALANCES, on("04-30", store="华为", downloads_total=0))
    row = one(noticed(entry, "=", 36), opening, listed("06-21", HUAWEI, *days))
    assert (row.verdict, row.value, row.coverage.missing) == ("数据不全", 36, ["2024-05-21~2024-06-04"])


def test_nothing_loaded_is_said_to_be_nothing() -> None:
    row = one(noticed(ACCIDENTS, "=", 0), listed("06-21", DOUYIN, work("05-01")))
    assert (row.verdict, row.item) == ("无数据", "一1")


def test_a_part_of_the_period_proves_a_lower_bound_only() -> None:
    entry = figure("pieces", "pieces", "flow", "count(*)")
    half = listed("06-21", PIECES, *numbered(*(on("05-01") for _ in range(9))), covers=("02-01", "06-20"))
    with warehouse_of(half) as con:
        verdicts = [evaluate(con, noticed(entry, bound, 8), AS_OF)[0].verdict for bound in (">=", "=", "<=")]
    assert verdicts == ["一致", "数据不全", "数据不全"]


def test_a_mean_is_over_the_days_that_have_a_value() -> None:
    rows = [*each_day("01-01", "04-30", followers_new=4), *each_day("05-02", "06-19", followers_new=4)]
    entry = figure("a_day", "account_days", "mean_per_day", "sum(value)", of=NEW_FANS)
    row = one(noticed(entry, "=", 4), listed("06-21", FANS, *rows, on("06-20", followers_new=None)))
    assert (row.value, row.numerator, row.denominator) == (4, 170 * 4, 170)  # of 172, and 06-20 says nothing
    assert (row.coverage.missing, row.verdict) == (["2024-05-01", "2024-06-20"], "数据不全")


def test_a_month_without_a_rank_is_missing_beside_the_days_that_no_ledger_states() -> None:
    worst = figure("worst", "events", "streak", "max(rank)", "monthly_since:2024-02", better="less")
    ranks = numbered(on("03-31", rank=79), on("04-30", rank=91), on("05-10", rank=83))
    row = one(worst, listed("06-21", RANKS, *ranks, covers=("01-01", "05-15")))
    assert (row.value, row.coverage.missing) == (91, ["2024-02-01~2024-02-29", "2024-05-16~2024-05-31"])
    assert row.coverage.share == 1 - (29 + 16) / (29 + 31 + 30 + 31)


@pytest.mark.parametrize(
    "measure",
    ["sum(views) / 0", "sum(sqrt(views - 999999))", "min(published_at)", "max(title)", "cast(null as bigint)"],
)
def test_what_is_no_number_is_no_value(con: duckdb.DuckDBPyConnection, measure: str) -> None:
    (row,) = evaluate(con, catalogue_of(figure("odd", "posts", "flow", measure)), AS_OF)
    assert (row.value, row.rows) == (None, 6)


def test_over_no_days_there_is_no_mean() -> None:
    entry = figure("a_day", "account_days", "mean_per_day", "sum(value)", of=NEW_FANS)
    row = one(entry, listed("06-21", FANS, on("2023-12-31", followers_new=5)))
    assert (row.value, row.denominator) == (None, None)


def test_over_days_that_nothing_covers_nothing_is_zero() -> None:
    works, spent = figure("works", "posts", "flow", "count(*)"), figure("spent", "amounts", "flow", "sum(amount_yuan)")
    ledger = listed("06-21", SPENDING, *numbered(on("2023-05-01", amount=3)), covers=("2023-01-01", "2023-12-31"))
    with warehouse_of(listed("2023-12-30", DOUYIN, work("2023-12-01")), ledger) as con:
        rows = evaluate(con, catalogue_of(works, spent), AS_OF)
    assert [(row.value, row.coverage.share, row.coverage.mends != []) for row in rows] == [(None, 0, True)] * 2


def test_a_stock_of_nothing_read_some_days_ago_is_zero() -> None:
    sites = figure("sites", "items", "stock", "count(*)", period="as_of", of={"register": "sites"})
    row = one(sites, listed("06-18", SITES, covers=("01-01", "06-17")))
    assert (row.value, row.coverage.share, row.coverage.late_days, row.complete) == (0, 0, 3, True)


def test_a_mean_of_what_happened_is_over_all_days() -> None:
    entry = figure("a_day", "events", "mean_per_day", "count(distinct happened_on)", of={"register": "ranks"})
    row = one(entry, listed("06-21", RANKS, *numbered(on("05-01", rank=1), on("05-02", rank=1)), covers=OFFICE))
    assert (row.value, row.denominator) == (round(2 / 172, 10), 172)


@pytest.mark.parametrize(("this", "last", "growth"), [("721800.00", "600000.00", 20.3), ("2", "3", -33.3333333333)])
def test_growth_carries_no_noise_of_binary_fractions(this: str, last: str, growth: float) -> None:
    entry = figure("growth", "amounts", "growth", "sum(amount_yuan)")
    spending = numbered(on("2023-06-01", amount=Decimal(last)), on("06-01", amount=Decimal(this)))
    assert one(entry, listed("06-21", SPENDING, *spending, covers=OFFICE)).value == growth


def test_a_day_that_is_missing_may_be_tolerated() -> None:
    rows = [*each_day("01-01", "04-30", followers_new=1), *each_day("05-02", "06-20", followers_new=1)]
    entry = figure("new", "account_days", "flow", "sum(value)", of=NEW_FANS)
    with warehouse_of(listed("06-21", FANS, *rows)) as con:
        (strict,) = evaluate(con, noticed(entry, "=", 171), AS_OF)
        (lenient,) = evaluate(con, noticed(replace(entry, missing_days=1), "=", 171), AS_OF)
    assert (strict.verdict, strict.coverage.missing, lenient.verdict) == ("数据不全", ["2024-05-01"], "一致")


def test_another_reading_that_fits_is_named(con: duckdb.DuckDBPyConnection) -> None:
    public = figure("posts", "posts", "flow", "count(*)", of=PUBLIC)
    all_works = Reading("含仅自己可见", figure("posts~1", "posts", "flow", "count(*)", of={"platform": "douyin"}))
    (row,) = evaluate(con, noticed(replace(public, readings=(all_works,)), "=", 6), AS_OF)
    assert (row.verdict, row.value) == ("口径不符", 5)
    assert "含仅自己可见" in row.remark


def test_figures_of_the_notice_come_first_in_its_order(con: duckdb.DuckDBPyConnection) -> None:
    claims = {name: Claim(name, "", "原文", "=", 1) for name in ("growth", "posts")}
    known = replace(TINY, notices={AS_OF: Notice(AS_OF, "通报", claims)})
    assert [row.id for row in evaluate(con, known, AS_OF)][:3] == ["growth", "posts", "views"]


# ---- centres, days, and what was said before -----------------------------------------------------


def test_every_centre_has_its_own_row() -> None:
    with warehouse_of(
        listed("06-21", DOUYIN, work("2023-12-01"), work("05-01", 100)),
        listed("06-21", DOUYIN, work("2023-12-01"), work("05-01", 7), centre="other"),
        listed("06-21", INCIDENTS, covers=OFFICE, centre="third"),
    ) as con:
        values = {row.centre: row.value for row in evaluate(con, catalogue_of(VIEWS), AS_OF)}
    assert values == {"jianhu": 100, "other": 7, "third": None}


def test_days_that_were_not_kept_are_computed_over_a_file_that_can_only_be_read(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "media_metrics.duckdb"
    with duckdb.connect(str(path)) as other:
        warehouse_of(*office(), con=other)
    with duckdb.connect(str(path), read_only=True) as other:
        for as_of in OTHER_DAYS:
            assert evaluate(other, TINY, as_of) == evaluate(con, TINY, as_of)


def test_what_was_said_before_stays(con: duckdb.DuckDBPyConnection) -> None:
    rows = evaluate(con, TINY, AS_OF)
    for night in (21, 22):
        append(con, rows, TINY, datetime(2024, 6, night))
    said = rows_of(con, "select known_at, value, coverage_share from report.figures where figure = 'posts' order by 1")
    assert said == [(datetime(2024, 6, night), 5, 1) for night in (21, 22)]
    assert rows_of(con, "select count(*) from report.verdicts") == [(2 * len(rows),)]


def test_an_entry_that_cannot_be_computed_is_named(con: duckdb.DuckDBPyConnection) -> None:
    broken = figure("broken", "posts", "flow", "sum(no_such_column)")
    with pytest.raises(CatalogueError, match="broken"):
        evaluate(con, catalogue_of(VIEWS, broken), AS_OF)


def test_the_future_is_not_counted_on_an_earlier_day() -> None:
    entry = figure("new", "account_days", "flow", "sum(value)", of=NEW_FANS)
    days = listed("06-21", FANS, *each_day("01-01", "06-20", followers_new=1))
    before = date(2024, 6, 10)
    assert one(entry, days, as_of=before).value == (before - date(2024, 1, 1) + timedelta(1)).days
