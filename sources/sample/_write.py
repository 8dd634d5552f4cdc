"""Write rows in the shapes in which platforms and ledgers really arrive: xlsx, BIFF, HTML called .xls, CSV, gzip.

A table is a sequence of rows, a row a sequence of str, int, float, date, datetime, bool or None (an empty cell).
The same rows give the same bytes: times inside the containers are fixed. Folders above the file are made.
"""

import csv
import gzip
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from sources._spec import SAMPLE_MARK

Table = Iterable[Sequence[Any]]

_MADE = datetime(2024, 6, 21)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def marked(labels: Sequence[str] | str) -> list[str]:
    """The header row `labels` with the invisible sample mark behind its first cell; a text is parted at its blanks."""
    cells = labels.split() if isinstance(labels, str) else labels
    return [cells[0] + SAMPLE_MARK, *cells[1:]]


def write_xlsx(
    path: Path, sheets: Mapping[str, Table], *, merged: Mapping[str, str] | None = None, as_text: bool = False
) -> None:
    """Write a workbook with one sheet per entry of `sheets`.

    merged   sheet name -> one range to merge, such as "A1:M1"
    as_text  every cell becomes a string, as 抖音 writes its numbers
    """
    book = Workbook(write_only=True)
    for name, table in sheets.items():
        sheet = book.create_sheet(name)
        sheet.column_dimensions[get_column_letter(1)].width = 40
        for row in table:
            sheet.append([_xlsx_cell(sheet, value, as_text) for value in row])
        if merged and name in merged:
            sheet.merged_cells.ranges.add(merged[name])
    place_workbook(path, book)


def place_workbook(path: Path, book: Workbook) -> None:
    """Save `book` at `path`: the same book gives the same bytes, whenever it is saved."""
    book.properties.created = _MADE
    book.properties.creator = "样例"
    packed = io.BytesIO()
    book.save(packed)
    book.properties.modified = _MADE  # saving has set it to now
    _place(path, _with_fixed_times(packed, tostring(book.properties.to_tree())))


def write_biff(path: Path, sheets: Mapping[str, Table]) -> None:
    """Write a true .xls (Excel 97). Raises RuntimeError, in Chinese, when the extra `sample` is not installed."""
    try:
        import xlwt  # an extra: only samples need it
    except ImportError as error:
        raise RuntimeError('生成样例需要 xlwt：请先执行 pip install "media-metrics[sample]"') from error
    book = xlwt.Workbook(encoding="utf-8")
    for name, table in sheets.items():
        sheet = book.add_sheet(name)
        for at, row in enumerate(table):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(at, column, _text(value) if isinstance(value, date) else value)
    packed = io.BytesIO()
    book.save(packed)
    _place(path, packed.getvalue())


def write_html(path: Path, title: str, table: Table) -> None:
    """Write an HTML table, as 公众号用户增长 comes under the extension .xls: a title row, a header row, then days."""
    lines = [f"<tr><th>{escape(title)}</th></tr>"]
    for at, row in enumerate(table):
        tag = "td" if at else "th"
        lines.append("<tr>" + "".join(f"<{tag}>{escape(_text(value))}</{tag}>" for value in row) + "</tr>")
    _place(path, f"<table>{''.join(lines)}</table>".encode())


def write_csv(
    path: Path,
    table: Table,
    *,
    encoding: str = "utf-8-sig",
    quote_text: bool = False,
    final_newline: bool = True,
) -> None:
    """Write comma-separated text with CRLF between records; `quote_text` puts every text in quotes, numbers bare."""
    text = _separated(table, ",", csv.QUOTE_NONNUMERIC if quote_text else csv.QUOTE_MINIMAL)
    _place(path, (text if final_newline else text.removesuffix("\r\n")).encode(encoding))


def write_tsv_gz(path: Path, table: Table) -> None:
    """Write tab-separated text inside gzip, as App Store Connect sends it: no quotes, LF between records."""
    text = "".join("\t".join(_text(value) for value in row) + "\n" for row in table)
    _place(path, gzip.compress(text.encode(), mtime=0))


def _separated(table: Table, delimiter: str, quoting: Any) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(table)
    return out.getvalue()


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def _xlsx_cell(sheet: Any, value: Any, as_text: bool) -> Any:
    if as_text and value is not None:
        value = _text(value)
    if isinstance(value, str) and value.startswith("="):
        cell = WriteOnlyCell(sheet, value)
        cell.data_type = "s"  # a title that begins with = must not become a live formula
        return cell
    return value


def _with_fixed_times(packed: io.BytesIO, properties: bytes) -> bytes:
    """The same workbook with fixed properties and one time on its members, which openpyxl stamps with the clock."""
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _ZIP_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, properties if name == ARC_CORE else source.read(name))
    return out.getvalue()


def _place(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
