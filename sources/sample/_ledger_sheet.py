"""One sample ledger as a workbook: the layout of the template, with the habits of people who keep ledgers by hand."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sources._spec import SAMPLE_MARK, Export, Row
from sources.sample._draws import AS_OF, MARK
from sources.sample._write import place_workbook
from sources.templates import filled_columns, shape_column, write_heading

_TEXT_DATES = (
    "{0:%Y-%m-%d}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{0.year}.{0.month}.{0.day}",
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger of the sample: its rows as people write them, and how this one is kept.

    rows        cells by column name, as they stand in the file (电视, not tv)
    starts      its 登记起; its 登记止 is the sample's last day
    monthly     a sheet per month; a sheet named after a whole month states no 登记起止
    captions    column name -> caption over it and its neighbours: a header of two rows
    merged      columns whose repeated values are one merged cell
    text_dates  half of the dates are typed as text, each in another way
    total       column added up in a last row 合计
    remark      a last row 备注
    """

    export: Export
    rows: Callable[[random.Random], list[Row]]
    starts: date = date(2024, 1, 1)
    monthly: bool = False
    captions: Mapping[str, str] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    text_dates: bool = False
    total: str = ""
    remark: str = ""


def write_ledger(folder: Path, ledger: Ledger, rng: random.Random) -> None:
    """Write `folder`/<title>.xlsx, the same bytes for the same rng."""
    rows = ledger.rows(rng)
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, first, last, some in _sheets(ledger, rows):
        sheet = book.create_sheet(name)
        stated = None if last == _month_end(first) and ledger.monthly else (first, last)
        _fill(sheet, ledger, some, stated, rng)
    place_workbook(folder / f"{ledger.export.title}.xlsx", book)


def _sheets(ledger: Ledger, rows: list[Row]) -> list[tuple[str, date, date, list[Row]]]:
    """Name, first day, last day and rows of each sheet."""
    if not ledger.monthly:
        return [(ledger.export.title, ledger.starts, AS_OF, rows)]

    def month(row: Row) -> date:
        day: date = row[ledger.export.day]
        return day.replace(day=1)

    return [
        (f"{first.year}年{first.month}月", first, min(_month_end(first), AS_OF), list(some))
        for first, some in groupby(rows, month)
    ]


def _fill(
    sheet: Worksheet, ledger: Ledger, rows: list[Row], stated: tuple[date, date] | None, rng: random.Random
) -> None:
    columns = filled_columns(ledger.export)
    write_heading(sheet, ledger.export, f"{MARK}{ledger.export.title}")
    if stated:
        sheet["B2"], sheet["D2"] = stated
    else:
        sheet["A2"] = sheet["C2"] = None
    _header(sheet, [(column.label, ledger.captions.get(column.name, "")) for column in columns])
    top = sheet.max_row + 1
    for row in rows:
        sheet.append([_cell(row.get(column.name), ledger, rng) for column in columns])
    for at, column in enumerate(columns, start=1):
        shape_column(sheet, at, column)
        if column.name in ledger.merged:
            _merge_equal(sheet, at, top, [row[column.name] for row in rows])
    if ledger.total:
        _total(sheet, [column.name for column in columns], ledger.total, rows)
    if ledger.remark:
        sheet.append([f"备注：{ledger.remark}"])
    sheet.freeze_panes = f"A{top}"


def _header(sheet: Worksheet, labels: list[tuple[str, str]]) -> None:
    """Write the header into row 3, and row 4 too when some columns stand under a caption."""
    if not any(caption for _, caption in labels):
        sheet.append([label for label, _ in labels])
    else:
        sheet.append([caption or label for label, caption in labels])
        sheet.append([label if caption else None for label, caption in labels])
        at = 1
        for (_, alone), run in groupby(labels, _block):
            width = len(list(run))
            sheet.merge_cells(start_row=3, end_row=4 if alone else 3, start_column=at, end_column=at + width - 1)
            at += width
    sheet["A3"] = f"{sheet['A3'].value}{SAMPLE_MARK}"


def _block(one: tuple[str, str]) -> tuple[str, str]:
    """What columns of one merged header cell have in common: their caption, or being the same column."""
    label, caption = one
    return caption, "" if caption else label


def _cell(value: Any, ledger: Ledger, rng: random.Random) -> Any:
    if ledger.text_dates and isinstance(value, date) and rng.random() < 0.5:
        return rng.choice(_TEXT_DATES).format(value)
    return value


def _merge_equal(sheet: Worksheet, at: int, top: int, values: list[Any]) -> None:
    for _, run in groupby(values):
        height = len(list(run))
        if height > 1:
            sheet.merge_cells(start_row=top, end_row=top + height - 1, start_column=at, end_column=at)
        top += height


def _total(sheet: Worksheet, names: list[str], total: str, rows: list[Row]) -> None:
    cells: list[Any] = [None] * len(names)
    cells[0], cells[names.index(total)] = "合计", round(sum(row[total] for row in rows), 2)
    sheet.append(cells)


def _month_end(first: date) -> date:
    return (first + timedelta(31)).replace(day=1) - timedelta(1)
