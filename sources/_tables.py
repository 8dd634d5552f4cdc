"""Rows under a recognised header -> a Part: typed columns, and every row that was not loaded with its reason."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sources._cells import Percent, clean, day_of, shape
from sources._columns import convert
from sources._privacy import mask
from sources._reading import Part, RefusedError, Reject
from sources._recognise import Header, is_blank, plain_label
from sources._spec import Column, Export
from sources._totals import TOTALS, Total, compare, is_total

_REMARKS = ("备注", "说明", "注:")
_EXAMPLE = "示例"
_TOTAL_ROW = "合计行"
_MAY_BEGIN = "合总累小全共备说注示"  # a look at one letter spares most rows the rest
_SHOWN = 20
"""Rows that a warning names."""


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


def part_of(table: Table, sheet: str, block: int) -> Part:
    """The Part that a table gives; its covers_* are those of its rows.

    Raises:
        RefusedError: a total row disagrees, and the kind refuses that.
    """
    part = Part(table.header.export.kind, sheet, block, {}, unknown_columns=list(table.header.unknown))
    export = table.header.export
    numbers, lines, totals = _data_rows(table, part)
    rejected: dict[int, list[Reject]] = {}
    values: dict[str, list[Any]] = {"source_row": numbers}
    for column in export.columns:
        _add_column(values, column, table, lines, rejected)
    hidden = _masked(values, export, part)
    values = _without(values, rejected, part)
    _check_totals(totals, table.header, values, part)
    if export.tidy:
        values = _tidied(values, export, part)
    values["row_key"] = _row_keys(values, export)
    values = _without(values, _repeated(values, export, part, hidden), part)
    _cover(part, values[export.day])
    if export.cap and part.rows_read >= export.cap:
        part.warnings.append(f"达到平台导出的上限 {export.cap} 条，更早的不在表里；请按较短的日期范围分几次导出")
    part.rejects.sort(key=lambda reject: reject.row)
    part.columns = {"source_row": values.pop("source_row"), "row_key": values.pop("row_key")}
    private = {column.name for column in export.columns if column.private}
    part.columns |= {name: cells for name, cells in values.items() if name not in private}
    return part


def _data_rows(table: Table, part: Part) -> tuple[list[int], list[Sequence[Any]], list[Total]]:
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


def _add_column(
    values: dict[str, list[Any]],
    column: Column,
    table: Table,
    lines: list[Sequence[Any]],
    rejected: dict[int, list[Reject]],
) -> None:
    index = table.header.columns.get(column.name)
    if index is None:
        values[column.name] = [None] * len(lines)
        if column.floors:
            values[f"{column.name}_is_floor"] = [False] * len(lines)
        return
    cells = [line[index] for line in lines]
    if column.fill_down:
        cells = list(_filled_down(cells))
    if column.private:  # kept to tell rows apart and never read: what nobody sees cannot be at fault
        values[column.name] = cells
        return
    if column.unit == "percent" and any(isinstance(cell, float) for cell in cells):
        percents, rows = table.percents(), values["source_row"]
        there = table.start + index
        cells = [
            Percent(cell) if isinstance(cell, float) and (row - 1, there) in percents else cell
            for row, cell in zip(rows, cells, strict=True)
        ]
    values[column.name], errors, floors = convert(cells, column)
    if floors is not None:
        values[f"{column.name}_is_floor"] = floors
    for position, reason in errors:
        reject = Reject(
            values["source_row"][position], column.name, f"{column.label}：{reason}", shape(cells[position])
        )
        rejected.setdefault(position, []).append(reject)


def _filled_down(cells: list[Any]) -> Iterator[Any]:
    above: Any = ""
    for cell in cells:
        above = above if is_blank(cell) else cell
        yield above


def _check_totals(totals: list[Total], header: Header, values: dict[str, list[Any]], part: Part) -> None:
    agree, told = compare(totals, header, values, part.rows_rejected)
    if agree:
        part.verified = "total"
    if told and part.rejects:
        told[-1] += f"（另有 {part.rows_rejected} 行没有读出）"
    if told and header.export.doubt == "refuses":
        raise RefusedError(f"{'；'.join(told)}；请核对后重新放入")
    part.warnings += told
    part.contradicted = bool(told)


def _masked(values: dict[str, list[Any]], export: Export, part: Part) -> set[int]:
    """Mask free text in place; the sheet rows in which something was masked."""
    rows: set[int] = set()
    for column in export.columns:
        if column.type != "text" or column.private:
            continue
        cells = values[column.name]
        found = mask(cells)
        for position, text in found.items():
            cells[position] = text
        if found:
            there = [values["source_row"][position] for position in found]
            rows.update(there)
            part.warnings.append(f"“{column.label}”里有手机号或身份证号，已用＊遮去：{_listed(there)}")
    return rows


def _listed(rows: Sequence[int]) -> str:
    shown = "、".join(str(row) for row in rows[:_SHOWN])
    return f"第 {shown} 行" if len(rows) <= _SHOWN else f"第 {shown} 等 {len(rows)} 行"


def _without(values: dict[str, list[Any]], rejected: dict[int, list[Reject]], part: Part) -> dict[str, list[Any]]:
    if not rejected:
        return values
    for rejects in rejected.values():
        part.rejects.extend(rejects)
    return {
        name: [cell for position, cell in enumerate(cells) if position not in rejected]
        for name, cells in values.items()
    }


def _tidied(values: dict[str, list[Any]], export: Export, part: Part) -> dict[str, list[Any]]:
    assert export.tidy is not None
    names = list(values)
    rows = export.tidy([dict(zip(names, row, strict=True)) for row in zip(*values.values(), strict=True)])
    kept = {row["source_row"] for row in rows}
    part.rows_set_aside += [(number, "不在本表统计范围") for number in values["source_row"] if number not in kept]
    return {name: [row[name] for row in rows] for name in names}


def _row_keys(values: dict[str, list[Any]], export: Export) -> list[str]:
    columns = [[_key_text(cell) for cell in values[name]] for name in export.key]
    keys = columns[0] if len(columns) == 1 else ["|".join(parts) for parts in zip(*columns, strict=True)]
    if export.ordinal_by is None or len(set(keys)) == len(keys):
        return keys
    order = values[export.ordinal_by]
    seen: dict[str, int] = {}
    for position in sorted(range(len(keys)), key=lambda at: (keys[at], order[at] is not None, order[at] or 0)):
        key = keys[position]
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            keys[position] = f"{key}#{seen[key]}"
    return keys


def _key_text(value: Any) -> str:
    """A value in a key: dates ISO, timestamps to the second, None as nothing.

    >>> _key_text(datetime(2024, 6, 20, 8, 0))
    '2024-06-20 08:00:00'
    """
    if type(value) is str:
        return value
    if value is None:
        return ""
    return value.isoformat(" ", "seconds") if isinstance(value, datetime) else str(value)


def _repeated(values: dict[str, list[Any]], export: Export, part: Part, hidden: set[int]) -> dict[int, list[Reject]]:
    """Rows whose key an earlier row has: rejected, or set aside when they say the same.

    hidden   sheet rows in which a number was masked: they may look alike without being so
    """
    keys = values["row_key"]
    if len(set(keys)) == len(keys) and "" not in keys:
        return {}
    rejected: dict[int, list[Reject]] = {}
    first: dict[str, int] = {}
    labels = "、".join(column.label for column in export.columns if column.name in export.key)
    told = [cells for name, cells in values.items() if name != "source_row"]
    for position, key in enumerate(keys):
        number = values["source_row"][position]
        earlier = first.setdefault(key, position)
        if not key.strip("|"):
            rejected[position] = [Reject(number, "", f"{labels} 都是空的，认不出是哪一条")]
        elif earlier != position and number not in hidden and all(cells[earlier] == cells[position] for cells in told):
            part.rows_set_aside.append((number, f"与第 {values['source_row'][earlier]} 行完全相同"))
            rejected[position] = []
        elif earlier != position:
            reason = f"{labels} 与第 {values['source_row'][earlier]} 行相同而内容不同；请删去其中一行，或改正 {labels}"
            rejected[position] = [Reject(number, "", reason)]
    return rejected


def _cover(part: Part, days: list[Any]) -> None:
    present = [day for day in days if day is not None]
    if present:
        part.covers_from, part.covers_to = day_of(min(present)), day_of(max(present))
