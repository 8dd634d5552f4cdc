"""What one night took in, told from the ledger of files."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import duckdb

from pipelines.cards import ASSUMED
from pipelines.returned import Reject, rejects

STATUSES = {"loaded": "已入库", "duplicate": "重复", "quarantined": "已隔离", "ignored": "已忽略"}
_TOLD = 3
"""Reasons told of one file: the rest are much like them."""

_RETURNED = """
select f.file_id, f.original_path, cast(sum(p.rows_rejected) as bigint), sum(p.rows_loaded) = 0
from meta.files f join meta.parts p on p.file_id = f.file_id"""

_ASKED = """
select f.original_path, f.reason
from meta.files f
join meta.files first on first.centre = f.centre and first.account = f.account and first.sha256 = f.sha256
    and first.status = 'loaded' and f.status = 'duplicate'
join meta.withdrawals w on w.file_id = first.file_id and w.undone_at is null and w.withdrawn_at <= f.arrived_at"""


def told_of_assumed(files: int) -> str:
    """What people are told when the time of that many files is only assumed; nothing when there are none."""
    if not files:
        return ""
    return f"{files} 个文件的数据时间按修改时间推定；放进以下载日期命名的文件夹（如 2024-06-21）就不必推定"


@dataclass(frozen=True, slots=True)
class Returned:
    """What was sent back of a file that was loaded: how many rows, why, and whether that was all there was."""

    path: str
    rows: int
    rejects: list[Reject]
    is_all: bool

    @property
    def told(self) -> str:
        """The first reasons, and how many rows there are if they are more."""
        first = self.rejects[:_TOLD]
        more = [f"等 {self.rows} 行"] if self.rows > len({one.row for one in first}) else []
        return "；".join([*map(str, first), *more])


@dataclass(frozen=True, slots=True)
class Tally:
    """Files by status and rows by fate."""

    files: Counter[str]
    rows: Counter[str]

    @property
    def new_files(self) -> int:
        return self.files.total()

    @property
    def adds_up(self) -> bool:
        """Whether every row read was loaded, rejected or set aside, and every file has a known fate."""
        left = self.rows["loaded"] + self.rows["rejected"] + self.rows["set_aside"]
        return self.rows["read"] == left and set(self.files) <= set(STATUSES)


@dataclass(frozen=True, slots=True)
class Intake(Tally):
    """The tally of some nights, the files refused with reasons, and what the readers remarked.

    returned  files loaded of which the readers sent rows back
    asked     files that a person must decide about, with what to do: their bytes were withdrawn before
    assumed   files loaded of which only the time of the file tells when the platform said it
    """

    refused: list[tuple[str, str]]
    notes: list[str]
    asked: list[tuple[str, str]] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    returned: list[Returned] = field(default_factory=list)


def untold_nights(con: duckdb.DuckDBPyConnection, *, is_published: bool) -> list[datetime]:
    """When the nights began that took files in since people were last told; `is_published`: tonight's run is there.

    These are more than tonight where nights were cut off: they took files in and published nothing.
    """
    since = "select max(finished_at) from (from meta.runs order by run_id desc offset ?)"
    nights = f"select distinct arrived_at from meta.files where arrived_at > coalesce(({since}), date '1970-01-01')"
    return [at for (at,) in con.execute(nights, [int(is_published)]).fetchall()]


def tally(con: duckdb.DuckDBPyConnection, *nights: datetime) -> Tally:
    """How much arrived in the nights that began at `nights`; everything ever taken in if none is given."""
    when = _arrived_in(nights)
    files = con.execute(f"select status, count(*) from meta.files f {when} group by status").fetchall()
    rows = con.execute(
        "select coalesce(sum(rows_read), 0), coalesce(sum(rows_loaded), 0), coalesce(sum(rows_rejected), 0), "
        f"coalesce(sum(rows_set_aside), 0) from meta.parts p join meta.files f on f.file_id = p.file_id {when}"
    ).fetchall()[0]
    return Tally(
        Counter(dict(files)),
        Counter(dict(zip(("read", "loaded", "rejected", "set_aside"), map(int, rows), strict=True))),
    )


def intake_of(con: duckdb.DuckDBPyConnection, *nights: datetime) -> Intake:
    """What arrived in the nights that began at `nights`; everything ever taken in if none is given."""
    when, counted = _arrived_in(nights), tally(con, *nights)
    also = "and" if when else "where"
    refused = con.execute(
        f"select f.original_path, f.reason from meta.files f {when} {also} f.status = 'quarantined' order by f.file_id"
    ).fetchall()
    notes = con.execute(
        "select distinct f.original_path, n.note from meta.notes n join meta.parts p on p.batch = n.batch "
        f"join meta.files f on f.file_id = p.file_id {when} order by all"
    ).fetchall()
    asked = con.execute(f"{_ASKED} {when} order by f.file_id").fetchall()
    assumed = con.execute(
        f"select f.original_path from meta.files f {when} {also} f.status = 'loaded' "
        f"and f.observed_how = '{ASSUMED}' order by f.file_id"
    ).fetchall()
    return Intake(
        counted.files,
        counted.rows,
        refused,
        [f"{path}：{note}" for path, note in notes],
        asked,
        [path for (path,) in assumed],
        _returned(con, when),
    )


def _arrived_in(nights: Sequence[datetime]) -> str:
    times = ", ".join(f"timestamp '{night}'" for night in nights)
    return f"where f.arrived_at in ({times})" if nights else ""


def _returned(con: duckdb.DuckDBPyConnection, when: str) -> list[Returned]:
    grouped = f"{_RETURNED} {when} group by all having sum(p.rows_rejected) > 0 order by f.file_id"
    if not (files := con.execute(grouped).fetchall()):
        return []
    reasons = rejects(con)
    return [Returned(path, rows, reasons.get(file_id, []), is_all) for file_id, path, rows, is_all in files]
