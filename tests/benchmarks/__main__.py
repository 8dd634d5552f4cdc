"""The night beside the analyst's script, and one more day beside the imports alone, measured in one run.

`python -m tests.benchmarks` runs both parts, `python -m tests.benchmarks year` or `day` one of them. Exit code 1 if a
ratio is missed. Nothing is kept.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import isclose
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.benchmarks import year
from warehouse import create_home

ROOT = Path(__file__).parents[2]
PARTS = ("year", "day")
AT_LEAST, AT_MOST = 5.0, 4.0
"""How many times faster than the analyst a whole night must be; how many times the imports one more day may take."""
IMPORTS = "import dagster, pandas, duckdb"
DAYS = 3

console = Console(highlight=False, stderr=True)


def main(parts: Sequence[str]) -> int:
    """Run `parts`, print what they took, and return the exit code."""
    if unknown := set(parts) - set(PARTS):
        console.print(f"unknown part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
        return 2
    with tempfile.TemporaryDirectory(prefix="media-metrics-bench-") as folder:
        home = _home_with_a_year(Path(folder))
        kept = [_year(Path(folder), home)] if "year" in parts else []
        if "year" not in parts:
            _timed("a night, so that there is a year", _night(home, year.LAST))
        if "day" in parts:
            kept.append(_day(home))
    return 0 if all(kept) else 1


def _home_with_a_year(folder: Path) -> Path:
    home = folder / "home"
    made = create_home(home, "sample")
    shutil.copy(Path(__file__).with_name("figures.toml"), made.config)
    with console.status("") as status:
        for day in year.write_days(made.inbox):
            status.update(f"writing exports of {day}")
    return home


def _year(folder: Path, home: Path) -> bool:
    """Whether a whole night over a year of exports is fast enough, and says what the analyst says."""
    again, watched = (shutil.copytree(home, folder / name, copy_function=os.link) for name in ("again", "watched"))
    nights = [_timed("the whole night over a year", _night(home, year.LAST))]
    analyst, said = _heard("the analyst's script", _module("analyst", home / "inbox", year.LAST))
    nights.append(_timed("the whole night, in another home", _night(again, year.LAST)))
    _compare(home, said)
    _show_steps("the whole night", _module("steps", watched, year.LAST))
    ratio = analyst / statistics.mean(nights)
    return _judge("the analyst's script / the whole night", ratio, AT_LEAST, lambda ratio: ratio >= AT_LEAST)


def _day(home: Path) -> bool:
    """Whether a night that finds one more day of exports takes little longer than the imports that it needs."""
    days = [year.LAST + timedelta(n) for n in range(1, DAYS + 2)]
    nights, imports = [], []
    for day in days[:-1]:
        list(year.write_days(home / "inbox", day, day))
        nights.append(_timed(f"one more day, {day}", _night(home, day)))
        imports.append(_timed(IMPORTS, [sys.executable, "-c", IMPORTS]))
    list(year.write_days(home / "inbox", days[-1], days[-1]))
    _show_steps("one more day", _module("steps", home, days[-1]))
    ratio = statistics.median(nights) / statistics.median(imports)
    return _judge(f"one more day / {IMPORTS} (medians of {DAYS})", ratio, AT_MOST, lambda ratio: ratio <= AT_MOST)


def _compare(home: Path, said: str) -> None:
    """Raises AssertionError when our figures are not those of the analyst."""
    ours = subprocess.run([*_ours("figures", home, year.LAST), "--json"], capture_output=True, check=True, cwd=ROOT)
    values = {row["id"]: row["value"] for row in json.loads(ours.stdout)}
    theirs: dict[str, float] = json.loads(said)
    apart = {
        n: (v, values[n]) for n, v in theirs.items() if values[n] is None or not isclose(v, values[n], rel_tol=1e-9)
    }
    assert not apart, f"figure: (the analyst's, ours) {apart}"
    console.print(f"  all {len(theirs)} figures are the same")


def _night(home: Path, day: date) -> list[str]:
    return _ours("nightly", home, day)


def _ours(verb: str, home: Path, day: date) -> list[str]:
    return [sys.executable, "-m", "pipelines.cli", verb, "--home", str(home), "--as-of", day.isoformat()]


def _module(name: str, folder: Path, day: date) -> list[str]:
    return [sys.executable, "-m", f"{__package__}.{name}", str(folder), day.isoformat()]


def _timed(what: str, command: list[str]) -> float:
    return _heard(what, command)[0]


def _heard(what: str, command: list[str]) -> tuple[float, str]:
    """(seconds, standard output) of a fresh process. Ours may end with 1: some figures lack data here."""
    # Python keeps what it compiled, as on every machine that runs this more than once.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with console.status(what):
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)
        seconds = time.perf_counter() - began
    if done.returncode not in (0, 1) or (done.returncode and "pipelines.cli" not in command):
        raise RuntimeError(f"{what}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    console.print(f"{seconds:8.2f} s  {what}")
    return seconds, done.stdout


def _show_steps(what: str, command: list[str]) -> None:
    watched: dict[str, Any] = json.loads(_heard(f"{what}, with a stopwatch in it", command)[1])
    whole = sum(watched["seconds"].values())
    table = Table(title=f"{what}: share of each step", title_justify="left")
    for head in ("step", "seconds", "share"):
        table.add_column(head, justify="left" if head == "step" else "right")
    for step, seconds in watched["seconds"].items():
        table.add_row(step, f"{seconds:.2f}", f"{seconds / whole:.0%}")
    console.print(table)
    console.print(f"  peak memory: {watched['parent_mb']:.0f} MB, each worker at most {watched['worker_mb']:.0f} MB")


def _judge(what: str, ratio: float, bound: float, holds: Callable[[float], bool]) -> bool:
    word = "at least" if holds(bound + 1) else "at most"
    verdict = "[green]kept[/]" if holds(ratio) else "[bold red]missed[/]"
    console.print(f"[bold]{ratio:8.2f}[/]    {what}: {word} {bound:g}, {verdict}")
    return holds(ratio)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or PARTS))
