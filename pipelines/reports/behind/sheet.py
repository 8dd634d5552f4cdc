"""One sheet of rows: what it holds, what it is called, and whether a workbook has room for it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipelines.reports.behind.columns import TABLES, Column
from pipelines.reports.codes import word_of
from pipelines.reports.wording import PLATFORMS
from warehouse._rows import Rows

ROWS_OF_A_SHEET, ROWS_OF_A_BOOK = 20_000, 50_000
"""With more of them a workbook is slow to open; the rest goes into files beside it."""

HEADER_ROW = 4
"""The row of a sheet above its first row of values."""


@dataclass(frozen=True, slots=True)
class RowSheet:
    """Current rows of `table` as of `day`, of one platform where each has a sheet; `fits` if a workbook has room.

    `values` has one sequence per column, each as long as there are rows.
    """

    name: str
    table: str
    day: date
    platform: str | None
    columns: Sequence[Column]
    values: Sequence[Sequence[Any]]
    fits: bool = True

    @property
    def title(self) -> str:
        """The name of the sheet in the workbook."""
        return f"明细·{self.name}"

    @property
    def rows(self) -> int:
        return len(self.values[0])

    @property
    def last_row(self) -> int:
        """The row of the sheet in which its last row of values is."""
        return HEADER_ROW + self.rows

    def range_name(self, column: Column) -> str:
        """What formulas call the values of `column`: letters, digits and underscores, and no digit at the beginning."""
        return re.sub(r"\W|^(?=\d)", "_", f"{self.name}_{column.name}")

    def ranges(self) -> Mapping[str, str]:
        """The name of each column's values, and where they are."""
        from openpyxl.utils import get_column_letter  # slow to import, and the page does without

        letters = map(get_column_letter, range(1, len(self.columns) + 1))
        return {
            self.range_name(column): f"'{self.title}'!${letter}${HEADER_ROW + 1}:${letter}${self.last_row}"
            for column, letter in zip(self.columns, letters, strict=True)
        }

    def place_of(self, rows: Rows, as_of: date) -> str:
        """Where the first of `rows` is: a cell of the workbook, or the file beside it."""
        if not self.fits:
            return self.file_name(as_of)
        places = {column.key: place for place, column in enumerate(self.columns)}
        among = [(self.values[places[key]], {word_of(key, one) for one in of}) for key, of in rows.of if key in places]
        counted = (all(values[row] in of for values, of in among) for row in range(self.rows))
        first = next((row for row, counts in enumerate(counted) if counts), 0)
        return f"'{self.title}'!A{HEADER_ROW + 1 + first}"

    def file_name(self, as_of: date) -> str:
        """What it is called as a file beside the workbook."""
        return self.files(as_of).replace("*", self.name)

    @staticmethod
    def files(as_of: date) -> str:
        """What all such files are called, whatever is in them."""
        return f"明细_*_{as_of}.csv"


def name_of(table: str, platform: str | None, day: date, as_of: date) -> str:
    """What people call the rows of `table` as of `day`, in a report as of `as_of`."""
    name = PLATFORMS.get(platform or "", platform) or TABLES[table]
    return name if day == as_of else f"{name}·{day:%Y%m%d}"


def with_room(sheets: Sequence[RowSheet]) -> list[RowSheet]:
    """The same `sheets`, each told whether a workbook has room for it: the short ones first, on which most rests."""
    taken, fitting = 0, set()
    for place in sorted(range(len(sheets)), key=lambda place: (sheets[place].rows, place)):
        taken += sheets[place].rows
        if sheets[place].rows <= ROWS_OF_A_SHEET and taken <= ROWS_OF_A_BOOK:
            fitting.add(place)
    return [replace(sheet, fits=place in fitting) for place, sheet in enumerate(sheets)]
