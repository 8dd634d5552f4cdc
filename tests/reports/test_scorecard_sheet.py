"""The sheet 指标对照 reads back with the cells that were worked out by hand."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.wording import VERDICTS
from pipelines.reports.workbook.recalculation import Recalculation
from pipelines.reports.workbook.summary import write_summary
from warehouse._coverage import ShownCoverage
from warehouse.catalogue import Catalogue, Claim, Notice, Target

ALL = (1, "2024-06-21", "172/172")
"""Of a year to date every day is covered."""
NO_ROWS = ("—", "口径目录里没有这个指标", None, None)


@pytest.fixture
def written(tmp_path: Path, report_of):
    """Writes the workbook of some figures; what is said else is of the report, or of its recalculations."""

    def write(figures, recalculations=None, **said) -> Workbook:
        report = replace(report_of(figures), **said)
        if recalculations:
            report.__dict__["recalculations"] = recalculations
        write_summary(tmp_path / "s.xlsx", report)
        return load_workbook(tmp_path / "s.xlsx")

    return write


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory, module_con, figures, report_over) -> Worksheet:
    """The sheet of all kinds of figures, which most tests look at."""
    path = tmp_path_factory.mktemp("scorecard") / "s.xlsx"
    write_summary(path, report_over(module_con, figures))
    return load_workbook(path)["指标对照"]


def column(sheet: Worksheet, head: str) -> str:
    return next(cell.column_letter for cell in sheet[4] if cell.value == head)


def test_it_follows_the_notice(sheet):
    said, behind = "条目 指标 单位 计算值 通报值 差 目标 完成率 进度 达标 结论", "复算 复算一致 明细 口径"
    heads = f"{said} 覆盖率 最新数据 覆盖天数 缺哪些 备注 {behind}"
    assert [cell.value for cell in sheet[4]] == heads.split()
    blank = [None] * 20
    assert [[cell.value for cell in row] for row in sheet.iter_rows(5, 15)] == [
        ["一(1)", *blank[1:]],
        ["一(1)", "样例等次", None, "较好", "没有给出数", None, None, None, None, None, "？ 无法核对", *ALL, None,
         "原文「较好」", *NO_ROWS],
        ["二(一)3", *blank[1:]],
        ["二(一)3", "样例推文", "条", 930, "932条", -2, None, None, None, None, "▲ 偏高", *ALL, None,
         "原文「推文932条」；少两条", *NO_ROWS],
        ["二(一)3", "样例阅读量", "次", "—", "超20万次", None, None, None, None, None, "◎ 数据不全", 0.9709,
         "2024-06-17（早3天）", "167/172", "2024-03-01~2024-03-05；晚读3天；容许缺0天、晚7天", "原文「阅读量超20万」",
         *NO_ROWS],
        ["二(一)3", "样例注册用户", "人", 193640, "1,900 或 19万人", None, None, None, None, None, "□ 文字残缺", *ALL,
         None, "原文「超过了19」", *NO_ROWS],
        ["二(一)16", *blank[1:]],
        ["二(一)16", "样例满意率", "%", 96.6, "超95%", 1.6, "≥ 95%", None, None, "达标", "√ 一致", *ALL, None,
         "398/412 = 96.6%；原文「满意率超95%」", *NO_ROWS],
        ["通报没有提到的指标", *blank[1:]],
        ["其他", "样例没有对照的数", "元", 12.5, None, None, None, None, None, None, "— 未对照", *ALL, None, None,
         *NO_ROWS],
        blank,
    ]  # fmt: skip


def test_it_says_of_whom_of_when_and_how_many(sheet):
    assert [sheet[place].value for place in ("A2", "D2", "G2")] == [
        "样例县融媒体中心", datetime(2024, 6, 20), datetime(2024, 6, 21, 2, 30, 11),
    ]  # fmt: skip
    assert (sheet["A3"].value, sheet["C3"].value) == (
        "共 6 项", "▲ 偏高 1　　◎ 数据不全 1　　□ 文字残缺 1　　？ 无法核对 1　　√ 一致 1　　— 未对照 1",
    )  # fmt: skip


def test_numbers_look_as_people_write_them(sheet):
    formats = [sheet[place].number_format for place in ("D8", "D12", "F8", "F12", "L9")]
    assert formats == ["#,##0", '0.00"%"', "+#,##0;-#,##0;0", "+#,##0.00;-#,##0.00;0", "0.0%"]


def test_a_sum_over_floors_is_at_least(written, figure):
    sheet = written([
        figure("样例阅读量", 1_600_000, unit="次", floors=16),
        figure("样例篇均", 100_000.5, unit="次", floors=16),
        figure("样例占比", 50, unit="%", floors=1),
        figure("样例没有数", None, floors=16),
    ])["指标对照"]  # fmt: skip
    shown = [sheet[f"D{row}"].number_format for row in range(6, 10)]
    assert shown == ['"≥ "#,##0', '"≥ "#,##0.00', '0.00"%"', "General"]


def test_what_is_less_than_all_never_reads_as_all(written, figure):
    nearly = ShownCoverage(0.9998, ["2020-01-01"], 0, days=5000, days_covered=4999)
    shares = [figure("样例", value, unit="%", coverage=nearly, completion=0.99996) for value in (99.99995, 99.5, 100.0)]
    sheet = written(shares)["指标对照"]
    assert [sheet[f"D{row}"].number_format for row in (6, 7, 8)] == ['General"%"', '0.00"%"', '0.00"%"']
    assert (sheet["H6"].value, sheet["L6"].value, sheet["N6"].value) == (0.999, 0.999, "4999/5000")


def test_completion_and_pace_stand_beside_the_target(written, figure):
    year = Target("t", "f", ">=", 36_600, "样例任务书", date(2024, 1, 1), period="year")
    sheet = written([figure("样例", 17_199, target=year, target_verdict="落后", completion=0.47, pace=0.4699)])[
        "指标对照"
    ]
    assert [sheet[f"{column(sheet, head)}6"].value for head in ("目标", "完成率", "进度", "达标")] == [
        "全年≥ 36,600条", 0.47, 0.4699, "落后",
    ]  # fmt: skip
    assert sheet["H6"].number_format.startswith('[>=1]"★ "')


def test_headings_of_the_notice_stand_over_its_items(written, figure):
    def claim(name: str, item: str) -> Claim:
        return Claim(name, item, "原文", "=", 1)

    rows = [figure(label, 1, id=name, item=item, claim=claim(name, item)) for label, name, item in (
        ("丙", "c", "二(一)3"), ("甲", "a", "一(3)"), ("乙", "b", "二(一)2"), ("丁", "d", "二(一)3"), ("戊", "e", ""),
    )]  # fmt: skip
    claims = {row.id: row.claim for row in rows if row.item}
    named = {"一": "组织", "二": "落实", "二(一)": "已完成", "二(一)2": "深度", "二(一)3": "推广"}
    known = Catalogue({}, {date(2024, 6, 20): Notice(date(2024, 6, 20), "样例通报", claims, named)}, {}, {})
    sheet = written(rows, known=known)["指标对照"]
    assert [sheet.cell(row, 2).value or sheet.cell(row, 1).value for row in range(5, 17)] == [
        "一、组织", "甲", "二、落实", "（一）已完成", "2．深度", "乙", "3．推广", "丙", "丁",
        "通报没有提到的指标", "戊", None,
    ]  # fmt: skip


def test_a_figure_is_computed_once_more_by_a_formula_beside_it(written, figure):
    rows = [figure("甲", 7, id="a"), figure("乙", 8, id="b"), figure("丙", 9, id="c")]
    again = {
        "a": Recalculation("=SUM(1,6)", "", "'来源'!A5"),
        "b": Recalculation(None, "按天取平均", "明细_样例_2024-06-20.csv"),
    }
    sheet = written(rows, again)["指标对照"]
    first, second, third = (sheet[row][16:19] for row in (6, 7, 8))
    assert [(cell.value, cell.data_type) for cell in first] == [
        ("=SUM(1,6)", "f"), ('=IFERROR(IF(ROUND(D6-Q6,6)=0,"√ 一致","≠ 不一致"),"≠ 不一致")', "f"), ("来源", "s"),
    ]  # fmt: skip
    assert (first[2].hyperlink.location, second[2].hyperlink.target) == ("'来源'!A5", "明细_样例_2024-06-20.csv")
    assert [cell.value for cell in second] == ["—", "按天取平均", "明细_样例_2024-06-20.csv"]
    assert [cell.value for cell in third] == ["—", "没有可复算的行", None]


def test_every_value_has_a_name(written, figure):
    book = written([figure("甲", 7, id="a", unit="%"), figure("乙", 8, id="b")])
    names = {name: defined.attr_text for name, defined in book.defined_names.items()}
    assert [names[name] for name in ("单位名称", "数据截至", "计算时间")] == [
        f"'指标对照'!{place}" for place in ("$A$2", "$D$2", "$G$2")
    ]
    assert [names[f"{kind}_b"] for kind in ("名称", "单位", "指标", "通报", "差", "目标", "结论")] == [
        f"'指标对照'!${letter}$7" for letter in "BCDEFGK"
    ]
    assert names["指标_a"] == "'指标对照'!$D$6"


def test_colours_follow_the_symbols(sheet):
    letter = column(sheet, "结论")
    rules = [
        rule
        for area in sheet.conditional_formatting
        if str(area.sqref) == f"{letter}5:{letter}14"
        for rule in area.rules
    ]
    coloured = {
        symbol: rule.dxf.fill.bgColor.rgb[2:] for rule in rules for symbol in rule.formula[0].split('"')[-2]
    }  # fmt: skip
    assert {coloured[verdict.symbol] for verdict in VERDICTS.values() if verdict.tone == "bad"} == {"F8CBAD"}
    assert {coloured[verdict.symbol] for verdict in VERDICTS.values() if verdict.tone == "good"} == {"E2F0D9"}
    assert coloured.keys() == {verdict.symbol for verdict in VERDICTS.values()} | {"—"}


def test_verdicts_can_be_told_apart_without_colour(sheet):
    symbols = [verdict.symbol for verdict in VERDICTS.values()]
    assert len(set(symbols)) == len(symbols)
    assert "".join([*symbols, "★☆"]).encode("gbk")  # every office in the house can print them
    explained = " ".join(str(cell.value) for row in sheet.iter_rows(16) for cell in row if cell.value)
    assert all(f"{verdict.symbol} {name}：{verdict.meaning}" in explained for name, verdict in VERDICTS.items())


def test_it_can_be_filtered_and_printed(sheet):
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C5", "A4:T14")
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$4:$4", "$A:$B")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (2, 0)
    assert sheet.page_setup.pageOrder == "overThenDown"
