"""Cell -> seconds."""

import re
from datetime import time, timedelta
from decimal import Decimal

from sources._cells.numbers import DECIMAL, plain_float, workbook_number
from sources._cells.written import MISSING_NUMBER, Cell, CellError, plain
from sources._spec import Column

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]?\d(?:\.\d+)?)")
_SPOKEN = re.compile(
    r"(?:(\d{1,4})(?:小时|时|h))?(?:(\d{1,6})(?:分钟|分|min|m|['′]))?(?:(\d{1,8}(?:\.\d+)?)(?:秒钟|秒|s|\"|″|''|′′))?"
)


def as_seconds(cell: Cell, column: Column) -> float | None:
    if isinstance(cell, str):
        text = plain(cell)
        return None if text in MISSING_NUMBER else _spoken_seconds(text)
    if isinstance(cell, time):
        cell = timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond)
    if isinstance(cell, timedelta):
        value = cell.total_seconds()
        if value >= 3600 and value % 60 == 0:
            raise CellError("看不出 1:23 是分秒还是时分；请写成 1分23秒")
    else:
        value = float(workbook_number(cell, "应为时长，例如 83、32.50秒 或 1:23"))
    if value < 0:
        raise CellError("时长不能是负数")
    return value


def _spoken_seconds(text: str) -> float:
    if DECIMAL.fullmatch(text) and text[0] not in "+-":
        return plain_float(text)
    text = text.replace(" ", "")
    found = _CLOCK.fullmatch(text) or _SPOKEN.fullmatch(text)
    if not found or not any(found.groups()):
        raise CellError("应为时长，例如 83、32.50秒 或 1:23")
    hours, minutes, seconds = (Decimal(part or 0) for part in found.groups())
    if hours and minutes >= 60:
        raise CellError("应为时长，例如 83、32.50秒 或 1:23")
    return float(hours * 3600 + minutes * 60 + seconds)
