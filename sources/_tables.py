"""Rows under a recognised header -> a Part: typed columns, and every row that was not loaded with its reason."""

from collections.abc import Iterator, Sequence
from typing import Any

from sources._cells import Percent, day_of, shape
from sources._columns import convert
from sources._keys import repeated, row_keys
from sources._privacy import mask
from sources._reading import Part, RefusedError, Reject
from sources._recognise import Header, is_blank
from sources._rows import Table, data_rows
from sources._spec import Column, Export
from sources._totals import Total, compare

_SHOWN = 20
"""Rows that a warning names."""


def part_of(table: Table, sheet: str, block: int) -> Part:
    """The Part that a table gives; its covers_* are those of its rows.

    Raises:
        RefusedError: a total row disagrees, and the kind refuses that.
    """
    part = Part(table.header.export.kind, sheet, block, {}, unknown_columns=list(table.header.unknown))
    export = table.header.export
    numbers, lines, totals = data_rows(table, part)
    rejected: dict[int, list[Reject]] = {}
    values: dict[str, list[Any]] = {"source_row": numbers}
    for column in export.columns:
        _add_column(values, column, table, lines, rejected)
    hidden = _masked(values, export, part)
    values = _without(values, rejected, part)
    _check_totals(totals, table.header, values, part)
    if export.tidy:
        values = _tidied(values, export, part)
    values["row_key"] = row_keys(values, export)
    values = _without(values, repeated(values, export, part, hidden), part)
    _cover(part, values[export.day])
    if export.cap and part.rows_read >= export.cap:
        part.warnings.append(f"达到平台导出的上限 {export.cap} 条，更早的不在表里；请按较短的日期范围分几次导出")
    part.rejects.sort(key=lambda reject: reject.row)
    part.columns = {"source_row": values.pop("source_row"), "row_key": values.pop("row_key")}
    private = {column.name for column in export.columns if column.private}
    part.columns |= {name: cells for name, cells in values.items() if name not in private}
    return part


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
        cells = _with_percents(cells, values["source_row"], table, table.start + index)
    values[column.name], errors, floors = convert(cells, column)
    if floors is not None:
        values[f"{column.name}_is_floor"] = floors
    for position, reason in errors:
        reject = Reject(
            values["source_row"][position], column.name, f"{column.label}：{reason}", shape(cells[position])
        )
        rejected.setdefault(position, []).append(reject)


def _with_percents(cells: list[Any], rows: list[int], table: Table, column: int) -> list[Any]:
    """The cells, the numbers among them that people see with a % marked as such."""
    percents = table.percents()
    return [
        Percent(cell) if isinstance(cell, float) and (row - 1, column) in percents else cell
        for row, cell in zip(rows, cells, strict=True)
    ]


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
    """Mask free text, and codes of people, in place; the sheet rows in which something was masked."""
    rows: set[int] = set()
    for column in export.columns:
        if column.private or not (column.type == "text" or column.label.endswith("代码")):
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


def _cover(part: Part, days: list[Any]) -> None:
    present = [day for day in days if day is not None]
    if present:
        part.covers_from, part.covers_to = day_of(min(present)), day_of(max(present))
