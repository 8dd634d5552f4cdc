"""What came in is loaded, by the night itself or by the process beside it."""

from dataclasses import dataclass
from datetime import datetime

import duckdb

import sources
from pipelines.beside import Progress
from pipelines.ingest import ingest
from pipelines.reception import Reception
from warehouse import Home, building
from warehouse.build import prepare


def take_in(
    con: duckdb.DuckDBPyConnection, home: Home, now: datetime, observed_at: datetime | None, progress: Progress
) -> dict[str, int]:
    """Load every new file of the inbox into the build file; export kind -> rows loaded."""
    prepare(con, sources.exports())
    ingest(con, home, Reception(con, home, now, observed_at), now=now, progress=progress)
    loaded = "select kind, sum(rows_loaded) from meta.parts where loaded_at = ? group by kind"
    return {kind: int(rows) for kind, rows in con.execute(loaded, [now]).fetchall()}


@dataclass(frozen=True, slots=True)
class TakeIn:
    """`take_in` as an order to the process beside the night; ended too early, the next night loads the rest."""

    home: Home
    now: datetime
    observed_at: datetime | None

    def do(self, progress: Progress) -> dict[str, int]:
        """Export kind -> rows loaded. Raises ConfigError, StoreBusy."""
        sources.get_ready()
        with building(self.home) as con:
            return take_in(con, self.home, self.now, self.observed_at, progress)
