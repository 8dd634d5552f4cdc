"""The files behind a figure, each at the time at which its rows were observed, and the works that fell out of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from warehouse._compute import terms
from warehouse._covered import Covered, covered
from warehouse._standpoint import Standpoint, late_days
from warehouse.catalogue import Figure
from warehouse.figures import FigureRow, proof

Work = tuple[str, str, str, str]
"""(centre, platform, account, post_key)"""


@dataclass(frozen=True, slots=True)
class FileBehind:
    """One file at one time of observation: how many rows of a figure rest on it, and how late they were read.

    A file with no row speaks for the days of a figure that counts none.
    """

    centre: str
    account: str
    sha256: str
    path: str
    observed_at: datetime
    loaded_at: datetime
    rows: int
    late_days: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What rows rest on, seen from one standpoint."""

    con: duckdb.DuckDBPyConnection
    here: Standpoint
    cover: Covered

    @classmethod
    def at(cls, con: duckdb.DuckDBPyConnection, here: Standpoint) -> "Evidence":
        """The evidence of what is seen from `here`, whose tables are there."""
        return cls(con, here, covered(con, here.parts))

    def files(self, figure: Figure, row: FigureRow) -> list[FileBehind]:
        """Those behind the `row` of `figure`, in the order of their paths."""
        return self.files_of_all([(figure, row)])[0]

    def files_of_all(self, wanted: Sequence[tuple[Figure, FigureRow]]) -> list[list[FileBehind]]:
        """The same for many at once, which takes hardly longer than for one."""
        counted = self._counted([(n, figure, row.centre) for n, (figure, row) in enumerate(wanted) if row.rows])
        return [counted[n] if row.rows else self._silent(*wanted[n]) for n, (_, row) in enumerate(wanted)]

    def withdrawn_works(self, figure: Figure, centre: str) -> dict[Work, str]:
        """The works that would count in `figure` and are missing from a later full list, with their titles."""
        if figure.table != "posts":
            return {}
        behind = dict.fromkeys(term.rows for term in terms(figure, self.here.as_of, self.here.schema))
        columns = "centre, platform, account, post_key, title"
        found = [self.con.execute(rows.sql(columns, withdrawn=True)).fetchall() for rows in behind]
        return {(row[0], row[1], row[2], row[3]): row[4] or "" for rows in found for row in rows if row[0] == centre}

    def _counted(self, wanted: Sequence[tuple[int, Figure, str]]) -> Mapping[int, list[FileBehind]]:
        """Number -> the files that hold the rows which count in its figure."""
        found: dict[int, list[FileBehind]] = {n: [] for n, _, _ in wanted}
        if not wanted:
            return found
        columns = "centre, batch, observed_at, as_of"
        union = " union all ".join(
            f"({rows.sql(f'{n} as n, {columns}')})"
            for n, figure, _ in wanted
            for rows in dict.fromkeys(term.rows for term in terms(figure, self.here.as_of, self.here.schema))
        )
        of = {n: (figure, centre) for n, figure, centre in wanted}
        for n, *about in self.con.execute(
            "select e.n, f.centre, f.account, f.sha256, f.original_path, e.observed_at, max(p.loaded_at), count(*), "
            f"max(e.as_of) from ({union}) e join meta.parts p on p.batch = e.batch "
            "join meta.files f on f.file_id = p.file_id "
            "group by e.n, f.centre, f.account, f.sha256, f.original_path, e.observed_at "
            "order by f.original_path, e.observed_at",
        ).fetchall():
            figure, centre = of[n]
            if about[0] == centre:
                found[n].append(FileBehind(*_with_lateness(tuple(about), figure.table)))
        return found

    def _silent(self, figure: Figure, row: FigureRow) -> list[FileBehind]:
        """Those that speak for the period of a figure that counts none of their rows."""
        batches = proof(self.cover, row.centre, figure, self.here.as_of) if row.files else ()
        return self._of_batches(batches)

    def _of_batches(self, batches: Iterable[int]) -> list[FileBehind]:
        found = self.con.execute(
            "select f.centre, f.account, f.sha256, f.original_path, f.observed_at, max(p.loaded_at), 0 "
            "from meta.parts p join meta.files f on f.file_id = p.file_id where list_contains($1, p.batch) "
            "group by all order by f.original_path",
            [sorted(batches)],
        ).fetchall()
        return [FileBehind(*about) for about in found]


def _with_lateness(row: tuple[Any, ...], table: str) -> tuple[Any, ...]:
    *about, observed_at, loaded_at, rows, as_of = row
    return *about, observed_at, loaded_at, rows, late_days(table, observed_at, as_of)
