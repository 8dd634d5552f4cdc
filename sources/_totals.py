"""Total rows as a check: what 合计, 累计 or 全部 says of each column, beside the sum of the rows that were read.

Compared are the columns whose values add up (`Column.adds`). A total that states none of them may say how many rows
there are: 共22件, or a lone 22. 小计 and the totals of a month or quarter are parts: they are set aside, no more.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sources._cells import CONVERTERS, CellError, clean
from sources._recognise import Header, is_blank, plain_label
from sources._spec import Column

TOTALS = frozenset({"合计", "总计", "累计", "小计", "全部", "共计"})
_PART = "小计"
_OF_A_PERIOD = re.compile(r"(?:\d{1,2}月|第?[一二三四1-4]季度|[上下]半年|全年|本[月季年])(?:合计|总计|累计|小计)")
_ROWS = re.compile(r"(?:合计|总计|共计|共)?:?(\d{1,6})(?:条|件|篇|项|期|次|个|人|天|笔|部|张|家)")
_ROUNDED = re.compile(r"[万亿wW+]")
_SUMMED = frozenset({"count", "number", "yuan"})
_RESIDUE = 1e-6  # what sums of decimals in a workbook leave behind

Number = int | float | Decimal


@dataclass(slots=True)
class Total:
    """A total row as the file has it: its sheet row and its cells."""

    row: int
    cells: Sequence[Any]


@dataclass(slots=True)
class _Claim:
    """What a total says of one column: the sum, and the value of each row that was read."""

    label: str
    stated: Number
    each: Sequence[Number | None]

    def sum(self, rows: Sequence[int]) -> Number:
        return sum(value for row in rows if (value := self.each[row]) is not None)

    def holds(self, rows: Sequence[int]) -> bool:
        tolerance = _RESIDUE if isinstance(self.stated, float) else 0
        return abs(self.sum(rows) - self.stated) <= tolerance  # type: ignore[operator]  # of one type within a column


def is_total(label: str, row: Sequence[Any], words: frozenset[str]) -> bool:
    """Whether a row that begins with `label` is a total; `words` are those of TOTALS that are no data of the kind.

    >>> [is_total(label, [label], TOTALS) for label in ("合计", "1月小计", "合计:22件", "合计划")]
    [True, True, True, False]
    """
    if label in words or (label[-1:] == "计" and _OF_A_PERIOD.fullmatch(label)):
        return True
    return bool(_ROWS.fullmatch(label)) and sum(not is_blank(cell) for cell in row) == 1


def compare(
    totals: Sequence[Total], header: Header, values: Mapping[str, Sequence[Any]], unread: int
) -> tuple[bool, list[str]]:
    """Whether the totals agree and speak for all rows together; and what they say where they do not, in Chinese.

    Of several totals each may speak for all rows, for those above it, or for those since the total before it.
    values   the rows that were read, by column, with the sheet row of each in "source_row"
    unread   rows that could not be read: a number of rows may count them
    """
    numbers = values["source_row"]
    everywhere = range(len(numbers))
    proved: set[int] | None = None
    told: list[str] = []
    above = 0
    for total in totals:
        claims = _claims(total, header, values, unread)
        if not claims:
            continue
        since = [at for at in everywhere if above < numbers[at] < total.row]
        before = [at for at in everywhere if numbers[at] < total.row]
        above = total.row
        meant = [everywhere, *(rows for rows in (since, before) if rows)]
        fitting = next((rows for rows in meant if all(claim.holds(rows) for claim in claims)), None)
        if fitting is None:
            told += [_difference(total, claim, everywhere) for claim in claims if not claim.holds(everywhere)]
        else:
            proved = (proved or set()) | set(fitting)
    return not told and proved is not None and len(proved) == len(numbers), told


def _claims(total: Total, header: Header, values: Mapping[str, Sequence[Any]], unread: int) -> list[_Claim]:
    if _is_partial(total):
        return []
    claims = []
    for column in header.export.columns:
        index = header.columns.get(column.name)
        adds = column.adds and column.type in _SUMMED and not column.private
        if index is None or not adds or any(values.get(f"{column.name}_is_floor", ())):
            continue
        stated = _stated(total.cells[index] if index < len(total.cells) else "", column)
        if stated is not None:
            claims.append(_Claim(column.label, stated, values[column.name]))
    rows = len(values["source_row"])
    if not claims and (count := _rows_stated(total.cells, rows + unread)) is not None:
        claims.append(_Claim("行数", rows if count == rows + unread else count, [1] * rows))
    return claims


def _is_partial(total: Total) -> bool:
    label = next(plain_label(cell).rstrip(":") for cell in total.cells if not is_blank(cell))
    return label == _PART or bool(_OF_A_PERIOD.fullmatch(label))


def _stated(cell: Any, column: Column) -> Number | None:
    """The sum in a cell; None where there is none, or one that was rounded to 万."""
    if isinstance(cell, str) and _ROUNDED.search(cell):
        return None
    try:
        stated: Number | None = CONVERTERS[column.type](cell, column)
    except CellError:
        return None
    return stated


def _rows_stated(cells: Sequence[Any], rows: int) -> int | None:
    """The number of rows that a total states. A lone bare number is taken for it only where it is it."""
    filled = [clean(cell) if isinstance(cell, str) else cell for cell in cells if not is_blank(cell)]
    for cell in filled:
        if isinstance(cell, str) and (found := _ROWS.fullmatch(plain_label(cell))):
            return int(found[1])
    return rows if len(filled) == 2 and filled[1] in (rows, str(rows)) else None


def _difference(total: Total, claim: _Claim, rows: Sequence[int]) -> str:
    return f"第 {total.row} 行的合计与各行不符：{claim.label} 写的是 {claim.stated}，各行相加是 {claim.sum(rows)}"
