"""Why a figure is another one: what came instead of its rows, and which works it had when."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import duckdb
import pytest
from _exports import (
    AS_OF,
    DOUYIN,
    EXPORTS,
    INCIDENTS,
    LOADED_AT,
    WEIBO,
    catalogue_of,
    listed,
    numbered,
    on,
    warehouse_of,
    work,
)

from warehouse._standpoint import standpoint
from warehouse.build import build_as_of, prepare
from warehouse.catalogue import Figure
from warehouse.causes import GONE, LATE, NEW, WITHDRAWN, Cause, Since, Then
from warehouse.figures import evaluate_from
from warehouse.files_behind import Evidence, FileBehind
from warehouse.loading import File, load

POSTS = Figure(
    "posts", "x.posts", "发稿", "条", "posts", "flow", "year_to_date", (("platform", ("douyin",)),), measure="count(*)"
)
ACCIDENTS = Figure(
    "accidents", "x.accidents", "事故", "起", "events", "flow", "year_to_date", (("register", ("incidents",)),),
    measure="count(*)",
)  # fmt: skip
WELL_READ = Figure(
    "well_read", "x.well_read", "阅读过五十", "条", "posts", "threshold_count", "year_to_date",
    (("platform", ("weibo",)),), "views > 50", measure="count(*)",
)  # fmt: skip
KNOWN = catalogue_of(POSTS, ACCIDENTS, WELL_READ)
THEN = LOADED_AT + timedelta(hours=1)


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        yield con


def later(con: duckdb.DuckDBPyConnection, *files: File) -> None:
    """Load `files` the night after."""
    prepare(con, EXPORTS)
    load(con, files, EXPORTS, LOADED_AT + timedelta(1))
    build_as_of(con, [AS_OF])


def seen(con: duckdb.DuckDBPyConnection, figure: Figure) -> tuple[Evidence, float | None, list[FileBehind]]:
    here = standpoint(con, KNOWN, AS_OF)
    (row,) = (row for row in evaluate_from(con, KNOWN, here) if row.id == figure.id)
    evidence = Evidence.at(con, here)
    value = row.value if isinstance(row.value, int | float) else None
    return evidence, value, evidence.files(figure, row)


def causes(con: duckdb.DuckDBPyConnection, figure: Figure, then: Then) -> list[Cause]:
    here = standpoint(con, KNOWN, AS_OF)
    (row,) = (row for row in evaluate_from(con, KNOWN, here) if row.id == figure.id)
    return Since(con, Evidence.at(con, here), THEN).causes(figure, row, then)


def test_each_file_stands_there_with_its_rows_and_how_late_they_are(con: duckdb.DuckDBPyConnection) -> None:
    on_time = listed("06-19", DOUYIN, work("05-01"), work("05-02"), name="准时.xlsx")
    late = listed("06-25", DOUYIN, work("05-01"), work("06-20"), name="迟到.xlsx")
    _, value, files = seen(warehouse_of(on_time, late, con=con), POSTS)
    assert value == 3
    assert files == [
        FileBehind("jianhu", "main", on_time.sha256, "准时.xlsx", datetime(2024, 6, 19, 8), LOADED_AT, 2, 0),
        FileBehind("jianhu", "main", late.sha256, "迟到.xlsx", datetime(2024, 6, 25, 8), LOADED_AT, 1, 5),
    ]


def test_what_proves_that_there_is_nothing_stands_there_without_a_row(con: duckdb.DuckDBPyConnection) -> None:
    empty = listed("06-21", INCIDENTS, covers=("01-01", "06-20"), name="空表.xlsx")
    _, value, files = seen(warehouse_of(empty, con=con), ACCIDENTS)
    assert value == 0
    assert [(file.path, file.rows) for file in files] == [("空表.xlsx", 0)]


def test_a_ledger_that_took_rows_away_and_left_none_is_named(con: duckdb.DuckDBPyConnection) -> None:
    before = listed("06-19", INCIDENTS, *numbered(on("01-05"), on("05-05")), covers=("01-01", "06-20"))
    warehouse_of(before, con=con)
    _, value, files = seen(con, ACCIDENTS)
    assert value == 2
    then = Then({(file.centre, file.account, file.sha256) for file in files}, ())
    later(con, listed("06-20", INCIDENTS, covers=("03-01", "06-20"), name="更正.xlsx"),
          listed("06-20", WEIBO, work("05-01"), name="无关.csv"))  # fmt: skip
    assert seen(con, ACCIDENTS)[1] == 1
    assert causes(con, ACCIDENTS, then) == [Cause(NEW, "签发之后收到 1 个文件，代替了当时的行", ("更正.xlsx",))]


OLD = listed("06-14", WEIBO, work("05-01", 90), work("05-02", 90), name="旧.csv")
FELL = listed("06-16", WEIBO, work("05-01", 9), name="回落.csv")
NEXT_DAY = LOADED_AT + timedelta(1)


def causes_after(con: duckdb.DuckDBPyConnection, event: str, *of: object) -> tuple[float | None, list[Cause]]:
    """How many posts are read more often than 50 times, and why so, when `event` was written down and a night passed.

    Of the list by which the post has fewer views no row counts, and none did.
    """
    con.execute(event, of).fetchall()
    build_as_of(con, [AS_OF])
    return seen(con, WELL_READ)[1], causes(con, WELL_READ, Then((), ()))


WITHDRAW = "insert into meta.withdrawals values (2, $1, '', $2)"


def test_a_withdrawn_file_of_which_no_row_counted_is_named(con: duckdb.DuckDBPyConnection) -> None:
    warehouse_of(OLD, FELL, con=con)
    assert seen(con, WELL_READ)[1] == 1
    told = Cause(WITHDRAWN, "1 个文件已撤回，被它们代替的行重新算数", ("回落.csv",))
    assert causes_after(con, WITHDRAW, NEXT_DAY, None) == (2, [told])


def test_a_file_put_back_of_which_no_row_counts_is_named(con: duckdb.DuckDBPyConnection) -> None:
    warehouse_of(OLD, FELL, con=con)
    told = Cause(WITHDRAWN, "1 个文件已取消撤回，代替了当时的行", ("回落.csv",))
    assert causes_after(con, WITHDRAW, LOADED_AT, NEXT_DAY) == (1, [told])


def test_a_file_seen_again_of_which_no_row_counts_is_named(con: duckdb.DuckDBPyConnection) -> None:
    newer = listed("06-18", WEIBO, work("05-01", 95), work("05-02", 95), name="新.csv")
    warehouse_of(newer, FELL, con=con)
    assert seen(con, WELL_READ)[1] == 2
    seen_again = "insert into meta.observations values (2, timestamp '2024-06-19 08:00:00', 'folder', 2, $1)"
    told = Cause(LATE, "1 个文件的内容签发之后又读到一次，代替了当时的行", ("回落.csv",))
    assert causes_after(con, seen_again, NEXT_DAY) == (1, [told])


def test_files_that_say_nothing_of_its_days_or_are_withdrawn_are_no_cause(con: duckdb.DuckDBPyConnection) -> None:
    warehouse_of(OLD, con=con)
    july = listed("07-19", WEIBO, work("07-18", 9), name="七月.csv")
    wrong = listed("06-18", WEIBO, work("05-01", 8), name="撤回了.csv")
    later(con, FELL, july, wrong)
    told = Cause(NEW, "签发之后收到 1 个文件，代替了当时的行", ("回落.csv",))
    assert causes_after(con, WITHDRAW.replace("(2", "(4"), NEXT_DAY, None) == (1, [told])


def test_a_work_that_came_and_went_since_was_never_counted(con: duckdb.DuckDBPyConnection) -> None:
    warehouse_of(listed("06-14", DOUYIN, work("04-01"), work("05-01", title="【样例】早")), con=con)
    _, value, files = seen(con, POSTS)
    assert value == 2
    then = Then({(file.centre, file.account, file.sha256) for file in files}, ())
    short = [work(day, title=title) for day, title in (("05-01", "【样例】早"), ("05-03", "【样例】短"))]
    later(con, listed("06-16", DOUYIN, work("04-01"), *short), listed("06-18", DOUYIN, work("04-01"), name="新.xlsx"))
    assert seen(con, POSTS)[1] == 1
    assert causes(con, POSTS, then) == [
        Cause(NEW, "签发之后收到 1 个文件", ("新.xlsx",)), Cause(GONE, "1 个作品不在后来的完整列表里", ("【样例】早",))
    ]  # fmt: skip


def test_a_work_that_had_gone_before_is_no_cause(con: duckdb.DuckDBPyConnection) -> None:
    first = listed("06-14", DOUYIN, work("04-01"), work("05-01"))
    warehouse_of(first, listed("06-16", DOUYIN, work("04-01")), con=con)
    evidence, value, _ = seen(con, POSTS)
    gone = evidence.withdrawn_works(POSTS, "jianhu")
    assert (value, list(gone.values())) == (1, ["【样例】一"])
    assert causes(con, POSTS, Then((), gone)) == []
    assert evidence.withdrawn_works(ACCIDENTS, "jianhu") == {}
