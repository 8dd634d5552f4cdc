"""The sample's files as pandas tables, opened with openpyxl, csv, lxml and pandas: none of our own readers is asked.

A table keeps where each row stands: its index is (file, sheet, row), the row as a person sees it.
"""

import csv
import gzip
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pandas as pd
from lxml import html
from openpyxl import load_workbook

FOLDER = "2024-06-21"
LEDGER_HEAD = 3
PLACE = ["file", "sheet", "row"]

_SAMPLE_MARK = "\u2063"
_TOTALS = ("合计", "累计")
_REMARK = "备注"


@dataclass
class Sample:
    """The inbox of a sample home: its files as tables, each opened once; `totals` are the rows that add up others.

    A file whose rows change must lose its totals too: it would be refused.
    """

    inbox: Path
    opened: dict[tuple[str, int], pd.DataFrame] = field(default_factory=dict)
    totals: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def ledger(self, title: str) -> pd.DataFrame:
        """All sheets of a ledger under one another."""
        return self.table(f"台账/{title}.xlsx", LEDGER_HEAD)

    def table(self, name: str, head: int = 1) -> pd.DataFrame:
        """The file `name` of the sample's day, headed by the labels in row `head`."""
        if (name, head) not in self.opened:
            file = f"{FOLDER}/{name}"
            sheets = cells(self.inbox / file)
            found = [(sheet, at) for sheet, rows in sheets.items() for at, row in enumerate(rows, 1) if _adds_up(row)]
            self.totals[file] = found
            self.opened[name, head] = pd.concat(_framed(file, sheet, rows, head) for sheet, rows in sheets.items())
        return self.opened[name, head]

    def tables(self, pattern: str) -> pd.DataFrame:
        """The files of the sample's day whose names fit `pattern`, under one another."""
        folder = self.inbox / FOLDER
        names = sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))
        return pd.concat(self.table(name) for name in names)


def cells(path: Path) -> dict[str, list[list[Any]]]:
    """Sheet name -> rows of cells of a file in any of the sample's six shapes; empty cells are None."""
    data = path.read_bytes()
    if data[:4] == b"PK\x03\x04":
        book = load_workbook(io.BytesIO(data), read_only=True)
        return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    if data[:4] == b"\xd0\xcf\x11\xe0":
        frames = pd.read_excel(io.BytesIO(data), sheet_name=None, header=None, engine="calamine")
        return {
            str(name): read.astype(object).where(read.notna(), None).values.tolist() for name, read in frames.items()
        }
    if data[:2] == b"\x1f\x8b":
        lines = gzip.decompress(data).decode().splitlines()
        return {"": [[cell.strip() or None for cell in line.split("\t")] for line in lines]}
    if data[:1] == b"<":
        rows = html.fromstring(data.decode()).iter("tr")
        return {"": [[cell.text for cell in row] for row in rows]}
    return {"": [[cell or None for cell in line] for line in csv.reader(io.StringIO(decoded(data), newline=""))]}


def decoded(data: bytes) -> str:
    """The text of a CSV of the sample: UTF-16 or UTF-8, both with a mark in front."""
    return data.decode("utf-16" if data[:2] == b"\xff\xfe" else "utf-8-sig")


def moment(cell: Any) -> datetime | None:
    """What a cell says of time: a date, 20240620, 2024-06-20 08:30:00, 2024年6月20日, 06/20/2024; None if empty.

    >>> moment("2024年5月16日"), moment("06/20/2024")
    (datetime.datetime(2024, 5, 16, 0, 0), datetime.datetime(2024, 6, 20, 0, 0))
    """
    if isinstance(cell, datetime):
        return None if pd.isna(cell) else cell
    numbers = [int(number) for number in re.findall(r"\d+", str(cell))]
    if not numbers:
        return None
    if len(numbers) == 1:
        return datetime.strptime(str(numbers[0]), "%Y%m%d")
    if numbers[0] < 100:
        month, day, year = numbers
        return datetime(year, month, day)
    return datetime(*numbers)  # type: ignore[arg-type]


def days(column: pd.Series) -> pd.Series:
    """The day of each cell, as a pandas time at midnight."""
    return pd.to_datetime(column.map(moment)).dt.normalize()


def within(rows: pd.DataFrame, column: str, first: date, last: date) -> pd.DataFrame:
    """Rows whose day in `column` is one from `first` to `last`, both included."""
    when = days(rows[column])
    return rows[(when >= pd.Timestamp(first)) & (when < pd.Timestamp(last + timedelta(1)))]


def in_force(rows: pd.DataFrame, since: str, until: str | None, day: date) -> pd.DataFrame:
    """Rows of things that had begun by `day` and had not ended by then; what ends on a day is over on that day."""
    begun = days(rows[since]) <= pd.Timestamp(day)
    if until is None:
        return rows[begun]
    over = days(rows[until]) <= pd.Timestamp(day)
    return rows[begun & ~over]


def _framed(file: str, sheet: str, rows: Sequence[Sequence[Any]], head: int) -> pd.DataFrame:
    captions = rows[head - 2] if head > 1 else []
    labels = [_label(label, caption) for label, caption in zip_longest(rows[head - 1], captions)]
    numbered = [(number, row) for number, row in enumerate(rows[head:], head + 1) if _is_data(row)]
    index = pd.MultiIndex.from_tuples([(file, sheet, number) for number, _ in numbered], names=PLACE)
    frame = pd.DataFrame([list(row) for _, row in numbered], columns=labels, index=index, dtype=object)
    return frame.loc[:, [label for label in labels if label]]


def _label(label: Any, caption: Any) -> str:
    """The text of a header cell; where cells are merged it stands a row above."""
    text = label or (caption if isinstance(caption, str) else "")
    return str(text).replace(_SAMPLE_MARK, "")


def _is_data(row: Sequence[Any]) -> bool:
    first = next((cell for cell in row if cell is not None), None)
    return first is not None and not str(first).startswith(_REMARK) and not _adds_up(row)


def _adds_up(row: Sequence[Any]) -> bool:
    return bool(row) and row[0] in _TOTALS
