"""What a cell holds as it is written: clean text, what stands for nothing, errors of formulas."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any

Cell = str | int | float | bool | date | datetime | time | timedelta
MISSING = frozenset({"", "-", "--", "---", "—", "——", "–", "#N/A"})
MISSING_NUMBER = MISSING | {"N/A", "NA", "null", "NULL"}
_ERRORS = frozenset({"#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
NOT_CALCULATED = "#未计算"
"""Stands for a formula without a result: another program wrote it, and nobody has opened and saved the file since."""
STRIPPED = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x00AD, 0x061C]
    + [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"]
)
del STRIPPED[0x200D]  # joins the parts of one emoji
_BLANKS = re.compile(r"[ \t\r\n]*[\t\r\n][ \t\r\n]*")


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
        text = _BLANKS.sub(" ", text.translate(STRIPPED))
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


def plain(text: str) -> str:
    """Clean text with the minus signs that NFKC leaves alone turned into '-'."""
    text = clean(text).replace("\u2212", "-")
    check_formula(text)
    return text


def check_formula(text: str) -> None:
    if text[:1] != "#":
        return
    if text == NOT_CALCULATED:
        raise CellError("公式还没有算出结果；请用 Excel 或 WPS 打开文件，保存一次")
    if text in _ERRORS:
        raise CellError(f"公式出错（{text}）；请改正后重新保存")
