"""Everything in the inbox that was not loaded yet: read, kept, loaded in groups, accounted for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import PurePosixPath

import duckdb

import sources
from pipelines.config import Config, load_aliases, load_config
from pipelines.inbox import Arrival, arrivals
from pipelines.originals import Original, UnreadableError, drop, flush_to_disk, keep, refuse, write_card
from sources import Export, Reading
from warehouse import Home
from warehouse.loading import BEIJING, File, load

GROUP = 1024
"""Files that share a transaction: one commit each would cost the night most of its time."""

Progress = Callable[[int, int], None]


def ingest(con: duckdb.DuckDBPyConnection, home: Home, *, now: datetime, progress: Progress) -> None:
    """Load every new file of the inbox into the build file `con`; one bad file never stops the others."""
    config, exports, done = load_config(home), sources.exports(), 0
    seen = {(p, b, m) for p, b, m in con.execute("select original_path, bytes, modified_ns from meta.files").fetchall()}
    waiting = arrivals(home.inbox, seen)
    for group in _groups(_look_at(con, home, config, waiting, now)):
        flush_to_disk()  # originals and cards before the rows that rest on them
        _load_group(con, home, group, exports, now)
        done += len(group)
        progress(done, len(waiting))


def _look_at(
    con: duckdb.DuckDBPyConnection, home: Home, config: Config, waiting: Sequence[Arrival], now: datetime
) -> Iterator[File]:
    """Each arrival as a File, in the order of names, read side by side and with its original kept."""
    known = _loaded_before(con)
    files = [_arrived(arrival, config, now) for arrival in waiting]
    originals: dict[int, Original] = {}
    for index, (arrival, file) in enumerate(zip(waiting, files, strict=True)):
        if arrival.ignored:
            continue
        try:
            original = keep(home, arrival.path)
        except UnreadableError as error:
            file.status, file.reason = "quarantined", str(error)
            file.modified_ns = 0  # not yet looked at, so that the next night tries again
            continue
        file.sha256 = original.sha256
        first = known.setdefault((file.centre, file.account, original.sha256), arrival.name)
        if first is not arrival.name:
            file.status, file.reason = "duplicate", f"与 {first} 内容相同，只算一次"
        else:
            originals[index] = original
    readings = sources.read_all([(o.path, waiting[i].name) for i, o in originals.items()], load_aliases(home))
    indexes = list(originals)
    for index, reading in _in_order(files, ((indexes[n], r) for n, r in readings)):
        if reading is not None:
            _accept_or_refuse(home, files[index], originals[index], reading)
        yield files[index]
    for index, original in originals.items():  # not before all were read: two centres may share one
        if files[index].status == "quarantined":
            drop(home, original)


def _groups(files: Iterator[File]) -> Iterator[list[File]]:
    while group := list(islice(files, GROUP)):
        yield group


def _in_order(files: Sequence[File], readings: Iterator[tuple[int, Reading]]) -> Iterator[tuple[int, Reading | None]]:
    """(index, reading) for every file in order, however the readings come in; None where nothing was to be read."""
    early: dict[int, Reading] = {}
    for index, file in enumerate(files):
        if file.status != "waiting":
            yield index, None
            continue
        while index not in early:
            arrived, reading = next(readings)
            early[arrived] = reading
        yield index, early.pop(index)


def _arrived(arrival: Arrival, config: Config, now: datetime) -> File:
    centre, account = config.owner(PurePosixPath(arrival.name))
    file = File(arrival.name, arrival.bytes, arrival.modified_ns, now, centre=centre, account=account)
    file.status, file.reason = ("ignored", arrival.ignored) if arrival.ignored else ("waiting", "")
    return file


def _accept_or_refuse(home: Home, file: File, original: Original, reading: Reading) -> None:
    refusal = reading.refusal
    if refusal is None and reading.sample and home.kind == "real":
        refusal = "这是样例数据，正式目录不收。请从收件箱删除；想试用样例，请用 media-metrics sample 另建目录。"
    if refusal is not None:
        file.status, file.reason = "quarantined", refusal
        refuse(home, original, file.path, refusal)
        return
    file.status, file.parts = "loaded", reading.parts
    file.observed_at, file.observed_how = _observed(reading, file)
    file.notes = [f"{part.kind}：{note}" for part in reading.parts for note in _notes(part)]
    write_card(
        home, original, centre=file.centre, account=file.account, name=file.path, observed_at=file.observed_at,
        observed_how=file.observed_how, arrived_at=file.arrived_at,
    )  # fmt: skip


def _observed(reading: Reading, file: File) -> tuple[datetime, str]:
    if reading.observed_at is not None:
        return reading.observed_at, reading.observed_how
    modified = datetime.fromtimestamp(file.modified_ns // 1_000_000_000, BEIJING).replace(tzinfo=None)
    return modified, "assumed"


def _notes(part: sources.Part) -> list[str]:
    unknown = [f"不认识的列“{label}”，最接近的是“{nearest}”" for label, nearest in part.unknown_columns]
    return [*part.warnings, *unknown]


def _load_group(
    con: duckdb.DuckDBPyConnection, home: Home, files: list[File], exports: Mapping[str, Export], now: datetime
) -> None:
    try:
        load(con, files, exports, now)
    except duckdb.Error:
        if len(files) == 1:
            _set_apart(con, home, files[0], exports, now)
            return
        for file in files:
            _load_group(con, home, [file], exports, now)


def _set_apart(
    con: duckdb.DuckDBPyConnection, home: Home, file: File, exports: Mapping[str, Export], now: datetime
) -> None:
    """Account for a file that the warehouse itself would not take."""
    file.status, file.parts, file.notes = "quarantined", (), ()
    file.reason = "数据库没有接受这个文件，其他文件不受影响。请把隔离区里的副本交给维护人员。"
    (home.originals / f"{file.sha256}.{file.centre}.toml").unlink(missing_ok=True)
    for kept in [p for p in home.originals.glob(f"{file.sha256}*") if p.suffix != ".toml"]:
        original = Original(kept, file.sha256)
        refuse(home, original, file.path, file.reason)
        drop(home, original)
    load(con, [file], exports, now)


def _loaded_before(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, str], str]:
    rows = con.execute(
        "select centre, account, sha256, original_path from meta.files where status = 'loaded'"
    ).fetchall()
    return {(centre, account, sha256): path for centre, account, sha256, path in rows}
