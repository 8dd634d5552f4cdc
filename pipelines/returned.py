"""The rows that the readers sent back: which, and why."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

_REJECTS = """
select p.file_id, r.source_row, r.column_name, r.reason
from meta.rejects r
join meta.parts p on p.batch = r.batch
order by p.file_id, r.batch, r.source_row, r.column_name"""


@dataclass(frozen=True, slots=True)
class Reject:
    """One cell, or where `column` is empty one row, that was sent back; `row` is as people see it in the file."""

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"第 {self.row} 行 {self.reason}"


def rejects(con: duckdb.DuckDBPyConnection) -> Mapping[int, list[Reject]]:
    """File id -> what was sent back of it, in the order of its rows; files without any are not there."""
    found: dict[int, list[Reject]] = defaultdict(list)
    for file_id, *reject in con.execute(_REJECTS).fetchall():
        found[file_id].append(Reject(*reject))
    return found
