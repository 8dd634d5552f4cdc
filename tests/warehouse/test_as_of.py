"""What counts on a day: the newest observation on or before it, withdrawn works, ledgers inside their 登记起止."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from _exports import (
    AS_OF,
    BALANCES,
    CASES,
    DOUYIN,
    FANS,
    HUAWEI,
    INCIDENTS,
    PIECES,
    SITES,
    SPENDING,
    WEIBO,
    at,
    day,
    each_day,
    file,
    listed,
    part,
    rows_of,
    warehouse_of,
    work,
)

from warehouse._as_of import as_of_sql, build, nothing_sql, selects
from warehouse._grains import GRAINS
from warehouse.loading import File

DAYS = (date(2024, 6, 10), AS_OF)


def views(con: duckdb.DuckDBPyConnection, as_of: date = AS_OF) -> dict[str, int]:
    """Title -> views of the works that count."""
    return dict(rows_of(con, f"select title, views from core.posts where as_of = date '{as_of}' and not withdrawn"))


# ---- days ----------------------------------------------------------------------------------------


def test_a_day_belongs_to_itself_whenever_it_was_downloaded() -> None:
    con = warehouse_of(listed("06-21", FANS, {"day": AS_OF, "followers_total": 500, "followers_new": 7}))
    assert rows_of(con, "select day, measure, value, is_last from core.account_days order by measure") == [
        (AS_OF, "followers_new", 7, True),
        (AS_OF, "followers_total", 500, True),
    ]


def test_the_last_day_is_the_last_on_or_before_the_day_asked_for() -> None:
    rows = [{"day": day(d), "followers_total": n} for d, n in (("06-08", 100), ("06-19", 110), ("06-22", 130))]
    con = warehouse_of(listed("06-23", FANS, *rows), days=DAYS)
    assert rows_of(con, "select as_of, day, value from core.account_days where is_last order by as_of") == [
        (date(2024, 6, 10), date(2024, 6, 8), 100),
        (AS_OF, date(2024, 6, 19), 110),
    ]


def test_each_account_has_its_own_last_day() -> None:
    con = warehouse_of(
        listed("06-21", FANS, {"day": day("06-20"), "followers_total": 500}, account="main"),
        listed("06-21", FANS, {"day": day("06-18"), "followers_total": 40}, account="second"),
    )
    assert rows_of(con, "select sum(value) from core.account_days where is_last") == [(540,)]


def test_a_missing_value_is_not_a_row() -> None:
    con = warehouse_of(listed("06-21", FANS, {"day": AS_OF, "followers_total": None, "followers_new": 0}))
    assert rows_of(con, "select measure, value from core.account_days") == [("followers_new", 0)]


# ---- lists of works ------------------------------------------------------------------------------


def test_of_overlapping_lists_the_newest_on_or_before_the_day_counts_also_when_views_fall() -> None:
    con = warehouse_of(
        listed("06-08", DOUYIN, work("05-01", 900)),
        listed("06-15", DOUYIN, work("05-01", 1200)),
        listed("06-19", DOUYIN, work("05-01", 1150)),
        listed("06-25", DOUYIN, work("05-01", 5000)),
        days=DAYS,
    )
    assert views(con, date(2024, 6, 10)) == {"【样例】一": 900}
    assert views(con) == {"【样例】一": 1150}


def test_without_one_before_the_first_after_counts() -> None:
    con = warehouse_of(listed("06-27", DOUYIN, work("06-01", 70)), listed("07-04", DOUYIN, work("06-01", 90)))
    assert views(con) == {"【样例】一": 70}
    assert rows_of(con, "select cast(max(observed_at) as date) from core.posts") == [(date(2024, 6, 27),)]


def test_an_observation_on_the_day_itself_is_on_or_before_it() -> None:
    con = warehouse_of(listed("06-20", DOUYIN, work("06-01", 70)), listed("06-21", DOUYIN, work("06-01", 90)))
    assert views(con) == {"【样例】一": 70}


def test_an_edited_title_is_the_same_work() -> None:
    con = warehouse_of(
        listed("06-15", DOUYIN, work("05-01", 10, "【样例】旧题")),
        listed("06-19", DOUYIN, work("05-01", 20, "【样例】新题")),
    )
    assert views(con) == {"【样例】新题": 20}


def test_two_works_of_one_second_are_two() -> None:
    con = warehouse_of(listed("06-19", DOUYIN, work("05-01", 10, "【样例】甲"), work("05-01", 20, "【样例】乙")))
    assert views(con) == {"【样例】甲": 10, "【样例】乙": 20}


def test_the_same_second_on_another_account_or_platform_is_another_work() -> None:
    con = warehouse_of(
        listed("06-19", DOUYIN, work("05-01")),
        listed("06-19", DOUYIN, work("05-01"), account="second"),
        listed("06-19", WEIBO, work("05-01")),
    )
    assert rows_of(con, "select count(*) from core.posts") == [(3,)]


# ---- withdrawn works -----------------------------------------------------------------------------

FULL = listed("06-08", DOUYIN, work("05-01", 1, "【样例】留"), work("05-02", 2, "【样例】撤"))
WITHOUT = listed("06-15", DOUYIN, work("05-01", 3, "【样例】留"), work("06-14", 4, "【样例】新"))


def test_a_work_missing_from_a_later_full_list_is_kept_and_marked() -> None:
    con = warehouse_of(FULL, WITHOUT)
    assert rows_of(con, "select title, views, withdrawn from core.posts order by published_at") == [
        ("【样例】留", 3, False),
        ("【样例】撤", 2, True),
        ("【样例】新", 4, False),
    ]


def test_before_the_later_list_it_still_counts() -> None:
    con = warehouse_of(FULL, WITHOUT, days=DAYS)
    assert "【样例】撤" in views(con, date(2024, 6, 10))
    assert "【样例】撤" not in views(con)


def test_it_stays_withdrawn_when_a_later_list_does_not_reach_back_to_it() -> None:
    con = warehouse_of(FULL, WITHOUT, listed("06-19", DOUYIN, work("06-14", 5, "【样例】新")))
    assert views(con) == {"【样例】留": 3, "【样例】新": 5}


def test_it_counts_again_when_a_later_list_has_it_again() -> None:
    con = warehouse_of(
        FULL, WITHOUT, listed("06-19", DOUYIN, work("05-02", 9, "【样例】撤"), work("06-14", 4, "【样例】新"))
    )
    assert views(con) == {"【样例】留": 3, "【样例】撤": 9, "【样例】新": 4}


def test_a_list_in_two_files_of_one_day_withdraws_nothing_of_itself() -> None:
    con = warehouse_of(
        listed("06-15", DOUYIN, work("05-01", 3, "【样例】留")), listed("06-15", DOUYIN, work("06-14", 4, "【样例】新"))
    )
    assert views(con) == {"【样例】留": 3, "【样例】新": 4}


def test_the_list_of_one_account_says_nothing_of_another() -> None:
    con = warehouse_of(FULL, listed("06-15", DOUYIN, work("05-01", 3, "【样例】旁"), account="second"))
    assert views(con) == {"【样例】留": 1, "【样例】撤": 2, "【样例】旁": 3}


def test_a_list_of_some_works_only_withdraws_none() -> None:
    con = warehouse_of(
        listed("06-08", WEIBO, work("05-01", 1, "【样例】甲"), work("05-02", 2, "【样例】乙")),
        listed("06-15", WEIBO, work("05-01", 3, "【样例】甲")),
    )
    assert views(con) == {"【样例】甲": 3, "【样例】乙": 2}


# ---- ledgers -------------------------------------------------------------------------------------


def spent(number: str, when: str, amount: int, **more: object) -> dict[str, object]:
    return {"number": number, "day": day(when), "amount": amount} | more


def amounts(con: duckdb.DuckDBPyConnection, as_of: date = AS_OF) -> list[tuple[str, int]]:
    return rows_of(
        con, f"select amount_key, cast(amount_yuan as bigint) from core.amounts where as_of = date '{as_of}' order by 1"
    )


def test_the_newest_ledger_replaces_the_rows_inside_its_period() -> None:
    con = warehouse_of(
        listed("06-08", SPENDING, spent("1", "03-01", 10), spent("2", "05-01", 20), covers=("01-01", "05-31")),
        listed("06-19", SPENDING, spent("3", "05-01", 25), spent("4", "06-01", 30), covers=("05-01", "06-20")),
    )
    assert amounts(con) == [("1", 10), ("3", 25), ("4", 30)]


def test_a_corrected_title_does_not_count_twice() -> None:
    def aired(number: str, title: str) -> dict[str, object]:
        return {"number": number, "day": day("05-01"), "title": title}

    con = warehouse_of(
        listed("06-08", PIECES, aired("1", "【样例】错字"), covers=("05-01", "05-31")),
        listed("06-19", PIECES, aired("1 改", "【样例】更正"), covers=("05-01", "05-31")),
    )
    assert rows_of(con, "select title from core.pieces") == [("【样例】更正",)]


def test_an_empty_newer_ledger_takes_the_rows_of_its_period_away() -> None:
    con = warehouse_of(
        listed("06-08", SPENDING, spent("1", "03-01", 10), spent("2", "05-01", 20), covers=("01-01", "05-31")),
        listed("06-19", SPENDING, covers=("05-01", "06-20")),
    )
    assert amounts(con) == [("1", 10)]


def test_a_ledger_kept_later_does_not_speak_for_an_earlier_day_that_has_its_own() -> None:
    con = warehouse_of(
        listed("06-09", SPENDING, spent("1", "05-01", 10), covers=("01-01", "06-08")),
        listed("06-19", SPENDING, spent("1", "05-01", 99), spent("2", "06-15", 5), covers=("01-01", "06-18")),
        days=DAYS,
    )
    assert amounts(con, date(2024, 6, 10)) == [("1", 10), ("2", 5)]
    assert amounts(con) == [("1", 99), ("2", 5)]


def test_sheets_of_one_file_do_not_replace_one_another() -> None:
    months = [
        part(SPENDING, [spent(str(n), f"0{n}-15", n)], (f"0{n}-01", f"0{n}-28"), sheet=f"{n}月") for n in (1, 2, 3)
    ]
    overlapping = part(SPENDING, [spent("补", "02-20", 9)], ("01-01", "06-20"), sheet="补登")
    con = warehouse_of(file("06-19", *months, overlapping))
    assert amounts(con) == [("1", 1), ("2", 2), ("3", 3), ("补", 9)]


def test_a_newer_file_with_fewer_sheets_leaves_the_other_months() -> None:
    old = [part(SPENDING, [spent(str(n), f"0{n}-15", n)], (f"0{n}-01", f"0{n}-28"), sheet=f"{n}月") for n in (1, 2)]
    con = warehouse_of(
        file("06-08", *old), listed("06-19", SPENDING, spent("2", "02-16", 7), covers=("02-01", "02-28"))
    )
    assert amounts(con) == [("1", 1), ("2", 7)]


def test_of_two_ledgers_of_one_moment_the_one_loaded_last_counts() -> None:
    con = warehouse_of(
        *(listed("06-19", SPENDING, spent("1", "05-01", n), covers=("05-01", "05-31")) for n in (10, 20))
    )
    assert amounts(con) == [("1", 20)]


def test_ledgers_of_other_kinds_and_centres_stay_out_of_it() -> None:
    con = warehouse_of(
        listed("06-08", SPENDING, spent("1", "05-01", 10), covers=("05-01", "05-31")),
        listed("06-19", SPENDING, covers=("05-01", "05-31"), centre="other"),
        listed("06-19", INCIDENTS, covers=("05-01", "05-31")),
    )
    assert amounts(con) == [("1", 10)]


def test_of_a_register_the_newest_file_counts_whole() -> None:
    con = warehouse_of(
        listed("06-08", SITES, {"number": "1", "day": day("01-01")}, {"number": "2", "day": day("02-01")}),
        listed("06-19", SITES, {"number": "2", "day": day("02-01")}, {"number": "3", "day": day("05-01")}),
        listed("06-25", SITES, {"number": "9", "day": day("01-01")}),
    )
    assert rows_of(con, "select item_key from core.items order by 1") == [("2",), ("3",)]


def test_a_reply_of_a_later_day_has_not_been_given_yet_nor_judged() -> None:
    replies = [at("06-10", "23:59:59"), at("06-11", "00:00:00")]
    rows = [{"number": str(n), "day": day("06-01"), "replied_at": r, "satisfied": True} for n, r in enumerate(replies)]
    con = warehouse_of(listed("06-19", CASES, *rows, covers=("06-01", "06-18")), days=DAYS)
    answered = "select as_of, count(*), count(replied_at), count(satisfied) from core.cases group by 1 order by 1"
    assert rows_of(con, answered) == [(date(2024, 6, 10), 2, 1, 1), (AS_OF, 2, 2, 2)]


# ---- downloads -----------------------------------------------------------------------------------


def downloads(con: duckdb.DuckDBPyConnection, as_of: date = AS_OF) -> int:
    return int(rows_of(con, f"select sum(amount) from core.downloads where as_of = date '{as_of}'")[0][0])


def balance(when: str, total: int, store: str = "华为") -> dict[str, object]:
    return {"day": day(when), "store": store, "downloads_total": total}


def test_downloads_are_the_opening_balance_and_the_days_after_it() -> None:
    con = warehouse_of(
        listed("06-21", BALANCES, balance("06-05", 1000)),
        listed("06-21", HUAWEI, *each_day("06-01", "06-22", downloads_new=3)),
        days=DAYS,
    )
    assert downloads(con, date(2024, 6, 10)) == 1000 + 5 * 3  # the 6th to the 10th
    assert downloads(con) == 1000 + 15 * 3  # the 6th to the 20th


def test_a_newer_balance_replaces_the_days_before_it() -> None:
    con = warehouse_of(
        listed("06-21", BALANCES, balance("06-05", 1000), balance("06-18", 1040)),
        listed("06-21", HUAWEI, *each_day("06-01", "06-20", downloads_new=3)),
        days=DAYS,
    )
    assert downloads(con, date(2024, 6, 10)) == 1015
    assert downloads(con) == 1040 + 2 * 3


@pytest.mark.parametrize(("own", "by_hand", "sum_of_days"), [("06-20", "06-19", 2 * 3), ("06-19", "06-20", 2 * 5)])
def test_a_day_in_two_kinds_of_export_counts_once_as_the_later_has_it(own: str, by_hand: str, sum_of_days: int) -> None:
    with warehouse_of(
        listed(own, HUAWEI, *each_day("06-10", "06-11", downloads_new=3)),
        listed(by_hand, BALANCES, *each_day("06-10", "06-12", store="华为", downloads_new=5),
               *each_day("06-10", "06-11", store="小米", downloads_new=7)),
    ) as con:  # fmt: skip
        found = rows_of(con, "select segment, sum(value) from core.account_days group by segment order by segment")
    assert found == [("华为", sum_of_days + 5), ("小米", 14)]


def test_the_balance_of_one_store_leaves_the_days_of_another() -> None:
    con = warehouse_of(
        listed("06-21", BALANCES, balance("06-19", 500, "小米")),
        listed("06-21", HUAWEI, *each_day("06-19", "06-20", downloads_new=3)),
    )
    assert downloads(con) == 500 + 6


# ---- any other day -------------------------------------------------------------------------------


def everything() -> list[File]:
    """Files whose core tables differ from day to day."""
    return [
        FULL,
        WITHOUT,
        listed("06-19", DOUYIN, work("06-14", 5, "【样例】新")),
        listed("06-12", FANS, *each_day("06-01", "06-11", followers_total=100)),
        listed("06-21", FANS, *each_day("06-10", "06-20", followers_total=120)),
        listed("06-21", BALANCES, balance("06-05", 1000), balance("06-18", 1040)),
        listed("06-21", HUAWEI, *each_day("06-01", "06-20", downloads_new=3)),
        listed("06-08", SPENDING, spent("1", "03-01", 10), spent("2", "05-01", 20), covers=("01-01", "05-31")),
        listed("06-19", SPENDING, spent("3", "05-01", 25), covers=("05-01", "06-20")),
        listed("06-08", SITES, {"number": "1", "day": day("01-01")}),
        listed("06-19", SITES, {"number": "2", "day": day("02-01")}),
    ]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A file with core tables for both days, opened for reading, and TEMP tables for the same days over it."""
    path = tmp_path_factory.mktemp("published") / "media_metrics.duckdb"
    with duckdb.connect(str(path)) as con:
        warehouse_of(*everything(), days=DAYS, con=con)
    with duckdb.connect(str(path), read_only=True) as con:
        build(con, DAYS, schema="temp")
        yield con


