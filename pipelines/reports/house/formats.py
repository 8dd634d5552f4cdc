"""How the cells of a template show numbers: as percentages, as days, or as they are."""

import re
from collections.abc import Sequence
from typing import Any

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

_LITERAL = re.compile(r'"[^"]*"|\\.|_.')
_CHINESE_DATES = frozenset({*range(27, 37), *range(50, 59)})
"""Numbers of formats that Chinese, Japanese and Korean Excel build in, and that are written down nowhere."""


class Formats:
    """The number formats of a workbook by the numbers of its cell styles; `styles` is the root of these, if any."""

    def __init__(self, styles: Any, ns: str) -> None:
        made = (
            {}
            if styles is None
            else {int(one.get("numFmtId")): one.get("formatCode") for one in styles.iter(f"{ns}numFmt")}
        )
        self._codes = BUILTIN_FORMATS | made | dict.fromkeys(_CHINESE_DATES - set(made), "yyyy-mm-dd")
        cells = None if styles is None else styles.find(f"{ns}cellXfs")
        self._of_styles: Sequence[int] = [] if cells is None else [int(one.get("numFmtId", 0)) for one in cells]

    def is_percent(self, style: int) -> bool:
        """Whether Excel multiplies what is in the cell by a hundred."""
        return "%" in _LITERAL.sub("", self._code(style))

    def is_date(self, style: int) -> bool:
        """Whether a number in the cell reads as a day."""
        return bool(is_date_format(self._code(style)))

    def _code(self, style: int) -> str:
        number = self._of_styles[style] if style < len(self._of_styles) else 0
        return self._codes.get(number, "General")
