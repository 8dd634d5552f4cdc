"""The 数据核对单, read back as Excel holds it."""

import io

import openpyxl
import pytest
from _notice import AT, account, audit, claim, judged

from pipelines.auditing.checksheet import check_sheet
from warehouse.auditing.judged import Overruling
from warehouse.catalogue import Figure
from warehouse.files_behind import FileBehind

READS = Figure("wb_reads", "wb.reads", "微博总阅读量", "次", "posts", "flow", "year_to_date")


@pytest.fixture
def sheet(row):
    said = account("总浏览量超4万次，发布=3条。", claim("超4万次"), claim("=3条", subject="微博"))
    file = FileBehind("jianhu", "main", "1" * 64, "微博.csv", AT, AT, 3)
    kept = Overruling(AT, "样例审核人", "含转载")
    high = judged(
        claim("超4万次"), "偏高", "通报为超4万次", figure=READS, row=row(32_010), files=[file], overruled=kept
    )
    made = check_sheet(audit(said, high, judged(claim("=3条"), "无法核对", "没有对应的指标")))
    return openpyxl.load_workbook(io.BytesIO(made))["数据核对单"]


def test_every_claim_has_a_line(sheet):
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=6)]
    heads, high, unlinked = lines
    assert heads == ["序号", "原文", "指标", "数据", "单位", "数据截至", "结论", "来源", "备注"]
    assert (*high[:5], f"{high[5]:%Y-%m-%d}", *high[6:8]) == (
        1, "超4万次", "微博总阅读量", 32_010, "次", "2024-06-20", "▲ 偏高（已放行）", "微博.csv（2024-06-21）",
    )  # fmt: skip
    assert high[8] == "通报为超4万次；样例审核人 于 2024-06-21 09:30 放行：含转载"
    assert (unlinked[1], unlinked[2], unlinked[3], unlinked[6]) == ("=3条", "微博", "—", "？ 无法核对")


def test_a_quote_is_never_a_formula(sheet):
    assert sheet["B6"].data_type == "s"
    assert sheet["B6"].quotePrefix


def test_three_people_sign(sheet):
    signed = [cell.value.rstrip("_") for row in sheet.iter_rows(min_row=8, max_row=9) for cell in row if cell.value]
    assert signed == ["填报：", "复核：", "分管领导：", "日期：", "日期：", "日期："]


def test_it_prints_on_a4_with_its_head_on_every_page(sheet):
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == "$4:$4"


def test_what_the_text_says_against_itself_stands_before_the_signatures():
    said = account("33个，完成30个，余2个。", claim("33个"), findings=[("33个，完成30个，余2个", "30+2=32", False)])
    sheet = openpyxl.load_workbook(io.BytesIO(check_sheet(audit(said, judged(claim("33个"))))))["数据核对单"]
    assert sheet["A6"].value == "文中自相矛盾：33个，完成30个，余2个：30+2=32"
    assert sheet["B8"].value.startswith("填报：")
