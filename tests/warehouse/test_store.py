"""The build file and what people read: one writer, whole versions, and nothing lost when a process dies."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from _exports import DOUYIN, LOADED_AT, listed, rows_of, work

from warehouse import (
    Home,
    HomeError,
    NotPublished,
    StoreBusy,
    _store,
    building,
    connect,
    create_home,
    publish,
    transaction,
)
from warehouse.build import prepare
from warehouse.loading import load

ROOT = Path(__file__).parents[2]
EXPORTS = {"douyin_list": DOUYIN}

HOLD = """
import sys
from pathlib import Path
from warehouse import building, open_home
with building(open_home(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""
LOAD_FOR_EVER = """
import sys
from itertools import count
from pathlib import Path
from _exports import DOUYIN, LOADED_AT, listed, work
from warehouse import building, open_home
from warehouse.build import prepare
from warehouse.loading import load
exports = {"douyin_list": DOUYIN}
with building(open_home(Path(sys.argv[1]))) as con:
    prepare(con, exports)
    for group in count(1):
        works = [work("06-01", group, clock=f"08:00:{second:02}") for second in range(50)]
        load(con, [listed("06-19", DOUYIN, *works), listed("06-20", DOUYIN, *works)], exports, LOADED_AT)
        print(group, flush=True)
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return create_home(tmp_path / "office", "sample")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that is only read."""
    home = create_home(tmp_path_factory.mktemp("published") / "office", "sample")
    take_in(home, 10)
    (home.root / "rows.csv").write_text("a,b\n1,2\n", "utf-8")
    return home


def take_in(home: Home, views: int) -> None:
    """One night: a list with one work, published."""
    with building(home) as con:
        prepare(con, EXPORTS)
        load(con, [listed("06-19", DOUYIN, work("06-01", views))], EXPORTS, LOADED_AT)
    publish(home)


def views(con: duckdb.DuckDBPyConnection) -> list[tuple[int]]:
    return rows_of(con, "select views from raw.douyin_list order by 1")


@contextmanager
def running(code: str, home: Home) -> Iterator[subprocess.Popen[str]]:
    """A process of its own that runs `code`; killed on the way out."""
    paths = os.pathsep.join((str(ROOT), str(Path(__file__).parent)))
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(home.root)], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": paths},
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


# ---- what people read ----------------------------------------------------------------------------


def test_before_the_first_night_there_is_nothing_to_read(home: Home) -> None:
    with pytest.raises(NotPublished, match="nightly"):
        connect(home.root)


def test_without_a_home_there_is_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(HomeError):
        connect(tmp_path)


def test_a_reader_keeps_its_version_until_it_opens_again(home: Home) -> None:
    take_in(home, 10)
    with connect(home.root) as reader:
        take_in(home, 20)
        assert views(reader) == [(10,)]
        with connect(home.root) as again:  # as who runs the first cell of a notebook again
            assert views(again) == [(10,), (20,)]
        assert views(reader) == [(10,)]


def test_a_cursor_comes_to_it_by_its_name(home: Home) -> None:
    take_in(home, 10)
    with connect(home.root) as reader, reader.cursor() as another:
        another.execute("use warehouse").fetchall()
        assert views(another) == [(10,)]


def test_a_home_may_have_a_quote_in_its_name(tmp_path: Path) -> None:
    home = create_home(tmp_path / "o'ffice", "sample")
    take_in(home, 10)
    with connect(home.root) as reader:
        assert views(reader) == [(10,)]


def test_what_is_not_published_is_not_read(home: Home) -> None:
    take_in(home, 10)
    with building(home) as con:
        load(con, [listed("06-20", DOUYIN, work("06-02", 99))], EXPORTS, LOADED_AT)
    with connect(home.root) as reader:
        assert views(reader) == [(10,)]


def test_a_copy_that_breaks_off_leaves_the_old_version(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(home, 10)

    def half(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:5000])
        raise OSError("no space left on device")

    monkeypatch.setattr(_store.shutil, "copyfile", half)
    with pytest.raises(OSError, match="no space"):
        take_in(home, 20)
    with connect(home.root) as reader:
        assert views(reader) == [(10,)]
    monkeypatch.undo()
    take_in(home, 30)
    with connect(home.root) as reader:
        assert views(reader) == [(10,), (20,), (30,)]


# ---- what a reader cannot do ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "insert into meta.files (file_id) values (1)",
        "drop table raw.douyin_list",
        "create table report.mine as select 1",
    ],
)
def test_readers_cannot_write(published: Home, statement: str) -> None:
    with connect(published.root) as reader, pytest.raises(duckdb.InvalidInputException, match="read-only"):
        reader.execute(statement)


def test_readers_may_keep_temp_tables(published: Home) -> None:
    with connect(published.root) as reader:
        reader.execute("create temp table mine as select * from raw.douyin_list")
        assert rows_of(reader, "select count(*) from mine") == [(1,)]


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('{folder}/rows.csv')",
        "select * from read_csv('{folder}/rows.csv')",
        "select * from '{folder}/rows.csv'",
        "select * from glob('{folder}/*')",
        "attach '{folder}/build.duckdb' as other (read_only)",
        "copy (select 1) to '{folder}/stolen.csv'",
    ],
)
def test_sql_reaches_no_other_file(published: Home, statement: str) -> None:
    asked = statement.format(folder=published.root)
    with connect(published.root) as reader, pytest.raises((duckdb.PermissionException, duckdb.CatalogException)):
        reader.execute(asked).fetchall()
    if not asked.startswith(("attach", "copy")):
        assert duckdb.execute(asked).fetchall()  # where nothing is confined, the statement does read the file


