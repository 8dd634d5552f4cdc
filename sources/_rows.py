"""Which lines under a header hold data, and what the others are: totals, examples, remarks, blanks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sources._cells import clean
from sources._reading import Part, Reject
from sources._recognise import Header, is_blank, plain_label
from sources._spec import Export
from sources._totals import TOTALS, Total, is_total

_REMARKS = ("备注", "说明", "注:")
_EXAMPLE = "示例"
_TOTAL_ROW = "合计行"
_MAY_BEGIN = "合总累小全共备说注示"  # a look at one letter spares most rows the rest


@dataclass(slots=True)
class Table:
    """A recognised table in a sheet, in its columns `start` to `stop`.

    rows      begin under the header: rows[0] is the sheet row `first_row`
    written   cells that every row must have; None where a row may end early
    above     the rows over its header that are no part of another table
    percents  gives the cells of the sheet, as (row, column) from 0, that people see with a %
    """

    header: Header
    rows: Sequence[Sequence[Any]]
    first_row: int
    start: int
    stop: int
    written: int | None
    above: Sequence[Sequence[Any]]
    percents: Callable[[], frozenset[tuple[int, int]]] = frozenset


def data_rows(table: Table, part: Part) -> tuple[list[int], list[Sequence[Any]], list[Total]]:
    """Sheet row numbers and cells of the rows that hold data, and the total rows; trailing blanks are no rows.

    What holds no data is set aside.
    """
    export = table.header.export
    words = total_words(export)
    rows = [row[table.start : table.stop] for row in table.rows]
    while rows and all(is_blank(cell) for cell in rows[-1]):
        rows.pop()
    part.rows_read = len(rows)
    numbers, lines, totals = [], [], []
    for number, row, whole in zip(range(table.first_row, table.first_row + len(rows)), rows, table.rows, strict=False):
        if reason := why_no_data(row, export.template, words):
            part.rows_set_aside.append((number, reason))
            if reason is _TOTAL_ROW:
                totals.append(Total(number, row))
        elif table.written and (reason := _why_not_whole(whole, table.written)):
            part.rejects.append(Reject(number, "", reason))
        else:
            numbers.append(number)
            lines.append(row)
    return numbers, lines, totals


def _why_not_whole(row: Sequence[Any], written: int) -> str | None:
    if len(row) == written or (len(row) > written and all(map(is_blank, row[written:]))):
        return None
    return f"这一行有 {len(row)} 格，表头有 {written} 格；文件可能没有拷完，请重新下载"


def total_words(export: Export) -> frozenset[str]:
    """The words for a total that are no data of the kind: a channel may be called 全部."""
    return TOTALS - {clean(label) for column in export.columns for label in column.choices}


def why_no_data(row: Sequence[Any], template: bool, words: frozenset[str]) -> str | None:
    """What a row is that is not to be loaded; None where it holds data."""
    for first in row:
        if first != "" and not is_blank(first):
            break
    else:
        return "空行"
    if not isinstance(first, str) or (first.lstrip()[0] not in _MAY_BEGIN and first.rstrip()[-1] not in "计：:"):
        return None
    label = plain_label(first).rstrip(":")
    if is_total(label, row, words):
        return _TOTAL_ROW
    if template and label.startswith(_EXAMPLE):
        return "示例行"
    if label.startswith(_REMARKS) and sum(not is_blank(cell) for cell in row) <= 2:
        return "备注行"
    return None
