"""A sheet filled from top to bottom: tables, remarks and charts, and pages that end where no chart is cut."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import east_asian_width

from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils import get_column_letter
from openpyxl.utils.units import cm_to_EMU
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.workbook.cells import append_row, put
from pipelines.reports.workbook.charts import Chart, Range
from pipelines.reports.workbook.layout import Heading, begin

Cells = Sequence[tuple[object, str]]

WIDTHS = (50, 17, 15, 15, 13, 15, 12, 12, 12)
"""Of the columns of most sheets."""

LONGEST_TITLE = 200
"""Characters that a list shows of a title: the whole text of a post may be one, and stands among the rows."""

BESIDE, BESIDE_CM, LEFT_CM, HIGH_CM = 5, 12.2, 18.0, 6.4
"""There the column in which a chart begins beside a narrow table, its width, that of one left of it, their height."""

_PAGE_WIDTH, _PAGE_HEIGHT = 760.0, 480.0
"""Points of an A4 page on its side that can be counted on between the margins."""
_TOP = 45.0
"""Points of the title and the line below it, which every page repeats."""
_LINE, _SMALL, _HEAD, _GAP = 18.5, 15.0, 22.0, 10.0
"""Points of a row of a table, of a remark, of a head, and between sections."""
_POINTS_OF_CM = 72 / 2.54
_BELOW_CM = 0.6
"""Between a chart and what stands below it."""


class Place(NamedTuple):
    """A row, and how many points below the top of its page it begins."""

    row: int
    depth: float


@dataclass(frozen=True, slots=True)
class Table:
    """Where a table stands: its sheet, its head, its first and its last row."""

    sheet: str
    head: Place
    first: int
    last: int

    def column(self, number: int) -> Range:
        return Range(self.sheet, number, self.head.row, self.first, self.last)


class Flow:
    """Writes into one sheet, each thing below what was written before."""

    def __init__(self, sheet: Worksheet, heading: Heading, title: str, note: str, widths: Sequence[float]) -> None:
        self.sheet, self.widths = sheet, widths
        begin(sheet, heading, title, note)
        sheet.row_dimensions[2].height = _SMALL
        for column, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes, sheet.print_title_rows = "A3", "1:2"
        header = HeaderFooterItem()
        header.right.text = f"{heading.mark}&A"  # on pages that a long list goes on to, its heads are all there is
        sheet.oddHeader = header
        scale = min(1.0, _PAGE_WIDTH / (0.75 * sum(7 * width + 5 for width in widths)))
        self._page = _PAGE_HEIGHT / scale
        self._row, self._depth, self._charts_end = 3, _TOP, 0.0

    @property
    def here(self) -> Place:
        """Where the next thing is written."""
        return Place(self._row, self._depth)

    def section(self, title: str, *, rows: int = 0, chart_cm: float = 0) -> None:
        """Begin a section, on a new page where its first `rows` or its chart would not fit on this one."""
        self.below_charts()
        needed = _GAP + _HEAD + max(_HEAD + rows * _LINE, chart_cm * _POINTS_OF_CM)
        if self._depth + needed > self._page and self._row > 3:
            self.sheet.row_breaks.append(Break(id=self._row - 1))
            self._depth, self._charts_end = _TOP, 0.0
        else:
            self._blank(_GAP)
        self._put_row([(title, "小标题")], _HEAD)

    def table(self, heads: Sequence[str], rows: Iterable[Cells], column: int = 1) -> Table:
        """A table whose first column is `column`."""
        head = self.here
        self._put_row([(text, "表头") for text in heads], _HEAD, column)
        for cells in rows:
            self.append(cells, column)
        return Table(self.sheet.title, head, head.row + 1, self._row - 1)

    def append(self, cells: Cells, column: int = 1) -> int:
        """One more row, as below a table; its number."""
        before: Cells = [(None, "说明")] * (column - 1)
        number = append_row(self.sheet, [*before, *cells], self.widths)
        self._end_row(self.sheet.row_dimensions[number].height or _LINE)
        return number

    def long_table(self, heads: Sequence[str], rows: Iterable[Cells]) -> Table:
        """The last table of a sheet, which goes on over pages: its heads are repeated on them."""
        table = self.table(heads, rows)
        self.sheet.print_title_rows = f"{table.head.row}:{table.head.row}"
        return table

    def remarks(self, texts: Iterable[str], columns: int | None = None) -> None:
        """Each of `texts`, in as many lines as it takes not to reach beyond the first `columns`."""
        room = 0.95 * sum(self.widths[:columns])
        for line in (line for text in texts for line in _lines(text, room)):
            self._put_row([(line, "说明")], _SMALL)

    def leave(self, height_cm: float) -> Place:
        """Leave room for charts; where it begins."""
        place = self.here
        self._charts_end = self._depth + (height_cm + _BELOW_CM) * _POINTS_OF_CM
        self.below_charts()
        return place

    def chart(self, chart: Chart, place: Place, column: int, width_cm: float, height_cm: float) -> None:
        """`chart` with its upper left corner in `column` at `place`; `below_charts` leaves it behind."""
        corner = AnchorMarker(col=column - 1, colOff=cm_to_EMU(0.25), row=place.row - 1, rowOff=cm_to_EMU(0.1))
        size = XDRPositiveSize2D(cm_to_EMU(width_cm), cm_to_EMU(height_cm))
        chart.anchor = OneCellAnchor(corner, size)  # type: ignore[assignment]
        self.sheet.add_chart(chart)
        self._charts_end = max(self._charts_end, place.depth + (height_cm + _BELOW_CM) * _POINTS_OF_CM)

    def below_charts(self) -> None:
        """Leave rows empty until no chart stands beside what is written next."""
        while self._depth < self._charts_end:
            self._blank(min(_LINE, max(4.0, self._charts_end - self._depth)))

    def _blank(self, points: float) -> None:
        self._put_row([(None, "说明")], points)

    def _put_row(self, cells: Cells, points: float, column: int = 1) -> None:
        for place, (value, style) in enumerate(cells, column):
            put(self.sheet, self._row, place, value, style)
        self._end_row(points)

    def _end_row(self, points: float) -> None:
        # Past the end of a page nobody knows how deep the next one is filled: programs do not agree on how much they
        # get onto one. So the depth only grows, and the next section begins on a page of its own.
        self.sheet.row_dimensions[self._row].height = points
        self._row += 1
        self._depth += points


def _lines(text: str, room: float) -> list[str]:
    lines, used = [""], 0.0
    for character in text:
        width = 1.72 if east_asian_width(character) in "WFA" else 0.9
        if used + width > room:
            lines.append("")
            used = 0.0
        lines[-1] += character
        used += width
    return lines
