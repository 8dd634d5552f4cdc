"""The new files of the inbox: each kept, read side by side, and handed over in order with what became of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath

import duckdb

import sources
from pipelines.aliases import worth_another_look
from pipelines.cards import (
    ASSUMED,
    Card,
    Sighting,
    card_of,
    hashes_with_cards,
    note_again,
    write_card,
    write_first_card,
)
from pipelines.config import Config, load_aliases, load_config
from pipelines.inbox import Arrival, arrivals
from pipelines.originals import Original, UnreadableError, drop, keep, refuse
from sources import Reading
from warehouse import Home
from warehouse.loading import BEIJING, File

Owned = tuple[str, str, str]
"""(centre, account, sha256): the same bytes of another account are another file."""


class Reception:
    """Every file of the inbox that was not looked at yet. The readers begin at once, and go on until all are taken.

    observed_at   when the platform said what is in these files, for whoever knows better than their names
    """

    def __init__(
        self, con: duckdb.DuckDBPyConnection, home: Home, now: datetime, observed_at: datetime | None = None
    ) -> None:
        config, aliases = load_config(home), load_aliases(home)
        self._home, self._given = home, observed_at
        self._first, self._withdrawn = _loaded_before(con), _withdrawn(con)
        self._arrivals = arrivals(home.inbox, _seen_before(con) - worth_another_look(con, home))
        self._files = [_arrived(arrival, config, now) for arrival in self._arrivals]
        self._with_cards = hashes_with_cards(home)
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
            elif file.status == "duplicate":
                self._note_again(file)
            yield file
        for index, original in self._originals.items():  # not before all were read: two centres may share one
            if self._files[index].status == "quarantined":
                drop(self._home, original)

    def _kept(self) -> Iterator[tuple[Path, str]]:
        """(path of the original, name) of every file to be read; of the others the status says why not."""
        for index, (arrival, file) in enumerate(zip(self._arrivals, self._files, strict=True)):
            if file.status != "waiting":
                continue
            try:
                original = keep(self._home, arrival.path)
            except UnreadableError as error:
                file.status, file.reason = "quarantined", str(error)
                file.modified_ns = 0  # not yet looked at, so that the next night tries again
                continue
            file.sha256 = original.sha256
            owned = file.centre, file.account, original.sha256
            first = self._first.setdefault(owned, arrival.name)
            if first is not arrival.name:
                file.status, file.reason = "duplicate", _why_duplicate(first, original.sha256, owned in self._withdrawn)
                file.observed_at, file.observed_how = self._observed(file, *sources.observed(file.path))
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
        file.observed_at, file.observed_how = self._observed(file, reading.observed_at, reading.observed_how)
        file.notes = [f"{part.kind}：{note}" for part in reading.parts for note in remarks(part)]
        self._write_card(file, original)

    def _write_card(self, file: File, original: Original) -> None:
        """Write the card of a file that is accepted; where the build file was lost, the card knows more than it."""
        card = Card(original.path.name, file.centre, file.account, _sighting(file))
        if file.sha256 not in self._with_cards:
            write_first_card(self._home, card)
            self._with_cards.add(file.sha256)
            return
        held = card_of(self._home, file.sha256, file.centre, file.account)
        if held is not None:
            file.withdrawn = held.withdrawn
            card = replace(card, again=held.again, withdrawn=held.withdrawn)
        write_card(self._home, card)

    def _note_again(self, file: File) -> None:
        if card := card_of(self._home, file.sha256, file.centre, file.account):  # none where the first was refused
            note_again(self._home, card, _sighting(file))

    def _observed(self, file: File, at: datetime | None, how: str) -> tuple[datetime, str]:
        """When the platform said it, and how we know: told by a person, by name or folder, else by its time."""
        if self._given is not None:
            return self._given, "given"
        if at is not None:
            return at, how
        modified = datetime.fromtimestamp(file.modified_ns // 1_000_000_000, BEIJING).replace(tzinfo=None)
        return modified, ASSUMED


def _arrived(arrival: Arrival, config: Config, now: datetime) -> File:
    centre, account = config.owner(PurePosixPath(arrival.name))
    file = File(arrival.name, arrival.bytes, arrival.modified_ns, now, centre=centre, account=account)
    file.status, file.reason = ("ignored", arrival.ignored) if arrival.ignored else ("waiting", "")
    if not arrival.ignored and arrival.bytes > sources.FILE_LIMIT:  # not even copied: it may be larger than the disk
        told = f"文件有 {arrival.bytes >> 20:,} MB，超过了 {sources.FILE_LIMIT >> 20} MB；请按较短的日期范围分几次导出"
        file.status, file.reason = "quarantined", told
    return file


def _sighting(file: File) -> Sighting:
    assert file.observed_at is not None
    return Sighting(file.path, file.observed_at, file.observed_how, file.arrived_at)


def _why_duplicate(first: str, sha256: str, is_withdrawn: bool) -> str:
    if is_withdrawn:
        return f"与已撤回的 {first} 内容相同；要重新使用请运行 media-metrics withdraw --undo {sha256[:12]}"
    return f"与 {first} 内容相同，只算一次"


def remarks(part: sources.Part) -> list[str]:
    """What people are told of a table that was loaded: what the reader remarked, and headings that nobody knows."""
    unknown = [f"不认识的列“{label}”，最接近的是“{nearest}”" for label, nearest in part.unknown_columns]
    return [*part.warnings, *unknown]


def _seen_before(con: duckdb.DuckDBPyConnection) -> set[tuple[str, int, int]]:
    return set(con.execute("select original_path, bytes, modified_ns from meta.files").fetchall())


def _withdrawn(con: duckdb.DuckDBPyConnection) -> set[Owned]:
    rows = con.execute(
        "select f.centre, f.account, f.sha256 from meta.files f "
        "join meta.withdrawals w on w.file_id = f.file_id and w.undone_at is null"
    )
    return set(rows.fetchall())


def _loaded_before(con: duckdb.DuckDBPyConnection) -> dict[Owned, str]:
    rows = con.execute(
        "select centre, account, sha256, original_path from meta.files where status = 'loaded'"
    ).fetchall()
    return {(centre, account, sha256): path for centre, account, sha256, path in rows}
