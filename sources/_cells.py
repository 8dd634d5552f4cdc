"""Cell -> value, by the type of its column. Nothing is guessed: what is not understood is a CellError.

A cell is what the file holds: text, or a number, date, time or boolean of a workbook. Missing (`-`, empty, #N/A) is
None, never zero.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import Any

from sources._spec import Column

Cell = str | int | float | bool | date | datetime | time | timedelta
Convert = Callable[[Any, Column], Any]

MISSING = frozenset({"", "-", "--", "---", "—", "——", "–", "#N/A"})
_MISSING_NUMBER = MISSING | {"N/A", "NA", "null", "NULL"}
_ERRORS = frozenset({"#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
NOT_CALCULATED = "#未计算"
"""Stands for a formula without a result: another program wrote it, and nobody has opened and saved the file since."""
_YES = frozenset({"是", "√", "✓", "✔", "1", "有", "已", "对", "y", "yes", "true"})
_NO = frozenset({"否", "×", "✗", "✘", "0", "无", "未", "错", "n", "no", "false"})
_SCALES = {"": 1, "万": 10**4, "w": 10**4, "W": 10**4, "亿": 10**8}
ID_DIGITS = 15
"""Digits that a number of a workbook keeps."""
YEARS = range(1949, 2101)
_CENT = Decimal("0.01")

_STRIPPED = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x00AD, 0x061C]
    + [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"]
)
del _STRIPPED[0x200D]  # joins the parts of one emoji
_BLANKS = re.compile(r"[ \t\r\n]*[\t\r\n][ \t\r\n]*")

_SCALED = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(万|亿|[wW])?(\+)?")
_DECIMAL = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_EXPONENT = re.compile(r"[+-]?\d(\.\d+)?[eE]\+?\d+")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]?\d(?:\.\d+)?)")
_SPOKEN = re.compile(
    r"(?:(\d{1,4})(?:小时|时|h))?(?:(\d{1,6})(?:分钟|分|min|m|['′]))?(?:(\d{1,8}(?:\.\d+)?)(?:秒钟|秒|s|\"|″|''|′′))?"
)
_CLOCK_OF_DAY = r"(?:[ T]?(\d{1,2})(?::|时)(\d{1,2})(?:(?::|分)(?:(\d{1,2})(?:\.\d+)?秒?)?)?(?:\+08:?00)?)?"
_DAY_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)" + _CLOCK_OF_DAY)
_US_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})" + _CLOCK_OF_DAY)
_MONTH_ALONE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})月?份?|(\d{2}))")
_SHORT_YEAR = re.compile(r"^(\d{1,2}/\d{1,2}/)(\d\d)$")
_MONTH_ONLY = re.compile(r"\d{4}[-/.年]\d{1,2}月?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?: ?(\d{2}):?(\d{2}):?(\d{2}))?")


class Percent(float):
    """A number of a workbook that people see with a %: 0.1114 shown as 11.14%."""


class CellError(ValueError):
    """A cell that is not what its column holds; the message says in Chinese what is expected."""


def clean(text: str) -> str:
    """Text in NFKC, trimmed, without control and zero-width characters; a line break becomes one blank.

    >>> clean(" ＡＢ\\u200b（一）\\n第二行\\x07 ")
    'AB(一) 第二行'
    """
    if text.isprintable():
        if text.isascii():
            return text.strip()
    else:
        text = _BLANKS.sub(" ", text.translate(_STRIPPED))
    return unicodedata.normalize("NFKC", text).strip()


def shape(cell: Any) -> str:
    """What a cell looks like without what it says: digits 9, letters a, Chinese characters 字.

    >>> shape("张三 138-0013")
    '字字 999-9999'
    """
    text = clean(str(cell))[:40]
    return "".join(
        "字" if "\u3400" <= c <= "\u9fff" else "9" if c.isnumeric() else "a" if c.isalpha() else c for c in text
    )


def _text(cell: Cell, column: Column) -> str | None:
    if isinstance(cell, str):
        value = clean(cell)
        _check_formula(value)
        return None if value in MISSING else value
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        return _digits(cell) if abs(cell) < 10**ID_DIGITS else repr(cell)
    return cell.isoformat(" ") if isinstance(cell, datetime) else str(cell)


def _digits(cell: float) -> str:
    return str(int(cell)) if cell == int(cell) else repr(cell)


def _id(cell: Cell, column: Column) -> str | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if abs(cell) >= 10**ID_DIGITS:
            raise CellError("编号超过 15 位又存成了数字，末几位已丢失；请把这一列设为文本后重新导出")
        if cell != int(cell):
            raise CellError("编号不应有小数；请把这一列设为文本")
        return str(int(cell))
    value = _text(cell, column)
    if value is not None and _EXPONENT.fullmatch(value):
        raise CellError("编号成了科学计数（如 1.23E+18），末几位已丢失；请用原始导出文件")
    return value


def _url(cell: Cell, column: Column) -> str | None:
    if not isinstance(cell, str):
        raise CellError("应为网址")
    value = cell.translate(_STRIPPED).strip()
    if clean(value) in MISSING:
        return None
    if len(value.split()) > 1 or "." not in value:
        raise CellError("应为网址，例如 https://example.com/a")
    return value


def _choice(cell: Cell, column: Column) -> str | None:
    value = _text(cell, column)
    if value is None:
        return None
    chosen = column.choices.get(value)
    if chosen is None:
        chosen = {clean(label): kept for label, kept in column.choices.items()}.get(value)
    if chosen is None:
        raise CellError("应为其中之一：" + "、".join(column.choices))
    return chosen


def _yes_no(cell: Cell, column: Column) -> bool | None:
    if isinstance(cell, bool):
        return cell
    value = _text(cell, column)
    if value is None:
        return None
    value = value.casefold()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise CellError("应填 是 或 否")


def _count(cell: Cell, column: Column) -> int | None:
    if isinstance(cell, str):
        if len(cell) < ID_DIGITS and cell.isascii() and cell.isdecimal():
            return int(cell)
        return _counted_text(_plain(cell), column)
    number = _workbook_number(cell, "应为整数，例如 1234")
    return _whole(number, column)


def _counted_text(text: str, column: Column) -> int | None:
    if text in _MISSING_NUMBER:
        return None
    found = _SCALED.fullmatch(text)
    if not found:
        raise CellError("应为整数，例如 1234、1,234 或 1.2万")
    if found[5] and not column.floors:
        raise CellError("这一列应为确数，不能写成“10万+”")
    return _whole(_scaled(found), column)


def _scaled(found: re.Match[str]) -> Decimal:
    sign, whole, fraction, scale, _ = found.groups()
    return Decimal(sign + whole.replace(",", "") + (fraction or "")) * _SCALES[scale or ""]


def _whole(value: float | Decimal, column: Column) -> int:
    if abs(value) >= 10**ID_DIGITS:
        raise CellError("数字过大")
    if value != int(value):
        raise CellError("应为整数，不应有小数")
    _check_sign(value, column)
    return int(value)


def _number(cell: Cell, column: Column) -> float | None:
    if isinstance(cell, str):
        text = _plain(cell).removesuffix("星")
        if text in _MISSING_NUMBER:
            return None
        if not _DECIMAL.fullmatch(text):
            raise CellError("应为数字，例如 12.5")
        value = _float(text)
    else:
        value = float(_workbook_number(cell, "应为数字，例如 12.5"))
    _check_sign(value, column)
    return value


def _share(cell: Cell, column: Column) -> float | None:
    if isinstance(cell, str):
        text = _plain(cell)
        if text in _MISSING_NUMBER:
            return None
        number = text.removesuffix("%").rstrip()
        if not _DECIMAL.fullmatch(number):
            raise CellError("应为比率，例如 37.50%" + (" 或 0.375" if column.unit == "fraction" else ""))
        percent = number != text or column.unit == "percent"
        share = float(number.replace(",", "") + ("e-2" if percent else ""))
    else:
        if column.unit == "percent" and not isinstance(cell, Percent):
            raise CellError("表里存成了数字，看不出是否带 %；请用原始导出文件，或把这一列设为百分比格式")
        share = float(_workbook_number(cell, "应为比率，例如 37.50% 或 0.375"))
    if share > 1 or share < (-1 if column.signed else 0):
        raise CellError("比率应在 0 到 100% 之间")
    return share


def _seconds(cell: Cell, column: Column) -> float | None:
    if isinstance(cell, str):
        text = _plain(cell)
        return None if text in _MISSING_NUMBER else _spoken_seconds(text)
    if isinstance(cell, time):
        cell = timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond)
    if isinstance(cell, timedelta):
        value = cell.total_seconds()
        if value >= 3600 and value % 60 == 0:
            raise CellError("看不出 1:23 是分秒还是时分；请写成 1分23秒")
    else:
        value = float(_workbook_number(cell, "应为时长，例如 83、32.50秒 或 1:23"))
    if value < 0:
        raise CellError("时长不能是负数")
    return value


def _spoken_seconds(text: str) -> float:
    if _DECIMAL.fullmatch(text) and text[0] not in "+-":
        return _float(text)
    text = text.replace(" ", "")
    found = _CLOCK.fullmatch(text) or _SPOKEN.fullmatch(text)
    if not found or not any(found.groups()):
        raise CellError("应为时长，例如 83、32.50秒 或 1:23")
    hours, minutes, seconds = (Decimal(part or 0) for part in found.groups())
    if hours and minutes >= 60:
        raise CellError("应为时长，例如 83、32.50秒 或 1:23")
    return float(hours * 3600 + minutes * 60 + seconds)


def _yuan(cell: Cell, column: Column) -> Decimal | None:
    if isinstance(cell, str):
        text = _plain(cell)
        if text in _MISSING_NUMBER:
            return None
        found = _SCALED.fullmatch(text.removeprefix("¥").removesuffix("元").strip())
        if not found or found[5] or found[4] in {"w", "W"}:
            raise CellError("应为金额（元），例如 1234.50")
        value = _scaled(found)
    else:
        value = Decimal(repr(_workbook_number(cell, "应为金额（元），例如 1234.50")))
    if abs(value) >= 10**ID_DIGITS:
        raise CellError("数字过大")
    rounded = value.quantize(_CENT, ROUND_HALF_UP)
    residue = 0 if isinstance(cell, str) else Decimal("0.000001")  # what sums in a workbook leave behind
    if abs(value - rounded) > residue:
        raise CellError("金额最多两位小数")
    _check_sign(rounded, column)
    return rounded


def _date(cell: Cell, column: Column) -> date | None:
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


def _timestamp(cell: Cell, column: Column) -> datetime | None:
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
    text = _plain(cell)
    return None if text in _MISSING_NUMBER else _written_moment(text)


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


def _plain(text: str) -> str:
    """Clean text with the minus signs that NFKC leaves alone turned into '-'."""
    text = clean(text).replace("\u2212", "-")
    _check_formula(text)
    return text


def _check_formula(text: str) -> None:
    if text[:1] != "#":
        return
    if text == NOT_CALCULATED:
        raise CellError("公式还没有算出结果；请用 Excel 或 WPS 打开文件，保存一次")
    if text in _ERRORS:
        raise CellError(f"公式出错（{text}）；请改正后重新保存")


def _workbook_number(cell: Cell, expected: str) -> int | float:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise CellError(expected)
    if not isfinite(cell):
        raise CellError(expected)
    return cell


def _float(digits: str) -> float:
    value = float(digits.replace(",", ""))
    if abs(value) > 10**ID_DIGITS:
        raise CellError("数字过大")
    return value


def _check_sign(value: float | Decimal, column: Column) -> None:
    if value < 0 and not column.signed:
        raise CellError("不能是负数")


CONVERTERS: dict[str, Convert] = {
    "text": _text,
    "id": _id,
    "url": _url,
    "count": _count,
    "number": _number,
    "share": _share,
    "seconds": _seconds,
    "yuan": _yuan,
    "date": _date,
    "timestamp": _timestamp,
    "yes_no": _yes_no,
    "choice": _choice,
}
