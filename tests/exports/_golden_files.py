"""Writes golden exports into their folders: the same literals give the same bytes."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlwt
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sources import SAMPLE_MARK as MARK
from sources.sample._write import place_workbook

HERE = Path(__file__).parent
PERIOD = ["登记起", date(2024, 1, 1), "登记止", date(2024, 6, 20)]
Rows = Sequence[Sequence[Any]]


def place(name: str, content: bytes) -> None:
    path = HERE / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def head(labels: str) -> list[str]:
    """A header row with the mark of samples behind its first label; labels are parted by blanks."""
    first, *others = labels.split()
    return [first + MARK, *others]


def ledger(title: str, labels: str, *rows: Sequence[Any], period: Sequence[Any] = PERIOD) -> Rows:
    """A ledger as its template has it: title, 登记起 and 登记止, header, rows."""
    return [[title], period, head(labels), *rows]


def xlsx(name: str, sheets: Mapping[str, Rows], change: Callable[[Worksheet], None] | None = None) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if change:
            change(sheet)
    place_workbook(HERE / name, book)


def wps(name: str, sheets: Mapping[str, Rows]) -> None:
    """A workbook as other programs write it again: texts inside the cells, and a dimension that says A1."""
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    place_workbook(HERE / name, book)
    out = io.BytesIO()
    with zipfile.ZipFile(HERE / name) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            content = re.sub(rb"<sheetData", b'<dimension ref="A1"/><sheetData', source.read(member))
            target.writestr(member, content, zipfile.ZIP_DEFLATED)
    (HERE / name).write_bytes(out.getvalue())


def biff(name: str, rows: Rows, sheet: str = "New Sheet1") -> None:
    book = xlwt.Workbook(encoding="utf-8")
    written = book.add_sheet(sheet)
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if cell not in ("", None):
                written.write(down, across, cell)
    packed = io.BytesIO()
    book.save(packed)
    place(name, packed.getvalue())


def text(name: str, lines: Sequence[str], encoding: str = "utf-8-sig", end: str = "\r\n") -> None:
    """Lines of text; the first label carries the mark. A final "" gives a final line end."""
    place(name, end.join(lines).encode(encoding))
