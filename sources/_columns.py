"""A column of cells -> its values. The plain case is done for the whole column at once, the rest cell by cell.

>>> from sources._spec import Column
>>> convert(["1.2万", "-", 37.0], Column("views", "播放量", "count"))[0]
[12000, None, 37]
>>> convert(["37.50%", "0.074074"], Column("finished_share", "完播率", "share"))[0]
[0.375, 0.074074]
>>> convert(["12条"], Column("views", "播放量", "count"))[1]
[(0, '应为整数，例如 1234、1,234 或 1.2万')]
"""

from datetime import date, datetime
from typing import Any

from sources._cells import CONVERTERS, ID_DIGITS, YEARS, CellError, clean
from sources._spec import Column

Errors = list[tuple[int, str]]
_NUMBERS = {int, float}


def convert(cells: list[Any], column: Column) -> tuple[list[Any], Errors, list[bool] | None]:
    """Values of a column; the cells that could not be read, as (index, reason); and which counts are floors.

    The third is None unless the column allows floors.
    """
    try:
        values, errors = _plain(cells, column), Errors()
    except (ValueError, TypeError, OverflowError, IndexError):  # not plain throughout
        values, errors = _one_by_one(cells, column)
    floors = [isinstance(cell, str) and clean(cell).endswith("+") for cell in cells] if column.floors else None
    return values, errors, floors


def _one_by_one(cells: list[Any], column: Column) -> tuple[list[Any], Errors]:
    one = CONVERTERS[column.type]
    known: dict[str, Any] = {}
    values: list[Any] = []
    errors: Errors = []
    for index, cell in enumerate(cells):
        try:
            if isinstance(cell, str):
                if cell not in known:
                    known[cell] = one(cell, column)
                value = known[cell]
            else:
                value = one(cell, column)
        except CellError as error:
            errors.append((index, str(error)))
            value = None
        else:
            if value is None and column.presence == "cell":
                errors.append((index, "不能为空"))
        values.append(value)
    return values, errors


def _plain(cells: list[Any], column: Column) -> list[Any]:
    """Values of a column in which every cell is plain text of its type, none empty, or every cell a number to be
    counted; else ValueError or TypeError.

    Says the same as the converters of `_cells`, for less: a test compares them.
    """
    if column.type == "count" and not isinstance(cells[0], str):
        return _plain_counts(cells)
    joined = "".join(cells)
    if not joined.isascii() or "" in cells:
        raise ValueError
    match column.type:
        case "count":
            if not joined.isdecimal() or max(map(len, cells)) > ID_DIGITS:
                raise ValueError
            return [int(cell) for cell in cells]
        case "share" | "seconds" | "number":
            return _plain_numbers(cells, joined, column)
        case "timestamp":
            return [_plain_moment(cell) for cell in cells]
        case "date" if not column.month_end:
            return [_plain_day(cell) for cell in cells]
    raise ValueError


def _plain_counts(cells: list[Any]) -> list[int]:
    if not _NUMBERS.issuperset(map(type, cells)):  # True is a number to isinstance
        raise ValueError
    values = [int(cell) for cell in cells]  # of nan and inf there is none: ValueError, OverflowError
    if values != cells or min(values) < 0 or max(values) >= 10**ID_DIGITS:
        raise ValueError
    return values


def _plain_numbers(cells: list[str], joined: str, column: Column) -> list[float]:
    if not joined.replace(".", "").isdecimal() or any(cell[0] == "." or cell[-1] == "." for cell in cells):
        raise ValueError
    scale = "e-2" if column.type == "share" and column.unit == "percent" else ""
    values = [float(cell + scale) for cell in cells]
    if max(values) > (1 if column.type == "share" else 10**ID_DIGITS):
        raise ValueError
    return values


def _plain_moment(cell: str) -> datetime:
    if len(cell) != 19 or cell[4] + cell[7] + cell[13] + cell[16] != "--::" or cell[10] not in " T":
        raise ValueError
    moment = datetime.fromisoformat(cell)
    if moment.year not in YEARS:
        raise ValueError
    return moment


def _plain_day(cell: str) -> date:
    if len(cell) != 10 or cell[4] + cell[7] != "--":  # fromisoformat reads weeks as well
        raise ValueError
    day = date.fromisoformat(cell)
    if day.year not in YEARS:
        raise ValueError
    return day
