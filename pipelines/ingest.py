"""What came in, loaded in groups and accounted for; one bad file never stops the others."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import islice

import duckdb

import sources
from pipelines.cards import card_path
from pipelines.originals import Original, drop, flush_to_disk, refuse
from pipelines.reception import Reception
from sources import Export
from warehouse import Home
from warehouse.loading import DoubtfulError, File, load

GROUP = 1024
"""Files that share a transaction: one commit each would cost the night most of its time."""

_NOT_TAKEN = "数据库没有接受这个文件，其他文件不受影响。请把隔离区里的副本交给维护人员。"

Progress = Callable[[int, int], None]


def ingest(
    con: duckdb.DuckDBPyConnection, home: Home, reception: Reception, *, now: datetime, progress: Progress
) -> None:
    """Load every new file of the inbox into the build file `con`."""
    exports, done = sources.exports(), 0
    for group in _groups(reception.files()):
        flush_to_disk()  # originals and cards before the rows that rest on them
        _load_group(con, home, group, exports, now)
        done += len(group)
        progress(done, len(reception))


def _groups(files: Iterator[File]) -> Iterator[list[File]]:
    while group := list(islice(files, GROUP)):
        yield group


def _load_group(
    con: duckdb.DuckDBPyConnection, home: Home, files: list[File], exports: Mapping[str, Export], now: datetime
) -> None:
    try:
        load(con, files, exports, now)
    except (duckdb.Error, DoubtfulError) as error:
        if len(files) == 1:
            _set_apart(home, files[0], str(error) if isinstance(error, DoubtfulError) else _NOT_TAKEN)
            load(con, files, exports, now)
            return
        for file in files:
            _load_group(con, home, [file], exports, now)


def _set_apart(home: Home, file: File, reason: str) -> None:
    """Quarantine a file that the readers took and the warehouse would not."""
    file.status, file.reason, file.parts, file.notes, file.withdrawn = "quarantined", reason, (), (), None
    card_path(home, file.sha256, file.centre, file.account).unlink(missing_ok=True)
    for kept in [p for p in home.originals.glob(f"{file.sha256}*") if p.suffix != ".toml"]:
        original = Original(kept, file.sha256)
        refuse(home, original, file.path, file.reason)
        drop(home, original)
