"""Bytes -> sheets of cells, whatever the file really is: xlsx, BIFF, HTML table, CSV or TSV, gzip of those.

The type is decided by content, never by extension. Cells keep what the file holds; an empty cell is "".
Encodings are tried in one order (BOM, utf-8, gb18030) and never guessed.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from sources import _ole
from sources._package import INFLATED_LIMIT, Package, Place
from sources._reading import DAMAGED, MOST_COLUMNS, TOO_LARGE, UNFINISHED, End, RefusedError

FILE_LIMIT = 200 * 2**20
"""Bytes of a file that are read at all."""
_SHEETS_LIMIT = 1000
_EMPTY = "文件是空的，请重新下载"
_NOT_A_TABLE = "不是表格文件；请放入导出的 xlsx、xls 或 csv"


@dataclass(slots=True)
class Sheet:
    """A sheet of cells; rows[0] is the row a person sees as 1.

    written_out   from CSV, TSV or HTML, where no row has more or fewer cells than the header
    hidden        people do not see it
    percent_cells gives (row, column) of the cells that people see with a %; dear, so ask only where it matters
    """

    name: str
    rows: list[list[Any]]
    written_out: bool = False
    end: End = "known"
    hidden: bool = False
    percent_cells: Callable[[], frozenset[Place]] = frozenset


def sheets(data: bytes) -> list[Sheet]:
    """All sheets of a file.

    Raises:
        RefusedError: not a table, cut, behind a password, too large, or in an unknown encoding.
    """
    packed = data[:2] == b"\x1f\x8b"
    if packed:
        data = _gunzipped(data)
        if data[:2] == b"\x1f\x8b":
            raise RefusedError("压缩包里还是压缩包；请解压后放入里面的文件")
    if not data.strip(b"\0 \r\n\t"):
        raise RefusedError(_EMPTY)
    if data[:4] == b"PK\x03\x04":
        return _workbook(data, Package(data))
    if data[:8] == _ole.MAGIC:
        _ole.check(data)
        return _workbook(data)
    text = _decoded(data)
    begins = text.lstrip()[:2]
    if not begins:
        raise RefusedError(_EMPTY)
    if data[:5] == b"%PDF-" or begins[:1] == "{" or begins == "[{":
        raise RefusedError(_NOT_A_TABLE)
    if begins[:1] == "<":
        from sources._html import html_tables  # lxml is loaded only for the few files that need it

        return [Sheet(f"表{number}", rows, written_out=True) for number, rows in enumerate(html_tables(text), 1)]
    end: End = "known" if packed else "line" if text[-1] in "\r\n" else "open"
    return [Sheet("", _delimited(text), written_out=True, end=end)]


def _gunzipped(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            inflated = stream.read(INFLATED_LIMIT + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise RefusedError(UNFINISHED) from error
    if len(inflated) > INFLATED_LIMIT:
        raise RefusedError(TOO_LARGE)
    return inflated


def _workbook(data: bytes, package: Package | None = None) -> list[Sheet]:
    """The sheets of a workbook; what the engine keeps silent about comes from its `package`."""
    found = _opened(data)
    if package:
        for sheet in found:
            _put(sheet.rows, package.doubtful_cells(sheet.name))
            sheet.percent_cells = cache(partial(package.percent_cells, sheet.name))
    return found


def _put(rows: list[list[Any]], texts: Mapping[Place, str]) -> None:
    for (row, column), text in texts.items():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        rows[row][column] = text
    if texts:
        width = max(map(len, rows))
        for cells in rows:
            cells.extend([""] * (width - len(cells)))


def _opened(data: bytes) -> list[Sheet]:
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            if (count := len(book.sheets_metadata)) > _SHEETS_LIMIT:
                raise RefusedError(f"有 {count} 张工作表，读不下；请拆成几个文件")
            return [
                Sheet(
                    about.name,
                    book.get_sheet_by_name(about.name).to_python(skip_empty_area=False),
                    hidden=about.visible != calamine.SheetVisibleEnum.Visible,
                )
                for about in book.sheets_metadata
                if about.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except (KeyboardInterrupt, SystemExit, MemoryError, RefusedError):
        raise
    except BaseException as error:  # the engine panics with a BaseException on some damaged files
        raise RefusedError(DAMAGED) from error


def _decoded(data: bytes) -> str:
    encodings: tuple[str, ...] = ("utf-8-sig", "gb18030")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16",)
    elif data[:3] == b"\xef\xbb\xbf":
        encodings = ("utf-8-sig",)
    for encoding in encodings:
        try:
            text = data.decode(encoding).lstrip("\ufeff")
        except UnicodeDecodeError:
            continue
        if any(control in text for control in "\0\1\2\3\4\5\6\x0e\x0f"):
            break
        return text
    if encodings == ("utf-16",):
        raise RefusedError(UNFINISHED)
    if b"\0" in data or data[:5] == b"%PDF-":
        raise RefusedError(_NOT_A_TABLE)
    raise RefusedError(
        "文字编码认不出（不是 UTF-8、UTF-16 或 GB18030），或文件没有拷完；请重新下载，或在 Excel 中另存为 xlsx"
    )


def _delimited(text: str) -> list[list[Any]]:
    """Rows of a CSV or TSV: comma or tab, whichever the top of the file uses; line breaks inside quotes are kept."""
    top = text[:10_000].splitlines()[:10]
    delimiter = max(",\t", key=lambda sign: max(line.count(sign) for line in top))
    csv.field_size_limit(2**24)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[Any]] = []
    try:
        rows.extend(lines)
    except csv.Error as error:
        wrong = "有一格太长" if "field larger" in str(error) else "附近的引号不成对，文件可能没有拷完"
        raise RefusedError(f"第 {lines.line_num} 行{wrong}；请重新下载") from error
    if max(map(len, rows), default=0) > MOST_COLUMNS:
        raise RefusedError(f"有一行超过 {MOST_COLUMNS} 列，不是导出的表；请重新下载")
    if "'" in text:
        rows = [[_unescaped(cell) for cell in row] for row in rows]
    return rows


def _unescaped(cell: str) -> str:
    """A cell as it was before we put ' in front so that Excel would not run it as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r") else cell
