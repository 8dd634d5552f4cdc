"""Cell -> text, id, address, one of several choices, yes or no."""

import re
from datetime import datetime

from sources._cells.written import MISSING, STRIPPED, Cell, CellError, check_formula, clean
from sources._spec import Column

_YES = frozenset({"是", "√", "✓", "✔", "1", "有", "已", "对", "y", "yes", "true"})
_NO = frozenset({"否", "×", "✗", "✘", "0", "无", "未", "错", "n", "no", "false"})
ID_DIGITS = 15
"""Digits that a number of a workbook keeps."""
_EXPONENT = re.compile(r"[+-]?\d(\.\d+)?[eE]\+?\d+")


def as_text(cell: Cell, column: Column) -> str | None:
    if isinstance(cell, str):
        value = clean(cell)
        check_formula(value)
        return None if value in MISSING else value
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        return _digits(cell) if abs(cell) < 10**ID_DIGITS else repr(cell)
    return cell.isoformat(" ") if isinstance(cell, datetime) else str(cell)


def _digits(cell: float) -> str:
    return str(int(cell)) if cell == int(cell) else repr(cell)


def as_id(cell: Cell, column: Column) -> str | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if abs(cell) >= 10**ID_DIGITS:
            raise CellError("编号超过 15 位又存成了数字，末几位已丢失；请把这一列设为文本后重新导出")
        if cell != int(cell):
            raise CellError("编号不应有小数；请把这一列设为文本")
        return str(int(cell))
    value = as_text(cell, column)
    if value is not None and _EXPONENT.fullmatch(value):
        raise CellError("编号成了科学计数（如 1.23E+18），末几位已丢失；请用原始导出文件")
    return value


def as_url(cell: Cell, column: Column) -> str | None:
    if not isinstance(cell, str):
        raise CellError("应为网址")
    value = cell.translate(STRIPPED).strip()
    if clean(value) in MISSING:
        return None
    if len(value.split()) > 1 or "." not in value:
        raise CellError("应为网址，例如 https://example.com/a")
    return value


def as_choice(cell: Cell, column: Column) -> str | None:
    value = as_text(cell, column)
    if value is None:
        return None
    chosen = column.choices.get(value)
    if chosen is None:
        chosen = {clean(label): kept for label, kept in column.choices.items()}.get(value)
    if chosen is None:
        raise CellError("应为其中之一：" + "、".join(column.choices))
    return chosen


def as_yes_no(cell: Cell, column: Column) -> bool | None:
    if isinstance(cell, bool):
        return cell
    value = as_text(cell, column)
    if value is None:
        return None
    value = value.casefold()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise CellError("应填 是 或 否")
