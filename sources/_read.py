"""Bytes -> sheets of cells, whatever the file really is: xlsx, BIFF, HTML table, CSV or TSV, gzip of those.

The type is decided by content, never by extension. Cells keep what the file holds; an empty cell is "".
Encodings are tried in one order (BOM, utf-8, gb18030) and never guessed.
"""

import csv
import gzip
import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from sources._reading import RefusedError

INFLATED_LIMIT = 300 * 2**20
"""Bytes that a compressed file may grow to."""
_FILE_LIMIT = 200 * 2**20
_WORKBOOK = b"xl/workbook."
_BIFF_BEGINS = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_DEFLATE_RATIO = 1032  # no deflate stream grows more than this

_PASSWORD = "文件有密码，请另存为无密码的工作簿"
_CUT = "文件不完整（可能没有拷完或下载中断），请重新下载"
_TOO_LARGE = "文件展开后太大，请按较短的日期范围分几次导出"
_NOT_A_TABLE = "不是表格文件；请放入导出的 xlsx、xls 或 csv"


@dataclass(slots=True)
class Sheet:
    """A sheet of cells; rows[0] is the row a person sees as 1.

    written_out   from CSV, TSV or HTML, where no row has more or fewer cells than the header
    hidden        people do not see it
    """

    name: str
    rows: list[list[Any]]
    written_out: bool = False
    hidden: bool = False


def sheets(data: bytes) -> list[Sheet]:
    """All sheets of a file.

    Raises:
        RefusedError: not a table, cut, behind a password, too large, or in an unknown encoding.
    """
    if len(data) > _FILE_LIMIT:
        raise RefusedError(_TOO_LARGE)
    if data[:2] == b"\x1f\x8b":
        data = _gunzipped(data)
    if not data.strip(b"\0 \r\n\t"):
        raise RefusedError("文件是空的，请重新下载")
    if data[:4] == b"PK\x03\x04":
        _check_zip(data)
        return _workbook(data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        if _has_password(data):
            raise RefusedError(_PASSWORD)
        return _workbook(data)
    text = _decoded(data)
    if text.lstrip()[:1] == "<":
        from sources._html import html_tables  # lxml is loaded only for the few files that need it

        return [Sheet(f"表{number}", rows, written_out=True) for number, rows in enumerate(html_tables(text), 1)]
    return [Sheet("", _delimited(text), written_out=True)]


def _gunzipped(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            inflated = stream.read(INFLATED_LIMIT + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise RefusedError(_CUT) from error
    if len(inflated) > INFLATED_LIMIT:
        raise RefusedError(_TOO_LARGE)
    return inflated


def _check_zip(data: bytes) -> None:
    """Refuse what is no workbook, and what would fill the memory."""
    may_grow_too_large = len(data) * _DEFLATE_RATIO > INFLATED_LIMIT
    if not may_grow_too_large and _WORKBOOK in data:  # most files: nothing to look for
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if not any(member.filename.encode().startswith(_WORKBOOK) for member in members):
                raise RefusedError("压缩包里不是 Excel 工作簿；请解压后放入里面的文件，或另存为 xlsx")
            if may_grow_too_large and _inflated(archive, members) > INFLATED_LIMIT:
                raise RefusedError(_TOO_LARGE)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise RefusedError(_CUT) from error


def _inflated(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> int:
    """Bytes that come out, counted until they are too many."""
    size = sum(member.file_size for member in members)
    if size > INFLATED_LIMIT:
        return size
    size = 0
    for member in members:
        member.file_size = 2 * INFLATED_LIMIT  # the directory may lie, and zipfile would stop at what it says
        with archive.open(member) as stream:
            while size <= INFLATED_LIMIT and (block := stream.read(2**16)):
                size += len(block)
    return size


def _has_password(data: bytes) -> bool:
    """Whether an OLE file holds an encrypted xlsx, or a BIFF stream with a FILEPASS record at its start."""
    begins = data.find(_BIFF_BEGINS)
    next_record = data[begins + 20 : begins + 22] if begins >= 0 else b""
    return next_record == b"\x2f\x00" or "EncryptedPackage".encode("utf-16-le") in data


def _workbook(data: bytes) -> list[Sheet]:
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return [
                Sheet(
                    about.name,
                    book.get_sheet_by_name(about.name).to_python(skip_empty_area=False),
                    hidden=about.visible != calamine.SheetVisibleEnum.Visible,
                )
                for about in book.sheets_metadata
                if about.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the engine panics with a BaseException on some damaged files
        raise RefusedError("工作簿打不开，可能已损坏或没有拷完；请重新下载，或用 Excel 打开后另存为 xlsx") from error


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
    if b"\0" in data or data[:4] == b"%PDF":
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
        raise RefusedError(f"第 {lines.line_num} 行附近的引号不成对，文件可能没有拷完；请重新下载") from error
    if "'" in text:
        rows = [[_unescaped(cell) for cell in row] for row in rows]
    return rows


def _unescaped(cell: str) -> str:
    """A cell as it was before we put ' in front so that Excel would not run it as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r") else cell
