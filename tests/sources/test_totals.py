"""What proves that no row is missing: a total row that is the sum, or a stated range all of whose days are there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sources import Column, Export, Part, Reading, exports, read

MONEY = Export(
    kind="money",
    title="收支台账",
    source="",
    grain="amounts",
    key=("number",),
    day="paid_on",
    replaces="period",
    covers="stated",
    template=True,
    columns=(
        Column("number", "编号", "id", "cell"),
        Column("paid_on", "日期", "date", "cell", into="from_day"),
        Column("amount", "金额", "yuan"),
        Column("quantity", "数量", "count", floors=True, signed=True),
        Column("weight", "分量", "number"),
        Column("price", "单价", "number", adds=False),
        Column("share", "占比", "share"),
        Column("secret", "账号", "count", "optional", private=True),
    ),
)
DAYS = Export(
    kind="days",
    title="每日指标",
    source="",
    grain="account_days",
    key=("day", "store"),
    day="day",
    covers="days",
    columns=(
        Column("day", "时间", "date", "cell", into="day"),
        Column("store", "商店", presence="optional", into="segment"),
        Column("views", "阅读", "count", into="views"),
    ),
)
KINDS = {"money": MONEY, "days": DAYS}
STATED = ["登记起", "2024-01-01", "登记止", "2024-01-31"]
HEAD = ["编号", "日期", "金额", "数量", "分量", "单价", "占比"]
DAY = date(2024, 1, 5)
ROWS: list[list[Any]] = [
    ["A1", DAY, 100.1, 3, 0.1, 5, 0.5],
    ["A2", DAY, "1,000.20", "-1", 0.2, 7, 0.25],
    ["A3", DAY, None, "-", None, None, None],
]
Read = Callable[..., Reading]


@pytest.fixture
def read_rows(tmp_path: Path) -> Read:
    def write_and_read(
        *rows: list[Any], kinds: dict[str, Export] = KINDS, name: str = "表.xlsx", sheet: str = "表", cut: bool = False
    ) -> Reading:
        path = tmp_path / "a"
        if name.endswith(".csv"):
            width = max(map(len, rows))
            lines = [",".join(f'"{cell}"' for cell in [*row, *[""] * (width - len(row))]) for row in rows]
            path.write_text(
                "".join(f"{line}\n" for line in lines).replace("None", "").removesuffix("\n" * cut), "utf-8"
            )
        else:
            book = openpyxl.Workbook()
            book.worksheets[0].title = sheet
            for row in rows:
                book.worksheets[0].append(row)
            book.save(path)
        return read(path, name=name, exports=kinds, aliases={})

    return write_and_read


def part_of(reading: Reading) -> Part:
    assert reading.refusal is None
    (part,) = reading.parts
    assert part.rows_read == part.rows_loaded + part.rows_rejected + len(part.rows_set_aside)
    return part


def total(**cells: Any) -> list[Any]:
    return ["合计", *(cells.get(label) for label in HEAD[1:])]


AGREEING = {
    "one column": [*ROWS, total(金额=1100.3)],
    "as text with separators": [*ROWS, total(金额="1,100.30")],
    "what a sum in a workbook leaves behind": [*ROWS, total(金额=100.1 + 1000.2 + 4e-13, 分量=0.1 + 0.2)],
    "every column; price and share are no sums": [*ROWS, total(金额=1100.3, 数量=2, 分量=0.3, 单价=6, 占比=0.375)],
    "another word": [*ROWS, ["总计：", None, 1100.3]],
    "on top": [["累计", None, 1100.3], *ROWS],
    "a total and a total of all": [ROWS[0], total(金额=100.1), *ROWS[1:], total(金额=1000.2), total(金额=1100.3)],
    "totals of groups": [ROWS[0], total(金额=100.1), *ROWS[1:], total(金额=1000.2)],
    "running totals": [ROWS[0], total(金额=100.1), *ROWS[1:], total(金额=1100.3)],
    "parts of no account": [ROWS[0], ["小计", None, 7], ROWS[1], ["1月合计", None, 8], ROWS[2], total(金额=1100.3)],
    "the number of rows in words": [*ROWS, ["合计：3件"]],
    "the number of rows in a cell": [*ROWS, ["合计", "共3笔"]],
    "the number of rows bare": [*ROWS, ["合计", 3]],
    "no rows": [total(金额=0)],
}
DISAGREEING = {
    "a row is missing": ([*ROWS[:1], total(金额=1100.3)], "金额 写的是 1100.30，各行相加是 100.10"),
    "one of two columns": ([*ROWS, total(金额=1100.3, 数量=3)], "数量 写的是 3，各行相加是 2"),
    "by a cent": ([*ROWS, total(金额=1100.31)], "金额 写的是 1100.31，各行相加是 1100.30"),
    "the number of rows": ([*ROWS, ["共4件"]], "行数 写的是 4，各行相加是 3"),
    "no rows": ([total(金额=1)], "金额 写的是 1.00，各行相加是 0"),
}
SAYING_NOTHING = {
    "no total": ROWS,
    "an empty total": [*ROWS, ["合计"]],
    "only parts": [*ROWS, ["小计", None, 1100.3], ["1月合计", None, 1100.3], ["一季度合计", None, 1100.3]],
    "only columns that do not add up": [*ROWS, total(单价=12, 占比=0.75)],
    "rounded to 万": [*ROWS, total(金额="0.1万")],
    "a formula that failed": [*ROWS, total(金额="#REF!")],
    "a number of something": [*ROWS, ["合计", None, None, None, None, None, 9]],
    "totals of some groups": [ROWS[0], total(金额=100.1), *ROWS[1:]],
}


@pytest.mark.parametrize("rows", AGREEING.values(), ids=AGREEING)
@pytest.mark.parametrize("name", ["表.xlsx", "表.csv"])
def test_a_total_that_is_the_sum_proves_the_rows(read_rows: Read, rows: list[list[Any]], name: str) -> None:
    part = part_of(read_rows(STATED, HEAD, *rows, name=name))
    assert (part.verified, part.warnings, part.contradicted) == ("total", [], False)


@pytest.mark.parametrize(("rows", "says"), DISAGREEING.values(), ids=DISAGREEING)
def test_a_total_that_is_not_the_sum_is_told_with_both_numbers(
    read_rows: Read, rows: list[list[Any]], says: str
) -> None:
    part = part_of(read_rows(STATED, HEAD, *rows))
    assert part.warnings == [f"第 {len(rows) + 2} 行的合计与各行不符：{says}"]
    assert (part.verified, part.contradicted) == ("", True)  # not even by its range


@pytest.mark.parametrize("rows", SAYING_NOTHING.values(), ids=SAYING_NOTHING)
def test_a_total_that_states_no_sum_proves_nothing(read_rows: Read, rows: list[list[Any]]) -> None:
    part = part_of(read_rows(STATED, HEAD, *rows, name="表.csv"))
    assert (part.verified, part.warnings, part.contradicted) == ("", [], False)


def test_the_rows_that_could_not_be_read_are_told_beside(read_rows: Read) -> None:
    part = part_of(read_rows(STATED, HEAD, ["A0", "去年", 50], *ROWS, total(金额=1150.3)))
    assert part.warnings[0].endswith("金额 写的是 1150.30，各行相加是 1100.30（另有 1 行没有读出）")


def test_the_number_of_rows_may_count_those_that_could_not_be_read(read_rows: Read) -> None:
    for count in ("共4件", 4):
        part = part_of(read_rows(STATED, HEAD, ["A0", "去年", 50], *ROWS, ["合计", count]))
        assert (part.verified, part.rows_rejected, part.warnings) == ("total", 1, [])


def test_a_floor_is_not_added_up(read_rows: Read) -> None:
    part = part_of(read_rows(STATED, HEAD, ["A1", DAY, 1, "10万+"], total(金额=1, 数量=123456)))
    assert (part.verified, part.warnings) == ("total", [])


def test_a_private_column_is_not_added_up(read_rows: Read) -> None:
    part = part_of(read_rows(STATED, [*HEAD, "账号"], [*ROWS[0], 6222], [*total(金额=100.1), 1]))
    assert (part.verified, part.warnings) == ("total", [])


def test_a_kind_may_refuse_a_file_that_contradicts_itself(read_rows: Read) -> None:
    strict = {"money": replace(MONEY, doubt="refuses")}
    refusal = read_rows(STATED, HEAD, *ROWS, total(金额=1), kinds=strict).refusal
    assert refusal == "第 6 行的合计与各行不符：金额 写的是 1.00，各行相加是 1100.30；请核对后重新放入"
    refusal = read_rows(STATED, HEAD, ["A1", date(2024, 2, 1)], kinds=strict).refusal
    assert refusal == "有 1 个日期在登记起止（2024-01-01 至 2024-01-31）以外；请改正登记起止或日期后重新放入"
    assert read_rows(STATED, HEAD, *ROWS, total(金额=1100.3), kinds=strict).refusal is None


def test_the_books_of_money_refuse_and_nothing_else_does() -> None:
    assert {kind for kind, export in exports().items() if export.doubt == "refuses"} == {"ad_income", "amounts"}


# Ranges


@pytest.mark.parametrize(
    ("above", "sheet", "name", "verified"),
    [
        ([STATED], "表", "a.xlsx", "range"),
        ([["登记起止：2024-01-01 至 2024-01-31"]], "表", "a.xlsx", "range"),
        ([], "2024年1月", "a.xlsx", "range"),
        ([], "表", "a.xlsx", ""),
        ([], "表", "台账2024-01-01-2024-01-31.xlsx", ""),
        ([STATED], "表", "a.csv", ""),
    ],
)
def test_a_ledger_that_states_its_period_is_whole_where_a_cut_would_show(
    read_rows: Read, above: list[list[Any]], sheet: str, name: str, verified: str
) -> None:
    assert part_of(read_rows(*above, HEAD, *ROWS, sheet=sheet, name=name)).verified == verified


def test_rows_outside_the_stated_period_prove_nothing(read_rows: Read) -> None:
    part = part_of(read_rows(STATED, HEAD, ["A1", date(2023, 12, 31)], ["A2", date(2024, 2, 1)]))
    assert part.warnings == ["有 2 个日期在登记起止（2024-01-01 至 2024-01-31）以外"]
    assert (part.verified, part.contradicted) == ("", True)


THREE_DAYS = [["2024-06-18", "甲", 1], ["2024-06-20", "甲", 1], ["2024-06-19", "乙", 1]]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(
    ("above", "name"),
    [
        ([], "趋势_2024-06-18-2024-06-20"),
        ([["统计时间：2024年6月18日 至 2024年6月20日"]], "趋势"),
        ([["每日趋势（2024/6/18-2024/6/20）"]], "趋势_2024-06-21"),
    ],
)
def test_days_that_are_all_there_prove_each_other(
    read_rows: Read, above: list[list[Any]], name: str, kind: str
) -> None:
    part = part_of(read_rows(*above, ["时间", "商店", "阅读"], *THREE_DAYS, name=f"{name}.{kind}"))
    assert (part.verified, part.warnings) == ("range", [])
    assert (part.covers_from, part.covers_to) == (date(2024, 6, 18), date(2024, 6, 20))


def test_days_that_are_not_there_are_told(read_rows: Read) -> None:
    head = ["时间", "商店", "阅读"]
    part = part_of(read_rows(head, *THREE_DAYS[:2], name="趋势_2024-06-17-2024-06-20.csv"))
    assert part.warnings == ["文件名的范围是 2024-06-17 至 2024-06-20，其中 2 天没有行：2024-06-17、2024-06-19"]
    assert part.verified == ""
    assert (part.covers_from, part.covers_to, part.covers_how) == (date(2024, 6, 18), date(2024, 6, 20), "rows")


def test_a_text_that_ends_inside_a_line_may_be_cut(read_rows: Read) -> None:
    part = part_of(read_rows(["时间", "商店", "阅读"], *THREE_DAYS, name="趋势_2024-06-18-2024-06-20.csv", cut=True))
    assert (part.verified, part.warnings) == ("", [])
    assert (part.covers_from, part.covers_to) == (date(2024, 6, 18), date(2024, 6, 20))


def test_two_ranges_over_a_header_are_none(read_rows: Read) -> None:
    above = [["2024-06-18至2024-06-20"], ["2023-06-18至2023-06-20"]]
    assert part_of(read_rows(*above, ["时间", "商店", "阅读"], *THREE_DAYS)).verified == ""


def test_the_total_is_the_better_proof(read_rows: Read) -> None:
    part = part_of(read_rows(STATED, HEAD, *ROWS, total(金额=1100.3)))
    assert (part.verified, part.covers_how) == ("total", "stated")
