"""What only an earlier database knows: what was refused and why, what was withdrawn and put back, what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse._store import dicts, open_read_only
from warehouse.home import Home
from warehouse.loading import File, append_rows

Owned = tuple[str, str, str]
"""(centre, account, sha256): the same bytes of another account are another file."""

_SAID = ("meta.runs", "report.figures", "report.verdicts", "report.checks")
"""Tables that are appended to and never made again."""

_FILES = """
select original_path, bytes, modified_ns, arrived_at, sha256, centre, account, observed_at, observed_how, status, reason
from meta.files order by file_id"""

_WITHDRAWALS = """
select f.centre, f.account, f.sha256, w.withdrawn_at, w.reason, w.undone_at
from meta.withdrawals w join meta.files f on f.file_id = w.file_id order by w.withdrawn_at"""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A loaded file taken back, and put back if `undone_at` says when."""

    of: Owned
    withdrawn_at: datetime
    reason: str
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the database at `source` knew; `files` in the order in which they came, without their rows.

    said   table -> its rows, each as column -> value
    days   those of which as-of tables were kept
    """

    source: Path
    files: Sequence[File]
    withdrawals: Sequence[Withdrawal]
    said: dict[str, list[dict[str, Any]]]
    days: Sequence[date]

    def last_run(self) -> dict[str, Any] | None:
        """The last row of meta.runs, if there is one."""
        return max(self.said["meta.runs"], key=lambda run: run["run_id"], default=None)

    def say_again(self, con: duckdb.DuckDBPyConnection) -> None:
        """Put what was said into the new build file `con`; columns that are new there stay empty."""
        for table, rows in self.said.items():
            names = [name for name, *_ in con.execute(f"describe {table}").fetchall()]
            append_rows(con, table, [tuple(row.get(name) for name in names) for row in rows])


def remember(home: Home) -> Remembered | None:
    """What the build file of `home` remembers, else what the published copy does; None where neither can be read."""
    for path in (home.build, home.published):
        try:
            if path.is_file():
                with open_read_only(path) as con:
                    return _of(path, con)
        except duckdb.Error:
            continue
    return None


def _of(path: Path, con: duckdb.DuckDBPyConnection) -> Remembered:
    return Remembered(
        path,
        [_file(**row) for row in dicts(con, _FILES)],
        [Withdrawal((centre, account, sha256), *when) for centre, account, sha256, *when in _rows(con, _WITHDRAWALS)],
        {table: dicts(con, f"select * from {table} order by rowid") for table in _SAID},
        [day for (day,) in _rows(con, "select as_of from meta.as_of_days")],
    )


def _file(original_path: str, **about: Any) -> File:
    return File(original_path, **about)


def _rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()
