"""A file of the sample with one thing changed, in its own format: rows gone, or other text in a cell.

In a workbook the rest of the sheet stays as it is written; rows are emptied, as when a person clears them.
"""

import csv
import gzip
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import count, pairwise
from pathlib import Path
from string import ascii_uppercase
from typing import Any
from xml.sax.saxutils import escape

import xlwt

from tests.oracle._sample_files import cells, decoded

Place = tuple[str, str]
"""A sheet, and a cell of it such as B2."""


def without_rows(path: Path, places: Sequence[tuple[str, int]]) -> bytes:
    """The file at `path` without the rows at `places`: sheet, and number as a person sees it."""
    data = path.read_bytes()
    gone = {number for _, number in places}  # a workbook apart, none has several sheets
    if data[:4] == b"PK\x03\x04":
        return with_cells(path, {}, places)
    if data[:4] == b"\xd0\xcf\x11\xe0":
        return _biff_without(path, gone)
    if data[:2] == b"\x1f\x8b":
        return gzip.compress(b"".join(_kept(gzip.decompress(data).splitlines(keepends=True), gone)))
    if data[:1] == b"<":
        numbers = count(1)
        return re.sub(rb"<tr>.*?</tr>", lambda row: b"" if next(numbers) in gone else row[0], data)
    kept = "".join(_kept(_records(decoded(data)), gone))
    return kept.encode("utf-16" if data[:2] == b"\xff\xfe" else "utf-8-sig")


def with_cells(path: Path, texts: Mapping[Place, str | None], gone: Iterable[tuple[str, int]] = ()) -> bytes:
    """The workbook at `path` with other texts in some cells, None for an empty one, and without the rows `gone`."""
    emptied: dict[str, set[int]] = defaultdict(set)
    for sheet, number in gone:
        emptied[sheet].add(number)

    def change(name: str, xml: str) -> str:
        for (sheet, cell), text in texts.items():
            if sheet == name:
                said = "" if text is None else f'<c r="{cell}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
                xml = _with_cell(xml, cell, said)
        return _emptied(xml, emptied[name]) if name in emptied else xml

    return _with_sheets(path.read_bytes(), change)


def _with_cell(xml: str, cell: str, written: str) -> str:
    """A sheet in which `cell` is `written` so."""
    number = cell.lstrip(ascii_uppercase)

    def change(row: re.Match[str]) -> str:
        held = dict(re.findall(r'(?s)<c r="([A-Z]+)\d+"(.*?)(?=<c r="|$)', row[2]))
        held = {name: f'<c r="{name}{number}"{rest}' for name, rest in held.items()}
        held[cell.removesuffix(number)] = written
        return row[1] + "".join(held[name] for name in sorted(held, key=lambda name: (len(name), name)))

    xml, found = re.subn(rf'(<row r="{number}"[^>]*>)(.*?)(?=</row>)', change, xml)
    assert found == 1, f"no row {number}"
    return xml


def _emptied(xml: str, gone: Collection[int]) -> str:
    for column, top, bottom in re.findall(r'<mergeCell ref="([A-Z]+)(\d+):[A-Z]+(\d+)"', xml):
        if int(top) in gone and bottom != top:  # what stands in a merged cell stays with the rows that are left of it
            held = re.search(rf'<c r="{column}{top}"(?:[^>]*/>|.*?</c>)', xml)
            below = f"{column}{int(top) + 1}"
            xml = _with_cell(xml, below, held[0].replace(f'"{column}{top}"', f'"{below}"') if held else "")
    return re.sub(r'<row r="(\d+)".*?</row>', lambda row: "" if int(row[1]) in gone else row[0], xml)


def _with_sheets(data: bytes, change: Callable[[str, str], str]) -> bytes:
    """A workbook whose sheets went through `change`: name and XML in, XML out."""
    out = io.BytesIO()
    to_be_written = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with zipfile.ZipFile(io.BytesIO(data)) as source, to_be_written as target:
        names = re.findall(r'<sheet [^>]*?name="([^"]*)"', source.read("xl/workbook.xml").decode())
        sheets = {f"xl/worksheets/sheet{number}.xml": name for number, name in enumerate(names, 1)}
        for member in source.namelist():
            content = source.read(member)
            changed = change(sheets[member], content.decode()).encode() if member in sheets else content
            target.writestr(member, changed)
    return out.getvalue()


def _biff_without(path: Path, gone: Collection[int]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for name, rows in cells(path).items():
        sheet = book.add_sheet(name)
        for at, row in enumerate(_kept(rows, gone)):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(at, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _records(text: str) -> list[str]:
    """The records of a CSV as they are written, line breaks inside quotes and all."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(iter(lines))
    ends = [0, *(reader.line_num for _ in reader)]
    return ["".join(lines[start:end]) for start, end in pairwise(ends)]


def _kept(rows: Iterable[Any], gone: Collection[int]) -> list[Any]:
    return [row for number, row in enumerate(rows, 1) if number not in gone]
