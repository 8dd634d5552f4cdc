"""Any period and any cut, worked out by hand: the value, what it was before, the change, and what may be said of it."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest
from _entries import LEDGER, SATISFIED, figure
from _exports import (
    AS_OF,
    BALANCES,
    CASES,
    DOUYIN,
    FANS,
    INCIDENTS,
    PIECES,
    RANKS,
    SITES,
    SPENDING,
    USES,
    WEIBO,
    catalogue_of,
    each_day,
    listed,
    numbered,
    on,
    warehouse_of,
    work,
)

from warehouse._compute import terms
from warehouse._passes import run
from warehouse.catalogue import Figure
from warehouse.comparing import FIXED, NO_FULL_MONTH, NOT_CUT, NOT_FILLED, Change, Comparison, Line, compare
from warehouse.cuts import CutError, narrowed
from warehouse.spans import SpanError, span

SPENT = figure("spent", "amounts", "flow", "sum(amount_yuan)")
FANS_TOTAL = figure("fans", "account_days", "stock", "sum(value)", "as_of", of=(("measure", ("followers_total",)),))
A_DAY = figure("a_day", "account_days", "mean_per_day", "sum(value)", of=(("measure", ("followers_new",)),))
GROWN = figure("grown", "amounts", "growth", "sum(amount_yuan)")
WORST = figure(
    "worst", "events", "streak", "max(rank)", "monthly_since:2024-01", of=(("register", ("ranks",)),), better="less"
)
LAST = figure("last", "events", "rank", "max(rank)", of=(("register", ("ranks",)),))
JANUARY = figure("january", "amounts", "flow", "sum(amount_yuan)", "month:2024-01")
NEVER = figure("never", "events", "zero", "count(*)", of=(("register", ("incidents",)),))
SITES_NOW = figure("sites", "items", "stock", "count(*)", "as_of")
WORKS = figure("works", "posts", "flow", "count(*)")
TITLES = figure("titles", "posts", "flow", "count(distinct title)", combine="recompute")
BEST = figure("best", "posts", "maximum", "max(views)")
VIEWS = figure("views", "posts", "flow", "sum(views)", of=(("platform", ("douyin",)),))
PIECES_USED = figure("pieces", "pieces", "flow", "count(*)")
STORIES_USED = figure(
    "stories", "pieces", "flow", "count(distinct coalesce(story_key, piece_key))", combine="recompute"
)


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """Money, days, cases, ranks and sites of a year and a half; everything was handed in the day after."""
    with warehouse_of(
        listed("06-21", SPENDING, *numbered(
            on("2023-04-10", amount=50), on("2023-05-10", amount=80), on("04-10", amount=100), on("04-30", amount=20),
            on("05-01", amount=100), on("05-31", amount=50), on("06-01", amount=7)), covers=LEDGER),
        listed("06-21", FANS, *each_day("04-01", "04-30", followers_total=100, followers_new=2),
               *each_day("05-01", "06-20", followers_total=130, followers_new=3)),
        listed("06-21", CASES, *numbered(
            *(on("04-05", satisfied=said) for said in (True, False)),
            *(on("05-05", satisfied=said) for said in (True, True, True, False))), covers=LEDGER),
        listed("06-21", RANKS, *numbered(*(on(day, rank=rank) for day, rank in (
            ("04-30", 91), ("05-15", 83), ("05-31", 79), ("06-15", 99)))), covers=LEDGER),
        listed("06-21", INCIDENTS, covers=("04-02", "06-20")),
        listed("06-21", SITES, *numbered(on("2023-02-01"), on("05-20"), on("06-01")), covers=LEDGER),
    ) as con:  # fmt: skip
        yield con


def lines(con: duckdb.DuckDBPyConnection, *figures: Figure, **asked: object) -> dict[str, Line]:
    return {line.figure.id: line for line in found(con, *figures, **asked).lines}


def found(
    con: duckdb.DuckDBPyConnection, *figures: Figure, period: str = "", as_of: date = AS_OF, by: str | None = None
) -> Comparison:
    return compare(con, catalogue_of(*figures), as_of, span(period) if period else None, by)


def values(line: Line) -> tuple[object, ...]:
    return tuple(row and row.value for row in (line.now, line.before, line.year_before))


# ---- periods -------------------------------------------------------------------------------------


def test_each_kind_over_a_month(con: duckdb.DuckDBPyConnection) -> None:
    may = lines(con, SPENT, FANS_TOTAL, A_DAY, SATISFIED, GROWN, LAST, WORST, SITES_NOW, period="2024-05")
    assert {name: values(line) for name, line in may.items()} == {
        "spent": (150, 120, 80),
        "fans": (130, 100, None),  # at the end of the month
        "a_day": (3, 2, None),
        "satisfied": (75, 50, None),
        "grown": (87.5, 140, None),  # 150 to 80, 120 to 50
        "last": (79, 91, None),  # on the last day of the month that has one
        "worst": (83, 91, None),
        "sites": (2, 1, 1),
    }


def test_changes_are_in_the_unit_and_in_percent_where_that_means_something(con: duckdb.DuckDBPyConnection) -> None:
    may = lines(con, SPENT, SATISFIED, LAST, period="2024-05")
    assert may["spent"].since(may["spent"].before) == Change(30, 25, True)
    assert may["spent"].since(may["spent"].year_before) == Change(70, 87.5, True)
    assert may["satisfied"].since(may["satisfied"].before) == Change(25, None, True)  # in points of percent
    assert may["last"].since(may["last"].before) == Change(-12, None, True)  # places
    assert may["satisfied"].since(may["satisfied"].year_before) is None  # nobody was asked then


def test_from_nothing_there_is_no_change_in_percent(con: duckdb.DuckDBPyConnection) -> None:
    week = lines(con, SPENT, period="2024-W22")["spent"]  # 05-27 to 06-02
    assert (values(week)[:2], week.since(week.before)) == ((57, 0), Change(57, None, True))


def test_a_change_on_an_incomplete_side_is_not_certain(con: duckdb.DuckDBPyConnection) -> None:
    may = lines(con, NEVER, period="2024-05")["never"]
    assert may.before is not None
    assert (may.now.complete, may.before.complete, may.before.coverage.missing) == (True, False, ["2024-04-01"])
    assert may.since(may.before) == Change(0, None, False)


def test_where_no_day_is_covered_there_is_no_number(con: duckdb.DuckDBPyConnection) -> None:
    march = lines(con, NEVER, period="2024-03")["never"]
    assert (march.now.value, march.now.complete, march.since(march.before)) == (None, False, None)


def test_what_is_not_over_is_cut_and_so_is_what_stands_beside_it(con: duckdb.DuckDBPyConnection) -> None:
    june = found(con, SPENT, SITES_NOW, period="2024-06")
    assert [str(one.until) for one in june.spans] == ["2024-06-20", "2024-05-20", "2023-06-20"]
    assert [values(line) for line in june.lines] == [(7, 100, 0), (3, 2, 1)]


def test_entries_of_days_of_their_own_are_left_out_and_counted(con: duckdb.DuckDBPyConnection) -> None:
    week = found(con, SPENT, JANUARY, WORST, period="2024-W20")
    assert [line.figure.id for line in week.lines] == ["spent"]
    assert {why: [one.id for one in left] for why, left in week.left_out.items()} == {
        FIXED: ["january"],
        NO_FULL_MONTH: ["worst"],
    }


def test_entries_that_only_carry_checks_are_not_shown(con: duckdb.DuckDBPyConnection) -> None:
    carrying = Figure("s", "s", "s", "元", "amounts", "flow", "year_to_date", measure="count(*)", supporting=True)
    assert [line.figure.id for line in found(con, SPENT, carrying, period="2024-05").lines] == ["spent"]


def test_what_has_not_begun_is_refused(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(SpanError):
        found(con, SPENT, period="2024-07")


def test_lists_are_seen_as_many_days_after_the_end_of_each_period() -> None:
    weekly = [
        listed(seen, DOUYIN, work("2023-12-01", 1), *(work(day, views) for day, views in works.items()))
        for seen, works in {
            "05-01": {"04-10": 10},
            "05-08": {"04-10": 12},
            "06-01": {"04-10": 13, "05-10": 20},
            "06-08": {"04-10": 14, "05-10": 25},
        }.items()
    ]
    with warehouse_of(*weekly) as con:
        for as_of, expected in ((date(2024, 5, 31), (20, 10)), (date(2024, 6, 8), (25, 12))):
            may = lines(con, VIEWS, period="2024-05", as_of=as_of)["views"]
            assert values(may)[:2] == expected
            assert (may.now.complete, may.before and may.before.complete) == (True, True)


def test_a_floor_makes_the_change_uncertain_and_the_value_at_least() -> None:
    works = (work("2024-03-01"), work("04-10", 500), work("05-10", 100_000, views_is_floor=True), work("05-11", 7))
    with warehouse_of(listed("06-01", DOUYIN, *works), listed("05-01", DOUYIN, *works[:2])) as con:
        may = lines(con, VIEWS, period="2024-05", as_of=date(2024, 5, 31))["views"]
    assert (may.now.value, may.now.floors, may.now.complete) == (100_007, 1, True)
    assert may.since(may.before) == Change(99_507, 19_901.4, False)


# ---- cuts ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cut() -> Iterator[duckdb.DuckDBPyConnection]:
    """Works of two platforms and two accounts, and three uses of one story beside one of another."""
    with warehouse_of(
        listed("06-21", DOUYIN, work("2023-12-01"), work("05-01", 10, "【样例】甲"), work("05-02", 30, "【样例】乙"),
               work("05-03", 20, "【样例】丙", visibility=None)),
        listed("06-21", DOUYIN, work("2023-12-01"), work("05-04", 5, "【样例】甲"), account="second"),
        listed("06-21", WEIBO, work("2023-12-01"), work("04-30", 7, "【样例】甲"), work("06-20", 8, "【样例】丁")),
        listed("06-21", USES, *numbered(
            *(on("05-01", level=level, story="s1") for level in ("央级", "省级", "市级")), on("05-02", level="市级")),
            covers=LEDGER),
        listed("06-21", BALANCES, on("06-20", store="华为", downloads_total=1)),
        listed("06-21", PIECES, covers=LEDGER),
    ) as con:  # fmt: skip
        yield con


def parts(con: duckdb.DuckDBPyConnection, entry: Figure, by: str, **asked: object) -> dict[object, object]:
    """Value of the dimension ("合计" for the whole) -> the value of the figure."""
    return {line.cut[0] if line.cut else "合计": line.now.value for line in found(con, entry, by=by, **asked).lines}


def test_by_platform_the_parts_and_the_whole(cut: duckdb.DuckDBPyConnection) -> None:
    assert parts(cut, WORKS, "platform") == {"合计": 6, "douyin": 4, "weibo": 2}
    assert parts(cut, BEST, "platform") == {"合计": 30, "douyin": 30, "weibo": 8}
    assert parts(cut, TITLES, "platform") == {"合计": 4, "douyin": 3, "weibo": 2}  # 甲 is on both
    assert parts(cut, VIEWS, "platform") == {"合计": 65, "douyin": 65}  # of what the entry is about only


def test_by_account(cut: duckdb.DuckDBPyConnection) -> None:
    assert parts(cut, VIEWS, "account") == {"合计": 65, "main": 60, "second": 5}


def test_a_part_lacks_only_what_is_missing_from_its_own_lists() -> None:
    lists = [
        listed("06-21", DOUYIN, work("2023-12-01"), work("05-01", 10)),
        listed("06-10", DOUYIN, work("2023-12-01"), work("05-04", 5), account="second"),
        listed("06-21", WEIBO, work("2023-12-01"), work("06-20", 8)),
    ]
    with warehouse_of(*lists) as con:
        complete = {line.cut: line.now.complete for line in found(con, WORKS, by="account").lines}
    assert complete == {(): False, ("main",): True, ("second",): False}


def test_what_was_not_filled_in_is_a_part(cut: duckdb.DuckDBPyConnection) -> None:
    assert parts(cut, VIEWS, "visibility") == {"合计": 65, "公开": 45, None: 20}


def test_what_does_not_add_up_is_counted_for_each_part(cut: duckdb.DuckDBPyConnection) -> None:
    assert parts(cut, TITLES, "visibility") == {"合计": 4, "公开": 3, None: 1}
    assert parts(cut, TITLES, "account") == {"合计": 4, "main": 4, "second": 1}


def test_a_part_more_takes_no_query_more() -> None:
    asked: list[str] = []

    class Asked:
        def execute(self, sql: str) -> "Asked":
            asked.append(sql)
            return self

        def fetchall(self) -> list[object]:
            return []

    def queries(count: int) -> int:
        asked.clear()
        cuts = [narrowed(one, "section", f"{n}") for one in (WORKS, TITLES) for n in range(count)]
        run(Asked(), [term for one in cuts for term in terms(one, AS_OF)])  # type: ignore[arg-type]
        return len(asked)

    assert queries(100) == queries(2) == 3


def test_a_cut_and_a_period_together(cut: duckdb.DuckDBPyConnection) -> None:
    may = found(cut, WORKS, by="platform", period="2024-05", as_of=AS_OF).lines
    assert [(line.cut, *values(line)[:2]) for line in may] == [((), 4, 1), (("douyin",), 4, 0), (("weibo",), 0, 1)]


def test_parts_without_a_row_anywhere_are_not_listed(cut: duckdb.DuckDBPyConnection) -> None:
    assert parts(cut, WORKS, "platform", period="2024-06") == {"合计": 1, "weibo": 1, "douyin": 0}  # in May there were
    assert parts(cut, WORKS, "platform", period="2024-06-20..2024-06-20") == {"合计": 1, "weibo": 1}


def test_how_the_whole_comes_of_the_parts(cut: duckdb.DuckDBPyConnection) -> None:
    adding = {line.figure.id: line.adds_up for line in found(cut, WORKS, BEST, TITLES, by="platform").lines}
    assert adding == {"works": "sum", "best": "max", "titles": "anew"}


def test_a_story_used_by_three_counts_as_the_entry_declares(cut: duckdb.DuckDBPyConnection) -> None:
    assert parts(cut, PIECES_USED, "level") == {"合计": 4, "央级": 1, "省级": 1, "市级": 2}
    assert parts(cut, STORIES_USED, "level") == {"合计": 2, "央级": 1, "省级": 1, "市级": 2}  # one story, and one piece


def test_entries_without_the_dimension_are_left_out_and_counted(cut: duckdb.DuckDBPyConnection) -> None:
    left = found(cut, WORKS, PIECES_USED, by="section").left_out
    assert {why: [one.id for one in figures] for why, figures in left.items()} == {
        NOT_FILLED: ["works"],  # no list of these says a section
        NOT_CUT: ["pieces"],
    }


def test_an_unknown_dimension_is_told_which_there_are(cut: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(CutError, match=r"没有维度 nonsense。可以用：account platform .*level"):
        found(cut, WORKS, PIECES_USED, by="nonsense")
