"""Benchmarks run in fresh processes: how they are called, timed and remembered, and how a ratio is judged."""

import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.memory import Memory

ROOT = Path(__file__).parents[2]

console = Console(highlight=False, stderr=True)


def timed(what: str, command: list[str]) -> float:
    """Seconds that `command` takes."""
    return heard(what, command)[0]


def remembered(what: str, command: list[str]) -> Memory:
    """What memory `command` took."""
    with (
        console.status(what),
        subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=_environment()) as run,
    ):
        memory = Memory(run.pid)
        memory.start()
        code = run.wait()
    memory.join()
    assert code in (0, 1), what
    return memory


def heard(what: str, command: list[str]) -> tuple[float, str]:
    """(seconds, standard output) of a fresh process. Ours may end with 1: some figures lack data here."""
    with console.status(what):
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=_environment())
        seconds = time.perf_counter() - began
    if done.returncode not in (0, 1) or (done.returncode and "pipelines.cli" not in command):
        raise RuntimeError(f"{what}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    console.print(f"{seconds:8.2f} s  {what}")
    return seconds, done.stdout


def show_steps(what: str, command: list[str]) -> dict[str, float]:
    """Seconds per step of what is called `what`, printed with their shares."""
    watched: dict[str, float] = json.loads(heard(f"{what}, with a stopwatch in it", command)[1])
    whole = sum(watched.values())
    table = Table(title=f"{what}: share of each step", title_justify="left")
    for head in ("step", "seconds", "share"):
        table.add_column(head, justify="left" if head == "step" else "right")
    for step, seconds in watched.items():
        table.add_row(step, f"{seconds:.2f}", f"{seconds / whole:.0%}")
    console.print(table)
    return watched


def judge(what: str, value: float, word: str, bound: float) -> bool:
    """Whether `value` keeps to its bound, printed."""
    holds = value >= bound if word == "at least" else value <= bound
    verdict = "[green]kept[/]" if holds else "[bold red]missed[/]"
    console.print(f"[bold]{value:8.2f}[/]    {what}: {word} {bound:g}, {verdict}")
    return holds


def module(name: str, folder: Path, *arguments: date) -> list[str]:
    """The command that runs one of our modules over `folder`."""
    return [*python(name), str(folder), *(day.isoformat() for day in arguments)]


def python(name: str) -> list[str]:
    """The command that runs one of our modules."""
    return [sys.executable, "-m", f"{__package__}.{name}"]


def _environment() -> dict[str, str]:
    # Python keeps what it compiled, as on every machine that runs this more than once.
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
