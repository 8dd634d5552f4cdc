"""Rows of files in raw tables: whole groups or nothing, exact values, every row accounted for, any order the same."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import duckdb
import pytest
from _exports import (
    AS_OF,
    DOUYIN,
    FANS,
    LOADED_AT,
    SPENDING,
    at,
    day,
    file,
    listed,
    part,
    reject,
    rows_of,
    warehouse_of,
    work,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from sources import Column
from warehouse.build import prepare
from warehouse.loading import File, load

EXPORTS = {export.kind: export for export in (DOUYIN, FANS, SPENDING)}


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        prepare(con, EXPORTS)
        yield con


def spent(number: str, amount: str | None, when: str = "05-01") -> dict[str, object]:
    return {"number": number, "day": day(when), "amount": None if amount is None else Decimal(amount)}


# ---- what a row carries --------------------------------------------------------------------------


def test_a_row_says_whose_it_is_and_where_it_stands(con: duckdb.DuckDBPyConnection) -> None:
    load(con, [listed("06-19", DOUYIN, work("06-01"), work("06-02"), account="second")], EXPORTS, LOADED_AT)
    assert rows_of(con, "select centre, account, batch, source_row, observed_at, row_key from raw.douyin_list") == [
        ("jianhu", "second", 1, 2, at("06-19"), "2024-06-01 08:00:00"),
        ("jianhu", "second", 1, 3, at("06-19"), "2024-06-02 08:00:00"),
    ]


def test_private_columns_have_no_place(con: duckdb.DuckDBPyConnection) -> None:
    names = {row[0] for row in rows_of(con, "describe raw.douyin_list")}
    assert "contact" not in names
    assert {"title", "views", "views_is_floor"} <= names


def test_values_come_back_as_they_were(con: duckdb.DuckDBPyConnection) -> None:
    exact = 2**53 + 1  # beyond what binary floating point can hold
    load(
        con, [listed("06-19", DOUYIN, work("06-01", exact), work("06-02", None), work("06-03", 0))], EXPORTS, LOADED_AT
    )
    assert rows_of(con, "select views from raw.douyin_list order by source_row") == [(exact,), (None,), (0,)]


def test_floors_stay_marked(con: duckdb.DuckDBPyConnection) -> None:
    load(con, [listed("06-19", DOUYIN, work("06-01", 100_000, views_is_floor=True), work("06-02"))], EXPORTS, LOADED_AT)
    assert rows_of(con, "select views_is_floor from core.posts_observed order by source_row") == [(True,), (False,)]


def test_cents_are_kept(con: duckdb.DuckDBPyConnection) -> None:
    exact = ("0.10", "0.20", "721800.35", "1234567890123456.78", "-0.01")
    load(con, [listed("06-19", SPENDING, *(spent(a, a) for a in exact), spent("none", None))], EXPORTS, LOADED_AT)
    assert rows_of(con, "select number, amount from raw.spending where amount is not null order by source_row") == [
        (a, Decimal(a)) for a in exact
    ]
    assert rows_of(con, "select sum(amount_yuan) from core.amounts_observed where amount_key like '0.%'") == [
        (Decimal("0.30"),)
    ]


def test_the_moment_is_that_of_beijing_whatever_the_machine_says(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("set TimeZone = 'America/New_York'")
    load(con, [listed("06-19", DOUYIN, work("06-20", clock="23:59:59"))], EXPORTS, LOADED_AT)
    assert rows_of(con, "select published_at from raw.douyin_list") == [(datetime(2024, 6, 20, 23, 59, 59),)]


# ---- the ledger of files -------------------------------------------------------------------------


def test_rows_read_are_loaded_rejected_or_set_aside(con: duckdb.DuckDBPyConnection) -> None:
    read = part(DOUYIN, [work("06-01"), work("06-02")])
    read.rows_read, read.rows_set_aside = 5, [(7, "合计行")]
    read.rejects = [reject(4), reject(4), reject(5)]  # one row with two bad cells is one row
    load(con, [file("06-19", read)], EXPORTS, LOADED_AT)
    assert rows_of(con, "select rows_read, rows_loaded, rows_rejected, rows_set_aside, loaded_at from meta.parts") == [
        (5, 2, 2, 1, LOADED_AT)
    ]
    assert rows_of(con, "select batch, source_row, column_name, shape from meta.rejects limit 1") == [
        (1, 4, "views", "字字9")
    ]


def test_an_empty_ledger_is_a_part_that_covers_its_period(con: duckdb.DuckDBPyConnection) -> None:
    load(con, [listed("06-19", SPENDING, covers=("01-01", "06-20"))], EXPORTS, LOADED_AT)
    assert rows_of(con, "select rows_loaded, covers_from, covers_to from meta.parts") == [
        (0, date(2024, 1, 1), date(2024, 6, 20))
    ]


def test_files_that_gave_no_rows_are_on_record_too(con: duckdb.DuckDBPyConnection) -> None:
    fates = [
        File("a.xlsx", 1, 1, LOADED_AT, status="quarantined", reason="认不出这是哪种导出"),
        File("~$a.xlsx", 1, 1, LOADED_AT, status="ignored"),
        listed("06-19", DOUYIN, work("06-01"), name="b.xlsx"),
        File("c.xlsx", 1, 1, LOADED_AT, status="duplicate"),
    ]
    load(con, fates, EXPORTS, LOADED_AT)
    assert rows_of(con, "select file_id, original_path, status from meta.files order by file_id") == [
        (1, "a.xlsx", "quarantined"),
        (2, "~$a.xlsx", "ignored"),
        (3, "b.xlsx", "loaded"),
        (4, "c.xlsx", "duplicate"),
    ]
    assert rows_of(con, "select batch, file_id from meta.parts") == [(1, 3)]


def test_batches_and_files_only_grow(con: duckdb.DuckDBPyConnection) -> None:
    load(con, [file("06-18", part(DOUYIN, [work("06-01")]), part(SPENDING, [spent("1", "1")]))], EXPORTS, LOADED_AT)
    load(con, [listed("06-17", FANS, {"day": AS_OF, "followers_total": 1})], EXPORTS, LOADED_AT)
    load(con, [listed("06-16", DOUYIN, work("06-02")), listed("06-15", DOUYIN, work("06-03"))], EXPORTS, LOADED_AT)
    assert rows_of(con, "select file_id, batch from meta.parts order by batch") == [
        (1, 1),
        (1, 2),
        (2, 3),
        (3, 4),
        (4, 5),
    ]


# ---- whole or not at all -------------------------------------------------------------------------


def test_a_group_that_fails_leaves_nothing(con: duckdb.DuckDBPyConnection) -> None:
    load(con, [listed("06-17", DOUYIN, work("06-01"))], EXPORTS, LOADED_AT)
    good, bad = listed("06-18", DOUYIN, work("06-02")), listed("06-18", SPENDING, spent("1", "1e17"))
    with pytest.raises(duckdb.Error):
        load(con, [good, bad], EXPORTS, LOADED_AT)
    assert rows_of(con, "select (select count(*) from raw.douyin_list), (select count(*) from raw.spending)") == [
        (1, 0)
    ]
    assert rows_of(con, "select (select count(*) from meta.files), (select count(*) from meta.parts)") == [(1, 1)]


def test_after_a_failure_the_others_load_by_themselves(con: duckdb.DuckDBPyConnection) -> None:
    good, bad = listed("06-18", DOUYIN, work("06-02")), listed("06-18", SPENDING, spent("1", "1e17"))
    with pytest.raises(duckdb.Error):
        load(con, [bad, good], EXPORTS, LOADED_AT)
    load(con, [good], EXPORTS, LOADED_AT)
    assert rows_of(con, "select file_id, batch from meta.parts") == [(1, 1)]
    assert rows_of(con, "select views from raw.douyin_list") == [(100,)]


def test_a_kind_that_nobody_knows_leaves_nothing(con: duckdb.DuckDBPyConnection) -> None:
    strange = part(DOUYIN, [work("06-01")])
    strange.kind = "unheard_of"
    with pytest.raises(KeyError):
        load(con, [listed("06-18", DOUYIN, work("06-02")), file("06-18", strange)], EXPORTS, LOADED_AT)
    assert rows_of(con, "select count(*) from raw.douyin_list") == [(0,)]


# ---- the same tables for a newer version of us ---------------------------------------------------


def test_preparing_again_keeps_the_rows(con: duckdb.DuckDBPyConnection) -> None:
    load(con, [listed("06-19", DOUYIN, work("06-01"))], EXPORTS, LOADED_AT)
    prepare(con, EXPORTS)
    prepare(con, EXPORTS | {"douyin_list": replace(DOUYIN, title="改名")})
    assert rows_of(con, "select views from raw.douyin_list") == [(100,)]
    assert rows_of(con, "select title from meta.kinds where kind = 'douyin_list'") == [("改名",)]


def test_a_column_that_is_known_later_is_empty_in_older_rows(con: duckdb.DuckDBPyConnection) -> None:
    load(con, [listed("06-18", DOUYIN, work("06-01"))], EXPORTS, LOADED_AT)
    wider = replace(DOUYIN, columns=(*DOUYIN.columns, Column("likes", "点赞量", "count", into="likes")))
    exports = EXPORTS | {"douyin_list": wider}
    prepare(con, exports)
    load(con, [listed("06-19", wider, work("06-02", likes=9))], exports, LOADED_AT)
    assert rows_of(con, "select likes from core.posts_observed order by published_at") == [(None,), (9,)]


# ---- any order, any split, any number of times ---------------------------------------------------

SECONDS = [datetime(2024, 6, 1, 8) + timedelta(days=n, seconds=n) for n in range(5)]
views_of_works = st.dictionaries(st.sampled_from(SECONDS), st.integers(0, 3), min_size=1)
totals_of_days = st.dictionaries(st.integers(1, 20), st.integers(0, 3), min_size=1)
booked = st.tuples(st.integers(1, 10), st.integers(0, 10), st.lists(st.integers(1, 20), max_size=4))


def list_of(observed: str, centre: str, views: dict[datetime, int]) -> File:
    rows = [{"title": "【样例】", "published_at": second, "views": n} for second, n in views.items()]
    return listed(observed, DOUYIN, *rows, centre=centre)


def days_of(observed: str, centre: str, totals: dict[int, int]) -> File:
    rows = [{"day": date(2024, 6, n), "followers_total": total} for n, total in totals.items()]
    return listed(observed, FANS, *rows, centre=centre)


def ledger_of(observed: str, centre: str, period: tuple[int, int, list[int]]) -> File:
    start, length, days = period
    rows = [spent(f"{observed}-{n}", str(n), f"06-{n:02}") for n in sorted(set(days)) if start <= n <= start + length]
    return listed(observed, SPENDING, *rows, covers=(f"06-{start:02}", f"06-{start + length:02}"), centre=centre)


def content(con: duckdb.DuckDBPyConnection, centre: str) -> list[list[tuple[object, ...]]]:
    """The core tables of `centre`, without what says in which file a row stood."""
    kept = "* exclude (batch, source_row, centre)"
    return [
        rows_of(con, f"select {kept} from core.{table} where centre = '{centre}' order by all")
        for table in ("posts", "account_days", "amounts")
    ]


@settings(max_examples=15, deadline=None)
@given(
    lists=st.lists(views_of_works, min_size=1, max_size=4),
    days=st.lists(totals_of_days, max_size=2),
    ledgers=st.lists(booked, max_size=3),
    data=st.data(),
)
def test_order_splits_and_repetitions_do_not_matter(
    lists: Sequence[dict[datetime, int]],
    days: Sequence[dict[int, int]],
    ledgers: Sequence[tuple[int, int, list[int]]],
    data: st.DataObject,
) -> None:
    def files(centre: str, works: Sequence[tuple[str, dict[datetime, int]]]) -> list[File]:
        return [
            *(list_of(observed, centre, views) for observed, views in works),
            *(days_of(f"06-{12 + 4 * n}", centre, totals) for n, totals in enumerate(days)),
            *(ledger_of(f"06-{14 + 4 * n}", centre, period) for n, period in enumerate(ledgers)),
        ]

    as_they_came = [(f"06-{13 + 4 * n}", views) for n, views in enumerate(lists)]
    split = [half for observed, views in as_they_came for half in data.draw(halves(observed, views))]
    otherwise = data.draw(st.permutations(files("other", split)))
    again = data.draw(st.lists(st.sampled_from(otherwise), max_size=2))
    con = warehouse_of(*files("jianhu", as_they_came), *otherwise, *again, days=(date(2024, 6, 16), AS_OF))
    assert content(con, "jianhu") == content(con, "other")


@st.composite
def halves(draw: st.DrawFn, observed: str, views: dict[datetime, int]) -> list[tuple[str, dict[datetime, int]]]:
    """One list as it is, or as two files of the same moment."""
    cut = draw(st.integers(0, len(views)))
    works = list(views.items())
    return [(observed, dict(half)) for half in (works[:cut], works[cut:]) if half]
