"""The summary that the process beside the night writes: the same one, its troubles told to whoever waits for it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from pipelines.beside import Beside
from pipelines.reports.report import Report
from pipelines.reports.summaries import at_once, written_by
from warehouse import Home, catalogue, connect
from warehouse.figures import FigureRow

AS_OF = date(2024, 6, 20)


@pytest.fixture(scope="module")
def report(sample_home: Home, sample_figures: dict[str, FigureRow]) -> Iterator[Report]:
    rows = list(sample_figures.values())
    known = catalogue.load(sample_home.config)
    with connect(sample_home.root) as con:
        yield Report(rows, known, con, "样例县融媒体中心", AS_OF, "jianhu", datetime(2024, 6, 21, 2, 30), True)


@pytest.fixture(scope="module")
def beside() -> Iterator[Beside]:
    process = Beside()
    yield process
    process.stop()


def test_it_is_the_same(report: Report, beside: Beside, sample_home: Home, tmp_path: Path) -> None:
    writers = {"here": at_once, "beside": written_by(beside, sample_home.root)}
    waits = [begin(tmp_path / name / "汇总.xlsx", report) for name, begin in writers.items()]
    for wait in waits:
        wait()
    here, there = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("here", "beside")
    )
    assert "汇总.xlsx" in here
    assert here == there


def test_the_disk_that_refuses_is_told_to_whoever_waits(
    report_over: Callable[..., Report], beside: Beside, reported_home: Home, tmp_path: Path
):
    (tmp_path / "no folder").write_text("a file")
    with connect(reported_home.root) as con:
        wait = written_by(beside, reported_home.root)(tmp_path / "no folder" / "汇总.xlsx", report_over(con, []))
    with pytest.raises(OSError, match="no folder"):
        wait()


def test_who_writes_the_page_does_not_import_openpyxl() -> None:
    asked = "import sys, pipelines.reports.documents; print('openpyxl' in sys.modules, 'numpy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
