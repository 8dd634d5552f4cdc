"""Rows under a recognised header -> a Part: typed columns, and every row that was not loaded with its reason."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sources._cells import clean, shape
from sources._columns import convert
from sources._reading import Part, Reject
from sources._recognise import Header, is_blank, plain_label
from sources._spec import Column, Export

_TOTALS = frozenset({"合计", "总计", "累计", "小计", "全部"})
_PERIOD_TOTAL = re.compile(r"(?:\d{1,2}月|第?[一二三四1-4]季度|[上下]半年|全年|本[月季年])(?:合计|总计|累计|小计)")
_REMARKS = ("备注", "说明", "注:")
_EXAMPLE = "示例"
_MAY_BEGIN = "合总累小全备说注示"  # a look at one letter spares most rows the rest


@dataclass(slots=True)
class Table:
    """A recognised table in a sheet, in its columns `start` to `stop`.

    rows      begin under the header: rows[0] is the sheet row `first_row`
    written   cells that every row must have; None where a row may end early
    """

    header: Header
    rows: Sequence[Sequence[Any]]
    first_row: int
    start: int
    stop: int
    written: int | None


def part_of(table: Table, sheet: str, block: int) -> Part:
    """The Part that a table gives; its covers_* are those of its rows."""
    part = Part(table.header.export.kind, sheet, block, {}, unknown_columns=list(table.header.unknown))
    export = table.header.export
    numbers, lines = _data_rows(table, part)
    rejected: dict[int, list[Reject]] = {}
    values: dict[str, list[Any]] = {"source_row": numbers}
    for column in export.columns:
        _add_column(values, column, table, lines, rejected)
    values = _without(values, rejected, part)
    if export.tidy:
        values = _tidied(values, export, part)
    values["row_key"] = _row_keys(values, export)
    values = _without(values, _repeated(values, export, part), part)
    _cover(part, values[export.day])
    if export.cap and part.rows_read >= export.cap:
        part.warnings.append(f"达到平台导出的上限 {export.cap} 条，更早的不在表里；请按较短的日期范围分几次导出")
    part.rejects.sort(key=lambda reject: reject.row)
    part.columns = {"source_row": values.pop("source_row"), "row_key": values.pop("row_key")}
    private = {column.name for column in export.columns if column.private}
    part.columns |= {name: cells for name, cells in values.items() if name not in private}
    return part


def _data_rows(table: Table, part: Part) -> tuple[list[int], list[Sequence[Any]]]:
    """Sheet row numbers and cells of the rows that hold data; the others are set aside, trailing blanks are no rows."""
    export = table.header.export
    totals = _TOTALS - {clean(label) for column in export.columns for label in column.choices}
    rows = [row[table.start : table.stop] for row in table.rows]
    while rows and all(is_blank(cell) for cell in rows[-1]):
        rows.pop()
    part.rows_read = len(rows)
    numbers, lines = [], []
    for number, row, whole in zip(range(table.first_row, table.first_row + len(rows)), rows, table.rows, strict=False):
        if reason := _why_no_data(row, export.template, totals):
            part.rows_set_aside.append((number, reason))
        elif reason := _why_not_whole(whole, table.written):
            part.rejects.append(Reject(number, "", reason))
        else:
            numbers.append(number)
            lines.append(row)
    return numbers, lines


def _why_not_whole(row: Sequence[Any], written: int | None) -> str | None:
    if written is None or len(row) == written or (len(row) > written and all(map(is_blank, row[written:]))):
        return None
    return f"这一行有 {len(row)} 格，表头有 {written} 格；文件可能没有拷完，请重新下载"


def _why_no_data(row: Sequence[Any], template: bool, totals: frozenset[str]) -> str | None:
    first = next((cell for cell in row if cell != "" and not is_blank(cell)), None)
    if first is None:
        return "空行"
    if not isinstance(first, str) or (first.lstrip()[0] not in _MAY_BEGIN and first.rstrip()[-1] not in "计：:"):
        return None
    label = plain_label(first).rstrip(":")
    if label in totals or (label[-1:] == "计" and _PERIOD_TOTAL.fullmatch(label)):
        return "合计行"
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
    order = [_key_text(cell) for cell in values[export.ordinal_by]]
    seen: dict[str, int] = {}
    for position in sorted(range(len(keys)), key=lambda at: (keys[at], order[at])):
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


def _repeated(values: dict[str, list[Any]], export: Export, part: Part) -> dict[int, list[Reject]]:
    """Rows whose key an earlier row has: rejected, or set aside when they say the same."""
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
        elif earlier != position and all(cells[earlier] == cells[position] for cells in told):
            part.rows_set_aside.append((number, f"与第 {values['source_row'][earlier]} 行完全相同"))
            rejected[position] = []
        elif earlier != position:
            reason = f"{labels} 与第 {values['source_row'][earlier]} 行相同而内容不同；请删去其中一行，或改正 {labels}"
            rejected[position] = [Reject(number, "", reason)]
    return rejected


def _cover(part: Part, days: list[Any]) -> None:
    present = [day for day in days if day is not None]
    if present:
        part.covers_from, part.covers_to = _day(min(present)), _day(max(present))


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value
