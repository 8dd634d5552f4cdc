"""Cell -> count, number, share, amount of money. Nothing is rounded but what sums in a workbook leave behind."""

import re
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from sources._cells.texts import ID_DIGITS
from sources._cells.written import MISSING_NUMBER, Cell, CellError, Percent, plain
from sources._spec import Column

_SCALES = {"": 1, "万": 10**4, "w": 10**4, "W": 10**4, "亿": 10**8}
_CENT = Decimal("0.01")
_SCALED = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(万|亿|[wW])?(\+)?")
DECIMAL = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")


def as_count(cell: Cell, column: Column) -> int | None:
    if isinstance(cell, str):
        if len(cell) < ID_DIGITS and cell.isascii() and cell.isdecimal():
            return int(cell)
        return _counted_text(plain(cell), column)
    number = workbook_number(cell, "应为整数，例如 1234")
    return _whole(number, column)


def _counted_text(text: str, column: Column) -> int | None:
    if text in MISSING_NUMBER:
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


def as_number(cell: Cell, column: Column) -> float | None:
    if isinstance(cell, str):
        text = plain(cell).removesuffix("星")
        if text in MISSING_NUMBER:
            return None
        if not DECIMAL.fullmatch(text):
            raise CellError("应为数字，例如 12.5")
        value = plain_float(text)
    else:
        value = float(workbook_number(cell, "应为数字，例如 12.5"))
    _check_sign(value, column)
    return value


def as_share(cell: Cell, column: Column) -> float | None:
    if isinstance(cell, str):
        text = plain(cell)
        if text in MISSING_NUMBER:
            return None
        number = text.removesuffix("%").rstrip()
        if not DECIMAL.fullmatch(number):
            raise CellError("应为比率，例如 37.50%" + (" 或 0.375" if column.unit == "fraction" else ""))
        percent = number != text or column.unit == "percent"
        share = float(number.replace(",", "") + ("e-2" if percent else ""))
    else:
        if column.unit == "percent" and not isinstance(cell, Percent):
            raise CellError("表里存成了数字，看不出是否带 %；请用原始导出文件，或把这一列设为百分比格式")
        share = float(workbook_number(cell, "应为比率，例如 37.50% 或 0.375"))
    if share > 1 or share < (-1 if column.signed else 0):
        raise CellError("比率应在 0 到 100% 之间")
    return share


def as_yuan(cell: Cell, column: Column) -> Decimal | None:
    if isinstance(cell, str):
        text = plain(cell)
        if text in MISSING_NUMBER:
            return None
        found = _SCALED.fullmatch(text.removeprefix("¥").removesuffix("元").strip())
        if not found or found[5] or found[4] in {"w", "W"}:
            raise CellError("应为金额（元），例如 1234.50")
        value = _scaled(found)
    else:
        value = Decimal(repr(workbook_number(cell, "应为金额（元），例如 1234.50")))
    if abs(value) >= 10**ID_DIGITS:
        raise CellError("数字过大")
    rounded = value.quantize(_CENT, ROUND_HALF_UP)
    residue = 0 if isinstance(cell, str) else Decimal("0.000001")  # what sums in a workbook leave behind
    if abs(value - rounded) > residue:
        raise CellError("金额最多两位小数")
    _check_sign(rounded, column)
    return rounded


def workbook_number(cell: Cell, expected: str) -> int | float:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise CellError(expected)
    if not isfinite(cell):
        raise CellError(expected)
    return cell


def plain_float(digits: str) -> float:
    value = float(digits.replace(",", ""))
    if abs(value) > 10**ID_DIGITS:
        raise CellError("数字过大")
    return value


def _check_sign(value: float | Decimal, column: Column) -> None:
    if value < 0 and not column.signed:
        raise CellError("不能是负数")
