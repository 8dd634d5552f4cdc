"""Rows of files into raw tables, together with the ledger of files that accounts for every one of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import duckdb

from warehouse._predecessors import DoubtfulError, compare
from warehouse._schema import view_observations
from warehouse._specs import ExportSpec, LoadedPart, raw_columns
from warehouse._store import transaction

if TYPE_CHECKING:
    import numpy as np

__all__ = ["BEIJING", "DoubtfulError", "File", "append_rows", "beijing_now", "known_at", "load"]

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The one time zone of all data; a fixed offset, so that no machine needs a time zone database."""


def beijing_now() -> datetime:
    """This second in Beijing, as it is stored: without a zone."""
    return datetime.now(BEIJING).replace(tzinfo=None, microsecond=0)


@dataclass(slots=True)
class File:
    """One file that was looked at, and what became of it."""

    path: str
    bytes: int
    modified_ns: int
    arrived_at: datetime
    sha256: str = ""
    centre: str = ""
    account: str = ""
    observed_at: datetime | None = None
    observed_how: str = ""
    status: str = "ignored"
    reason: str = ""
    parts: Sequence[LoadedPart] = field(default_factory=tuple)
    notes: Sequence[str] = ()
    withdrawn: tuple[datetime, str] | None = None
    """When and why it was taken back before now, as its card says."""


def load(
    con: duckdb.DuckDBPyConnection, files: Sequence[File], exports: Mapping[str, ExportSpec], at: datetime
) -> None:
    """Put `files`, their parts, rows and rejects into the build file: all of them, or on an error none.

    Raises DoubtfulError when one is so unlike the file before it that its kind refuses it.
    """
    with transaction(con):
        _load(con, files, exports, at)


def _load(
    con: duckdb.DuckDBPyConnection, files: Sequence[File], exports: Mapping[str, ExportSpec], at: datetime
) -> None:
    file_id, batch = con.execute(
        "select coalesce((select max(file_id) from meta.files), 0), coalesce((select max(batch) from meta.parts), 0)"
    ).fetchall()[0]
    known_files, known_batches = file_id, batch
    known_kinds = {kind for (kind,) in con.execute("select distinct kind from meta.parts").fetchall()}
    file_rows, part_rows, reject_rows, note_rows, withdrawal_rows = [], [], [], [], []
    frames: dict[str, list[dict[str, list[Any]]]] = defaultdict(list)
    for file in files:
        file_id += 1
        file_rows.append(_file_row(file_id, file))
        for part in file.parts:
            batch += 1
            columns = _with_provenance(part.columns, file, batch)
            frames[part.kind].append(columns)
            part_rows.append(_part_row(batch, file_id, file, part, len(columns["batch"]), at))
            reject_rows += [(batch, r.row, r.column, r.reason, r.shape) for r in part.rejects]
        note_rows += [(batch, note) for note in file.notes]
        withdrawal_rows += [(file_id, *file.withdrawn, None)] if file.withdrawn else []
    for kind, loaded in frames.items():
        _append(con, f"raw.{kind}", raw_columns(exports[kind]), loaded)
    append_rows(con, "meta.files", file_rows)
    append_rows(con, "meta.parts", part_rows)
    view_observations(con, exports, {exports[kind].grain for kind in frames.keys() - known_kinds})
    append_rows(con, "meta.rejects", reject_rows)
    append_rows(con, "meta.notes", note_rows)
    append_rows(con, "meta.withdrawals", withdrawal_rows)
    con.execute(_SEEN_AGAIN, [at, known_files]).fetchall()
    compare(con, [exports[kind] for kind in frames], known_batches)


_SEEN_AGAIN = """
insert into meta.observations
select first.file_id, again.observed_at, again.observed_how, again.file_id, $1
from meta.files again
join meta.files first on first.centre = again.centre and first.account = again.account
    and first.sha256 = again.sha256 and first.status = 'loaded'
where again.file_id > $2 and again.status = 'duplicate' and again.observed_at <> first.observed_at
    and (again.observed_how <> 'assumed' or (first.observed_how = 'assumed' and again.observed_at > first.observed_at))
    and not exists (
        select 1 from meta.observations held
        where held.file_id = first.file_id and held.observed_at = again.observed_at)
    and not exists (
        select 1 from meta.parts p
        join meta.kinds k on k.kind = p.kind and k.replaces = 'key'
        where p.file_id = first.file_id and p.covers_to > cast(again.observed_at as date))"""
