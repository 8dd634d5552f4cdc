"""The tables of files that a report rests on."""

from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from pipelines.cards import ASSUMED
from pipelines.reports.contents.days import schema_of

_GRAINS = ("posts", "account_days", "pieces", "cases", "amounts", "items", "events")

# An empty ledger leaves no row in core and proves a zero all the same: ledger_parts still names it.
_USED = " union ".join(
    f"select batch from {{schema}}.{table} where as_of = $as_of and centre = $centre"
    for table in (*_GRAINS, "ledger_parts")
)

_SOURCES = f"""
select f.original_path, coalesce(k.title, p.kind), p.sheet, p.account, p.rows_read, p.rows_loaded, p.rows_rejected,
    p.rows_set_aside, p.covers_from, p.covers_to, p.observed_at, coalesce(f.observed_how, ''), f.sha256
from meta.parts p
join meta.files f on f.file_id = p.file_id
left join meta.kinds k on k.kind = p.kind
where p.batch in ({_USED})
order by f.original_path, p.sheet, p.block, p.batch"""


@dataclass(frozen=True, slots=True)
class Source:
    """One table of one file that the report rests on."""

    path: str
    kind: str
    sheet: str
    account: str
    rows_read: int
    rows_loaded: int
    rows_rejected: int
    rows_set_aside: int
    covers_from: date | None
    covers_to: date | None
    observed_at: datetime | None
    observed_how: str
    sha256: str

    @property
    def is_assumed(self) -> bool:
        """Whether the time of observation is only the file's time of modification."""
        return self.observed_how == ASSUMED


def sources(con: duckdb.DuckDBPyConnection, as_of: date, centre: str) -> list[Source]:
    """Every table of every file that has rows in the report, and the empty ledgers that prove a zero."""
    query = _SOURCES.format(schema=schema_of(con, as_of))
    return [Source(*row) for row in con.execute(query, {"as_of": as_of, "centre": centre}).fetchall()]
