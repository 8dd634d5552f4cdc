"""Names of cells, by which formulas and templates find them."""

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet


def of_figure(kind: str, figure_id: str) -> str:
    """What the cell is called that says `kind` of a figure.

    >>> of_figure("指标", "dy_views")
    '指标_dy_views'
    """
    return f"{kind}_{figure_id}"


def define(sheet: Worksheet, name: str, row: int, column: int) -> None:
    """Let the cell at `row` and `column` be called `name` in the whole workbook."""
    place = f"{quote_sheetname(sheet.title)}!${get_column_letter(column)}${row}"
    book = sheet.parent
    assert book is not None
    book.defined_names[name] = DefinedName(name, attr_text=place)
