"""The last look before publishing: rows that the readers should not have let through, put in by hand.

The identity numbers begin with 990000, a district that does not exist; how their check digits come about is worked out
in tests/sources/test_privacy.py.
"""

from collections.abc import Iterator
from datetime import datetime

import duckdb
import pytest

from pipelines.privacy import has_number, last_published_batch, private_findings
from sources import Column, Export
from warehouse.build import prepare

CASES = Export(
    "cases", "留言台账", "登记", "cases",
    (
        Column("case_no", "编号", "id", "cell"),
        Column("caller", "来电人", private=True),
        Column("title", "诉求"),
        Column("person_code", "值班人代码", "id"),
        Column("url", "链接", "url"),
        Column("day", "日期", "date"),
    ),
    ("case_no",), "day", template=True, covers="stated",
)  # fmt: skip
WORKS = Export(
    "works", "作品列表", "后台", "posts", (Column("title", "标题"), Column("day", "日期", "date")), ("day",), "day"
)
EXPORTS = {"cases": CASES, "works": WORKS}


@pytest.fixture(scope="module")
def prepared() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two kinds and one loaded file, whose only part is batch 1."""
    with duckdb.connect() as made:
        prepare(made, EXPORTS)
        add_part(made, 1, "cases")
        yield made


@pytest.fixture
def con(prepared: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same for each test: what it adds or alters is taken back."""
    prepared.execute("begin").fetchall()
    yield prepared
    prepared.execute("rollback").fetchall()


def add_part(con: duckdb.DuckDBPyConnection, batch: int, kind: str, sheet: str = "") -> None:
    con.execute("insert into meta.files (file_id, original_path) values (?, ?)", [batch, f"{batch}.xlsx"]).fetchall()
    con.execute(
        "insert into meta.parts (batch, file_id, kind, sheet, loaded_at) values (?, ?, ?, ?, ?)",
        [batch, batch, kind, sheet, datetime(2024, 6, 20 + batch)],
    ).fetchall()


def add_row(con: duckdb.DuckDBPyConnection, row: int, batch: int = 1, kind: str = "cases", **cells: str) -> None:
    given = {"batch": batch, "source_row": row, "row_key": "k"} | cells
    marks = ", ".join("?" * len(given))
    con.execute(f"insert into raw.{kind} ({', '.join(given)}) values ({marks})", [*given.values()]).fetchall()


def test_a_clean_table_gives_nothing(con):
    add_row(con, 5, case_no="LY2024-0001", title="路灯不亮，请拨12345", person_code="代码A017")
    add_row(con, 6, case_no="13800138000", title="订单号20240620138001380001", url="https://a.cn/13800138000")
    add_row(con, 7, title=None)
    assert private_findings(con, EXPORTS) == []


@pytest.mark.parametrize(
    "text",
    [
        "请回电13800138000",
        "13800138000",
        "手机:19900138000。",
        "138 0013 8000",
        "138-0013-8000",
        "+8613800138000",
        "１３８００１３８０００",
        "证号990000200102030004",
        "99000020010203008x",
        "99000020010203008X，本人",
    ],
)
def test_numbers_of_people_are_found(con, text):
    add_row(con, 5, title=text)
    assert private_findings(con, EXPORTS) == ["1.xlsx“诉求”列第 5 行有手机号或身份证号"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1380013800",
        "138001380001",
        "12800138000",
        "12013800138000",
        "0515-86000000",
        "400-800-8000",
        "2024-06-20 08:30:00",
        "7391380013800012345",
        "990000200102030005",  # wrong check digit
        "990000200113010009",  # no 13th month
        "990000189912310001",  # too old
        "1990000200102030004",  # 19 digits
        "＊＊＊＊＊＊＊＊＊＊＊",
    ],
)
def test_other_numbers_are_not(con, text):
    assert not has_number(text)
    add_row(con, 5, title=text)
    assert private_findings(con, EXPORTS) == []


def test_every_row_counts_and_the_first_are_named(con):
    for row in range(11, 18):
        add_row(con, row, title="13800138000")
    assert private_findings(con, EXPORTS) == ["1.xlsx“诉求”列第 11、12、13、14、15 等 7 行有手机号或身份证号"]


def test_a_number_in_place_of_a_persons_code_is_found(con):
    add_row(con, 5, person_code="13800138000")
    assert private_findings(con, EXPORTS) == ["1.xlsx“值班人代码”列第 5 行有手机号或身份证号"]


def test_no_number_is_made_of_two_columns(con):
    add_row(con, 5, title="电话138", person_code="00138000")
    assert private_findings(con, EXPORTS) == []


def test_no_finding_repeats_the_number(con):
    add_row(con, 5, title="13800138000", person_code="990000200102030004")
    told = "".join(private_findings(con, EXPORTS))
    assert "诉求" in told
    assert "值班人代码" in told
    assert "13800138000" not in told
    assert "990000200102030004" not in told


def test_only_new_batches_are_looked_at(con):
    add_row(con, 5, title="13800138000")
    add_part(con, 2, "works", "六月")
    add_row(con, 9, 2, "works", title="联系13900139000")
    assert private_findings(con, EXPORTS, 1) == ["2.xlsx［六月］“标题”列第 9 行有手机号或身份证号"]
    assert private_findings(con, EXPORTS, 2) == []
    assert len(private_findings(con, EXPORTS)) == 2


def test_a_private_column_in_the_database_is_found_without_any_row(con):
    con.execute("alter table raw.cases add column caller varchar").fetchall()
    assert private_findings(con, EXPORTS, 99) == ["“留言台账”的私密列“来电人”进了数据库；请交给维护人员"]


def test_a_private_column_must_not_be_a_key_either(con):
    columns = (Column("title", "标题", private=True), Column("day", "日期", "date"))
    bad = Export("works", "作品列表", "后台", "posts", columns, ("title",), "day")
    con.execute("alter table raw.works drop column title").fetchall()
    assert private_findings(con, {"works": bad}, 99) == ["“作品列表”的私密列“标题”进了数据库；请交给维护人员"]


def test_columns_that_no_kind_knows_any_more_are_looked_at(con):
    con.execute("alter table raw.cases add column remark varchar").fetchall()
    add_row(con, 5, remark="13800138000")
    assert private_findings(con, EXPORTS) == ["1.xlsx“remark”列第 5 行有手机号或身份证号"]


def test_what_was_published_before_is_not_looked_at_again(con):
    assert last_published_batch(con) == 0
    add_part(con, 2, "works")  # loaded on the 22nd, a day after the first
    con.execute("insert into meta.runs (run_id, known_at) values (1, timestamp '2024-06-21')").fetchall()
    assert last_published_batch(con) == 1
    con.execute("insert into meta.runs (run_id, known_at) values (2, timestamp '2024-06-22')").fetchall()
    assert last_published_batch(con) == 2


def test_the_sample_is_clean(sample_home):
    import sources
    from warehouse import connect

    with connect(sample_home.root) as published:
        assert private_findings(published, sources.exports()) == []