def test_nor_does_the_writer(home: Home, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("a,b\n1,2\n", "utf-8")
    for asked in (
        "select * from read_csv('{}/rows.csv')",
        "copy (select 1) to '{}/stolen.csv'",
        "attach '{}/other.duckdb' as other",
        "set enable_external_access = true",
    ):
        with building(home) as con, pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException)):
            con.execute(asked.format(tmp_path)).fetchall()
    assert {path.name for path in tmp_path.iterdir()} == {"rows.csv", home.root.name}


def test_what_does_not_fit_in_memory_lies_beside_the_file(published: Home) -> None:
    with connect(published.root) as reader:
        assert rows_of(reader, "select current_setting('temp_directory')") == [(f"{published.published}.tmp",)]


@pytest.mark.parametrize("statement", ["set enable_external_access = true", "set TimeZone = 'UTC'", "reset TimeZone"])
def test_the_configuration_is_locked(published: Home, statement: str) -> None:
    with connect(published.root) as reader, pytest.raises(duckdb.Error, match="lock"):
        reader.execute(statement)


def test_memory_is_confined_as_well(published: Home) -> None:
    with _store.confined_memory() as con, pytest.raises(duckdb.PermissionException):
        con.execute(f"select * from read_text('{published.root}/rows.csv')").fetchall()


def test_every_connection_is_in_beijing(published: Home, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    with connect(published.root) as reader, reader.cursor() as another:
        assert rows_of(reader, "select current_setting('TimeZone')") == [("Asia/Shanghai",)]
        assert rows_of(another, "select current_setting('TimeZone')") == [("Asia/Shanghai",)]
    with building(home) as con:
        assert rows_of(con, "select current_setting('TimeZone')") == [("Asia/Shanghai",)]


def test_tables_of_another_database_are_not_taken_for_ours() -> None:
    with duckdb.connect() as con:
        con.execute("attach ':memory:' as other")
        con.execute("create schema other.raw; create table other.raw.douyin_list (source_row bigint)")
        prepare(con, EXPORTS)
        load(con, [listed("06-20", DOUYIN, work("06-01", 7))], EXPORTS, LOADED_AT)
        assert views(con) == [(7,)]


def test_a_transaction_is_whole_or_nothing() -> None:
    with duckdb.connect() as con:
        con.execute("create table t (n bigint)")
        with transaction(con):
            con.execute("insert into t values (1)")
        with pytest.raises(duckdb.CatalogException), transaction(con):
            con.execute("insert into t values (2); from no_such_table")
        assert rows_of(con, "from t") == [(1,)]
        con.execute("checkpoint")  # nothing is left open


# ---- one writer ----------------------------------------------------------------------------------


def test_a_second_writer_is_told_who_is_writing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_store, "LOCK_WAIT_SECONDS", 0.0)
    with running(HOLD, home) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreBusy, match=rf"进程 {holder.pid}）"), building(home):
            pass
        with pytest.raises(StoreBusy):
            publish(home)
    with building(home) as con:  # and the lock goes with its holder
        assert rows_of(con, "select 1") == [(1,)]


def test_after_an_error_the_next_writer_gets_in(home: Home) -> None:
    take_in(home, 10)
    with pytest.raises(duckdb.CatalogException), building(home) as con:
        con.execute("begin; delete from raw.douyin_list; select * from no_such_table")
    with building(home) as con:
        assert views(con) == [(10,)]


def test_no_write_ahead_log_stays_behind(home: Home) -> None:
    take_in(home, 10)
    assert not list(home.root.glob("*.wal"))


# ---- a process that dies -------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_in_the_middle_of_loading_it_keeps_whole_groups_and_the_published_version(home: Home) -> None:
    take_in(home, 10)
    with running(LOAD_FOR_EVER, home) as writer:
        assert writer.stdout is not None
        for _ in range(3):
            committed = int(writer.stdout.readline())
        os.kill(writer.pid, signal.SIGKILL)
        committed = max([committed, *map(int, writer.stdout.read().split())])
    with connect(home.root) as reader:
        assert views(reader) == [(10,)]
    with building(home) as con:
        groups = rows_of(con, "select views, count(*) from raw.douyin_list where views <> 10 group by 1 order by 1")
        assert groups == [(group, 100) for group in range(1, len(groups) + 1)]
        assert len(groups) in (committed, committed + 1)  # killed between the commit and telling of it
        assert rows_of(con, "select count(*), sum(rows_loaded) from meta.parts") == [
            (1 + 2 * len(groups), 1 + 100 * len(groups))
        ]
    publish(home)
    with connect(home.root) as reader:
        assert rows_of(reader, "select count(*) from raw.douyin_list") == [(1 + 100 * len(groups),)]
