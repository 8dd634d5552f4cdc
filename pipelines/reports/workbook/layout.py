"""What every sheet of the Excel summary has in common: its top, its header rows, and how it prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.report import Report
from pipelines.reports.wording import SAMPLE
from pipelines.reports.workbook.cells import SAMPLE_FILL, put


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above every sheet and in its footer; `title` says whose figures these are, `mark` if of a sample."""

    title: str
    as_of: date
    computed_at: datetime
    is_sample: bool = False

    @property
    def mark(self) -> str:
        return f"{SAMPLE}　" if self.is_sample else ""

    @property
    def times(self) -> str:
        return f"数据截至 {self.as_of:%Y-%m-%d}　　计算于 {self.computed_at:%Y-%m-%d %H:%M}"


def heading_of(report: Report) -> Heading:
    """What stands above every sheet of `report`."""
    return Heading(report.title, report.as_of, report.computed_at, report.is_sample)


def begin(sheet: Worksheet, heading: Heading, title: str, note: str) -> None:
    """Write title and notes at the top of `sheet`, and set it up to print on A4 with pages numbered."""
    set_up(sheet, heading, title)
    put(sheet, 2, 1, f"编制单位：{heading.title}　　{note}　　{heading.times}", "说明")


def set_up(sheet: Worksheet, heading: Heading, title: str) -> None:
    """Write the title at the top of `sheet`, and set it up to print on A4, as wide as a page, with pages numbered."""
    put(sheet, 1, 1, f"{heading.mark}{title}", "样例标题" if heading.is_sample else "标题")
    if heading.is_sample:
        sheet.row_dimensions[1].fill = SAMPLE_FILL  # the rest of the line, where no cell is
    sheet.row_dimensions[1].height = 30
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
    footer = HeaderFooterItem()
    footer.left.text = f"{heading.mark}数据截至 {heading.as_of:%Y-%m-%d}"
    footer.center.text = "第 &P 页，共 &N 页"
    footer.right.text = f"计算于 {heading.computed_at:%Y-%m-%d %H:%M}"
    sheet.oddFooter = footer


def on_two_pages(sheet: Worksheet, repeated: str | None = None) -> None:
    """Print what is too wide for a page on two beside one another, the second beginning with the columns `repeated`.

    The first takes as many columns as go on it where the second is full: both are to be about equally wide.
    """
    sheet.page_setup.fitToWidth = 2
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.print_title_cols = repeated


def wide_header(sheet: Worksheet, row: int, widths: Mapping[str, float]) -> None:
    """Write a header row, and make the columns as wide as `widths` says."""
    for column, width in enumerate(widths.values(), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    header(sheet, row, list(widths))


def header(sheet: Worksheet, row: int, heads: Sequence[str]) -> None:
    """Write a header row."""
    for column, head in enumerate(heads, 1):
        put(sheet, row, column, head, "表头")
    sheet.row_dimensions[row].height = 22
