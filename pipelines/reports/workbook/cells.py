"""How cells look: a few named styles, and the one way in which a value is put into a cell."""

import math
import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from unicodedata import east_asian_width
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.text import FORMULA_LIKE, cell_text

FONT = "微软雅黑"
GROUP = "·组首"
"""Behind the name of a style: the same with a strong line above, where a group of rows begins."""

_WHOLE, _PLACES, _PERCENT = "#,##0", "#,##0.00", '0.00"%"'
_NUMBERS = {
    "整数": _WHOLE,
    "小数": _PLACES,
    "百分数": _PERCENT,
    "百分数·细": 'General"%"',
    "差": "+#,##0;-#,##0;0",
    "差·小数": "+#,##0.00;-#,##0.00;0",
    "以上": '#,##0"+"',
    "至少": '"≥ "#,##0',
    "至少·小数": '"≥ "#,##0.00',
    "比例": "0.0%",
    "完成": '[>=1]"★ "0.0%;"☆ "0.0%',
}
TONES = {
    "good": ("E2F0D9", "1E5B2E", False),
    "warn": ("FFF2CC", "7A4B00", True),
    "bad": ("F8CBAD", "9C0006", True),
    "mute": ("EDEDED", "595959", False),
}
"""Tone -> colour of the cell, colour of the text, whether it is bold."""
SAMPLE_FILL = PatternFill("solid", "FFD84D")
_HAIR, _STRONG = Side("hair", "BFBFBF"), Side("thin", "5B6B7B")
_LINES = Border(top=_HAIR, bottom=_HAIR)
_GROUP_LINES = Border(top=_STRONG, bottom=_HAIR)
_MOST_LINES = 20
_RUNS = re.compile(r"[!-~]+|[^!-~]+")
"""What a line is not broken within, as the name of a file, and what it is."""
_DRESSED: WeakKeyDictionary[Workbook, dict[tuple[str, bool], StyleArray]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Formula:
    """What a cell computes, with its equals sign; a text is never one, whatever it begins with."""

    text: str


def add_styles(book: Workbook) -> None:
    """Register every style that `put` may be asked for."""
    title, middle = Font(FONT, 16, b=True), Alignment(vertical="center")
    book.add_named_style(NamedStyle("标题", title, alignment=middle))
    book.add_named_style(NamedStyle("样例标题", title, SAMPLE_FILL, alignment=middle))
    book.add_named_style(NamedStyle("小标题", Font(FONT, 11, b=True, color="1F3864")))
    small = Font(FONT, 9, color="595959")
    for name, alignment, number in (
        ("说明", middle, "General"),
        ("说明·右", Alignment("right", "center"), "General"),
        ("说明·单位", middle, '"编制单位："@'),
        ("说明·日期", Alignment("left", "center"), "yyyy-mm-dd"),
        ("说明·时刻", Alignment("left", "center"), "yyyy-mm-dd hh:mm"),
    ):
        book.add_named_style(NamedStyle(name, small, alignment=alignment, number_format=number))
    for style in _table_styles():
        book.add_named_style(style)


def put(sheet: Worksheet, row: int, column: int, value: object, style: str) -> None:
    """Put `value` in `style` into the cell at `row` and `column`; text is never a formula."""
    _fill(sheet.cell(row, column), value, style)


def append_row(sheet: Worksheet, cells: Sequence[tuple[object, str]], widths: Sequence[float]) -> int:
    """A row of values and styles below what was written last, high enough for the longest text; which row it is."""
    made = [Cell(sheet, 0, 0) for _ in cells]  # `append` says where: to ask for each by its place takes twice as long
    for cell, (value, style) in zip(made, cells, strict=True):
        _fill(cell, value, style)
    sheet.append(made)
    texts = ((value, width) for (value, _), width in zip(cells, widths, strict=False) if isinstance(value, str))
    sheet.row_dimensions[made[0].row].height = height_of(texts)
    return made[0].row


def height_of(texts: Iterable[tuple[str, float]]) -> float:
    """How high a row is, in points, that shows the whole of each of `texts` in its width.

    Office does not grow rows of its own accord when it opens a file that does not say how high they are.
    """
    return 4 + 14.5 * max((_lines(text, width) for text, width in texts), default=1)


def _fill(cell: Any, value: object, style: str) -> None:
    _dress(cell, style, isinstance(value, str) and value.startswith(FORMULA_LIKE))
    if isinstance(value, str):
        cell.value = cell_text(value)
        cell.data_type = "s"
    elif isinstance(value, Formula):
        cell.value, cell.data_type = value.text, "f"
    else:
        cell.value = value


def _dress(cell: Any, style: str, is_quoted: bool) -> None:
    # Looking a named style up costs more than all the rest of a cell: kept is what it came to the first time, and
    # cells share it.
    known = _DRESSED.setdefault(cell.parent.parent, {})
    if (style, is_quoted) not in known:
        cell.style = style
        cell.quotePrefix = is_quoted  # stays text when somebody edits the cell
        known[style, is_quoted] = copy(cell._style)
    cell._style = known[style, is_quoted]


@lru_cache(4_096)
def _lines(text: str, width: float) -> int:
    if text.isascii():
        return min(_MOST_LINES, max(1, math.ceil(1.05 * len(text) / (width - 1))))
    room, lines, used = width - 1, 1, 0.0
    for run in _RUNS.findall(text[:2_000]):
        units = 1.05 * len(run) if run.isascii() else sum(_units(character) for character in run)
        if run.isascii() and used and used + units > room:  # what is not broken begins a line of its own
            lines, used = lines + 1, 0.0
        more = max(0, math.ceil((used + units) / room) - 1)
        lines, used = lines + more, used + units - more * room
    return min(_MOST_LINES, lines)


def _units(character: str) -> float:
    return 1.9 if east_asian_width(character) in "WFA" else 1.05


def number_style(value: object, unit: str = "") -> str:
    """The style for a computed value: percent, whole, with places, or a text in the middle."""
    if not isinstance(value, int | float):
        return "居中"
    if unit == "%":
        reads_as_all = round(value, 2) in (0, 100) and value not in (0, 100)  # or as none
        return "百分数·细" if reads_as_all else "百分数"
    return "整数" if value == int(value) else "小数"


def difference_style(value: float | None) -> str:
    """The style for a difference, which shows its sign."""
    return "差" if value is None or value == int(value) else "差·小数"


def _table_styles() -> list[NamedStyle]:
    plain, bold, link = Font(FONT, 10), Font(FONT, 10, b=True), Font(FONT, 10, color="0563C1", u="single")
    left, middle = Alignment(vertical="center", wrap_text=True), Alignment("center", "center", wrap_text=True)
    looks: dict[str, tuple[Font, PatternFill | None, Alignment, str]] = {
        "表头": (Font(FONT, 10, b=True, color="FFFFFF"), PatternFill("solid", "2F5572"), middle, "General"),
        "文字": (plain, None, left, "General"),
        "文字·缩进": (plain, None, Alignment("left", "center", wrap_text=True, indent=1), "General"),
        "居中": (plain, None, middle, "General"),
        "日期": (plain, None, middle, "yyyy-mm-dd"),
        "时刻": (plain, None, middle, "yyyy-mm-dd hh:mm"),
        "合计": (bold, None, left, _WHOLE),
        "合计·至少": (bold, None, left, '"≥ "#,##0'),
        "合计·小数": (bold, None, left, _PLACES),
        "合计·至少·小数": (bold, None, left, '"≥ "#,##0.00'),
        "链接": (link, None, middle, "General"),
        "分组": (
            Font(FONT, 10, b=True, color="1F3864"),
            PatternFill("solid", "DDE6EE"),
            Alignment(vertical="center"),
            "@",
        ),
    }
    for name, number in _NUMBERS.items():
        looks[name] = (plain, None, Alignment("right", "center"), number)
    for name, (fill, colour, is_bold) in TONES.items():
        looks[name] = (Font(FONT, 10, b=is_bold, color=colour), PatternFill("solid", fill), middle, "General")
    return [
        NamedStyle(name + suffix, font, fill, border, align, number)
        for name, (font, fill, align, number) in looks.items()
        for suffix, border in (("", _LINES), (GROUP, _GROUP_LINES))
    ]
