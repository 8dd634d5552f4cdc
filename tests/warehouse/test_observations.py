"""The same bytes seen again are a later observation of the same rows; what was withdrawn is none any more."""

from collections.abc import Iterator
from datetime import date, datetime

import duckdb
import pytest
from _exports import AS_OF, DOUYIN, FANS, LOADED_AT, SPENDING, at, day, each_day, listed, on, rows_of, work

from warehouse._covered import covered
from warehouse._periods import window
from warehouse.build import build_as_of, prepare
from warehouse.loading import File, known_at, load

EXPORTS = {export.kind: export for export in (DOUYIN, FANS, SPENDING)}
DAYS = (date(2024, 6, 10), AS_OF)
NEXT_NIGHT = datetime(2024, 6, 22, 2)


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        prepare(con, EXPORTS)
        yield con


def again(first: File, observed: str, how: str = "folder") -> File:
    """The bytes of `first` once more."""
    return File(
        f"{observed}/again.xlsx", 1, 1, NEXT_NIGHT, sha256=first.sha256, centre=first.centre, account=first.account,
        observed_at=at(observed), observed_how=how, status="duplicate",
    )  # fmt: skip


def observed(con: duckdb.DuckDBPyConnection, table: str = "posts") -> dict[date, list[date]]:
    """As-of day -> the days on which its rows were last observed."""
    build_as_of(con, DAYS)
    rows = rows_of(con, f"select distinct as_of, cast(observed_at as date) from core.{table} order by all")
    return {day: [seen for of, seen in rows if of == day] for day in DAYS}