@pytest.mark.parametrize("table", [name for name, _ in selects()])
def test_temp_tables_over_a_read_only_file_hold_the_same(published: duckdb.DuckDBPyConnection, table: str) -> None:
    made, kept = (rows_of(published, f"select * from {schema}.{table} order by all") for schema in ("temp", "core"))
    assert made == kept
    assert made or table in ("pieces", "cases", "events", "points_rules", "points")


@pytest.mark.parametrize("grain", GRAINS)
def test_of_a_grain_that_never_came_the_table_is_the_same_and_empty(
    published: duckdb.DuckDBPyConnection, grain: str
) -> None:
    said, empty = (rows_of(published, f"describe {select}") for select in (as_of_sql(grain), nothing_sql(grain)))
    assert [row[:2] for row in empty] == [row[:2] for row in said]
    assert rows_of(published, nothing_sql(grain)) == []


def test_temp_tables_of_a_day_that_the_file_does_not_hold(tmp_path: Path) -> None:
    path = tmp_path / "media_metrics.duckdb"
    with duckdb.connect(str(path)) as con:
        warehouse_of(*everything(), con=con)
    with duckdb.connect(str(path), read_only=True) as con:
        build(con, [date(2024, 6, 10)], schema="temp")
        assert rows_of(con, "select sum(amount) from temp.downloads") == [(1015,)]
        assert rows_of(con, "select title from temp.posts where not withdrawn order by 1") == [
            ("【样例】撤",),
            ("【样例】新",),
            ("【样例】留",),
        ]
