"""The sheet 指标对照."""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports import wording
from pipelines.reports.report import Report
from pipelines.reports.workbook import definitions, highlights, legend, names
from pipelines.reports.workbook.cells import append_row, put
from pipelines.reports.workbook.columns import COLUMNS, STATED
from pipelines.reports.workbook.layout import heading_of, on_two_pages, set_up, wide_header
from pipelines.reports.workbook.traces import WIDTHS as TRACES
from pipelines.reports.workbook.traces import lead, rows_of, traces
from warehouse.figures import FigureRow

NAME = "指标对照"
_WIDTHS = {column.head: column.width for column in COLUMNS} | TRACES
_PLACES = {head: place for place, head in enumerate(_WIDTHS, 1)}
_LETTERS = {head: get_column_letter(place) for head, place in _PLACES.items()}
_HEADER = 4


def add(book: Workbook, report: Report) -> None:
    """Add 指标对照: one row per figure, grouped by the notice's items."""
    sheet = book.create_sheet(NAME)
    set_up(sheet, heading_of(report), NAME)
    _state(sheet, report)
    wide_header(sheet, _HEADER, _WIDTHS)
    lines: list[str | FigureRow] = []
    for item in report.items:
        lines += [*item.headings, *item.figures]
    defined = definitions.places(report)
    for number, line in enumerate(lines, _HEADER + 1):
        if isinstance(line, str):
            append_row(sheet, [(line, "分组"), *[(None, "分组")] * (len(_WIDTHS) - 1)], ())
        else:
            _score(sheet, number, line, report)
            lead(sheet, number, _PLACES["口径"], defined.get(line.id))
    last = _HEADER + max(len(lines), 1)
    _highlight(sheet, _HEADER + 1, last)
    legend.add(sheet, last + 2, _PLACES["单位"])
    sheet.freeze_panes = f"{_LETTERS['单位']}{_HEADER + 1}"
    sheet.auto_filter.ref = f"A{_HEADER}:{_LETTERS['口径']}{last}"
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
    on_two_pages(sheet, repeated="A:B")


def _state(sheet: Worksheet, report: Report) -> None:
    """Whose figures they are, of which day, computed when: each in a cell of its own, which has a name."""
    for name, label, place, style in (
        ("单位名称", "", 1, "说明·单位"),
        ("数据截至", "数据截至", 4, "说明·日期"),
        ("计算时间", "计算于", 7, "说明·时刻"),
    ):
        if label:
            put(sheet, 2, place - 1, label, "说明·右")
        put(sheet, 2, place, STATED[name](report), style)
        names.define(sheet, name, 2, place)
    figures = report.figures
    counts = [f"{wording.verdict_text(verdict)} {number}" for verdict, number in wording.counts_by_verdict(figures)]
    put(sheet, 3, 1, f"共 {len(figures)} 项", "说明")
    put(sheet, 3, _PLACES["单位"], "　　".join(counts), "说明")


def _score(sheet: Worksheet, number: int, row: FigureRow, report: Report) -> None:
    cells = [(column.value(row), column.style(row)) for column in COLUMNS]
    cells += traces(row, report, f"{_LETTERS['计算值']}{number}", f"{_LETTERS['复算']}{number}")
    append_row(sheet, cells, list(_WIDTHS.values()))
    lead(sheet, number, _PLACES["明细"], rows_of(row, report))
    for place, column in enumerate(COLUMNS, 1):
        if column.named:
            names.define(sheet, names.of_figure(column.named, row.id), number, place)


def _highlight(sheet: Worksheet, first: int, last: int) -> None:
    for head in ("结论", "复算一致"):
        highlights.by_symbol(sheet, _LETTERS[head], first, last)
    highlights.by_state(sheet, _LETTERS["达标"], first, last)
    highlights.less_than_all(sheet, _LETTERS["覆盖率"], first, last)
