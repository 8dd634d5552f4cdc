"""Which tables a sheet holds: alone, side by side, or one above the other."""

from typing import Any

from sources._cells import CellError, convert_day
from sources._period import states_period
from sources._read import Sheet
from sources._reading import RefusedError
from sources._recognise import HEADER_WITHIN, Cells, Recogniser, blocks_of, is_blank
from sources._rows import Table, total_words, why_no_data


def tables_of(sheet: Sheet, recogniser: Recogniser) -> tuple[list[Table], list[int]]:
    """The tables of a sheet, and the columns at which blocks begin that are none.

    Several side by side, where several blocks are recognised by themselves; else the one that knows more columns: a
    block, or the sheet as a whole (an empty column may stand inside a table).
    """
    blocks = blocks_of(sheet.rows)
    found = {start: _stack(sheet, start, stop, recogniser) for start, stop in blocks}
    apart = [tables for tables in found.values() if tables]
    unread = [start for start, tables in found.items() if not tables]
    if len(apart) < 2 and len(blocks) > 1:
        try:
            whole = _stack(sheet, blocks[0][0], blocks[-1][1], recogniser)
        except RefusedError:
            if not apart:
                raise
            whole = []
        if whole and (not apart or len(whole[0].header.columns) > len(apart[0][0].header.columns)):
            return whole, []
    return [table for tables in apart for table in tables], unread


def top_of(sheet: Sheet, start: int, stop: int, first: int = 0) -> list[Cells]:
    """The rows among which a header is looked for, all of one width."""
    rows = (row[start:stop] for row in sheet.rows[first : first + HEADER_WITHIN + 1])
    return [row if len(row) == stop - start else [*row, *[""] * (stop - start - len(row))] for row in rows]


def _stack(sheet: Sheet, start: int, stop: int, recogniser: Recogniser) -> list[Table]:
    """The tables in some columns of a sheet, from the top down."""
    tables: list[Table] = []
    first = 0
    while table := _table(sheet, start, stop, first, recogniser):
        if tables and not states_period(table.above):
            table.above = [*tables[0].above, *table.above]  # what stands over all of them
        tables.append(table)
        next_header = _next_header(table, recogniser)
        if next_header is None:
            break
        rows_left = _without_titles(table, next_header)
        first = table.first_row - 1 + rows_left
        table.rows = table.rows[:rows_left]
    return tables


def _table(sheet: Sheet, start: int, stop: int, first: int, recogniser: Recogniser) -> Table | None:
    found = recogniser.find(top_of(sheet, start, stop, first))
    if found is None:
        return None
    index, header = found
    top = first + index
    below = top + header.height
    width = len(sheet.rows[below - 1]) if sheet.written_out else None
    above = sheet.rows[first:top]
    return Table(header, sheet.rows[below:], below + 1, start, stop, width, above, sheet.percent_cells)


def _next_header(table: Table, recogniser: Recogniser) -> int | None:
    """Index of the row below that heads another table: where a day belongs it has a word."""
    day = table.start + table.header.columns[table.header.export.day]
    for index, row in enumerate(table.rows):
        cell = row[day] if day < len(row) else ""
        if isinstance(cell, str) and cell and not cell[0].isdigit() and recogniser.knows(cell):
            found = recogniser.find([line[table.start : table.stop] for line in table.rows[index : index + 2]])
            if found and found[0] == 0:
                return index
    return None


def _without_titles(table: Table, header: int) -> int:
    """How many rows a table has above the titles of the next, whose header is at `header`."""
    export = table.header.export
    words = total_words(export)
    while header:
        row = table.rows[header - 1][table.start : table.stop]
        filled = [cell for cell in row if not is_blank(cell)]
        is_title = len(filled) == 1 and not _is_day(filled[0]) and not why_no_data(row, export.template, words)
        if filled and not is_title and not states_period([row]):
            break
        header -= 1
    return header


def _is_day(cell: Any) -> bool:
    try:
        return convert_day(cell) is not None
    except CellError:
        return False
