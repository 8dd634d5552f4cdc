"""The tables of files that each figure rests on, with the rows of it that each holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from pipelines.cards import ASSUMED
from pipelines.reports.contents.days import schema_of
from warehouse._compute import terms
from warehouse._covered import Covered
from warehouse._feeds import read_feeds, read_parts
from warehouse._observed import NOW_KNOWN
from warehouse.catalogue import Catalogue, Figure
from warehouse.figures import FigureRow, proof

_TABLES = """
select p.batch, f.original_path, coalesce(p.sheet, ''), coalesce(k.title, p.kind), coalesce(k.source, ''), f.sha256,
    p.observed_at, coalesce(f.observed_how, '')
from meta.parts p
join meta.files f on f.file_id = p.file_id
left join meta.kinds k on k.kind = p.kind"""


@dataclass(frozen=True, slots=True)
class FileTable:
    """One table of one file: which kind of export it is, where in the back end that is downloaded, when it was true."""

    batch: int
    path: str
    sheet: str
    kind: str
    download: str
    sha256: str
    observed_at: datetime | None
    observed_how: str

    @property
    def is_assumed(self) -> bool:
        """Whether the time of observation is only the file's time of modification."""
        return self.observed_how == ASSUMED


def file_tables(con: duckdb.DuckDBPyConnection) -> dict[int, FileTable]:
    """Batch -> the table that it was."""
    return {row[0]: FileTable(*row) for row in con.execute(_TABLES).fetchall()}


def rows_by_batch(
    con: duckdb.DuckDBPyConnection, known: Catalogue, figures: Iterable[FigureRow], as_of: date, centre: str
) -> dict[str, dict[int, int]]:
    """Figure id -> batch -> how many rows of the figure it holds; 0 where it says of its days that there are none."""
    rows = [row for row in figures if row.id in known.figures]
    schema = schema_of(con, as_of)
    found = {row.id: _counted(con, known.figures[row.id], as_of, schema, centre) for row in rows if row.rows}
    if silent := [row for row in rows if row.files and not row.rows]:
        feeds = read_feeds(con)
        cover = Covered(feeds, read_parts(con, NOW_KNOWN, feeds))
        proofs = {row.id: proof(cover, centre, known.figures[row.id], as_of) for row in silent}
        found |= {name: dict.fromkeys(sorted(batches), 0) for name, batches in proofs.items()}
    return found


def _counted(con: duckdb.DuckDBPyConnection, figure: Figure, as_of: date, schema: str, centre: str) -> dict[int, int]:
    behind = dict.fromkeys(term.rows for term in terms(figure, as_of, schema))
    union = " union all ".join(f"({rows.sql('batch')} and centre = $centre)" for rows in behind)
    counted = f"select batch, count(*) from ({union}) behind group by batch order by batch"
    return dict(con.execute(counted, {"centre": centre}).fetchall())


def newest_first(batches: Iterable[int], tables: dict[int, FileTable]) -> Sequence[int]:
    """`batches` that are known, those observed last first."""
    known = (batch for batch in batches if batch in tables)
    return sorted(known, key=lambda batch: (str(tables[batch].observed_at or ""), batch), reverse=True)
