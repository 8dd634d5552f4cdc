"""Workers that die, hang or eat memory: the guilty file is refused by name, all others are read."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sources import Reading, _worker, read_all
from sources._reader import Aliases, Reader

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no memory limit on Windows")
GOOD = "日期,播放量\n2024-06-19,5\n2024-06-20,6\n"


class Trapped(Reader):
    """A reader that does what the text of a file tells it."""

    def read(self, path: Path, name: str) -> Reading:
        match path.read_text().strip():
            case "die":
                os.abort()
            case "hang":
                time.sleep(600)
            case "eat":
                return Reading(refusal=str(len(bytearray(2**40))))
        return super().read(path, name)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder; workers read with Trapped, which they can only know if they find this file."""
    monkeypatch.setattr(_worker, "start_worker", start_trapped)
    return tmp_path


def start_trapped(aliases: Aliases, memory: int) -> None:
    from sources import exports

    START(aliases, memory)
    _worker._reader = Trapped(exports(), aliases)


START = _worker.start_worker


def read_texts(folder: Path, texts: list[str], **more: float) -> list[Reading]:
    files = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.csv"
        path.write_text(text)
        files.append((path, path.name))
    readings = dict(read_all(files, {}, **more))  # type: ignore[arg-type]
    assert sorted(readings) == list(range(len(texts)))
    return [readings[number] for number in range(len(texts))]


def test_nothing_to_read() -> None:
    assert list(read_all([], {})) == []


def test_many_files_all_come_back(tmp_path: Path) -> None:
    readings = read_texts(tmp_path, [GOOD] * 120)
    assert all(reading.parts[0].columns["views"] == [5, 6] for reading in readings)


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    ((index, reading),) = read_all([(tmp_path / "gone.csv", "gone.csv")], {})
    assert index == 0
    assert reading.refusal is not None
    assert "打不开" in reading.refusal


def test_what_the_user_taught_reaches_the_workers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(GOOD.replace("播放量", "看了几次"))
    ((_, reading),) = read_all([(path, "a.csv")], {"douyin_metric_days": {"看了几次": "views"}})
    assert reading.parts[0].columns["views"] == [5, 6]


def test_only_the_guilty_files_of_a_chunk_are_refused(folder: Path) -> None:
    readings = read_texts(folder, [GOOD, "die", GOOD, "eat", GOOD, "hang", GOOD], seconds=2)
    assert [reading.refusal is None for reading in readings] == [True, False] * 3 + [True]
    assert "中断" in str(readings[1].refusal)
    assert "中断" in str(readings[3].refusal)
    assert "2 秒" in str(readings[5].refusal)


def test_a_worker_has_a_limit_on_its_memory(tmp_path: Path) -> None:
    """A true file that needs more than the worker may take."""
    path = tmp_path / "wide.csv"
    path.write_text(GOOD + "2024-06-21,7\n" * 1_500_000)
    ((_, reading),) = read_all([(path, "wide.csv")], {}, memory=300 * 2**20)
    assert reading.refusal is not None
    assert "内存" in reading.refusal


def test_a_pool_that_cannot_start_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_worker, "start_worker", fail_to_start)
    with pytest.raises(RuntimeError):
        read_texts(tmp_path, [GOOD])


def fail_to_start(aliases: Aliases, memory: int) -> None:
    raise OSError


def test_leaving_early_stops_the_workers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(GOOD)
    readings = read_all([(path, "a.csv")] * 200, {})
    next(readings)
    readings.close()  # type: ignore[attr-defined]


PROGRAM = """
import dagster, duckdb, pandas, sys
sys.path.insert(0, {root!r})
import sources
from pathlib import Path
from sources import _worker, Reading

assert __name__ == "__main__", "a worker has imported the program again"

if __name__ == "__main__":
    files = [(Path({file!r}), "a.csv")]
    (_, reading), = sources.read_all(files, {{}})
    assert reading.parts[0].rows_loaded == 2, reading
    assert sys.modules["__main__"].__file__ == __file__
    import probe
    _worker.read_chunk = probe.loaded
    print([reading.refusal for _, reading in sources.read_all(files, {{}})])
"""
PROBE = """
import sys
from sources import Reading

def loaded(chunk):
    heavy = ("pandas", "duckdb", "dagster", "pipelines", "warehouse", "openpyxl", "lxml", "sources.sample")
    return [(index, Reading(refusal=",".join(name for name in heavy if name in sys.modules))) for index, *_ in chunk]
"""


def test_workers_carry_nothing_of_the_program_that_calls(tmp_path: Path) -> None:
    """From a program that has loaded Dagster and DuckDB, that lies elsewhere, and that must not be run twice."""
    file = tmp_path / "a.csv"
    file.write_text(GOOD)
    root = str(Path(_worker.__file__).parents[1])
    (tmp_path / "program.py").write_text(PROGRAM.format(root=root, file=str(file)))
    (tmp_path / "probe.py").write_text(PROBE)
    ran = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.stderr == ""
    assert ran.stdout.strip() == "['']"
