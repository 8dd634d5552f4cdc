"""A house template is filled at its named cells, and keeps what it has: logo, text box, chart, styles, other sheets."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from _house_template import LOGO, figures_of_template, house_template
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.night import Night
from pipelines.reports.house.fill import Filled, fill_template
from pipelines.reports.house.package import NotATemplate
from pipelines.reports.workbook.summary import write_summary
from warehouse import Home

CHANGED = {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "my.xlsx"
    path.write_bytes(house_template())
    return path


@pytest.fixture
def report(figure, report_of):
    return report_of(figures_of_template(figure))


@pytest.fixture
def filled(template: Path, report) -> Filled:
    return fill_template(template, template.with_name("filled.xlsx"), report)


@pytest.fixture
def sheet(filled: Filled) -> Worksheet:
    return load_workbook(filled.path)["通报"]


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def named(tmp_path: Path, value: object = None, number_format: str = "General", **places: str) -> Path:
    """A template of one sheet whose cell A1 holds `value`, and these names."""
    book = Workbook()
    book.worksheets[0].title = "表"
    book.worksheets[0]["A1"], book.worksheets[0]["A1"].number_format = value, number_format
    for name, place in places.items():
        book.defined_names[name] = DefinedName(name, attr_text=place)
    book.save(tmp_path / "named.xlsx")
    return tmp_path / "named.xlsx"


def test_named_cells_say_what_ours_say(sheet, filled):
    assert [sheet[place].value for place in ("B3", "B4", "D4", "B6", "C6", "D6")] == [
        "样例县融媒体中心", datetime(2024, 6, 20), "2024-06-21 02:30", 930, "▲ 偏高", -2,
    ]  # fmt: skip
    assert sheet["B7"].value == pytest.approx(0.966)  # shown as 96.6%
    assert sheet["C7"].value is None
    assert sheet.parent["另 一页"]["F9"].value == "≥ 95%"
    assert filled.cells == 9


def test_figures_of_a_sample_say_that_they_are(template, report):
    filled = fill_template(template, template.with_name("f.xlsx"), replace(report, is_sample=True))
    assert load_workbook(filled.path)["通报"]["B3"].value == "样例（虚构数据）　样例县融媒体中心"


def test_styles_stay(sheet):
    font = sheet["B6"].font
    assert (font.name, font.sz, font.b, font.color.rgb) == ("楷体", 14, True, "00C00000")
    assert [sheet[place].number_format for place in ("B4", "B6", "B7")] == ['yyyy"年"m"月"d"日"', "#,##0", "0.0%"]
    assert (str(next(iter(sheet.conditional_formatting)).sqref), sheet.column_dimensions["A"].width) == ("B6:B7", 21)
    assert ([str(area) for area in sheet.merged_cells.ranges], sheet.print_title_rows) == (["B3:D3"], "$1:$5")
    assert sheet.parent["另 一页"]["A1"].value == "不动"


def test_all_else_is_the_same_byte_for_byte(template, filled):
    before, after = members(template.read_bytes()), members(filled.path.read_bytes())
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == CHANGED
    assert after["xl/media/logo.png"] == LOGO
    assert b"txBox" in after["xl/drawings/drawing1.xml"]
    assert "xl/charts/chart1.xml" in after


def test_names_that_cannot_be_filled_are_told_and_let_alone(sheet, filled):
    assert filled.told == [
        "模板 my.xlsx：名称“指标_post”没有对应的指标，没有填（是不是 指标_posts？）",
        "模板 my.xlsx：名称“指标_words”的单元格里是公式，没有改动",
        "模板 my.xlsx：名称“备注_posts”指的是一片单元格，没有填；请指一格，或把它们合并",
    ]
    assert (sheet["B8"].value, sheet["B9"].value, sheet["A1"].value) == (None, "=1+1", None)


def test_the_same_input_gives_the_same_bytes(template, filled, report):
    assert (
        fill_template(template, template.with_name("again.xlsx"), report).path.read_bytes() == filled.path.read_bytes()
    )


def test_our_own_workbook_is_a_template_as_well(tmp_path, figure, report_of):
    write_summary(tmp_path / "s.xlsx", report_of([figure("甲", 7, id="a")]))
    later = replace(report_of([figure("甲", 8, id="a")]), as_of=date(2024, 6, 21))
    filled = fill_template(tmp_path / "s.xlsx", tmp_path / "later.xlsx", later)
    sheet = load_workbook(filled.path)["指标对照"]
    assert (sheet["D6"].value, sheet["D2"].value, filled.told) == (8, datetime(2024, 6, 21), [])


def test_text_that_looks_like_a_formula_stays_text(tmp_path, report):
    filled = fill_template(named(tmp_path, 指标_words="表!$A$1", 名称_words="表!$C$7"), tmp_path / "f.xlsx", report)
    sheet = load_workbook(filled.path)["表"]
    assert [(sheet[place].value, sheet[place].data_type) for place in ("A1", "C7")] == [
        ("=较好", "s"),
        ("=样例等次", "s"),
    ]


@pytest.mark.parametrize(("number_format", "value"), [("0.00%", 0.966), ('0.0"%"', 96.6), ("General", 96.6)])
def test_a_percentage_follows_the_format_of_its_cell(tmp_path, report, number_format, value):
    filled = fill_template(named(tmp_path, 1, number_format, 指标_rate="表!$A$1"), tmp_path / "f.xlsx", report)
    assert load_workbook(filled.path)["表"]["A1"].value == pytest.approx(value)


def test_a_name_that_is_no_cell_is_told(tmp_path, report):
    template = named(tmp_path, 指标_posts="表!$A$1*2", 数据截至="没有!$A$1", 我的="表!$A$1")
    filled = fill_template(template, tmp_path / "f.xlsx", report)
    assert (filled.cells, filled.path.read_bytes()) == (0, template.read_bytes())
    assert [told.partition("：")[2] for told in filled.told] == [
        "名称“指标_posts”指的不是一个单元格，没有填", "名称“数据截至”指的不是一个单元格，没有填",
    ]  # fmt: skip


def test_a_template_without_names_of_ours_is_told(tmp_path, report):
    (told,) = fill_template(named(tmp_path, 我的="表!$A$1"), tmp_path / "f.xlsx", report).told
    assert told.startswith("模板 named.xlsx：模板里没有认得的名称")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xlsx", b"\xd0\xcf\x11\xe0", "加了密码"),
        ("a.xlsx", b"PK\x05\x06" + bytes(18), "里面没有工作簿"),
        ("a.xls", b"", "只认 .xlsx 和 .xlsm"),
        ("a.xltx", b"", "只认 .xlsx 和 .xlsm"),
        ("none.xlsx", None, "打不开"),
    ],
)
def test_what_is_no_template_is_refused(tmp_path, report, name, content, why):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(NotATemplate, match=why):
        fill_template(tmp_path / name, tmp_path / "f.xlsx", report)
    assert not (tmp_path / "f.xlsx").exists()


def test_every_night_fills_the_one_in_the_configuration(reported_home: Home):
    (reported_home.config / "template.xlsx").write_bytes(house_template())
    night = Night.of(reported_home, date(2024, 6, 20))
    night.report()
    (filled,) = (reported_home.reports / "2024-06-20").glob("*报表_2024-06-20.xlsx")
    assert load_workbook(filled)["通报"]["B4"].value == datetime(2024, 6, 20)
    assert any("指标_posts" in told for told in night.told)
    assert night.has_published
    again = Night.of(reported_home, date(2024, 6, 20))
    again.report()
    assert not again.has_published
