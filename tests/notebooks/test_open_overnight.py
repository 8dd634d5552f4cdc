"""A notebook left open overnight neither blocks the night nor breaks: it goes on seeing what it opened."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipelines.night import Night
from warehouse import Home, catalogue, connect

ROOT = Path(__file__).parents[2]
DAYS = "select as_of from meta.runs order by run_id"
LEFT_OPEN = f"""
import warehouse
con = warehouse.connect()
for _ in range(2):
    print(*(day for (day,) in con.execute("{DAYS}").fetchall()), flush=True)
    input()
"""


@pytest.fixture(autouse=True)
def _without_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is computed is not the point here, only who has which file open."""
    monkeypatch.setattr(catalogue, "load", lambda _: catalogue.Catalogue({}, {}, {}, {}))


def speak_for(home: Home, day: date) -> None:
    """One night without reports."""
    night = Night.of(home, day)
    for step in (night.take_in, night.build_core, night.compute, night.publish):
        step()


def test_a_notebook_left_open_neither_blocks_the_night_nor_breaks(empty_home: Callable[[], Home]):
    home = empty_home()
    speak_for(home, date(2024, 6, 19))
    kernel = subprocess.Popen(
        [sys.executable, "-c", LEFT_OPEN], cwd=ROOT, env={"MEDIA_METRICS_HOME": str(home.root)}, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert kernel.stdin
    assert kernel.stdout
    try:
        assert kernel.stdout.readline() == "2024-06-19\n"
        speak_for(home, date(2024, 6, 20))
        kernel.stdin.write("\n")
        kernel.stdin.flush()
        assert kernel.stdout.readline() == "2024-06-19\n"  # as it was when it was opened
        with connect(home.root) as con:
            assert [str(day) for (day,) in con.execute(DAYS).fetchall()] == ["2024-06-19", "2024-06-20"]
    finally:
        kernel.kill()
        kernel.communicate()
