"""Rows of a sheet written as XML, past openpyxl, which would take seconds of every night for tens of thousands of them.

openpyxl writes such a sheet up to its header, with styles, widths and how it prints. The rows, which are plain texts,
numbers and days, are kept here until the workbook is packed, and then put below.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from math import isfinite
from typing import Any
from weakref import WeakKeyDictionary
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.text import FORMULA_LIKE, cell_text

_DAY_ZERO = datetime(1899, 12, 30)
_SECONDS_OF_A_DAY = 86_400
_DIMENSION = re.compile(rb'(?<=<dimension ref=")[^"]*')
_BODIES: WeakKeyDictionary[Worksheet, tuple[str, str]] = WeakKeyDictionary()
"""Sheet -> its last cell, and the XML of the rows that are put into it when it is packed."""


def put_below(
    sheet: Worksheet, values: Sequence[Sequence[Any]], styles: Sequence[str], heights: Sequence[float | None]
) -> None:
    """Put `values`, one sequence per column, into the rows below those of `sheet`, each column in its named style.

    `heights` has one entry per row: points, or None for a row as high as any other. Texts are never formulas.
    """
    first = sheet.max_row + 1
    columns = [
        _cells(sheet, get_column_letter(place), first, held, style)
        for place, (held, style) in enumerate(zip(values, styles, strict=True), 1)
    ]
    rows = zip((_row(number, height) for number, height in enumerate(heights, first)), *columns, strict=True)
    body = "".join(["".join((*cells, "</row>")) for cells in rows])
    _BODIES[sheet] = f"{get_column_letter(len(values))}{first + len(heights) - 1}", body


def completed(book: Workbook, member: str, xml: bytes) -> bytes:
    """`xml` of a `member` of the packed `book`, with the rows that were put below what openpyxl knows of it."""
    for sheet in book.worksheets:
        if sheet.path.lstrip("/") == member and sheet in _BODIES:
            last_cell, body = _BODIES[sheet]
            head, end, tail = xml.partition(b"</sheetData>")
            return _DIMENSION.sub(f"A1:{last_cell}".encode(), head, count=1) + body.encode() + end + tail
    return xml


def _look(sheet: Worksheet, style: str, *, is_quoted: bool) -> int:
    """The number under which the workbook keeps `style`; `is_quoted` for a text that must not become a formula."""
    cell = Cell(sheet, 1, 1)
    cell.style = style
    cell.quotePrefix = is_quoted
    return cell.style_id


def _row(number: int, height: float | None) -> str:
    return f'<row r="{number}" ht="{height:g}" customHeight="1">' if height else f'<row r="{number}">'


def _cells(sheet: Worksheet, letter: str, first: int, values: Sequence[Any], style: str) -> list[str]:
    plain, quoted = (_look(sheet, style, is_quoted=is_quoted) for is_quoted in (False, True))
    # Most columns hold the same few values again and again.
    known = {value: _content(value, plain, quoted) for value in set(values)}
    told = enumerate(map(known.__getitem__, values), first)
    return [f'<c r="{letter}{number}"{content}' for number, content in told]


def _content(value: Any, plain: int, quoted: int) -> str:
    """What is behind the place of a cell: its style, kind and content; what is missing leaves it empty."""
    if value is None or value == "":
        return f' s="{plain}"/>'
    if isinstance(value, bool):
        value = "是" if value else "否"
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        value = (moment - _DAY_ZERO).total_seconds() / _SECONDS_OF_A_DAY
    if isinstance(value, str) or not isfinite(value):
        text = cell_text(str(value))
        style = quoted if text.startswith(FORMULA_LIKE) else plain
        return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
    return f' s="{plain}"><v>{value}</v></c>'
