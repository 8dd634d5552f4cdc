"""A list beside the one before it: verified, doubted, or refused."""

from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest
from _exports import DOUYIN, LOADED_AT, WEIBO, Row, file, listed, part, rows_of, work

from sources import Export
from warehouse.build import prepare
from warehouse.loading import DoubtfulError, File, load

EXPORTS = {export.kind: export for export in (DOUYIN, WEIBO)}
STRICT = EXPORTS | {"douyin_list": replace(DOUYIN, doubt="refuses")}


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        prepare(con, EXPORTS)
        yield con


def works(first: int, last: int) -> list[Row]:
    """Works of the days `first` to `last` of May."""
    return [work(f"05-{n:02}") for n in range(first, last + 1)]


def list_of(observed: str, first: int, last: int, export: Export = DOUYIN, **more: str) -> File:
    return listed(observed, export, *works(first, last), **more)


def verified(con: duckdb.DuckDBPyConnection, *files: File) -> list[str]:
    """What is said of the last of `files` being whole, each loaded in a night of its own."""
    for one in files:
        load(con, [one], EXPORTS, LOADED_AT)
    return [row[0] for row in rows_of(con, "select verified from meta.parts order by batch")]


def notes(con: duckdb.DuckDBPyConnection) -> list[tuple[int, str]]:
    return rows_of(con, "select batch, note from meta.notes order by all")


def test_a_list_that_has_all_of_the_last_time_is_verified_by_it(con) -> None:
    assert verified(con, list_of("06-08", 1, 10), list_of("06-09", 1, 12)) == ["", "predecessor"]
    assert notes(con) == []


def test_a_list_that_was_cut_is_not(con) -> None:
    assert verified(con, list_of("06-08", 1, 10), list_of("06-09", 4, 12)) == ["", ""]
    assert notes(con) == []


def test_fewer_than_half_is_told_with_numbers(con) -> None:
    assert verified(con, list_of("06-08", 1, 10), list_of("06-09", 1, 5), list_of("06-10", 1, 2)) == ["", "", ""]
    assert notes(con) == [
        (3, "douyin_list：上次 5 行，这次 2 行，不到一半；请确认导出时没有筛选、没有中断")
    ]  # half is not fewer than half


def test_thousands_are_read_with_a_comma(con) -> None:
    many = [work(f"05-{1 + n // 60:02}", clock=f"08:{n % 60:02}:00") for n in range(1004)]
    load(con, [listed("06-08", DOUYIN, *many), listed("06-09", DOUYIN, *many[:480])], EXPORTS, LOADED_AT)
    assert notes(con)[0][1].startswith("douyin_list：上次 1,004 行，这次 480 行")


@pytest.mark.parametrize("how", ["total", "range"])
def test_what_the_file_itself_proves_stays(con, how) -> None:
    new = part(DOUYIN, works(1, 12))
    new.verified = how
    assert verified(con, list_of("06-08", 1, 10), file("06-09", new)) == ["", how]


def test_a_part_that_contradicts_itself_says_so(con) -> None:
    new = part(DOUYIN, works(1, 12))
    new.contradicted = True
    load(con, [file("06-09", new)], EXPORTS, LOADED_AT)
    assert rows_of(con, "select contradicted from meta.parts") == [(True,)]


def test_the_last_time_is_that_of_the_platform_not_of_the_arrival(con) -> None:
    load(con, [list_of("06-10", 1, 12), list_of("06-08", 1, 3), list_of("06-09", 1, 11)], EXPORTS, LOADED_AT)
    assert verified(con) == ["predecessor", "", "predecessor"]


def test_a_list_in_two_files_is_one_list(con) -> None:
    load(con, [list_of("06-08", 1, 10), list_of("06-09", 1, 4), list_of("06-09", 5, 11)], EXPORTS, LOADED_AT)
    assert verified(con) == ["", "predecessor", "predecessor"]
    assert notes(con) == []


def test_other_accounts_centres_and_kinds_are_others(con) -> None:
    load(con, [list_of("06-08", 1, 10)], EXPORTS, LOADED_AT)
    others = [
        list_of("06-09", 1, 2, account="second"),
        list_of("06-09", 1, 2, centre="sheyang"),
        list_of("06-08", 1, 10, WEIBO),
        list_of("06-09", 1, 2, WEIBO),  # a range that was asked for, not a list of everything
    ]
    assert verified(con, *others) == [""] * 5
    assert notes(con) == []


def test_a_withdrawn_list_is_no_measure(con) -> None:
    load(con, [list_of("06-07", 1, 3), list_of("06-08", 1, 10)], EXPORTS, LOADED_AT)
    con.execute("insert into meta.withdrawals values (2, now(), '', null)").fetchall()
    assert verified(con, list_of("06-09", 1, 4)) == ["", "predecessor", "predecessor"]
    assert notes(con) == []


def test_a_kind_that_refuses_doubtful_files_refuses_a_short_list_and_nothing_of_it_stays(con) -> None:
    load(con, [list_of("06-08", 1, 10)], STRICT, LOADED_AT)
    with pytest.raises(DoubtfulError, match="上次 10 行，这次 4 行"):
        load(con, [list_of("06-09", 1, 4)], STRICT, LOADED_AT)
    assert rows_of(con, "select count(*) from raw.douyin_list") == [(10,)]
    assert rows_of(con, "select count(*) from meta.files") == [(1,)]
