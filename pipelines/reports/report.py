"""What the documents of one centre's day are made of; each thing is looked up once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

import duckdb

from pipelines.reports.behind.rows import Behind, behind
from pipelines.reports.contents.cases import Channel, channels
from pipelines.reports.contents.items import Item, by_item
from pipelines.reports.contents.look import Look
from pipelines.reports.contents.pieces import PiecesContents, pieces
from pipelines.reports.contents.platforms import PlatformContents, platforms
from pipelines.reports.contents.rectification import Rectification, rectification
from pipelines.reports.contents.rests import Rests, rests
from pipelines.reports.contents.sources import Source, sources
from pipelines.reports.workbook.recalculation import Recalculation, recalculations
from warehouse.catalogue import Catalogue
from warehouse.figures import FigureRow
from warehouse.trends import Trends, trends


@dataclass(frozen=True)
class Report:
    """The figures of `centre`, which `title` names, as of `as_of`; `con` is open on the published warehouse."""

    figures: Sequence[FigureRow]
    known: Catalogue
    con: duckdb.DuckDBPyConnection
    title: str
    as_of: date
    centre: str
    computed_at: datetime
    is_sample: bool = False

    def __getstate__(self) -> dict[str, Any]:
        """What travels to another process, which opens a connection of its own and looks things up for itself."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "con"}

    def over(self, con: duckdb.DuckDBPyConnection) -> "Report":
        """The same over another connection to the same warehouse."""
        return replace(self, con=con)

    @cached_property
    def trends(self) -> Trends:
        """(centre, figure id) -> what it had come to at each month end, for figures with a value whose period moves."""
        held = {row.id for row in self.figures if row.value is not None}
        figures = {name: figure for name, figure in self.known.figures.items() if name in held}
        return trends(self.con, replace(self.known, figures=figures), self.as_of)

    @cached_property
    def items(self) -> Sequence[Item]:
        """The figures under the items of the notice."""
        return by_item(self.figures, self.known, self.as_of)

    @cached_property
    def platforms(self) -> Sequence[PlatformContents]:
        """Every platform that we hold data of."""
        return platforms(self._look, self.known, self._rests)

    @cached_property
    def behind(self) -> Behind:
        """The current rows that the figures count, in sheets."""
        return behind(self.con, self.known, [row.id for row in self.figures], self.as_of, self.centre)

    @cached_property
    def recalculations(self) -> Mapping[str, Recalculation]:
        """Figure id -> its value once more, as a formula over the rows sheets."""
        return recalculations(self.behind, self.known, self.figures, self.as_of)

    @cached_property
    def pieces(self) -> PiecesContents | None:
        """What outside media used of ours in the year; None where no ledger says anything of it."""
        return pieces(self._look, self._rests)

    @cached_property
    def channels(self) -> Sequence[Channel]:
        """The hotline and the comments, as far as ledgers of them were handed in."""
        return channels(self._look, self._rests)

    @cached_property
    def rectification(self) -> Rectification | None:
        """The problems that an inspection found; None where no ledger of them was handed in."""
        return rectification(self._look, self._rests)

    @cached_property
    def sources(self) -> Sequence[Source]:
        """Every table of every file that the figures rest on."""
        return sources(self.con, self.as_of, self.centre)

    def figures_of(self, table: str, **of: str) -> list[FigureRow]:
        """The figures that rest on rows of the core table `table` where `of` holds."""
        found = []
        for row in self.figures:
            figure = self.known.figures.get(row.id)
            said = dict(figure.of) if figure else {}
            if figure and figure.table == table and all(said.get(name) == (value,) for name, value in of.items()):
                found.append(row)
        return found

    @cached_property
    def _look(self) -> Look:
        return Look(self.con, self.as_of, self.centre)

    @cached_property
    def _rests(self) -> Mapping[tuple[str, str], Rests]:
        return rests(self._look)
