"""A workbook as the zip it is: what is refused before an engine opens it, and what the engine does not tell.

The engine trusts the counts that a file states, stops reading before it would notice damage, and takes the memory for
every cell up to the farthest. It gives a formula that failed, or that nobody has calculated yet, as an empty cell, and
no number formats. So everything is inflated and checked here first; cells are looked at one by one only where a quick
search says that there is something to find.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import join, normpath
from typing import Any
from xml.etree import ElementTree

from sources._cells import NOT_CALCULATED
from sources._reading import DAMAGED, MOST_COLUMNS, TOO_LARGE, UNFINISHED, WITH_PASSWORD, RefusedError

INFLATED_LIMIT = 300 * 2**20
"""Bytes that a compressed file may grow to."""
_CELLS_LIMIT = 20_000_000
"""Cells that a sheet may span, filled or not: the engine has them all in memory."""
_ENCRYPTED = 1
_LOCAL_HEADER = struct.Struct("<4s22xHH")

_COUNT = re.compile(rb'ount="(\d+)"')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_PLACE = re.compile(rb' r="([A-Z]{1,3})(\d+)"')
_WIDTHS = ((MOST_COLUMNS, None), (702, re.compile(rb' r="[A-Z]{3}')), (26, re.compile(rb' r="[A-Z]{2}')))
"""Columns that a sheet has at most, unless a place like this is found in it."""
_FORMULA, _PREFIXED_FORMULA = re.compile(rb"<f[ />]"), re.compile(rb":f[ />]")
_NO_RESULT = re.compile(
    rb"(?:f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PERCENT_FORMATS = frozenset({"9", "10"})
_LITERAL = re.compile(r'"[^"]*"|\\.')

Place = tuple[int, int]
"""(row, column) of a cell, from 0."""


@dataclass(slots=True)
class _Cell:
    place: Place
    style: int
    type: str
    has_formula: bool
    value: str


class Package:
    """A workbook that an engine may open.

    Raises:
        RefusedError: it is none, or it is behind a password, damaged or too large.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._doubtful: set[str] = set()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = {member.filename: member for member in self._zip.infolist()}
            self._check()
        except (RefusedError, MemoryError):
            raise
        except Exception as error:  # zipfile trips over damage in many ways
            raise RefusedError(UNFINISHED) from error

    def doubtful_cells(self, sheet: str) -> dict[Place, str]:
        """What stands in cells that the engine gives as empty: the error of a formula, or NOT_CALCULATED."""
        if not self._doubtful or (name := self._member_of(sheet)) not in self._doubtful:
            return {}
        found = {}
        for cell in self._cells(name):
            if cell.type == "e" and cell.value != "#N/A":  # which stands for nothing, as an empty cell does
                found[cell.place] = cell.value or NOT_CALCULATED
            elif cell.has_formula and not cell.value and cell.type != "str":  # a text may well be empty
                found[cell.place] = NOT_CALCULATED
        return found

    def percent_cells(self, sheet: str) -> frozenset[Place]:
        """The cells that people see with a % behind the number."""
        styles = self._percent_styles()
        return frozenset(cell.place for cell in self._cells(self._member_of(sheet)) if cell.style in styles)

    def _check(self) -> None:
        if not any(name.startswith("xl/workbook.") for name in self._members):
            raise RefusedError("压缩包里不是 Excel 工作簿；请解压后放入里面的文件，或另存为 xlsx")
        if any(member.flag_bits & _ENCRYPTED for member in self._members.values()):
            raise RefusedError(WITH_PASSWORD)
        room = INFLATED_LIMIT
        if sum(member.file_size for member in self._members.values()) > room:
            raise RefusedError(TOO_LARGE)
        for name in self._members:
            if name.endswith((".xml", ".rels", ".bin")):
                room -= self._checked_size(name, room)

    def _checked_size(self, name: str, room: int) -> int:
        """Bytes in a member that agrees with its checksum and with what it states."""
        content = self._inflated(self._members[name], room + 1)
        if len(content) > room:
            raise RefusedError(TOO_LARGE)
        if name.endswith("sharedStrings.xml"):
            if any(int(count) > len(content) for count in _COUNT.findall(content[:1000])):
                raise RefusedError(DAMAGED)
        elif b"sheetData" in content:
            _check_extent(content)
            formula = _FORMULA if b"<sheetData" in content else _PREFIXED_FORMULA
            if b't="e"' in content or (formula.search(content) and _NO_RESULT.search(content)):
                self._doubtful.add(name)
        return len(content)

    def _inflated(self, member: zipfile.ZipInfo, most: int) -> bytes:
        """What a member holds, up to `most` bytes: what `zipfile` gives, at a third of the cost for small members."""
        if member.compress_type != zipfile.ZIP_DEFLATED:
            with self._open(member.filename) as stream:
                return stream.read(most)
        magic, name_length, extra_length = _LOCAL_HEADER.unpack_from(self._data, member.header_offset)
        start = member.header_offset + _LOCAL_HEADER.size + name_length + extra_length
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        content = engine.decompress(self._data[start : start + member.compress_size], most)
        if len(content) < most and not (magic == b"PK\3\4" and engine.eof and zlib.crc32(content) == member.CRC):
            raise zipfile.BadZipFile(member.filename)
        return content

    def _open(self, name: str) -> Any:
        member = self._members[name]
        member.file_size = 2 * INFLATED_LIMIT  # the directory may lie, and zipfile would stop at what it says
        return self._zip.open(member)

    def _member_of(self, sheet: str) -> str:
        """The member that holds a sheet; "" where the workbook does not say."""
        wanted = [element for element in self._elements("xl/workbook.xml", "sheet") if element.get("name") == sheet]
        relation = [value for element in wanted for key, value in element.items() if key.endswith("}id")]
        for element in self._elements("xl/_rels/workbook.xml.rels", "Relationship"):
            if element.get("Id") in relation:
                return normpath(join("/xl", element.get("Target", ""))).lstrip("/")
        return ""

    def _percent_styles(self) -> set[int]:
        percents = set(_PERCENT_FORMATS)
        for element in self._elements("xl/styles.xml", "numFmt"):
            if "%" in _LITERAL.sub("", element.get("formatCode", "")):
                percents.add(element.get("numFmtId", ""))
        styles = [style for formats in self._elements("xl/styles.xml", "cellXfs") for style in formats]
        return {at for at, style in enumerate(styles) if style.get("numFmtId") in percents}

    def _cells(self, name: str) -> Iterator[_Cell]:
        row = column = -1
        for event, element in self._events(name):
            match _tag(element), event:
                case "row", "start":
                    row, column = int(element.get("r", row + 2)) - 1, -1
                case "row", "end":
                    element.clear()
                case "c", "end":
                    place = element.get("r", "")
                    column = column_number(place) if place else column + 1
                    inside = {_tag(child): child for child in element}
                    value = inside["v"].text or "" if "v" in inside else ""
                    style = int(element.get("s", 0))
                    yield _Cell((row, column), style, element.get("t", ""), "f" in inside, value)

    def _elements(self, name: str, tag: str) -> list[Any]:
        return [element for event, element in self._events(name) if event == "end" and _tag(element) == tag]

    def _events(self, name: str) -> Iterator[tuple[str, Any]]:
        if name not in self._members:
            return
        try:
            with self._open(name) as stream:
                yield from ElementTree.iterparse(stream, events=("start", "end"))
        except (ElementTree.ParseError, ValueError) as error:
            raise RefusedError(DAMAGED) from error


def column_number(place: str) -> int:
    """
    >>> column_number("A1"), column_number("AB12"), column_number("XFD1048576")
    (0, 27, 16383)
    """
    number = 0
    for letter in place.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _check_extent(sheet: bytes) -> None:
    """Refuse a sheet with a cell so far out that the empty ones before it would fill the memory."""
    found = _ROW.findall(sheet[-(2**11) :]) or _ROW.findall(sheet[-(2**16) :])  # most rows are short, most searches too
    rows = int(found[-1]) if found else _CELLS_LIMIT
    if any(rows * width <= _CELLS_LIMIT and not (wider and wider.search(sheet)) for width, wider in _WIDTHS):
        return  # most sheets, at no cost
    columns, last = 0, 0
    for place in _PLACE.finditer(sheet):
        columns, last = max(columns, column_number(place[1].decode()) + 1), max(last, int(place[2]))
    if columns * last > _CELLS_LIMIT:
        raise RefusedError(
            f"有内容写到了第 {last} 行、第 {columns} 列，中间大多是空的，读不下；请删去表格以外的内容，另存后重新放入"
        )
