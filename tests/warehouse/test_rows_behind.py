"""All rows behind a figure: as many as it says, each where a person finds it, and no cell that Excel would compute."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from _exports import (
    AS_OF,
    CASES,
    DOUYIN,
    FANS,
    SPENDING,
    catalogue_of,
    file,
    listed,
    numbered,
    on,
    part,
    warehouse_of,
    work,
)

from pipelines.rowsfile import write_rows
from warehouse import Home, catalogue, connect
from warehouse.catalogue import Catalogue, Figure
from warehouse.evidence import UnknownFigure, named
from warehouse.figures import FigureRow, evaluate
from warehouse.rows_behind import rows_behind

DOUYIN_WORKS = (("platform", ("douyin",)),)
POSTS = Figure("posts", "x.posts", "发稿", "条", "posts", "flow", "year_to_date", DOUYIN_WORKS, measure="count(*)")
FOLLOWERS = Figure(
    "followers", "x.followers", "粉丝", "人", "account_days", "stock", "as_of", DOUYIN_WORKS, measure="sum(value)"
)
SHARE = Figure(
    "share", "x.share", "满意率", "%", "cases", "share", "year_to_date", where="received_at is not null",
    numerator="count(*) filter (where satisfied)", denominator="count(*) filter (where satisfied is not null)",
)  # fmt: skip
SUMS = Figure(
    "sums", "x.sums", "满意率", "%", "cases", "share", "year_to_date",
    numerator="sum(case when satisfied then 1 else 0 end)", denominator="count(*)",
)  # fmt: skip
GROWTH = Figure("growth", "x.growth", "增长", "%", "amounts", "growth", "year_to_date", measure="sum(amount_yuan)")
TWICE = Figure("posts_again", "x.posts", "发稿", "条", "posts", "flow", "year_to_date", measure="count(*)")
KNOWN = catalogue_of(POSTS, FOLLOWERS, SHARE, SUMS, GROWTH)


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    cases = numbered(*(on("05-01", satisfied=said) for said in (True, False, None)))
    spending = numbered(on("2023-05-01", amount=100), on("05-01", amount=20))
    with warehouse_of(
        listed("06-19", DOUYIN, work("05-01", 900, "=1+1"), work("05-02", 10, "-二"), name="准时/作品.xlsx"),
        listed("06-27", DOUYIN, work("05-01", 901, "=1+1"), work("06-20", 5), name="迟到/作品.xlsx"),
        listed("06-22", FANS, on("06-20", followers_total=7), name="日数据.xlsx"),
        file("06-19", part(CASES, cases), part(SPENDING, spending, sheet="支出"), name="台账.xlsx"),
    ) as con:
        yield con


def rows(con: duckdb.DuckDBPyConnection, figure: Figure, known: Catalogue = KNOWN) -> list[dict[str, Any]]:
    behind = rows_behind(con, known, figure.id, AS_OF)
    return [dict(zip(behind.columns, row, strict=True)) for row in behind.rows]


def test_each_row_says_where_it_is_found(con: duckdb.DuckDBPyConnection) -> None:
    first, _, last = rows(con, POSTS)
    assert (first["file"], first["sheet"], first["source_row"]) == ("准时/作品.xlsx", "Sheet1", 2)
    assert (first["centre"], first["account"], first["observed_at"]) == ("jianhu", "main", datetime(2024, 6, 19, 8))
    assert (first["title"], first["views"]) == ("=1+1", 900)
    assert (last["file"], last["source_row"], last["views"]) == ("迟到/作品.xlsx", 3, 5)
    assert len(first["sha256"]) == 64
    assert not {"batch", "as_of", "withdrawn"} & first.keys()


def test_the_days_that_a_work_was_read_late(con: duckdb.DuckDBPyConnection) -> None:
    assert [row["晚读天数"] for row in rows(con, POSTS)] == [None, None, 7]  # 27 June speaks for the 20th


def test_a_day_row_downloaded_later_is_not_late(con: duckdb.DuckDBPyConnection) -> None:
    assert [(row["value"], row["晚读天数"]) for row in rows(con, FOLLOWERS)] == [(7, None)]


def test_of_a_share_a_row_says_whether_it_is_counted(con: duckdb.DuckDBPyConnection) -> None:
    assert [(row["satisfied"], row["计入分子"], row["计入分母"]) for row in rows(con, SHARE)] == [
        (True, True, True), (False, False, True), (None, False, False)
    ]  # fmt: skip


def test_where_that_cannot_be_told_of_a_row_nothing_is_said(con: duckdb.DuckDBPyConnection) -> None:
    assert len(rows(con, SUMS)) == 3
    assert not {"计入分子", "计入分母"} & rows(con, SUMS)[0].keys()


def test_of_a_growth_the_rows_of_both_years_are_there(con: duckdb.DuckDBPyConnection) -> None:
    assert [(row["sheet"], row["from_day"]) for row in rows(con, GROWTH)] == [
        ("支出", date(2023, 5, 1)), ("支出", date(2024, 5, 1))
    ]  # fmt: skip


def test_what_was_not_known_then_is_not_there(con: duckdb.DuckDBPyConnection) -> None:
    assert list(rows_behind(con, KNOWN, "posts", AS_OF, datetime(2024, 6, 20)).rows) == []  # loaded on the 21st


def test_every_figure_of_the_sample_has_as_many_rows_as_it_says(
    sample_home: Home, sample_figures: dict[str, FigureRow]
) -> None:
    known = catalogue.load()
    with connect(sample_home.root) as con:
        counts = {key: sum(1 for _ in rows_behind(con, known, key, AS_OF).rows) for key in sample_figures}
    assert counts == {key: row.rows for key, row in sample_figures.items()}


def test_the_rows_in_the_numerator_are_the_numerator(sample_home: Home) -> None:
    known = catalogue.load()
    with connect(sample_home.root) as con:
        computed = {row.id: row for row in evaluate(con, known, AS_OF)}
        for figure in (one for one in known.figures.values() if one.kind == "share"):
            behind = rows_behind(con, known, figure.id, AS_OF)
            at = behind.columns.index("计入分子")
            assert sum(row[at] for row in behind.rows) == computed[figure.id].numerator, figure.id


# ---- the file -----------------------------------------------------------------------------------


def test_the_file_opens_in_excel_and_computes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "行.csv"
    cells = ("=1+1", "+86", "-二", "@某", "\t=1", "＝1", "一\n二", '样例,"引号"', -5, -0.5, True, None)
    assert write_rows(target, [f"列{n}" for n in range(len(cells))], [cells]) == 1
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    with target.open(encoding="utf-8-sig", newline="") as opened:
        _, row = list(csv.reader(opened))
    assert row == [
        "'=1+1", "'+86", "'-二", "'@某", "' =1", "'＝1", "一 二", '样例,"引号"', "-5", "-0.5", "是", "",
    ]  # fmt: skip


def test_numbers_that_excel_would_round_stay_as_they_are(tmp_path: Path) -> None:
    write_rows(tmp_path / "a.csv", ["post_key"], [["7301234567890123456"], ["123456789012345"], ["tv|2024"]])
    assert (tmp_path / "a.csv").read_text("utf-8-sig").split() == [
        "post_key", "'7301234567890123456", "123456789012345", "tv|2024"
    ]  # fmt: skip


# ---- which figure is meant ----------------------------------------------------------------------


def test_a_figure_is_called_by_its_id_or_by_its_number() -> None:
    assert named(KNOWN, "posts") is POSTS
    assert named(KNOWN, "x.followers") is FOLLOWERS


@pytest.mark.parametrize(
    ("name", "told"), [("post", r"posts（发稿）"), ("x.shares", r"share（满意率）"), ("粉丝", r"followers（粉丝）")]
)
def test_an_unknown_one_gets_the_nearest_names(name: str, told: str) -> None:
    with pytest.raises(UnknownFigure, match=told):
        named(KNOWN, name)


def test_what_is_like_nothing_is_said_to_be_unknown() -> None:
    with pytest.raises(UnknownFigure, match=r"^没有指标 zzz。全部指标见"):
        named(KNOWN, "zzz")


def test_a_number_of_two_figures_is_not_enough() -> None:
    with pytest.raises(UnknownFigure, match=r"2 个指标.*posts（发稿）、posts_again（发稿）"):
        named(catalogue_of(POSTS, TWICE), "x.posts")
