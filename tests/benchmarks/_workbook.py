"""Small workbooks, written fast: openpyxl makes the parts that stay the same once, rows are written by hand."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

Rows = Sequence[Sequence[Any]]

_SCHEMAS = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_SCHEMAS}/spreadsheetml/2006/main"'
_TEXTS = "xl/sharedStrings.xml"
_TEXTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_TEXTS_RELATION = f"{_SCHEMAS}/officeDocument/2006/relationships/sharedStrings"


def write_workbook(path: Path, sheets: Mapping[str, Rows]) -> None:
    """Write a workbook of texts and numbers as Excel saves one, with shared texts, styles and a theme."""
    texts: dict[str, int] = {}
    members = dict(_frame(tuple(sheets)))
    for number, rows in enumerate(sheets.values(), 1):
        members[f"xl/worksheets/sheet{number}.xml"] = _sheet(rows, texts).encode()
    listed = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    members[_TEXTS] = f'<sst {_MAIN} uniqueCount="{len(texts)}">{listed}</sst>'.encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


@cache
def _frame(names: tuple[str, ...]) -> dict[str, bytes]:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in names:
        book.create_sheet(name).append(["x"])
    packed = io.BytesIO()
    book.save(packed)
    with zipfile.ZipFile(packed) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    # openpyxl writes texts into the cells; Excel and most back ends keep them apart, and declare where.
    _append(members, "[Content_Types].xml", f'<Override PartName="/{_TEXTS}" ContentType="{_TEXTS_TYPE}"/>')
    relation = f'<Relationship Type="{_TEXTS_RELATION}" Target="sharedStrings.xml" Id="rId99"/>'
    _append(members, "xl/_rels/workbook.xml.rels", relation)
    return members


def _append(members: dict[str, bytes], name: str, element: str) -> None:
    head, _, close = members[name].decode().rpartition("</")
    members[name] = f"{head}{element}</{close}".encode()


def _sheet(rows: Rows, texts: dict[str, int]) -> str:
    width = max(map(len, rows))
    lines = "".join(
        f'<row r="{number}">{"".join(_cell(value, column, number, texts) for column, value in enumerate(row, 1))}</row>'
        for number, row in enumerate(rows, 1)
    )
    area = f"A1:{get_column_letter(width)}{len(rows)}"
    return f'<worksheet {_MAIN}><dimension ref="{area}"/><sheetData>{lines}</sheetData></worksheet>'


def _cell(value: Any, column: int, row: int, texts: dict[str, int]) -> str:
    place = f"{get_column_letter(column)}{row}"
    if isinstance(value, str):
        return f'<c r="{place}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>'
    return f'<c r="{place}"><v>{value}</v></c>'
