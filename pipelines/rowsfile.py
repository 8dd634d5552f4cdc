"""Rows as a CSV file that Excel opens by a double click."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from pipelines.reports.text import plain_text


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write `rows` under the names of their `columns` (UTF-8 with BOM) and say how many they were. Raises OSError."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        return write_lines(file, columns, rows)


def write_lines(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """The same into an open file: text is made plain; numbers are written as they are, also those below zero."""
    written = 0
    writer = csv.writer(file)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        written += 1
    return written


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    return plain_text(value) if isinstance(value, str) else value
