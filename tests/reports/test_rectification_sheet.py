"""整改台账: every problem with state and evidence, counted by state beside the figures that say the same."""

from dataclasses import replace
from datetime import date
from typing import Any

import duckdb
import pytest
from openpyxl import Workbook

from pipelines.reports.report import Report
from pipelines.reports.workbook import rectification
from tests.reports._sheets import AS_OF, add, drawn, hand_in, made, row_of, words
from warehouse import catalogue

_PROBLEMS = [
    ("1", "甲方面", "已完成", "材料一.pdf"),
    ("2", "甲方面", "正在整改", None),
    ("3", "乙方面", "已完成", None),
    ("10", "乙方面", "尚未整改", None),
]


def hand_in_ledger(con: duckdb.DuckDBPyConnection) -> None:
    """The ledger, with nothing in it yet."""
    add(con, "meta.kinds", kind="rectification", title="整改台账", grain="items", covers="stated",
        domains='{"register": ["rectification"]}')  # fmt: skip
    hand_in(con, 40, "rectification", date(2024, 1, 1), AS_OF, date(2024, 6, 21))
    con.execute(
        "create table raw.rectification (batch bigint, source_row bigint, desk varchar, measures varchar, "
        "proof varchar)"
    )


@pytest.fixture(scope="module")
def report(module_con: duckdb.DuckDBPyConnection, report_over, figure, formula) -> Report:
    con = module_con
    hand_in_ledger(con)
    for row, (number, aspect, state, proof) in enumerate(_PROBLEMS, 4):
        add(con, "core.items", register="rectification", item_key=number, category=aspect, state=state, batch=40,
            title=formula if number == "1" else f"【样例】问题{number}", valid_from=date(2023, 12, 27), source_row=row,
            observed_at=date(2024, 6, 21))  # fmt: skip
        add(
            module_con,
            "raw.rectification",
            batch=40,
            source_row=row,
            desk="党办",
            measures=f"措施{number}",
            proof=proof,
        )
    more: list[dict[str, Any]] = [
        {"valid_from": date(2024, 6, 21)},
        {"valid_from": date(2023, 1, 1), "valid_to": AS_OF},
        {"valid_from": date(2023, 1, 1), "register": "columns"},
        {"valid_from": date(2023, 1, 1), "centre": "other"},
    ]
    for row in more:  # none of these is one on the day
        add(
            module_con,
            "core.items",
            **{"register": "rectification", "state": "已完成", "batch": 40, "source_row": 4} | row,
        )
    values = {"rect_total": 4, "rect_done": 3, "insp_aspects": 2}
    known = catalogue.load()
    figures = [figure(known.figures[name].label, value, id=name, unit="个") for name, value in values.items()]
    return replace(report_over(con, figures), known=known)


@pytest.fixture(scope="module")
def book(report: Report) -> Workbook:
    return made(report, rectification)


def table(book: Workbook, head: str, rows: int) -> list[list[Any]]:
    """The rows below the head `head`, from its column on to the right."""
    sheet = book["整改台账"]
    (top,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == head and cell.style == "表头"]
    cells = sheet.iter_rows(top.row + 1, top.row + rows, top.column, top.column + 8)
    return [[cell.value for cell in row if cell.value is not None] for row in cells]


def test_every_state_is_counted_beside_its_figure(book):
    assert table(book, "问题数", 4) == [
        [2, 3, "▲ 不一致", "已完成整改的问题"],
        [1, "—", "没有指标可对"],
        [1, "—", "没有指标可对"],
        [4, 4, "√ 一致", "巡察指出的问题"],
    ]
    states = [cell.value for (cell,) in book["整改台账"].iter_rows(min_col=3, max_col=3) if cell.value]
    assert states[1:5] == ["√ 已完成", "△ 正在整改", "× 尚未整改", "合计"]


def test_aspects_are_counted_and_drawn_by_state(book):
    assert table(book, "已完成", 2) == [[1, 1, 0], [1, 0, 1]]
    assert drawn(book["整改台账"], "各方面的问题（个）") == {
        "已完成": [("甲方面", 1), ("乙方面", 1)],
        "正在整改": [("甲方面", 1), ("乙方面", 0)],
        "尚未整改": [("甲方面", 0), ("乙方面", 1)],
    }


def test_each_problem_names_its_evidence_and_its_row(book, formula):
    sheet = book["整改台账"]
    first = row_of(sheet, "序号") + 1
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(first, first + 3, 1, 9)]
    assert rows[0] == [
        "1", "甲方面", formula, "√ 已完成", sheet.cell(first, 5).value, "党办", "措施1", "材料一.pdf",
        "rectification.xlsx 第4行",
    ]  # fmt: skip
    assert [row[7] for row in rows] == ["材料一.pdf", "没有登记", "没有登记", "没有登记"]
    assert [sheet.cell(first + place, 8).style for place in range(4)] == ["文字", "mute", "warn", "mute"]
    assert [row[0] for row in rows] == ["1", "2", "3", "10"]
    assert str(sheet.cell(first, 5).value)[:10] == "2023-12-27"
    assert sheet.cell(first, 3).data_type == "s"
    assert sheet.auto_filter.ref == f"A{first - 1}:I{first + 3}"


def test_what_is_done_without_proof_is_told(book):
    assert book["整改台账"]["A3"].value == "依据1个文件，最新的数据时刻2024-06-21；标“已完成”的有1个没有登记佐证材料"


def test_states_can_be_told_apart_without_colour():
    symbols = [symbol for symbol, _, _ in rectification.STATES.values()]
    assert len(set(symbols)) == len(symbols)
    assert "".join(symbols).encode("gbk")


def test_an_empty_ledger_is_told_and_none_is_no_sheet(warehouse_con, report_of):
    hand_in_ledger(warehouse_con)
    sheet = made(report_of([]), rectification)["整改台账"]
    assert "台账交来了，一个问题也没有登记" in set(words(sheet))
    assert sheet._charts == []
    warehouse_con.execute("delete from meta.parts")
    assert "整改台账" not in made(report_of([]), rectification).sheetnames
