"""What holds of every sheet of the workbook of the sample, whoever fills it."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from warehouse import Home, connect
from warehouse.figures import FigureRow

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WITHOUT_FORMULAS = ("要补的下载", "数据质量", "口径", "来源")
ADDED_UP = ("flow", "threshold_count", "maximum", "stock", "zero")
"""Kinds whose value is what their one query comes to."""


class Book:
    """The workbook of the sample as the zip that it is: openpyxl would take long to read thousands of rows."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self._members = {
                name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))
            }
        self.workbook = self.tree("xl/workbook.xml")
        targets = {one.get("Id"): one.get("Target") for one in self.tree("xl/_rels/workbook.xml.rels")}
        self.places = {one.get("name"): f"xl/{targets[one.get(RELATED)].removeprefix('/xl/')}"
                       for one in self.workbook.iterfind("m:sheets/m:sheet", NS)}  # fmt: skip
        self.sheets = {name: self.tree(place) for name, place in self.places.items()}

    def tree(self, member: str) -> Any:
        return etree.fromstring(self._members[member])

    def names(self) -> Iterator[tuple[str, str | None, str]]:
        """(name, number of the sheet that it is of, what it stands for)."""
        for one in self.workbook.iterfind("m:definedNames/m:definedName", NS):
            yield one.get("name"), one.get("localSheetId"), one.text

    def targets(self, sheet: str) -> dict[str, str]:
        member = self.places[sheet].replace("worksheets/", "worksheets/_rels/") + ".rels"
        return {one.get("Id"): one.get("Target") for one in self.tree(member)} if member in self._members else {}


@pytest.fixture(scope="module")
def book(sample_home: Home) -> Book:
    (path,) = (sample_home.reports / "2024-06-20").glob("*指标_2024-06-20.xlsx")
    return Book(path)


def test_it_prints_on_a4_with_page_numbers_and_the_day(book):
    for name, sheet in book.sheets.items():
        setup = sheet.find("m:pageSetup", NS)
        assert (setup.get("orientation"), setup.get("paperSize"), setup.get("fitToHeight")) == (
            "landscape",
            "9",
            "0",
        ), name
        assert sheet.find("m:sheetPr/m:pageSetUpPr", NS).get("fitToPage") == "1", name
        footer = sheet.findtext("m:headerFooter/m:oddFooter", namespaces=NS)
        assert "数据截至 2024-06-20" in footer, name
        assert "第 &P 页，共 &N 页" in footer, name


def test_header_rows_stay_on_the_screen_and_on_every_page(book):
    repeated = {int(sheet) for name, sheet, _ in book.names() if name == "_xlnm.Print_Titles" and sheet}
    for number, (name, sheet) in enumerate(book.sheets.items()):
        view = sheet.find("m:sheetViews/m:sheetView", NS)
        assert view.find("m:pane", NS).get("state") == "frozen", name
        assert view.get("showGridLines") == "0", name
        assert number in repeated, name


def test_every_column_has_a_width(book):
    for name, sheet in book.sheets.items():
        widths = [(int(one.get("min")), int(one.get("max"))) for one in sheet.iterfind("m:cols/m:col", NS)]
        used = {re.sub(r"\d", "", cell.get("r")) for cell in sheet.iterfind("m:sheetData/m:row/m:c", NS) if len(cell)}
        for letters in used:
            assert any(first <= column_index_from_string(letters) <= last for first, last in widths), (name, letters)


def test_no_text_from_outside_is_a_formula(book):
    for name, sheet in book.sheets.items():
        formulas = [one.text for one in sheet.iterfind("m:sheetData/m:row/m:c/m:f", NS)]
        if name in WITHOUT_FORMULAS or name.startswith("明细"):
            assert not formulas, name
        assert not any(re.search(r"https?:|\||\[|HYPERLINK|WEBSERVICE", text) for text in formulas), name


def test_nothing_in_it_is_a_value_of_a_program(book):
    for name, sheet in book.sheets.items():
        texts = {one.text for one in sheet.iterfind("m:sheetData/m:row/m:c/m:is/m:t", NS)}
        assert not texts & {"None", "nan", "NaT", "True", "False"}, name


def test_every_link_leads_somewhere(book):
    for name, sheet in book.sheets.items():
        targets = book.targets(name)
        for link in sheet.iterfind("m:hyperlinks/m:hyperlink", NS):
            place, target = link.get("location"), targets.get(link.get(RELATED))
            assert place or target, name
            if place:
                assert place.rpartition("!")[0].strip("'") in book.sheets, (name, place)
            else:
                assert target.startswith(("http://", "https://")) or (book.path.parent / target).is_file(), (
                    name,
                    target,
                )


def test_every_name_is_of_cells_of_a_sheet(book, sample_figures):
    stands_for = {name: text for name, sheet, text in book.names() if sheet is None}
    for name, text in stands_for.items():
        assert text.rpartition("!")[0].strip("'") in book.sheets, (name, text)
    shown = {row.id for row in sample_figures.values() if f"指标_{row.id}" in stands_for}
    assert len(shown) >= 78
    assert {"数据截至", "计算时间", "单位名称"} | {f"{kind}_{one}" for kind in ("通报", "目标", "差", "结论")
                                         for one in shown} <= stands_for.keys()  # fmt: skip


def test_the_sql_of_every_figure_comes_to_its_number(book, sample_home, sample_figures: dict[str, FigureRow]):
    sheet = load_workbook(book.path, read_only=True)["口径"]
    heads, *lines = sheet.iter_rows(min_row=4, values_only=True)
    told = [dict(zip(heads, line, strict=True)) for line in lines]
    followed = 0
    with connect(sample_home.root) as con:
        for one in told:
            row = sample_figures[str(one["代号"]).split()[0]]
            if row.kind in ADDED_UP:
                found = dict(con.execute(str(one["实际执行的 SQL"])).fetchall())
                assert found.get("jianhu", 0) == row.value, row.id
                followed += 1
    assert followed > 40
