"""The process beside the night: orders in their order, what stops one told as it is, nothing left running."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.beside import Beside, GetReady, Gone, Progress
from pipelines.config import ConfigError


@dataclass(frozen=True)
class Note:
    """Adds a line to a file, and counts its lines."""

    file: Path
    line: str

    def do(self, progress: Progress) -> int:
        with self.file.open("a") as file:
            file.write(f"{self.line}\n")
        written = len(self.file.read_text().splitlines())
        progress(written, 2)
        print("what somebody prints is no answer")
        return written


@dataclass(frozen=True)
class Stop:
    """Is stopped by an error of ours."""

    def do(self, _: Progress) -> None:
        raise ConfigError("第 3 行写错了")


class Untold(Exception):
    """Made from its words alone it would say something else."""

    def __init__(self, number: str) -> None:
        super().__init__(f"kept {number}")


@dataclass(frozen=True)
class StopOtherwise:
    """Is stopped by what cannot travel."""

    def do(self, _: Progress) -> None:
        raise Untold("7")


@dataclass(frozen=True)
class Die:
    """Ends the process in the middle of its work."""

    def do(self, _: Progress) -> None:
        os._exit(3)


@pytest.fixture
def beside() -> Iterator[Beside]:
    process = Beside()
    yield process
    process.stop()


def test_orders_are_done_one_after_the_other_and_answered_whoever_asks_first(beside: Beside, tmp_path: Path) -> None:
    file, heard = tmp_path / "notes", []
    first, second = beside.ask(Note(file, "a")), beside.ask(Note(file, "b"))
    assert second.result(lambda done, of: heard.append((done, of))) == 2
    assert first.result() == 1
    assert file.read_text() == "a\nb\n"
    assert heard == [(2, 2)]


def test_what_stops_an_order_is_told_as_it_is_and_the_next_is_done(beside: Beside, tmp_path: Path) -> None:
    stopped, after = beside.ask(Stop()), beside.ask(Note(tmp_path / "notes", "a"))
    with pytest.raises(ConfigError, match="第 3 行写错了") as told:
        stopped.result()
    assert "in do" in str(told.value.__cause__)
    assert after.result() == 1


def test_what_cannot_travel_is_told_in_its_words(beside: Beside) -> None:
    asked = beside.ask(StopOtherwise())
    for _ in range(2):  # asked again, it says so again
        with pytest.raises(RuntimeError, match=r"\Akept 7\Z"):
            asked.result()


def test_what_lies_in_the_folder_of_the_user_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("csv.py", "pipelines.py", "socket.py"):
        (tmp_path / name).write_text("raise SystemExit('somebody else wrote this')", "utf-8")
    monkeypatch.chdir(tmp_path)
    process = Beside()
    try:
        for module in ("csv", "socket", "pipelines.night"):
            assert process.ask(GetReady(module)).result() is None
    finally:
        process.stop()


def test_nobody_to_hear_its_answer_is_no_trouble(beside: Beside, capfd: pytest.CaptureFixture[str]) -> None:
    assert beside._process.stdout is not None
    beside.ask(GetReady("json")).result()
    beside._process.stdout.close()
    beside.ask(GetReady("json"))
    assert beside._process.wait(60) == 0
    assert capfd.readouterr().err == ""


NO_ERRORS = """
import sys
from pipelines.beside import Beside, GetReady
process = Beside()
print(sys.stderr, process.ask(GetReady("json")).result())
process.stop()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no sh there")
def test_without_a_place_for_errors_it_works_all_the_same() -> None:
    shell = f"exec {shlex.quote(sys.executable)} -c {shlex.quote(NO_ERRORS)} 2>&-"
    told = subprocess.run(["sh", "-c", shell], stdout=subprocess.PIPE, text=True, timeout=60, check=True)
    assert told.stdout.split() == ["None", "None"]


def test_a_death_is_told_to_whoever_waits_and_to_whoever_asks_later(beside: Beside, tmp_path: Path) -> None:
    with pytest.raises(Gone, match="重新运行"):
        beside.ask(Die()).result()
    with pytest.raises(Gone):
        beside.ask(Note(tmp_path / "notes", "x" * 1_000_000)).result()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed_from_outside_too(beside: Beside) -> None:
    asked = beside.ask(GetReady("this.is.not.there"))
    with pytest.raises(ModuleNotFoundError):
        asked.result()
    os.kill(beside._process.pid, signal.SIGKILL)
    with pytest.raises(Gone):
        beside.ask(GetReady("json")).result()
