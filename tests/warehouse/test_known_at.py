"""Known at a moment: what was loaded, seen again, withdrawn or put back later does not count."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import duckdb
import pytest
from _exports import (
    AS_OF,
    DOUYIN,
    EXPORTS,
    FANS,
    INCIDENTS,
    LOADED_AT,
    SPENDING,
    at,
    catalogue_of,
    each_day,
    listed,
    numbered,
    on,
    work,
)

from warehouse import Home, catalogue, connect
from warehouse.build import prepare
from warehouse.catalogue import Catalogue, Claim, Figure, Notice
from warehouse.figures import FigureRow, evaluate
from warehouse.loading import File, load

LATER = datetime(2024, 6, 24, 2)
BETWEEN = datetime(2024, 6, 22, 12)
VIEWS = Figure(
    "views", "x.views", "播放量", "次", "posts", "flow", "month:2024-06", of=(("platform", ("douyin",)),),
    measure="sum(views)",
)  # fmt: skip
FANS_TOTAL = Figure(
    "fans", "x.fans", "粉丝", "人", "account_days", "stock", "as_of", of=(("measure", ("followers_total",)),),
    measure="sum(value)",
)  # fmt: skip
SPENT = Figure("spent", "x.spent", "支出", "元", "amounts", "flow", "year_to_date", measure="sum(amount_yuan)")
ACCIDENTS = Figure("accidents", "x.accidents", "事故", "起", "events", "zero", "year_to_date", measure="count(*)")

EARLIER_LIST = listed("06-15", DOUYIN, work("05-30", 1), work("06-01", 100))
LATER_LIST = listed("06-20", DOUYIN, work("05-30", 1), work("06-01", 150))


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty warehouse that knows every kind, without as-of tables of its own."""
    with duckdb.connect() as con:
        prepare(con, EXPORTS)
        yield con


def figure(con: duckdb.DuckDBPyConnection, known: Figure | Catalogue, known_at: datetime | None = None) -> FigureRow:
    known = catalogue_of(known) if isinstance(known, Figure) else known
    return evaluate(con, known, AS_OF, known_at)[0]


def value(con: duckdb.DuckDBPyConnection, known: Figure, known_at: datetime | None = None) -> object:
    return figure(con, known, known_at).value


def withdraw(con: duckdb.DuckDBPyConnection, file_id: int, when: datetime, undone: datetime | None = None) -> None:
    con.execute("insert into meta.withdrawals values (?, ?, '选错了', ?)", [file_id, when, undone]).fetchall()


def test_a_list_loaded_later_was_not_known(con: duckdb.DuckDBPyConnection) -> None:
    load(con, [EARLIER_LIST], EXPORTS, LOADED_AT)
    load(con, [LATER_LIST], EXPORTS, LATER)
    assert [value(con, VIEWS, known_at) for known_at in (BETWEEN, LATER, None)] == [100, 150, 150]
    assert figure(con, VIEWS, BETWEEN).coverage.missing == ["2024-06-15~2024-06-20"]


def test_what_was_loaded_at_that_moment_was_known_and_a_second_before_was_not(con: duckdb.DuckDBPyConnection) -> None:
    load(con, [LATER_LIST], EXPORTS, LOADED_AT)
    assert [value(con, VIEWS, moment) for moment in (LOADED_AT - timedelta(seconds=1), LOADED_AT)] == [None, 150]


def test_days_loaded_later_were_not_known(con: duckdb.DuckDBPyConnection) -> None:
    load(con, [listed("06-19", FANS, *each_day("06-01", "06-18", followers_total=500))], EXPORTS, LOADED_AT)
    load(con, [listed("06-21", FANS, *each_day("06-19", "06-20", followers_total=510))], EXPORTS, LATER)
    then, now = figure(con, FANS_TOTAL, BETWEEN), figure(con, FANS_TOTAL)
    assert (then.value, then.coverage.late_days) == (500, 2)
    assert (now.value, now.coverage.late_days) == (510, 0)


def test_a_ledger_corrected_later_had_not_replaced_the_one_before(con: duckdb.DuckDBPyConnection) -> None:
    for amount, moment in ((10, LOADED_AT), (12, LATER)):
        ledger = listed("06-21", SPENDING, *numbered(on("05-01", amount=amount)), covers=("01-01", "06-20"))
        load(con, [ledger], EXPORTS, moment)
    assert [value(con, SPENT, known_at) for known_at in (BETWEEN, None)] == [10, 12]


def test_a_file_withdrawn_later_still_counted(con: duckdb.DuckDBPyConnection) -> None:
    load(con, [EARLIER_LIST, LATER_LIST], EXPORTS, LOADED_AT)
    withdraw(con, 2, LATER)
    assert [value(con, VIEWS, known_at) for known_at in (BETWEEN, None)] == [150, 100]


def test_a_file_put_back_later_did_not_count_in_between(con: duckdb.DuckDBPyConnection) -> None:
    load(con, [EARLIER_LIST, LATER_LIST], EXPORTS, LOADED_AT)
    withdraw(con, 2, datetime(2024, 6, 22, 9), undone=LATER)
    withdraw(con, 2, datetime(2024, 6, 26, 9))
    moments = (LOADED_AT, BETWEEN, LATER, datetime(2024, 6, 26, 10))
    assert [value(con, VIEWS, moment) for moment in moments] == [150, 100, 150, 100]


def test_bytes_seen_again_later_did_not_yet_speak_for_the_days_between(con: duckdb.DuckDBPyConnection) -> None:
    first = listed("06-10", DOUYIN, work("05-30", 1), work("06-01", 100))
    again = File(
        "06-21/again.xlsx", 1, 1, LATER, sha256=first.sha256, centre=first.centre, account=first.account,
        observed_at=at("06-21"), observed_how="folder", status="duplicate",
    )  # fmt: skip
    load(con, [first], EXPORTS, LOADED_AT)
    load(con, [again], EXPORTS, LATER)
    then, now = figure(con, VIEWS, BETWEEN), figure(con, VIEWS)
    assert (then.value, then.coverage.missing) == (100, ["2024-06-10~2024-06-20"])
    assert (now.value, now.coverage.missing) == (100, [])


def test_before_anything_was_loaded_there_is_no_data_and_no_zero(con: duckdb.DuckDBPyConnection) -> None:
    load(con, [listed("06-21", INCIDENTS, covers=("01-01", "06-20"))], EXPORTS, LOADED_AT)
    claim = Claim("accidents", "一1", "未发生安全事故", "=", 0)
    noticed = replace(catalogue_of(ACCIDENTS), notices={AS_OF: Notice(AS_OF, "通报", {"accidents": claim})})
    then, now = figure(con, noticed, datetime(2024, 6, 20)), figure(con, noticed)
    assert (then.verdict, then.value, then.files, then.coverage.share) == ("无数据", None, 0, 0)
    assert (now.verdict, now.value, now.files, now.coverage.share) == ("一致", 0, 1, 1)


def test_what_is_known_now_makes_the_plain_figures_of_the_sample(sample_home: Home) -> None:
    known = catalogue.load(sample_home.config)
    with connect(sample_home.root) as con:
        assert evaluate(con, known, AS_OF, datetime(9999, 1, 1)) == evaluate(con, known, AS_OF)
