"""Where a number comes from: the SQL says the same number, the files and rows are those that counted."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from _exports import (
    AS_OF,
    CASES,
    DOUYIN,
    INCIDENTS,
    RANKS,
    SPENDING,
    catalogue_of,
    file,
    listed,
    numbered,
    on,
    part,
    rows_of,
    warehouse_of,
    work,
)

from warehouse import catalogue, connect
from warehouse.catalogue import Figure
from warehouse.evidence import explain

DOUYIN_WORKS = (("platform", ("douyin",)),)
POSTS = Figure("posts", "x.posts", "发稿", "条", "posts", "flow", "year_to_date", DOUYIN_WORKS, measure="count(*)")
VIEWS = Figure("views", "x.views", "播放", "次", "posts", "flow", "year_to_date", DOUYIN_WORKS, measure="sum(views)")
SHARE = Figure(
    "share", "x.share", "满意率", "%", "cases", "share", "year_to_date", where="satisfied is not null",
    numerator="count(*) filter (where satisfied)", denominator="count(*)",
)  # fmt: skip
GROWTH = Figure("growth", "x.growth", "增长", "%", "amounts", "growth", "year_to_date", measure="sum(amount_yuan)")
RANK = Figure("rank", "x.rank", "名次", "名", "events", "rank", "year_to_date", measure="max(rank)")
KNOWN = catalogue_of(POSTS, VIEWS, SHARE, GROWTH, RANK)


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    of_one_minute = [work("06-01", n, f"【样例】{n}", clock=f"08:00:{n}") for n in range(20, 32)]
    cases = numbered(*(on("05-01", satisfied=said) for said in (True, False, None)))
    spending = numbered(
        *(on(d, amount=Decimal(n)) for d, n in (("2023-05-01", "100.50"), ("05-01", "20.10"), ("05-02", "130.25")))
    )
    with warehouse_of(
        listed("06-14", DOUYIN, work("05-01", 900), work("05-02", 10), name="旧/作品.xlsx"),
        listed("06-19", DOUYIN, work("05-01", 901), work("05-02", 11), *of_one_minute, work("06-18", None),
               name="新/作品.xlsx"),
        file("06-19", part(CASES, cases), part(SPENDING, spending, sheet="支出"), name="台账.xlsx"),
        listed("06-19", RANKS, *numbered(on("05-31", rank=80), on("06-15", rank=91))),
    ) as con:  # fmt: skip
        yield con


def explained(con: duckdb.DuckDBPyConnection, figure: Figure) -> dict[str, Any]:
    return explain(con, KNOWN, figure.id, AS_OF)


@pytest.mark.parametrize("figure", [POSTS, VIEWS, RANK], ids=lambda figure: figure.id)
def test_the_sql_that_is_shown_gives_the_number(con: duckdb.DuckDBPyConnection, figure: Figure) -> None:
    found = explained(con, figure)
    assert [rows_of(con, sql) for sql in found["sql"]] == [[("jianhu", found["figure"][0]["value"])]]


@pytest.mark.parametrize("figure", [SHARE, GROWTH], ids=lambda figure: figure.id)
def test_of_a_ratio_both_parts_are_shown(con: duckdb.DuckDBPyConnection, figure: Figure) -> None:
    found = explained(con, figure)
    parts = [float(rows_of(con, sql)[0][1]) for sql in found["sql"]]
    assert parts == [found["figure"][0]["numerator"], found["figure"][0]["denominator"]]


@pytest.mark.parametrize("figure", KNOWN.figures.values(), ids=lambda figure: figure.id)
def test_the_files_account_for_every_row_that_counted(con: duckdb.DuckDBPyConnection, figure: Figure) -> None:
    found = explained(con, figure)
    assert sum(one["rows"] for one in found["files"]) == found["figure"][0]["rows"]
    assert len(found["files"]) == found["figure"][0]["files"]


def test_a_file_says_where_it_is_and_where_it_was_downloaded(con: duckdb.DuckDBPyConnection) -> None:
    (only,) = explained(con, VIEWS)["files"]
    assert (only["path"], only["source"], only["rows"], only["observed_how"]) == ("新/作品.xlsx", "后台", 15, "folder")
    assert only["observed_at"] == datetime(2024, 6, 19, 8)
    assert len(only["sha256"]) == 64


def test_of_a_workbook_the_sheet_is_named(con: duckdb.DuckDBPyConnection) -> None:
    assert [(one["path"], one["sheet"]) for one in explained(con, GROWTH)["files"]] == [("台账.xlsx", "支出")]


def test_the_heaviest_rows_come_first_and_are_found_in_the_file(con: duckdb.DuckDBPyConnection) -> None:
    rows = explained(con, VIEWS)["rows"]
    assert len(rows) == 10
    assert [row["views"] for row in rows[:3]] == [901, 31, 30]
    assert list(rows[0])[:2] == ["file", "source_row"]
    assert (rows[0]["file"], rows[0]["source_row"]) == ("新/作品.xlsx", 2)


def test_rows_of_a_count_stand_in_the_order_of_the_file(con: duckdb.DuckDBPyConnection) -> None:
    assert [row["source_row"] for row in explained(con, POSTS)["rows"]] == list(range(2, 12))


def test_a_row_shows_only_what_it_says(con: duckdb.DuckDBPyConnection) -> None:
    shown = explained(con, RANK)["rows"]
    assert [(row["rank"], row["happened_on"]) for row in shown] == [(91, date(2024, 6, 15))]
    assert not {"as_of", "batch", "newest_day", "grade"} & shown[0].keys()


def test_the_definition_is_the_entry(con: duckdb.DuckDBPyConnection) -> None:
    definition = explained(con, SHARE)["definition"]
    assert (definition["from"], definition["where"]) == ("cases", "satisfied is not null")
    assert definition["definition_hash"] == SHARE.definition_hash


def test_of_a_day_that_was_not_kept(con: duckdb.DuckDBPyConnection) -> None:
    found = explain(con, KNOWN, "views", date(2024, 6, 15))
    assert [(one["path"], one["rows"]) for one in found["files"]] == [("新/作品.xlsx", 12), ("旧/作品.xlsx", 2)]
    assert found["rows"][0]["views"] == 900


def test_without_a_row_there_is_nothing_to_show() -> None:
    with warehouse_of(listed("06-19", DOUYIN, work("2023-05-01"))) as con:
        found = explain(con, KNOWN, "rank", AS_OF)
    assert (found["files"], found["rows"], found["figure"][0]["value"]) == ([], [], None)


def test_of_nothing_the_files_that_prove_it_are_named() -> None:
    none = Figure(
        "accidents", "x.accidents", "事故", "起", "events", "zero", "year_to_date", (("register", ("incidents",)),),
        measure="count(*)",
    )  # fmt: skip
    empty = listed("06-21", INCIDENTS, covers=("01-01", "06-20"), name="台账/事故.xlsx")
    half = listed("06-21", INCIDENTS, *numbered(on("05-01")), covers=("01-01", "06-20"), centre="other")
    with warehouse_of(empty, half) as con:
        found = explain(con, catalogue_of(none), "accidents", AS_OF)
    assert [(row["centre"], row["value"], row["files"], row["rows"]) for row in found["figure"]] == [
        ("jianhu", 0, 1, 0), ("other", 1, 1, 1)
    ]  # fmt: skip
    assert [(one["path"], one["sha256"], one["rows"]) for one in found["files"]] == [
        (half.path, half.sha256, 1), ("台账/事故.xlsx", empty.sha256, 0)
    ]  # fmt: skip
    assert len(found["rows"]) == 1


def test_rows_above_a_threshold_come_by_how_far_they_are_above(sample_home) -> None:
    with connect(sample_home.root) as con:
        shown = explain(con, catalogue.load(), "dy_posts_over_10k", date(2024, 6, 20))["rows"]
    views = [row["views"] for row in shown]
    assert views[0] == 1_103_482  # the most played work of the sample
    assert views == sorted(views, reverse=True)
    assert len(views) == 10
