"""Cell -> day or moment, in Beijing time."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from sources._cells.written import MISSING_NUMBER, Cell, CellError, clean, plain
from sources._spec import Column

YEARS = range(1949, 2101)
_CLOCK_OF_DAY = r"(?:[ T]?(\d{1,2})(?::|时)(\d{1,2})(?:(?::|分)(?:(\d{1,2})(?:\.\d+)?秒?)?)?(?:\+08:?00)?)?"
_DAY_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)" + _CLOCK_OF_DAY)
_US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})" + _CLOCK_OF_DAY)
_MONTH_ALONE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})月?份?|(\d{2}))")
_SHORT_YEAR = re.compile(r"^(\d{1,2}/\d{1,2}/)(\d\d)$")
_MONTH_ONLY = re.compile(r"\d{4}[-/.年]\d{1,2}月?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?: ?(\d{2}):?(\d{2}):?(\d{2}))?")


def as_date(cell: Cell, column: Column) -> date | None:
    if column.month_end:
        day = convert_day(_with_day(cell))
        return day and day.replace(day=monthrange(day.year, day.month)[1])
    if column.short_years and isinstance(cell, str):
        cell = _SHORT_YEAR.sub(r"\g<1>20\2", clean(cell))
    return convert_day(cell)


def _with_day(month: Cell) -> Cell:
    """The first day of a month that is written without a day; any other cell as it is."""
    if isinstance(month, int | float) and not isinstance(month, bool) and 194901 <= month <= 210012:
        month = str(int(month))
    if isinstance(month, str) and (found := _MONTH_ALONE.fullmatch(clean(month))):
        return f"{found[1]}-{found[2] or found[3]}-1"
    return month


def convert_day(cell: Cell) -> date | None:
    """The day written in one cell; None when it is missing.

    Raises:
        CellError: it is no day.
    """
    moment = _moment(cell)
    return None if moment is None else moment.date()


def day_of(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def as_timestamp(cell: Cell, column: Column) -> datetime | None:
    return _moment(cell)


def _moment(cell: Cell) -> datetime | None:
    """Naive Beijing time; a day alone is its midnight."""
    if isinstance(cell, datetime):
        return _in_range(cell)
    if isinstance(cell, date):
        return _in_range(datetime(cell.year, cell.month, cell.day))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if 19000101 <= cell <= 21001231 and cell == int(cell):
            cell = str(int(cell))
        else:
            raise CellError("日期成了数字，看不出是哪一天；请把这一列设为日期格式，例如 2024-06-20")
    if not isinstance(cell, str):
        raise CellError("应为日期，例如 2024-06-20")
    text = plain(cell)
    return None if text in MISSING_NUMBER else _written_moment(text)


def _written_moment(text: str) -> datetime:
    parts: tuple[str | None, ...]
    if found := _DAY_FIRST.fullmatch(text):
        year, _, m1, d1, m2, d2, *clock = found.groups()
        parts = (year, m1 or m2, d1 or d2, *clock)
    elif found := _COMPACT.fullmatch(text):
        parts = found.groups()
    elif found := _US_DAY.fullmatch(text):
        month, day, year, *clock = found.groups()
        parts = (year, month, day, *clock)
    elif _MONTH_ONLY.fullmatch(text):
        raise CellError("只写了年月；请写到日，例如 2024-06-20")
    else:
        raise CellError("应为日期，例如 2024-06-20 或 2024-06-20 08:30:00")
    try:
        return _in_range(datetime(*(int(part or 0) for part in parts)))  # type: ignore[arg-type]
    except ValueError as error:
        raise CellError("没有这样的日期或时间；应为例如 2024-06-20") from error


def _in_range(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise CellError("年份不合理；应为例如 2024-06-20")
    if moment.microsecond:
        moment = (moment + timedelta(microseconds=500_000)).replace(microsecond=0)
    return moment
