"""Formulas computed by LibreOffice: ours agree with the figures unless a row was changed, a template's are anew."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import SimpleNamespace

import pandas as pd
import pytest
from _house_template import figures_of_template, house_template
from openpyxl import Workbook

from pipelines.reports.behind.columns import COLUMNS
from pipelines.reports.behind.criteria import alternatives
from pipelines.reports.behind.sheet import RowSheet
from pipelines.reports.behind.tallies import Tally
from pipelines.reports.house.fill import fill_template
from pipelines.reports.report import Report
from pipelines.reports.workbook import rows, scorecard
from pipelines.reports.workbook.cells import add_styles
from pipelines.reports.workbook.functions import total
from pipelines.reports.workbook.summary import packed
from warehouse import Home, catalogue, connect
from warehouse._periods import window
from warehouse._rows import Rows
from warehouse.figures import FigureRow

AS_OF = date(2024, 6, 20)
COMPUTED_AT = datetime(2024, 6, 21, 2, 30, 11)
FIRST_SHEET_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,1"
MOST_VIEWED = 1_103_482
"""Views of the work on 抖音 that has most, in the sample."""

Frame = pd.DataFrame
FRAME = Frame(
    {
        "published_at": pd.to_datetime(
            ["2023-12-31 23:59:59.900", "2024-01-01", "2024-02-29 12:00", "2024-06-20 23:59:59.900", "2024-06-21",
             "2024-03-01", "2024-03-02", "2024-03-03"], format="ISO8601"
        ),
        "title": ["*甲?", "丁甲戊", "甲~乙", "甲乙", '他说"好"', None, "民生：修路", "甲丙乙"],
        "origin": ["自采", "原创", None, "转载", "自采", "自采 ", "原创", "未采"],
        "views": [-5, 0, None, 10_000, 10_001, -6, 0, 123_456],
        "views_is_floor": [True, False, None, False, True, None, False, False],
        "valid_to": [None, date(2024, 6, 20), date(2024, 6, 21), None, date(2023, 1, 1), None, None, None],
    }
)  # fmt: skip
CASES: Mapping[str, Callable[[Frame], "pd.Series[bool]"]] = {
    "views > 10000": lambda f: f.views > 10_000,
    "views < -5": lambda f: f.views < -5,
    "views = 0": lambda f: f.views == 0,
    "views <> 0": lambda f: f.views.notna() & (f.views != 0),
    "views is null": lambda f: f.views.isna(),
    "views > -5.5 and views <= 0": lambda f: (f.views > -5.5) & (f.views <= 0),
    "title = '*甲?'": lambda f: f.title == "*甲?",
    "title = '甲~乙'": lambda f: f.title == "甲~乙",
    "title = '他说\"好\"'": lambda f: f.title == '他说"好"',
    "title <> '甲乙'": lambda f: f.title.notna() & (f.title != "甲乙"),
    "title like '%甲%'": lambda f: f.title.str.contains("甲", na=False),
    "title like '甲_乙'": lambda f: f.title.str.fullmatch("甲.乙", na=False),
    "title like '*甲%'": lambda f: f.title.str.startswith("*甲", na=False),
    "title is not null": lambda f: f.title.notna(),
    "origin in ('自采', '原创')": lambda f: f.origin.isin(["自采", "原创"]),
    "origin is null": lambda f: f.origin.isna(),
    "views_is_floor": lambda f: f.views_is_floor == True,  # noqa: E712 - what is missing is not False either
    "not views_is_floor": lambda f: f.views_is_floor == False,  # noqa: E712
    "published_at >= timestamp '2024-01-01 00:00:00' and published_at < timestamp '2024-06-21 00:00:00'": lambda f: (
        (f.published_at >= "2024-01-01") & (f.published_at < "2024-06-21")
    ),
    "valid_to is null or valid_to > date '2024-06-20'": lambda f: (
        f.valid_to.isna() | (pd.to_datetime(f.valid_to) > "2024-06-20")
    ),
}  # fmt: skip
"""Condition -> the same in pandas."""


@pytest.fixture(scope="module")
def written(sample_home: Home, sample_figures: Mapping[str, FigureRow]) -> tuple[Report, bytes]:
    """The report on the sample, with all that its workbook asks of the warehouse, and that workbook."""
    known = catalogue.load(sample_home.config)
    shown = [row for row in sample_figures.values() if not known.figures[row.id].supporting]
    with connect(sample_home.root) as con:
        report = Report(shown, known, con, "样例县融媒体中心", AS_OF, "jianhu", COMPUTED_AT, True)
        return report, workbook_of(report)


@pytest.fixture(scope="module")
def report(written: tuple[Report, bytes]) -> Report:
    """The report on the sample."""
    return written[0]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, module_con, figure, report_over: Callable[..., Report]) -> bytes:
    """A house template with a formula on a cell that was filled."""
    template = tmp_path_factory.mktemp("house") / "template.xlsx"
    template.write_bytes(house_template())
    report = report_over(module_con, figures_of_template(figure))
    return fill_template(template, template.with_name("filled.xlsx"), report).path.read_bytes()


@pytest.fixture(scope="module")
def computed(
    written: tuple[Report, bytes], filled: bytes, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, list[list[str]]]:
    """Workbook -> its first sheet with every formula computed: the sample, one row of it changed, cases, a template."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("LibreOffice is not installed: no formula is computed")
    place = tmp_path_factory.mktemp("computed")
    sample = written[1]
    books = {"sample": sample, "changed": with_other_views(sample), "cases": workbook_of_cases(), "filled": filled}
    for name, content in books.items():
        (place / f"{name}.xlsx").write_bytes(content)
    subprocess.run(
        [office, f"-env:UserInstallation={(place / 'user').as_uri()}", "--headless", "--convert-to", FIRST_SHEET_AS_CSV,
         "--outdir", str(place), *(str(place / f"{name}.xlsx") for name in books)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {name: list(csv.reader(next(place.glob(f"{name}-*.csv")).open(encoding="utf-8"))) for name in books}


def workbook_of(report: Report) -> bytes:
    book = new_book()
    for sheets in (scorecard, rows):
        sheets.add(book, report)
    return packed(book, COMPUTED_AT)


def new_book() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
    return book


def with_other_views(workbook: bytes) -> bytes:
    """`workbook` after somebody wrote another number over the views of one work."""
    changed, places = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content, cell = source.read(name), f"<v>{MOST_VIEWED}</v>".encode()
            if b"<f>" not in content:  # the figure itself stays as it is
                places += content.count(cell)
                content = content.replace(cell, b"<v>9999</v>")
            target.writestr(name, content)
    assert places == 1
    return changed.getvalue()


def workbook_of_cases() -> bytes:
    """A formula per case in the first sheet, over a sheet of the rows of FRAME."""
    columns = [COLUMNS[str(name)] for name in FRAME]
    values = [[None if pd.isna(value) else value for value in FRAME[name].astype(object)] for name in FRAME]
    sheet = RowSheet("样例", "posts", AS_OF, None, columns, values)
    all_rows = Rows("posts", AS_OF, window("year_to_date", AS_OF))
    book = new_book()
    asked = book.create_sheet("公式")
    for condition in CASES:
        met = alternatives(condition)
        assert met, condition
        asked.append([f"={total(Tally(all_rows, 'COUNTIFS', '', met), [sheet])}"])
    told = {"title": "样例", "as_of": AS_OF, "computed_at": COMPUTED_AT, "is_sample": True}
    rows.add(book, SimpleNamespace(behind=SimpleNamespace(sheets=[sheet]), **told))  # type: ignore[arg-type]
    return packed(book, COMPUTED_AT)


def scored(lines: list[list[str]]) -> dict[str, dict[str, str]]:
    """Label of a figure -> head -> what its cell says."""
    head = next(line for line in lines if "复算一致" in line)
    return {
        line[head.index("指标")]: dict(zip(head, line, strict=True)) for line in lines if line[head.index("复算一致")]
    }


def test_nearly_every_figure_has_a_formula(report):
    without = {name: again.why_not for name, again in report.recalculations.items() if again.formula is None}
    assert without == {"party_grade": "结果是文字，不是计数或合计"}
    assert len(report.recalculations) == 78


def test_no_formula_asks_first_for_what_is_empty(report):
    formulas = [again.formula for again in report.recalculations.values() if again.formula]
    assert any(',"="' in formula for formula in formulas)
    # LibreOffice came to 0 there as of the first days of a year, when nearly a whole column is empty
    assert not [formula for formula in formulas if re.search(r'COUNTIFS\([^,]+,"="|SUMIFS\([^,]+,[^,]+,"="', formula)]


def test_every_formula_comes_to_its_figure(report, computed):
    cells = scored(computed["sample"])
    for row in report.figures:
        if report.recalculations[row.id].formula:
            assert float(cells[row.label]["复算"]) == pytest.approx(row.value, abs=1e-9), row.id
            assert cells[row.label]["复算一致"] == "√ 一致", row.id


def test_a_changed_row_no_longer_agrees(report, computed):
    before, after = (scored(computed[name]) for name in ("sample", "changed"))
    moved = {row.id for row in report.figures if after[row.label] != before[row.label]}
    assert moved == {"dy_views", "dy_views_max", "dy_posts_over_10k"}
    views = next(row for row in report.figures if row.id == "dy_views")
    assert after[views.label]["复算一致"] == "≠ 不一致"
    assert float(after[views.label]["复算"]) == views.value - MOST_VIEWED + 9_999


@pytest.mark.parametrize(("place", "condition"), enumerate(CASES))
def test_a_condition_counts_what_pandas_counts(computed, place, condition):
    assert computed["cases"][place] == [str(CASES[condition](FRAME).sum())]


def test_formulas_of_a_template_on_filled_cells_are_computed_anew(computed):
    assert computed["filled"][5] == ["推文", "930", "▲ 偏高", "-2", "9300"]  # 70 when it was saved


def test_a_link_leads_to_a_row_that_the_figure_counts(report):
    title, cell = report.recalculations["rect_open"].link.replace("'", "").split("!")
    sheet = next(sheet for sheet in report.behind.sheets if sheet.title == title)
    row = [values[int(cell[1:]) - 5] for values in sheet.values]
    assert {"整改问题", "正在整改"} <= set(row)
