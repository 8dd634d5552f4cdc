"""Sheets as people get them, and rows of a small warehouse with the files that speak for their days."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from types import ModuleType
from typing import Any

import duckdb
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.report import Report
from pipelines.reports.workbook.cells import add_styles

AS_OF = date(2024, 6, 20)


def add(con: duckdb.DuckDBPyConnection, table: str, **row: Any) -> None:
    """Insert one row, of the centre and day that reports are of unless said otherwise."""
    plain = {"as_of": AS_OF, "centre": "jianhu"} if table.startswith("core.") else {}
    row = plain | row
    con.execute(f"insert into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})", list(row.values()))


def hand_in(
    con: duckdb.DuckDBPyConnection, batch: int, kind: str, first: date, last: date, observed: date, how: str = "name"
) -> None:
    """A file whose one part, `batch`, speaks for the days from `first` to `last`."""
    at = datetime(observed.year, observed.month, observed.day, 9)
    add(con, "meta.files", file_id=batch, centre="jianhu", account="main", original_path=f"{kind}.xlsx",
        observed_at=at, observed_how=how, status="loaded")  # fmt: skip
    add(con, "meta.parts", batch=batch, file_id=batch, centre="jianhu", account="main", kind=kind, covers_from=first,
        covers_to=last, observed_at=at)  # fmt: skip


def made(report: Report, *modules: ModuleType) -> Workbook:
    """What `modules` add to a workbook, as it reads back."""
    book, written = Workbook(), io.BytesIO()
    add_styles(book)
    for module in modules:
        module.add(book, report)
    book.save(written)
    return load_workbook(written)


def below(sheet: Worksheet, title: str, rows: int, columns: int, after: int = 0) -> list[list[Any]]:
    """The cells below the one in the first column that says `title`: the only one, or the first after row `after`."""
    first = row_of(sheet, title, after) + 1
    return [[cell.value for cell in row] for row in sheet.iter_rows(first, first + rows - 1, 1, columns)]


def row_of(sheet: Worksheet, title: str, after: int = 0) -> int:
    """The row whose first cell says `title`: the only one, or the first after row `after`."""
    found = [cell.row for (cell,) in sheet.iter_rows(after + 1, max_col=1) if cell.value == title]
    assert len(found) >= 1 if after else len(found) == 1, (title, found)
    return found[0]


def words(sheet: Worksheet) -> Iterator[str]:
    """Every text of the first column."""
    return (cell.value for (cell,) in sheet.iter_rows(max_col=1) if isinstance(cell.value, str))


def drawn(sheet: Worksheet, title: str) -> dict[str, list[tuple[Any, Any]]]:
    """The chart called `title`: the head of each series -> the (label, value) pairs that its ranges hold."""
    (chart,) = [one for one in sheet._charts if title_of(one) == title]
    series = [one for part in chart._charts for one in part.series]
    return {
        sheet[_cells(one.tx.strRef.f)].value: list(
            zip(_values(sheet, one.cat.strRef.f), _values(sheet, one.val.numRef.f), strict=True)
        )
        for one in series
    }


def title_of(chart: Any) -> str:
    """What stands above a chart."""
    return "".join(run.t for paragraph in chart.title.tx.rich.p for run in paragraph.r)


def _values(sheet: Worksheet, reference: str) -> list[Any]:
    return [row[0].value for row in sheet[_cells(reference)]]


def _cells(reference: str) -> str:
    return reference.rpartition("!")[2]
