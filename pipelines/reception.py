"""The new files of the inbox: each kept, read side by side, and handed over in order with what became of it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

import duckdb

import sources
from pipelines.config import Config, load_aliases, load_config
from pipelines.inbox import Arrival, arrivals
from pipelines.originals import Original, UnreadableError, drop, keep, refuse, write_card
from sources import Reading
from warehouse import Home
from warehouse.loading import BEIJING, File


class Reception:
    """Every file of the inbox that was not looked at yet. The readers begin at once, and go on until all are taken."""

    def __init__(self, con: duckdb.DuckDBPyConnection, home: Home, now: datetime) -> None:
        config, aliases = load_config(home), load_aliases(home)
        self._home = home
        self._first = _loaded_before(con)
        self._arrivals = arrivals(home.inbox, _seen_before(con))
        self._files = [_arrived(arrival, config, now) for arrival in self._arrivals]
        self._originals: dict[int, Original] = {}
        self._sent: list[int] = []
        self._readings = sources.read_all(self._kept(), aliases)

    def __len__(self) -> int:
        return len(self._files)

    def files(self) -> Iterator[File]:
        """Each file in the order of names, loaded with its parts or with the reason why it is not."""
        early: dict[int, Reading] = {}
        for index, file in enumerate(self._files):
            while file.status == "waiting" and index not in early and (came := next(self._readings, None)):
                early[self._sent[came[0]]] = came[1]
            if file.status == "waiting":
                self._accept_or_refuse(index, early.pop(index))
            yield file
        for index, original in self._originals.items():  # not before all were read: two centres may share one
            if self._files[index].status == "quarantined":
                drop(self._home, original)

    def _kept(self) -> Iterator[tuple[Path, str]]:
        """(path of the original, name) of every file to be read; of the others the status says why not."""
        for index, (arrival, file) in enumerate(zip(self._arrivals, self._files, strict=True)):
            if file.status == "ignored":
                continue
            try:
                original = keep(self._home, arrival.path)
            except UnreadableError as error:
                file.status, file.reason = "quarantined", str(error)
                file.modified_ns = 0  # not yet looked at, so that the next night tries again
                continue
            file.sha256 = original.sha256
            first = self._first.setdefault((file.centre, file.account, original.sha256), arrival.name)
            if first is not arrival.name:
                file.status, file.reason = "duplicate", f"与 {first} 内容相同，只算一次"
                continue
            self._originals[index] = original
            self._sent.append(index)
            yield original.path, arrival.name

    def _accept_or_refuse(self, index: int, reading: Reading) -> None:
        file, original, refusal = self._files[index], self._originals[index], reading.refusal
        if refusal is None and reading.sample and self._home.kind == "real":
            refusal = "这是样例数据，正式目录不收。请从收件箱删除；想试用样例，请用 media-metrics sample 另建目录。"
        if refusal is not None:
            file.status, file.reason = "quarantined", refusal
            refuse(self._home, original, file.path, refusal)
            return
        file.status, file.parts = "loaded", reading.parts
        file.observed_at, file.observed_how = _observed(reading, file)
        file.notes = [f"{part.kind}：{note}" for part in reading.parts for note in _notes(part)]
        write_card(
            self._home, original, centre=file.centre, account=file.account, name=file.path,
            observed_at=file.observed_at, observed_how=file.observed_how, arrived_at=file.arrived_at,
        )  # fmt: skip


def _arrived(arrival: Arrival, config: Config, now: datetime) -> File:
    centre, account = config.owner(PurePosixPath(arrival.name))
    file = File(arrival.name, arrival.bytes, arrival.modified_ns, now, centre=centre, account=account)
    file.status, file.reason = ("ignored", arrival.ignored) if arrival.ignored else ("waiting", "")
    return file


def _observed(reading: Reading, file: File) -> tuple[datetime, str]:
    if reading.observed_at is not None:
        return reading.observed_at, reading.observed_how
    modified = datetime.fromtimestamp(file.modified_ns // 1_000_000_000, BEIJING).replace(tzinfo=None)
    return modified, "assumed"


def _notes(part: sources.Part) -> list[str]:
    unknown = [f"不认识的列“{label}”，最接近的是“{nearest}”" for label, nearest in part.unknown_columns]
    return [*part.warnings, *unknown]


def _seen_before(con: duckdb.DuckDBPyConnection) -> set[tuple[str, int, int]]:
    return set(con.execute("select original_path, bytes, modified_ns from meta.files").fetchall())


def _loaded_before(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, str], str]:
    rows = con.execute(
        "select centre, account, sha256, original_path from meta.files where status = 'loaded'"
    ).fetchall()
    return {(centre, account, sha256): path for centre, account, sha256, path in rows}
