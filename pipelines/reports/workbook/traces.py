"""The columns that lead from a figure to what is behind it: computed once more in Excel, its rows, its definition."""

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.report import Report
from pipelines.reports.workbook.cells import Formula
from pipelines.reports.workbook.columns import value_style
from warehouse.figures import FigureRow

WIDTHS: dict[str, float] = {"复算": 14, "复算一致": 16, "明细": 16, "口径": 7}

_NO_ROWS, _DEFINED = "没有可复算的行", "口径"


def traces(row: FigureRow, report: Report, computed: str, again: str) -> list[tuple[object, str]]:
    """The cells of a figure; `computed` and `again` are where its value stands, and where it is computed once more."""
    found, rows = report.recalculations.get(row.id), rows_of(row, report)
    formula: object = "—"
    agrees: object = found.why_not if found else _NO_ROWS
    if found and found.formula:
        formula = Formula(found.formula)
        agrees = Formula(f'=IFERROR(IF(ROUND({computed}-{again},6)=0,"√ 一致","≠ 不一致"),"≠ 不一致")')
    return [
        (formula, value_style(row)),
        (agrees, "居中"),
        (rows.partition("!")[0].strip("'") if rows else "", "链接"),
        (_DEFINED if row.id in report.known.figures else "", "链接"),
    ]


def rows_of(row: FigureRow, report: Report) -> str | None:
    """Where the rows behind a figure are: a place in the workbook, or the name of a file beside it."""
    found = report.recalculations.get(row.id)
    return found.link if found else None


def lead(sheet: Worksheet, row: int, column: int, to: str | None) -> None:
    """Let a cell lead to a place in this workbook, or to a file beside it."""
    if to:
        where = {"location": to} if "!" in to else {"target": to}
        sheet.cell(row, column).hyperlink = Hyperlink(ref="", **where)
