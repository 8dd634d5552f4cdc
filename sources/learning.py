"""A file of no known layout -> which kind it may be, and which column of ours each of its columns may hold.

Nothing is decided here: proposals come with how sure they are, and people confirm them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sources._guard import alone
from sources._headings import Heading, strange_table
from sources._layout import tables_of
from sources._proposals import Guess, Proposal, missing, proposal
from sources._read import Sheet, sheets
from sources._reader import EXPLAINS, Aliases, Reader, bytes_of
from sources._reading import UNRECOGNISED, RefusedError
from sources._recognise import Recogniser, blocks_of, plain_label
from sources._rows import Table as RecognisedTable
from sources._spec import Export

__all__ = [
    "UNRECOGNISED", "Guess", "Heading", "Look", "Proposal", "Table", "disturbed", "look", "look_safely", "missing",
    "plain_label",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A table of no known layout: where it is, how it is headed, and what it may be, likeliest first."""

    sheet: str
    row: int
    headings: tuple[Heading, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What a file holds.

    refusal    why it cannot be read at all, or None
    known      kinds of the tables that are recognised; `taught` are those recognised by the user's own aliases only
    tables     those that are not
    """

    refusal: str | None = None
    known: tuple[str, ...] = ()
    taught: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


def look_safely(path: Path, name: str, aliases: Aliases) -> Look:
    """`look`, in a worker that may die of the file."""
    try:
        return alone(look, path, name, {kind: dict(labels) for kind, labels in aliases.items()})
    except RefusedError as refused:
        return Look(str(refused))


def look(path: Path, name: str, aliases: Aliases) -> Look:
    """What the file at `path` holds, with proposals for each table of no known layout."""
    from sources import exports

    kinds = exports()
    ours, theirs = Recogniser(kinds), Recogniser(kinds, aliases)
    reading = Reader(kinds, aliases).read(path, name)
    known = tuple(dict.fromkeys(part.kind for part in reading.parts))
    try:
        found = [s for s in sheets(bytes_of(path)) if s.name.strip() not in EXPLAINS]
        strange = [sheet for sheet in found if not tables_of(sheet, theirs)[0]]
        untaught = {table.header.export.kind for sheet in found for table in _recognised(sheet, ours)}
    except (RefusedError, OSError):
        return Look(reading.refusal or "文件读不出，请重试")
    if reading.refusal and len(strange) < len(found):
        return Look(reading.refusal)  # recognised, and refused for what it holds
    proposed = (table for sheet in strange if not sheet.hidden for table in _proposed(sheet, kinds, aliases))
    tables = tuple(_distinct(proposed))
    if reading.refusal and not tables:
        return Look(reading.refusal)
    return Look(None, known, tuple(kind for kind in known if kind not in untaught), tables)


def disturbed(before: Aliases, after: Aliases) -> list[str]:
    """Titles of the kinds whose own headers would no longer be recognised as theirs once `after` is taught."""
    from sources import exports

    kinds = exports()
    old, new = Recogniser(kinds, before), Recogniser(kinds, after)
    return [
        export.title
        for export in kinds.values()
        if any(_kind(old, header) != _kind(new, header) for header in _own_headers(export))
    ]


def _proposed(sheet: Sheet, kinds: Mapping[str, Export], aliases: Aliases) -> list[Table]:
    """The tables of a sheet that has none known: its blocks, or the sheet as a whole where that makes more sense."""
    blocks = blocks_of(sheet.rows)
    apart = [table for start, stop in blocks if (table := _table(sheet, start, stop, kinds, aliases))]
    if len(blocks) > 1 and (whole := _table(sheet, blocks[0][0], blocks[-1][1], kinds, aliases)):
        best = max((table.proposals[0].likely for table in apart), default=0.0)
        return [whole] if whole.proposals[0].likely > best else apart
    return apart


def _table(sheet: Sheet, start: int, stop: int, kinds: Mapping[str, Export], aliases: Aliases) -> Table | None:
    found = strange_table(sheet, start, stop)
    if found is None:
        return None
    proposals = [proposal(found, export, aliases.get(kind, {})) for kind, export in kinds.items()]
    proposals.sort(key=lambda one: (-one.likely, one.kind))
    return Table(found.sheet, found.row, found.headings, tuple(proposals))


def _recognised(sheet: Sheet, recogniser: Recogniser) -> list[RecognisedTable]:
    try:
        return tables_of(sheet, recogniser)[0]
    except RefusedError:
        return []


def _distinct(tables: Iterator[Table]) -> Iterator[Table]:
    """One of each header: sheets for single months are headed alike."""
    seen = set()
    for table in tables:
        labels = tuple(heading.label for heading in table.headings)
        if labels not in seen:
            seen.add(labels)
            yield table


def _own_headers(export: Export) -> Iterator[list[str]]:
    yield [column.label for column in export.columns]
    yield [column.label for column in export.columns if column.presence != "optional"]


def _kind(recogniser: Recogniser, header: list[str]) -> str:
    try:
        found = recogniser.find([header])
    except RefusedError:
        return "?"
    return found[1].export.kind if found else ""
