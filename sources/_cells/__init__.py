"""Cell -> value, by the type of its column. Nothing is guessed: what is not understood is a CellError.

A cell is what the file holds: text, or a number, date, time or boolean of a workbook. Missing (`-`, empty, #N/A) is
None, never zero.
"""

from collections.abc import Callable
from typing import Any

from sources._cells.durations import as_seconds
from sources._cells.moments import YEARS, as_date, as_timestamp, convert_day, day_of
from sources._cells.numbers import as_count, as_number, as_share, as_yuan
from sources._cells.texts import ID_DIGITS, as_choice, as_id, as_text, as_url, as_yes_no
from sources._cells.written import MISSING, NOT_CALCULATED, Cell, CellError, Percent, clean, shape
from sources._spec import Column

__all__ = [
    "CONVERTERS", "ID_DIGITS", "MISSING", "NOT_CALCULATED", "YEARS", "Cell", "CellError", "Percent", "clean",
    "convert_day", "day_of", "shape",
]  # fmt: skip

Convert = Callable[[Any, Column], Any]

CONVERTERS: dict[str, Convert] = {
    "text": as_text,
    "id": as_id,
    "url": as_url,
    "count": as_count,
    "number": as_number,
    "share": as_share,
    "seconds": as_seconds,
    "yuan": as_yuan,
    "date": as_date,
    "timestamp": as_timestamp,
    "yes_no": as_yes_no,
    "choice": as_choice,
}
