"""What many tests share: one home with the sample and its night, made once for all workers, and homes of one's own."""

import gc
import os
import shutil
import time
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipelines.night import Night
from pipelines.setup import sample_home as write_sample_home
from warehouse import Home, catalogue, connect, create_home, open_home
from warehouse.figures import FigureRow, evaluate
from warehouse.home import HomeKind

AS_OF = date(2024, 6, 20)
PATIENCE_SECONDS = 300.0

MEMORY_DISK, ROOM = Path("/dev/shm"), 8 * 2**30
"""Where Linux keeps files in memory, and how much must be free there before tests keep theirs in it."""

gc.set_threshold(100_000)  # thousands of tests keep many objects: most collections would find nothing

# Neither Beijing's clock nor UTC: whatever asks the machine for the time of day by mistake is then wrong everywhere.
os.environ["TZ"] = "America/New_York"
if hasattr(time, "tzset"):
    time.tzset()


def _takes_our_files(disk: Path) -> bool:
    if not disk.is_dir() or shutil.disk_usage(disk).free < ROOM:
        return False
    return not os.statvfs(disk).f_flag & os.ST_NOEXEC  # some tests put programs there


if _takes_our_files(MEMORY_DISK):  # hundreds of nights wait for the disk
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY_DISK))


def pytest_unconfigure() -> None:
    """Hypothesis counts collections by a callback that outlives it, and DuckDB would tell of all that this keeps."""
    gc.callbacks.clear()


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The sample home after the night of 2024-06-20, the same for all tests: look at it, write nothing into it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # the folder above is then of this run, and of all its workers
        shared = shared.parent
    root = shared / "sample-home"
    _once(root, lambda: _sample_night(root))
    return open_home(root)


@pytest.fixture(scope="session")
def sample_figures(sample_home: Home) -> dict[str, FigureRow]:
    """Figure id -> its row as of 2024-06-20, from what the sample home has published."""
    with connect(sample_home.root) as con:
        return {row.id: row for row in evaluate(con, catalogue.load(sample_home.config), AS_OF)}


@pytest.fixture
def copied_home(sample_home: Home, tmp_path: Path) -> Home:
    """A copy of the sample home after its night, for tests that change something."""
    return open_home(shutil.copytree(sample_home.root, tmp_path / "copied-home"))


@pytest.fixture
def empty_home(tmp_path: Path) -> Callable[..., Home]:
    """Makes homes with nothing in them: empty_home(), empty_home("real"), empty_home(name="second")."""

    def make(kind: HomeKind = "sample", name: str = "home") -> Home:
        return create_home(tmp_path / name, kind)

    return make


def _sample_night(root: Path) -> None:
    night = Night.of(write_sample_home(root, seed=0), AS_OF)
    for step in (night.take_in, night.build_core, night.compute, night.publish, night.report):
        step()


def _once(thing: Path, make: Callable[[], None]) -> None:
    """Let the first worker that comes here make `thing`, and the others wait until it is done."""
    lock, done, failed = (thing.with_suffix(suffix) for suffix in (".lock", ".done", ".failed"))
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        _wait_for(done, failed)
        return
    try:
        make()
    except BaseException:
        failed.write_text(traceback.format_exc(), "utf-8")
        raise
    done.touch()


def _wait_for(done: Path, failed: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not done.exists():
        if failed.exists():
            pytest.fail(f"another worker could not make {done.stem}:\n{failed.read_text('utf-8')}", pytrace=False)
        if time.monotonic() > until:
            pytest.fail(f"{done.stem} was not made within {PATIENCE_SECONDS:.0f} seconds", pytrace=False)
        time.sleep(0.1)
