"""Dagster's history of runs, in its own files, each opened once a night instead of once per event."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
from alembic.config import Config
from alembic.script import ScriptDirectory
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from sqlalchemy import Connection, Engine, StaticPool, create_engine
from sqlalchemy.event import listen, remove


@contextmanager
def instance_of(folder: Path) -> Iterator[dg.DagsterInstance]:
    """The instance whose home is `folder`, with the history as `dagster dev` shows it."""
    log = {"module": __name__, "class": EventLog.__name__, "config": {"base_dir": str(folder / "history" / "runs")}}
    quiet = {"module": "dagster._core.storage.noop_compute_log_manager", "class": "NoOpComputeLogManager", "config": {}}
    overrides = {"event_log_storage": log, "compute_logs": quiet}
    with (
        _scripts_read_once(),
        _written_ahead(),
        dg.DagsterInstance.local_temp(str(folder), overrides=overrides) as instance,
    ):
        yield instance


@contextmanager
def _scripts_read_once() -> Iterator[None]:
    """Dagster's ninety migration scripts are read once a night instead of at each look at each of its files."""
    read = ScriptDirectory.from_config
    held: dict[str | None, ScriptDirectory] = {}

    def once(config: Config) -> ScriptDirectory:
        place = config.get_main_option("script_location")
        if place not in held:
            held[place] = read(config)
        return held[place]

    setattr(ScriptDirectory, "from_config", once)  # noqa: B010
    try:
        yield
    finally:
        setattr(ScriptDirectory, "from_config", read)  # noqa: B010


@contextmanager
def _written_ahead() -> Iterator[None]:
    """Dagster's files do not wait for the disk at each of their changes, of which the first night makes hundreds."""
    listen(Engine, "connect", _write_ahead)
    try:
        yield
    finally:
        remove(Engine, "connect", _write_ahead)


def _write_ahead(con: sqlite3.Connection, _: object) -> None:
    con.execute("pragma journal_mode = wal")
    con.execute("pragma synchronous = normal")  # a power cut may cost the last events, never the file


class EventLog(SqliteEventLogStorage):
    """The event log: the same files and tables, one connection each."""

    def __init__(self, base_dir: str, inst_data: Any = None) -> None:
        self._engines: dict[str, Engine] = {}
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(cls, inst_data: Any, config_value: Any) -> "EventLog":
        return cls(inst_data=inst_data, **config_value)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock:
            if shard not in self._engines:
                self._engines[shard] = self._opened(shard)
            with self._engines[shard].begin() as con:
                yield con

    def _opened(self, shard: str) -> Engine:
        shared = {"timeout": 30, "check_same_thread": False}  # _db_lock lets in one thread at a time
        engine = create_engine(self.conn_string_for_shard(shard), poolclass=StaticPool, connect_args=shared)
        if not Path(self.path_for_shard(shard)).exists():
            self._initdb(engine)
        return engine

    def dispose(self) -> None:
        for engine in self._engines.values():
            engine.dispose()
        self._engines.clear()
