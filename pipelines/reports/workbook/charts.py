"""Native charts that people can go on editing: columns, lines, and bars beside what they are held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.utils import get_column_letter, quote_sheetname

from pipelines.reports.workbook.cells import FONT

BLUE, ORANGE, GREEN, INK, RED, PALE = "2F5572", "C55A11", "548235", "262626", "C00000", "9DB4C8"
_GRID = "D9D9D9"
_FEW_LABELS, _MOST_LABELS = 12, 8
"""As many labels as there are months are all shown; of more, every second, third ... so that these are left."""

Chart = BarChart | LineChart


@dataclass(frozen=True, slots=True)
class Range:
    """Rows `first` to `last` of a column of a sheet, and the row of its head, which is what people read of it."""

    sheet: str
    column: int
    head: int
    first: int
    last: int

    @property
    def head_cell(self) -> str:
        return self._place(f"${self.head}")

    @property
    def cells(self) -> str:
        return f"{self._place(f'${self.first}')}:${get_column_letter(self.column)}${self.last}"

    def _place(self, row: str) -> str:
        return f"{quote_sheetname(self.sheet)}!${get_column_letter(self.column)}{row}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A range as it is drawn: in which colour; dashed if it is a goal, hollow if others show through."""

    cells: Range
    colour: str = BLUE
    is_goal: bool = False


def columns(title: str, unit: str, labels: Range, drawn: Sequence[Drawn], *, stacked: bool = False) -> BarChart:
    """Upright bars over `labels`; several stand beside one another, or where `stacked` on top."""
    chart = BarChart()
    chart.gapWidth = 60
    if stacked:
        chart.grouping, chart.overlap = "stacked", 100
    _dress(chart, title, unit, labels, drawn)
    for one, series in zip(drawn, chart.series, strict=True):
        series.graphicalProperties.solidFill = one.colour
    return chart


def lines(
    title: str, unit: str, labels: Range, drawn: Sequence[Drawn], low: float = 0, high: float | None = None
) -> LineChart:
    """Lines over `labels` on an axis from `low` to `high`; where a cell is empty the line is broken."""
    chart = LineChart()
    _dress(chart, title, unit, labels, drawn)
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = low, high
    for one, series in zip(drawn, chart.series, strict=True):
        series.graphicalProperties.line = _line(one)
        series.smooth = False
        series.marker = (
            Marker("none") if one.is_goal else Marker("circle", 5, GraphicalProperties(solidFill=one.colour))
        )
    return chart


def bullets(title: str, unit: str, labels: Range, measured: Range, goals: Sequence[Drawn]) -> BarChart:
    """Lying bars of what was measured, and around each a hollow frame as long as what it is held against."""
    chart = BarChart()
    chart.type, chart.overlap, chart.gapWidth = "bar", 100, 45
    _dress(chart, title, unit, labels, [Drawn(measured, PALE), *goals])
    chart.x_axis.scaling.orientation = "maxMin"  # the first on top, as in the table
    chart.y_axis.crosses = "max"  # which would else put the numbers on top
    chart.series[0].graphicalProperties.solidFill = PALE
    for one, series in zip(goals, chart.series[1:], strict=True):
        series.graphicalProperties = GraphicalProperties(noFill=True, ln=_line(one))
    return chart


def low_of(values: Sequence[float]) -> float:
    """Where an axis of `values` begins: at zero, or near the least where nothing could be told apart from there."""
    least, most = min(values), max(values)
    if least <= 0.8 * most:
        return 0
    step = 10 ** (len(str(int(most))) - 2)
    return float(int(least - (most - least) / 2) // step * step)


def _dress(chart: Chart, title: str, unit: str, labels: Range, drawn: Sequence[Drawn]) -> None:
    chart.series = [_series(one.cells, labels) for one in drawn]
    chart.title = _title(title, 1100)
    chart.legend = _legend() if len(drawn) > 1 else None
    chart.roundedCorners = False
    chart.display_blanks = "gap"
    chart.x_axis.delete = chart.y_axis.delete = False  # newer Excel hides axes that do not say so
    chart.x_axis.txPr = chart.y_axis.txPr = _text(900)
    chart.x_axis.tickLblPos = "low"
    if (shown := labels.last - labels.first + 1) > _FEW_LABELS:
        chart.x_axis.tickLblSkip = chart.x_axis.tickMarkSkip = ceil(shown / _MOST_LABELS)  # type: ignore[attr-defined]
    chart.y_axis.scaling.min = 0
    chart.y_axis.title = _title(unit, 900)
    chart.y_axis.number_format = "#,##0.##" if "万" in unit else "#,##0"
    chart.y_axis.majorGridlines = ChartLines(GraphicalProperties(ln=LineProperties(solidFill=_GRID)))


def _series(cells: Range, labels: Range) -> Series:
    series = Series(val=NumDataSource(NumRef(cells.cells)), tx=SeriesLabel(StrRef(cells.head_cell)))
    series.cat = AxDataSource(strRef=StrRef(labels.cells))
    series.graphicalProperties = GraphicalProperties()
    return series


def _line(one: Drawn) -> LineProperties:
    return LineProperties(w=22_000, solidFill=one.colour, prstDash="dash" if one.is_goal else None)


def _title(text: str, size: int) -> Title:
    words = Paragraph(pPr=_paragraph(size), r=[RegularTextRun(t=text)])
    return Title(tx=Text(rich=RichText(p=[words])), overlay=False)


def _legend() -> Legend:
    legend = Legend()
    legend.position, legend.overlay, legend.txPr = "b", False, _text(900)
    return legend


@cache  # charts share what they are written in
def _text(size: int) -> RichText:
    return RichText(p=[Paragraph(pPr=_paragraph(size), endParaRPr=CharacterProperties())])


@cache
def _paragraph(size: int) -> ParagraphProperties:
    font = Font(typeface=FONT)
    return ParagraphProperties(defRPr=CharacterProperties(sz=size, b=size > 900, solidFill=INK, latin=font, ea=font))