"""The same bytes prove that nothing had changed when they came again.

The time of a file that was copied proves nothing where a name or a folder told the time before, and a list was not
downloaded before its latest row.
"""


def known_at(con: duckdb.DuckDBPyConnection) -> datetime:
    """When that which the build file holds last changed: by a load, by bytes seen again, by a withdrawal."""
    return con.execute(
        """
        select coalesce(max(changed_at), timestamp '1970-01-01 00:00:00')
        from (
            select max(loaded_at) as changed_at from meta.parts
            union all select max(recorded_at) from meta.observations
            union all select greatest(max(withdrawn_at), max(undone_at)) from meta.withdrawals
        )"""
    ).fetchall()[0][0]


def _with_provenance(columns: Mapping[str, list[Any]], file: File, batch: int) -> dict[str, list[Any]]:
    rows = len(columns["source_row"])
    given = {"centre": file.centre, "account": file.account, "batch": batch, "observed_at": file.observed_at}
    return dict(columns) | {name: [value] * rows for name, value in given.items()}


def _file_row(file_id: int, file: File) -> tuple[Any, ...]:
    return (
        file_id, file.centre, file.account, file.sha256, file.path, file.observed_at, file.observed_how,
        file.arrived_at, file.bytes, file.modified_ns, file.status, file.reason,
    )  # fmt: skip


def _part_row(batch: int, file_id: int, file: File, part: LoadedPart, loaded: int, at: datetime) -> tuple[Any, ...]:
    return (
        batch, file_id, file.centre, file.account, part.sheet, part.block, part.kind,
        part.covers_from, part.covers_to, part.covers_how, file.observed_at,
        part.rows_read, loaded, len({r.row for r in part.rejects}), len(part.rows_set_aside), at,
        part.verified, part.contradicted,
    )  # fmt: skip


_ARRAY_TYPES = {"bigint": "int64", "boolean": "bool", "double": "float64", "date": "M8[us]"}
_EPOCH, _MICROSECOND = datetime(1970, 1, 1), timedelta(microseconds=1)
_NO_TIME = -(2**63)
"""What numpy takes for no time at all."""


def _append(
    con: duckdb.DuckDBPyConnection, table: str, types: Mapping[str, str], loaded: Sequence[Mapping[str, list[Any]]]
) -> None:
    arrays = {name: _array([v for part in loaded for v in part[name]], types[name]) for name in types}
    selected = ", ".join(f"cast({name} as {sql_type})" for name, sql_type in types.items())
    con.register("incoming", arrays)
    con.execute(f"insert into {table} ({', '.join(types)}) select {selected} from incoming").fetchall()
    con.unregister("incoming")


def _array(values: list[Any], sql_type: str) -> "np.ndarray[Any, Any]":
    """`values` as DuckDB takes them in at once, None as null; times are of Beijing and say no zone."""
    import numpy as np  # slow to import, and not needed by those who only read

    if sql_type.startswith("decimal"):  # as text, so that no cent passes through binary floating point
        values = [None if v is None else str(v) for v in values]
    elif sql_type in ("bigint", "boolean") and None in values:
        known = np.array([0 if v is None else v for v in values], dtype=_ARRAY_TYPES[sql_type])
        return np.ma.masked_array(known, [v is None for v in values])
    elif sql_type == "timestamp":
        values = [_NO_TIME if v is None else (v - _EPOCH) // _MICROSECOND for v in values]
        return np.array(values, dtype="int64").view("M8[us]")  # to convert datetimes takes numpy five times as long
    return np.array(values, dtype=_ARRAY_TYPES.get(sql_type, object))


def append_rows(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Put `rows`, each with a value for every column of `table`, behind what is there."""
    if not rows:
        return
    types = {name: sql_type for name, sql_type, *_ in con.execute(f"describe {table}").fetchall()}
    columns = dict(zip(types, (list(column) for column in zip(*rows, strict=True)), strict=True))
    _append(con, table, {name: sql_type.lower() for name, sql_type in types.items()}, [columns])