def moments(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return rows_of(con, "select file_id, cast(observed_at as date), by_file_id from meta.observations order by all")


def withdraw(con: duckdb.DuckDBPyConnection, file_id: int, when: datetime = NEXT_NIGHT) -> None:
    con.execute("insert into meta.withdrawals values (?, ?, '选错了', null)", [file_id, when]).fetchall()


# ---- the same bytes again ------------------------------------------------------------------------


def test_a_list_that_is_the_same_later_speaks_for_the_later_day_and_for_the_earlier_as_before(con) -> None:
    first = listed("06-10", DOUYIN, work("05-30"), work("06-05", title="【样例】二"))
    load(con, [first], EXPORTS, LOADED_AT)
    assert observed(con) == {DAYS[0]: [day("06-10")], AS_OF: [day("06-10")]}
    year = window("month:2024-06", AS_OF)
    missing = covered(con).of("jianhu", "posts", (("platform", ("douyin",)),), year).missing_ranges
    assert missing == ["2024-06-10~2024-06-20"]
    load(con, [again(first, "06-20")], EXPORTS, NEXT_NIGHT)
    assert observed(con) == {DAYS[0]: [day("06-10")], AS_OF: [day("06-20")]}
    missing = covered(con).of("jianhu", "posts", (("platform", ("douyin",)),), year).missing_ranges
    assert missing == ["2024-06-20"]  # a list does not speak for the day on which it was taken
    assert rows_of(con, "select count(*) from raw.douyin_list") == [(2,)]
    assert moments(con) == [(1, day("06-20"), 2)]


def test_what_stands_in_the_list_again_is_back_and_what_came_between_is_withdrawn(con) -> None:
    old = listed("06-05", DOUYIN, work("05-01"), work("05-02", title="【样例】二"))
    new = listed("06-08", DOUYIN, work("05-01"), work("05-03", title="【样例】三"))
    load(con, [old, new], EXPORTS, LOADED_AT)
    load(con, [again(old, "06-15")], EXPORTS, NEXT_NIGHT)
    build_as_of(con, DAYS)
    counted = "select as_of, title from core.posts where not withdrawn and title <> '【样例】一' order by all"
    assert rows_of(con, counted) == [(DAYS[0], "【样例】三"), (AS_OF, "【样例】二")]


def test_a_ledger_handed_in_again_is_the_newest(con) -> None:
    whole = ("01-01", "06-20")
    old = listed("06-05", SPENDING, {"number": "1", "day": day("05-01"), "amount": 1}, covers=whole)
    new = listed("06-08", SPENDING, {"number": "1", "day": day("05-01"), "amount": 2}, covers=whole)
    load(con, [old, new, again(old, "06-15")], EXPORTS, LOADED_AT)
    build_as_of(con, DAYS)
    assert rows_of(con, "select as_of, amount_yuan from core.amounts order by as_of") == [(DAYS[0], 2), (AS_OF, 1)]


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_in_which_they_come_does_not_matter(con, turned) -> None:
    days = ["06-20", "06-08"] if turned else ["06-08", "06-20"]
    first = listed(days[0], DOUYIN, work("05-30"))
    load(con, [first, again(first, days[1])], EXPORTS, LOADED_AT)
    assert observed(con) == {DAYS[0]: [day("06-08")], AS_OF: [day("06-20")]}


@pytest.mark.parametrize(
    ("first_how", "again_how", "again_on", "counts"),
    [
        ("folder", "name", "06-12", True),
        ("folder", "given", "06-12", True),
        ("folder", "assumed", "06-12", False),  # a copy of the file proves nothing
        ("assumed", "folder", "06-12", True),
        ("assumed", "assumed", "06-12", True),
        ("assumed", "assumed", "06-09", False),
        ("folder", "folder", "06-10", False),  # said already
        ("folder", "folder", "05-29", False),  # before its latest work: that date means something else
    ],
)
def test_which_times_count(con, first_how, again_how, again_on, counts) -> None:
    first = listed("06-10", DOUYIN, work("05-30"))
    first.observed_how = first_how
    load(con, [first], EXPORTS, LOADED_AT)
    load(con, [again(first, again_on, again_how)], EXPORTS, NEXT_NIGHT)
    assert moments(con) == ([(1, day(again_on), 2)] if counts else [])
    assert known_at(con) == (NEXT_NIGHT if counts else LOADED_AT)


def test_a_time_is_noted_once_and_for_its_own_account_only(con) -> None:
    first = listed("06-10", DOUYIN, work("05-30"))
    other = listed("06-10", DOUYIN, work("05-30"), account="second")
    other.sha256 = first.sha256
    load(con, [first, other], EXPORTS, LOADED_AT)
    for _ in range(2):
        load(con, [again(first, "06-20")], EXPORTS, NEXT_NIGHT)
    assert moments(con) == [(1, day("06-20"), 3)]


# ---- withdrawn -----------------------------------------------------------------------------------


def test_rows_of_a_withdrawn_file_count_nowhere(con) -> None:
    load(
        con,
        [
            listed("06-08", DOUYIN, work("05-30")),
            listed("06-09", FANS, *each_day("06-01", "06-08", followers_total=5)),
            listed("06-09", SPENDING, on("05-01", number="1", amount=7), covers=("01-01", "06-20")),
        ],
        EXPORTS,
        LOADED_AT,
    )
    for file_id in (1, 2, 3):
        withdraw(con, file_id)
    build_as_of(con, DAYS)
    for table in ("posts", "account_days", "amounts", "ledger_parts", "list_parts", "current_parts"):
        assert rows_of(con, f"select count(*) from core.{table}") == [(0,)], table
    found = covered(con)
    assert (found.parts, found.series) == ({}, {})


def test_without_a_withdrawn_list_the_one_before_counts_and_nothing_is_missing_from_it(con) -> None:
    old = listed("06-08", DOUYIN, work("05-01", 10), work("05-02", 20, "【样例】二"))
    wrong = listed("06-15", DOUYIN, work("05-01", 999))
    load(con, [old, wrong], EXPORTS, LOADED_AT)
    withdraw(con, 2)
    build_as_of(con, [AS_OF])
    counted = "select title, views, withdrawn from core.posts order by title"
    assert rows_of(con, counted) == [("【样例】一", 10, False), ("【样例】二", 20, False)]
    con.execute("update meta.withdrawals set undone_at = timestamp '2024-06-23 00:00:00'").fetchall()
    build_as_of(con, [AS_OF])
    assert rows_of(con, counted) == [("【样例】一", 999, False), ("【样例】二", 20, True)]


def test_what_changes_what_is_known(con) -> None:
    assert known_at(con) == datetime(1970, 1, 1)
    load(con, [listed("06-08", DOUYIN, work("05-01"))], EXPORTS, LOADED_AT)
    assert known_at(con) == LOADED_AT
    withdraw(con, 1)
    assert known_at(con) == NEXT_NIGHT
    con.execute("update meta.withdrawals set undone_at = timestamp '2024-06-23 00:00:00'").fetchall()
    assert known_at(con) == datetime(2024, 6, 23)


def test_a_build_file_of_before_gets_what_it_lacks(con) -> None:
    load(con, [listed("06-08", DOUYIN, work("05-01"))], EXPORTS, LOADED_AT)
    con.execute("drop view meta.observed_parts")
    con.execute("drop table meta.observations")
    con.execute("drop table meta.withdrawals")
    con.execute("alter table meta.parts drop column verified")
    con.execute("alter table meta.parts drop column contradicted")
    con.execute("delete from meta.layout")
    prepare(con, EXPORTS)
    load(con, [listed("06-09", DOUYIN, work("05-01"))], EXPORTS, NEXT_NIGHT)
    assert rows_of(con, "select verified, contradicted from meta.parts order by batch") == [
        (None, None),
        ("predecessor", False),
    ]
    build_as_of(con, DAYS)
    assert rows_of(con, "select count(*) from core.posts") == [(2,)]
