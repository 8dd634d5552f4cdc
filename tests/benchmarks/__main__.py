"""The night beside the analyst's script, reading beside inflating, one more day beside the imports alone, and the
as-of table of a million works beside a query written by hand, the page over 100,000 works: in one run.

`python -m tests.benchmarks` runs all parts, `python -m tests.benchmarks year` (or `reading`, `day`, `million`, `text`,
`page`) one of them. Exit code 1 if a ratio is missed. Nothing is kept.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from math import isclose
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks import year
from tests.benchmarks.memory import Memory
from warehouse import create_home

ROOT = Path(__file__).parents[2]
PARTS = ("year", "reading", "day", "million", "text", "page")
OF_A_YEAR = frozenset({"year", "reading", "day"})
TIMES_FASTER = 5.0
"""How many times faster than the analyst a whole night must be."""
TIMES_THE_IMPORTS = 4.0
"""How many times the imports alone one more day may take."""
TIMES_INFLATING = 8.0
"""How many times the inflating alone the reading of all files may take."""
PARENT_MB = 300.0
"""Memory that the night itself may take; its readers have a limit of their own."""
TIMES_BY_HAND, TIMES_A_SCAN, TIMES_INTO_EMPTY, TIMES_PER_ROW = 1.5, 15.0, 3.0, 1.3
"""How many times the query written by hand, the bare scan, the load into nothing, and each row at half the size."""
NOTICE_SECONDS, TEN_TIMES = 0.5, 14.0
"""Processor seconds that reading a notice may take, and how many times as long ten times the text."""
PAGE_SECONDS, PAGE_MB = 1.0, 1.0
"""Until something is seen of the page, and its size beside plotly."""
MILLION_MB = 4096.0
"""Memory for the as-of table of a million works, and of two."""
IMPORTS = "import dagster, pandas, duckdb"
DAYS = 3

console = Console(highlight=False, stderr=True)


def main(parts: Sequence[str]) -> int:
    """Run `parts`, print what they took, and return the exit code."""
    if unknown := set(parts) - set(PARTS):
        console.print(f"unknown part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
        return 2
    with tempfile.TemporaryDirectory(prefix="media-metrics-bench-") as folder:
        kept = _with_a_year(Path(folder), parts) if OF_A_YEAR & set(parts) else []
        if "million" in parts:
            kept.append(_million(Path(folder)))
        if "text" in parts:
            kept.append(_text())
        if "page" in parts:
            kept.append(_page(Path(folder)))
    return 0 if all(kept) else 1


def _with_a_year(folder: Path, parts: Sequence[str]) -> list[bool]:
    home = _home_with_a_year(folder)
    kept = [_reading(home)] if "reading" in parts else []
    if "year" in parts:
        kept.append(_year(folder, home))
    elif "day" in parts:
        _timed("a night, so that there is a year", _night(home, year.LAST))
    if "day" in parts:
        kept.append(_day(home))
    return kept


def _home_with_a_year(folder: Path) -> Path:
    home = folder / "home"
    made = create_home(home, "sample")
    shutil.copy(Path(__file__).with_name("figures.toml"), made.config)
    with console.status("") as status:
        for day in year.write_days(made.inbox):
            status.update(f"writing exports of {day}")
    return home


def _reading(home: Path) -> bool:
    """Whether all files are read in little more time than it takes to inflate them."""
    said = _heard("reading a year of files, and inflating them", [*_module("reading", home / "inbox")])[1]
    seconds: dict[str, float] = json.loads(said)
    for what, took in seconds.items():
        console.print(f"{took:8.2f} s  {what}")
    return _judge("reading / only inflating", seconds["reading"] / seconds["inflating"], "at most", TIMES_INFLATING)


def _year(folder: Path, home: Path) -> bool:
    """Whether a whole night over a year of exports is fast enough, and says what the analyst says."""
    again, watched = (shutil.copytree(home, folder / name, copy_function=os.link) for name in ("again", "watched"))
    nights = [_timed("the whole night over a year", _night(home, year.LAST))]
    analyst, said = _heard("the analyst's script", _module("analyst", home / "inbox", year.LAST))
    memory, seconds = _remembered("the whole night, in another home", _night(again, year.LAST))
    nights.append(seconds)
    _compare(home, said)
    _show_steps("the whole night", _module("steps", watched, year.LAST))
    console.print(f"  peak memory of the largest process below the night: {memory.largest_below:.0f} MB")
    lean = _judge("MB of the night itself", memory.parent, "at most", PARENT_MB)
    ratio = analyst / statistics.mean(nights)
    return _judge("the analyst's script / the whole night", ratio, "at least", TIMES_FASTER) and lean


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
    return _judge(f"one more day / {IMPORTS} (medians of {DAYS})", ratio, "at most", TIMES_THE_IMPORTS)


def _million(folder: Path) -> bool:
    """Whether the as-of table, the figures over it and one more load keep to what a million works should cost."""
    one, two = (_works(folder, millions) for millions in (1, 2))
    kept = []
    for name, took in (("1 million works", one), ("2 million works", two)):
        for what, ratio, bound in (
            ("the as-of table / a query written by hand", took["as_of"] / took["by_hand"], TIMES_BY_HAND),
            ("all figures of works / a bare scan", took["figures"] / took["scan"], TIMES_A_SCAN),
            ("10,000 observations more / into nothing", took["load"] / took["load_empty"], TIMES_INTO_EMPTY),
            ("MB of memory", took["megabytes"], MILLION_MB),
        ):
            kept.append(_judge(f"{name}: {what}", ratio, "at most", bound))
    growth = (two["as_of"] / two["works"]) / (one["as_of"] / one["works"])
    kept.append(_judge("the as-of table per row, of 2 million / of 1 million", growth, "at most", TIMES_PER_ROW))
    return all(kept)


def _text() -> bool:
    """Whether a notice is read in a moment, and whatever a text is full of in linear time."""
    took: dict[str, float] = json.loads(_heard("reading texts of up to 10 MB", _python("text"))[1])
    kept = [
        _judge("processor seconds for one notice beyond start-up", took["notice"], "at most", NOTICE_SECONDS),
        _judge("ten times the text / the text, as such notices are written", took["written"], "at most", TEN_TIMES),
        _judge("the same, of what costs most", took["worst"], "at most", TEN_TIMES),
    ]
    return all(kept)


def _page(folder: Path) -> bool:
    """Whether the page is small, and seen at once where there is a Chromium to see it."""
    took: dict[str, float] = json.loads(_heard("the page over 100,000 works", _module("page", folder / "page"))[1])
    console.print(f"{took['writing']:8.2f} s  writing it")
    kept = _judge("MB of the page", took["megabytes"], "at most", PAGE_MB)
    if "first_paint" not in took:
        console.print("  no Chromium: its first paint was not measured")
        return kept
    return _judge("seconds to its first paint from disk", took["first_paint"], "at most", PAGE_SECONDS) and kept


def _works(folder: Path, millions: int) -> dict[str, float]:
    home = folder / f"works-{millions}"
    _timed(f"making {millions} million works, each observed 20 times", [*_module("million", home), f"{millions}000000"])
    said = _heard("the as-of table, the figures and a load over them", _module("million", home))[1]
    took: dict[str, float] = json.loads(said)
    for what, value in took.items():
        console.print(f"{value:12,.2f}  {what}")
    return took


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


def _module(name: str, folder: Path, *arguments: date) -> list[str]:
    return [*_python(name), str(folder), *(day.isoformat() for day in arguments)]


def _python(name: str) -> list[str]:
    return [sys.executable, "-m", f"{__package__}.{name}"]


def _timed(what: str, command: list[str]) -> float:
    return _heard(what, command)[0]


def _remembered(what: str, command: list[str]) -> tuple[Memory, float]:
    began = time.perf_counter()
    with (
        console.status(what),
        subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=_environment()) as run,
    ):
        memory = Memory(run.pid)
        memory.start()
        code = run.wait()
    seconds = time.perf_counter() - began
    memory.join()
    assert code in (0, 1), what
    console.print(f"{seconds:8.2f} s  {what}")
    return memory, seconds


def _heard(what: str, command: list[str]) -> tuple[float, str]:
    """(seconds, standard output) of a fresh process. Ours may end with 1: some figures lack data here."""
    with console.status(what):
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=_environment())
        seconds = time.perf_counter() - began
    if done.returncode not in (0, 1) or (done.returncode and "pipelines.cli" not in command):
        raise RuntimeError(f"{what}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    console.print(f"{seconds:8.2f} s  {what}")
    return seconds, done.stdout


def _environment() -> dict[str, str]:
    # Python keeps what it compiled, as on every machine that runs this more than once.
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _show_steps(what: str, command: list[str]) -> None:
    watched: dict[str, float] = json.loads(_heard(f"{what}, with a stopwatch in it", command)[1])
    whole = sum(watched.values())
    table = Table(title=f"{what}: share of each step", title_justify="left")
    for head in ("step", "seconds", "share"):
        table.add_column(head, justify="left" if head == "step" else "right")
    for step, seconds in watched.items():
        table.add_row(step, f"{seconds:.2f}", f"{seconds / whole:.0%}")
    console.print(table)


def _judge(what: str, value: float, word: str, bound: float) -> bool:
    holds = value >= bound if word == "at least" else value <= bound
    verdict = "[green]kept[/]" if holds else "[bold red]missed[/]"
    console.print(f"[bold]{value:8.2f}[/]    {what}: {word} {bound:g}, {verdict}")
    return holds


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or PARTS))
