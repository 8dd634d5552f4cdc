"""What the documents of one centre's day are made of; each thing is looked up once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import duckdb

from pipelines.reports.contents.platforms import PlatformContents, platforms
from pipelines.reports.contents.sources import Source, sources
from warehouse.catalogue import Catalogue
from warehouse.figures import FigureRow


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

    @cached_property
    def platforms(self) -> Sequence[PlatformContents]:
        """Every platform that we hold data of."""
        return platforms(self.con, self.as_of, self.centre)

    @cached_property
    def sources(self) -> Sequence[Source]:
        """Every table of every file that the figures rest on."""
        return sources(self.con, self.as_of, self.centre)
