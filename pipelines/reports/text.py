"""Text from outside, made fit to be shown."""

import re

CELL_LIMIT = 32_767
CUT_MARK = "…（过长，已截断）"
LINK_LIMIT = 2_079  # longer addresses make Excel call the workbook damaged

FORMULA_LIKE = tuple("=+-@＝＋－＠")
"""How a text begins that a spreadsheet may take for a formula; wide characters count in East Asia."""

_SPACE = re.compile(r"[\t\r\n\x0b\x0c\x85\u2028\u2029]+")
_UNSHOWABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # control characters: not allowed in XML
    "\ud800-\udfff\ufffe\uffff"  # halves of a character, and no characters at all
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # these turn the direction of what follows
)
_LONG_NUMBER = re.compile(r"\d{16,}")
"""Digits of which Excel keeps the first fifteen."""
_LINK = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)


def clean(text: str) -> str:
    """`text` on one line, without what cannot or should not be shown.

    >>> clean("一\\n二\\x07三\\u202e四")
    '一 二三四'
    """
    return _UNSHOWABLE.sub("", _SPACE.sub(" ", text))


def cell_text(text: str) -> str:
    """`text` as one Excel cell holds it: clean, and cut with a mark where the cell ends.

    Excel counts UTF-16 units: an emoji is two.
    """
    if len(text) <= CELL_LIMIT // 2 and text.isprintable():  # nearly every text: nothing to clean, nothing to cut
        return text
    text = clean(text)
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_LIMIT:
        return text
    return units[: 2 * (CELL_LIMIT - len(CUT_MARK))].decode("utf-16-le", "ignore") + CUT_MARK


def shortened(text: str, most: int) -> str:
    """The first `most` characters of `text`, with a mark where that is not all of it.

    >>> shortened("一二三", 3), shortened("一二三四", 3)
    ('一二三', '一二三…')
    """
    return text if len(text) <= most else f"{text[:most]}…"


def plain_text(text: str) -> str:
    """`text` as a CSV holds it that Excel opens: clean, never a formula, and with all of its digits.

    An apostrophe stands before what Excel would compute or round; who reads the file by a program takes it away.

    >>> plain_text("=1+1"), plain_text("抖音/作品.xlsx"), plain_text("7301234567890123456")
    ("'=1+1", '抖音/作品.xlsx', "'7301234567890123456")
    """
    text = clean(text)
    is_changed = text.lstrip().startswith(FORMULA_LIKE) or _LONG_NUMBER.fullmatch(text)
    return f"'{text}" if is_changed else text


def link_of(url: str | None) -> str | None:
    """`url` if a click on it can only open a web page, else None.

    >>> link_of("https://example.org/a"), link_of("javascript:alert(1)"), link_of(None)
    ('https://example.org/a', None, None)
    """
    url = clean(url or "").strip()
    return url if len(url) <= LINK_LIMIT and _LINK.fullmatch(url) else None
