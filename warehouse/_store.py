"""The two files of the warehouse: the build file that the night writes, the published copy that people read."""

import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from warehouse.home import Home, find_home

TIME_ZONE = "Asia/Shanghai"
LOCK_WAIT_SECONDS = 10.0
MEMORY_LIMIT = "3GB"
"""What a connection may take of an office's computer; what needs more goes through files beside it, and is slower."""


class StoreBusy(Exception):
    """Another run holds the build file; the message names it."""


class NotPublished(Exception):
    """Nothing has been published yet in this home."""


def connect(home: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published warehouse of `home` (looked up if not given), with no way to other files.

    Each call sees what is published then. A cursor of it begins in an empty database: `use warehouse` leads to ours.

    Raises NotPublished before the first night, HomeError when there is no home.
    """
    published = find_home(home).published
    if not published.is_file():
        raise NotPublished(f"{published} 还没有发布的数据。请先运行 media-metrics nightly。")
    return open_read_only(published)


def open_read_only(database: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to one of the two files as it is now, with no way to others.

    Who detaches that file himself could attach it again to write; nothing of ours does.
    """
    con = duckdb.connect()
    path = str(database).replace("'", "''")
    # Attached, since a program that has the file open already would be given what it opened then, were it of yesterday.
    con.execute(f"attach '{path}' as warehouse (read_only)").fetchall()
    con.execute("use warehouse").fetchall()
    con.execute(f"set temp_directory = '{path}.tmp'").fetchall()
    return _confine(con)


def with_own_temp(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Another connection to what `con` reads; their TEMP tables are their own."""
    own = con.cursor()
    (database,) = con.execute("select current_database()").fetchall()[0]
    own.execute(f'use "{database}"').fetchall()
    return own


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """What is done inside is done whole, with one commit, or on an error not at all."""
    con.execute("begin")
    try:
        yield
    except BaseException:
        con.execute("rollback")
        raise
    con.execute("commit")


@contextmanager
def building(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The only writable connection to the build file, with no way to other files; checkpointed and closed at the end.

    Raises StoreBusy when another process has been building for longer than the waiting time.
    """
    with _lock(home.root / ".build.lock"):
        con = duckdb.connect(str(home.build))
        try:
            yield _confine(con)
            con.execute("checkpoint")
        finally:
            con.close()


@contextmanager
def replacing(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a new build file beside the old one, which it replaces by one rename if all goes well to the end.

    Meanwhile nobody else can build. Raises StoreBusy as `building` does.
    """
    beside = home.build.with_suffix(".next")
    with _lock(home.root / ".build.lock"):
        _remove(beside)  # of a rebuild that was cut off
        if _log_of(home.build).exists():  # of a night that was cut off: to be in the old one before its log goes
            with suppress(duckdb.Error):
                duckdb.connect(str(home.build)).close()
        con = duckdb.connect(str(beside))
        try:
            yield _confine(con)
            con.execute("checkpoint")
        except BaseException:
            con.close()
            _remove(beside)
            raise
        con.close()
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        _log_of(home.build).unlink(missing_ok=True)  # of an old one that cannot be opened: not for the new one
        os.replace(beside, home.build)


def _remove(database: Path) -> None:
    for path in (database, _log_of(database)):
        path.unlink(missing_ok=True)


def _log_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.wal")


def publish(home: Home) -> None:
    """Put a copy of the closed build file in place of what people read, by one rename."""
    beside = home.published.with_suffix(".next")
    with _lock(home.root / ".build.lock"):
        shutil.copyfile(home.build, beside)
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(beside, home.published)


def confined_memory() -> duckdb.DuckDBPyConnection:
    """An empty in-memory connection that can read no file."""
    return _confine(duckdb.connect())


def _confine(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    con.execute(f"set global TimeZone = '{TIME_ZONE}'")  # for its cursors, too
    con.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
    if con.execute("select current_setting('enable_progress_bar')").fetchall()[0][0]:  # Jupyter refuses to set it
        con.execute("set enable_progress_bar = false")
    # Entries of the user are SQL, and run here too.
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")
    return con


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    # DuckDB's own lock is lost when any code opens and closes the file, so one of ours stands beside it.
    with path.open("a+") as file:
        _wait_for(file.fileno(), path)
        path.write_text(f"{os.getpid()}", "utf-8")
        try:
            yield
        finally:
            path.write_text("", "utf-8")
            _release(file.fileno())


def _wait_for(descriptor: int, path: Path) -> None:
    until = time.monotonic() + LOCK_WAIT_SECONDS
    while not _try_lock(descriptor):
        if time.monotonic() > until:
            holder = path.read_text("utf-8").strip() or "?"
            raise StoreBusy(f"另一个任务（进程 {holder}）正在写入数据，请等它结束后再试。")
        time.sleep(0.1)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            os.lseek(descriptor, 0x7FFF0000, os.SEEK_SET)  # past the text, which others may then read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(descriptor: int) -> None:
        os.lseek(descriptor, 0x7FFF0000, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def dicts(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """The rows that `sql` gives, each as column -> value."""
    cursor = con.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Put a few `rows` into `table` by one statement: by one for each it takes several times as long."""
    places = ", ".join(f"({', '.join('?' * len(row))})" for row in rows)
    con.execute(f"insert into {table} values {places}", [value for row in rows for value in row]).fetchall()
