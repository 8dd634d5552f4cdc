"""The sheet 数据质量: what is missing, what was sent back and why, what is only assumed."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.contents import finding, trouble
from pipelines.reports.workbook.summary import write_summary
from warehouse._coverage import ShownCoverage

AT = datetime(2024, 6, 21, 2, 0)
LATE = ShownCoverage(1.0, [], 2, days=172, days_covered=172, newest="2024-06-22", late_days_tolerated=7)
LACKING = ShownCoverage(
    0.5,
    ["2024-01-01~2024-03-26"],
    0,
    days=172,
    days_covered=86,
    newest="2024-06-20",
    mends=["公众号图文明细缺1月1日至3月26日"],
)
NEVER = ShownCoverage(0.0, [], 0)


@pytest.fixture
def sheet_of(tmp_path: Path, report_of):
    def write(figures) -> Worksheet:
        write_summary(tmp_path / "s.xlsx", report_of(figures))
        return load_workbook(tmp_path / "s.xlsx")["数据质量"]

    return write


@pytest.fixture
def troubled(warehouse_con):
    """The small warehouse with files that were refused, sent back, withdrawn, only assumed, and of another centre."""
    warehouse_con.execute("update meta.files set centre = 'jianhu', status = 'loaded', arrived_at = $1", [AT])
    warehouse_con.execute("update meta.files set observed_at = timestamp '2024-06-20 18:30:00' where file_id = 2")
    insert = (
        "insert into meta.files (file_id, centre, original_path, status, reason, arrived_at) values (?, ?, ?, ?, ?, ?)"
    )
    for number, centre, path, status, reason in (
        (5, "jianhu", "=坏.xlsx", "quarantined", "文件打不开，请重新下载"),
        (6, "jianhu", "重.xlsx", "duplicate", "与 1.xlsx 内容相同，只算一次"),
        (7, "jianhu", "~$锁.xlsx", "ignored", "临时文件"),
        (8, "other", "别的.xlsx", "quarantined", "别的中心的"),
    ):
        warehouse_con.execute(insert, [number, centre, path, status, reason, AT])
    for row in (10, 9):
        warehouse_con.execute("insert into meta.rejects values (1, ?, 'views', '阅读数：不是数', '很多')", [row])
    warehouse_con.execute(
        "insert into meta.withdrawals values (3, ?, '选错了账号', null), (4, ?, '放回来了', ?)", [AT] * 3
    )
    warehouse_con.execute(
        "insert into report.checks values ('s1', 'jianhu', $1, $2, true, 'error', '成立'), "
        "('s2', 'jianhu', $1, $2, false, 'error', '一加一等于二：不成立'), "
        "('s3', 'jianhu', $1, $2, null, 'warn', '缺')",
        [date(2024, 6, 20), AT],
    )
    return warehouse_con


def said(sheet: Worksheet, first: int = 5) -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(first, max_col=5)]


def test_what_figures_lack_stands_first(sheet_of, figure):
    lacking = {"coverage": LACKING, "complete": False}
    figures = [
        figure("甲", coverage=LATE), figure("乙", **lacking), figure("丙"), figure("丁", **lacking),
        figure("戊", coverage=NEVER, complete=False),
    ]  # fmt: skip
    assert said(sheet_of(figures)) == [
        ("缺口", "乙、丁", "2024-01-01~2024-03-26；容许缺0天、晚0天", "覆盖 50.0%（86/172天），数据不全",
         "公众号图文明细缺1月1日至3月26日"),
        ("缺口", "戊", "一天也没有", "覆盖 0.0%，数据不全", "没有能补上的下载"),
        ("晚读", "甲", "最新数据 2024-06-22", "晚读2天，在容许之内", "容许晚7天；在统计当日下载就不晚"),
    ]  # fmt: skip


def test_every_file_that_was_not_simply_loaded_has_its_reason(sheet_of, troubled):
    sheet = sheet_of([])
    assert said(sheet) == [
        ("核对", "一加一等于二：不成立", "s2", "不相符", None),
        ("核对", "缺", "s3", "缺数据，无法判断", None),
        ("已隔离", "=坏.xlsx", "2024-06-21 02:00 收到", "文件打不开，请重新下载", "按原因改正后重新放入收件箱"),
        ("退回的行", "2024-06-21/1.xlsx", "Sheet1 第 9 行", "阅读数：不是数", "改正后把文件重新放入收件箱"),
        ("退回的行", "2024-06-21/1.xlsx", "Sheet1 第 10 行", "阅读数：不是数", "改正后把文件重新放入收件箱"),
        ("已撤回", "2024-06-21/3.xlsx", "2024-06-21 02:00 撤回", "选错了账号", "撤错了：media-metrics withdraw --undo"),
        ("推定日期", "2024-06-21/2.xlsx", "2024-06-20 18:30", "数据时刻取的是文件的修改时间",
         "放进以下载日期命名的文件夹（如 2024-06-21）就不必推定"),
        ("重复", "重.xlsx", "2024-06-21 02:00 收到", "与 1.xlsx 内容相同，只算一次", None),
        ("已忽略", "~$锁.xlsx", "2024-06-21 02:00 收到", "临时文件", None),
    ]  # fmt: skip
    assert sheet["A3"].value == (
        "收到的文件：已入库 4　重复 1　已隔离 1　已忽略 1　　核对：相符 1　不符或无法判断 2　　"
        "提醒：核对 2　已隔离 1　退回的行 2　已撤回 1　推定日期 1　重复 1　已忽略 1"
    )


def test_of_many_the_first_are_listed_and_the_rest_counted(sheet_of, troubled, monkeypatch):
    monkeypatch.setattr(trouble, "SHOWN_MOST", 1)
    monkeypatch.setattr(finding, "SHOWN_MOST", 1)
    rows = [row[:2] for row in said(sheet_of([])) if row[0] in ("核对", "退回的行")]
    assert rows == [
        ("核对", "一加一等于二：不成立"), ("核对", "另有 1 条没有列出"),
        ("退回的行", "2024-06-21/1.xlsx"), ("退回的行", "另有 1 条没有列出"),
    ]  # fmt: skip


def test_the_text_of_a_rejected_cell_stands_nowhere(sheet_of, troubled):
    assert not any("很多" in str(value) for row in said(sheet_of([]), 1) for value in row)


def test_where_nothing_is_wrong_it_says_so(sheet_of, figure):
    assert said(sheet_of([figure("甲", 1)])) == [("没有要提醒的。", *[None] * 4)]
