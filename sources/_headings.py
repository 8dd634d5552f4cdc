"""The header of a table that no kind is known for: where it is, what its columns are called and look like."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sources._cells import CellError, clean, convert_day, shape
from sources._layout import top_of
from sources._privacy import masked
from sources._read import Sheet
from sources._recognise import HEADER_WITHIN, Cells, is_blank, plain_label
from sources._rows import why_no_data
from sources._totals import TOTALS

_LONGEST = 40
"""Characters of the longest label that may be taught."""
_WIDEST = 80
"""Columns of a table that are looked at."""
_ROWS = 100
"""Rows of data that tell what a column holds."""
_SAMPLES = 3
_NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+(?:%|秒|s|万|亿|w)?\+?", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d{7}")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a strange table: its label, up to three samples of its cells, and whether it can be taught.

    samples are values where these are days and plain numbers, and shapes otherwise: they may be anybody's
    obstacle  why no column of ours can be found for it, "" where one can
    """

    label: str
    samples: tuple[str, ...] = ()
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class Strange:
    """A strange table: its sheet, the row of its header as a person sees it, and the cells below by column."""

    sheet: str
    row: int
    headings: tuple[Heading, ...]
    cells: tuple[list[Any], ...]


def strange_table(sheet: Sheet, start: int, stop: int) -> Strange | None:
    """The table in some columns of a sheet, by its most likely header; None where no row looks like one."""
    top = top_of(sheet, start, min(stop, start + _WIDEST))
    found = _header(top)
    if found is None:
        return None
    first, height = found
    labels = list(_labels(top[first : first + height]))
    below = [row[start : start + len(labels)] for row in sheet.rows[first + height :]]
    rows = [row for row in below if not why_no_data(row, True, TOTALS)][:_ROWS]
    cells = tuple([row[at] for row in rows if at < len(row) and not is_blank(row[at])] for at in range(len(labels)))
    plain = [plain_label(label) for label in labels]
    headings = tuple(
        Heading(masked(label), _samples(column), _obstacle(label, plain)) if label else Heading("", _samples(column))
        for label, column in zip(labels, cells, strict=True)
    )
    return Strange(masked(sheet.name), first + height, headings, cells)


def _header(top: Sequence[Cells]) -> tuple[int, int] | None:
    """(first row, height) of the row with the most labels, taken with the one over or below it where they are two."""
    scores = [sum(1 if _is_label(cell) else -1 for cell in row if not is_blank(cell)) for row in top[:HEADER_WITHIN]]
    best = max(range(len(scores)), key=lambda at: (scores[at], -at), default=0)
    if not scores or scores[best] < 2:
        return None
    for upper in (best, best - 1):
        if upper >= 0 and upper + 1 < len(top) and _are_groups_and_leaves(top[upper], top[upper + 1]):
            return upper, 2
    return best, 1


def _are_groups_and_leaves(above: Cells, row: Cells) -> bool:
    """Whether two rows are one header: labels only, the upper with gaps, each column named, and its end not bare."""
    cells = [cell for cell in (*above, *row) if not is_blank(cell)]
    gaps = [at for at, cell in enumerate(above) if is_blank(cell)]
    if not gaps or not all(map(_is_label, cells)):
        return False
    named = all(not is_blank(cell) or not is_blank(leaf) for cell, leaf in zip(above, row, strict=True))
    return named and any(is_blank(leaf) for leaf in row) and not is_blank(above[0])


def _labels(header: Sequence[Cells]) -> Iterator[str]:
    """A label for each column, spelled as the recogniser will look for it; "" where there is none."""
    leaves = [clean(str(cell)) for cell in header[-1]]
    if len(header) == 1:
        yield from leaves
        return
    group = ""
    for top, leaf in zip((clean(str(cell)) for cell in header[0]), leaves, strict=True):
        group = top or group
        yield group + leaf if leaf and leaves.count(leaf) > 1 else leaf or top


def _is_label(cell: Any) -> bool:
    """Whether a cell may head a column: some words, and neither a number nor a day."""
    if not isinstance(cell, str) or len(cell) > _LONGEST or _NUMBER.fullmatch(clean(cell)):
        return False
    return not _is_day(cell)


def _is_day(cell: Any) -> bool:
    try:
        return convert_day(cell) is not None
    except CellError:
        return False


def _obstacle(label: str, plain: Sequence[str]) -> str:
    if plain.count(plain_label(label)) > 1:
        return "有同名的列，请改名其中一列"
    return "列名太长" if len(label) > _LONGEST else "列名里有号码" if masked(label) != label else ""


def _samples(cells: Sequence[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_shown, cells[:_ROWS])))[:_SAMPLES]


def _shown(cell: Any) -> str:
    """The cell itself if it is a day or a short number, else its shape."""
    text = clean(str(cell))
    if _is_day(cell) and len(text) <= 20:
        return text.removesuffix(" 00:00:00")
    if not _NUMBER.fullmatch(text) or _LONG_NUMBER.search(text):
        return shape(cell)
    return text.removesuffix(".0")
