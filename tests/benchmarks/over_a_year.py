"""Over a year of daily exports: reading beside inflating, the night beside the analyst, one more day beside imports."""

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from math import isclose
from pathlib import Path

from pipelines.originals import flush_to_disk
from tests.benchmarks import year
from tests.benchmarks.running import ROOT, console, heard, judge, module, remembered, show_steps, timed
from warehouse import create_home

PARTS = ("year", "reading", "day")
TIMES_FASTER = 5.0
"""How many times faster than the analyst a whole night must be."""
TIMES_THE_REST = 1.5
"""How many times the night without them the documents may take."""
TIMES_THE_IMPORTS = 4.0
"""How many times the imports alone one more day may take."""
TIMES_INFLATING = 8.0
"""How many times the inflating alone the reading of all files may take."""
PARENT_MB = 300.0
"""Memory that the night itself may take; its readers have a limit of their own."""
IMPORTS = "import dagster, pandas, duckdb"
DAYS = 3


def judged(folder: Path, parts: Sequence[str]) -> list[bool]:
    """Whether each bound of those of our PARTS that are among `parts` is kept."""
    if not set(PARTS) & set(parts):
        return []
    home = _home_with_a_year(folder)
    kept = [_reading(home)] if "reading" in parts else []
    if "year" in parts:
        kept.append(_year(folder, home))
    elif "day" in parts:
        timed("a night, so that there is a year", _night(home, year.LAST))
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
    said = heard("reading a year of files, and inflating them", [*module("reading", home / "inbox")])[1]
    seconds: dict[str, float] = json.loads(said)
    for what, took in seconds.items():
        console.print(f"{took:8.2f} s  {what}")
    return judge("reading / only inflating", seconds["reading"] / seconds["inflating"], "at most", TIMES_INFLATING)


def _year(folder: Path, home: Path) -> bool:
    """Whether a whole night over a year of exports is fast enough, and says what the analyst says."""
    again, weighed, watched = (
        shutil.copytree(home, folder / name, copy_function=os.link) for name in ("again", "weighed", "watched")
    )
    flush_to_disk()  # a night has the sync of its own files to wait for, and not that of a year which we have just made
    nights = [timed("the whole night over a year", _night(home, year.LAST))]
    analyst, said = heard("the analyst's script", module("analyst", home / "inbox", year.LAST))
    nights.append(timed("the whole night, in another home", _night(again, year.LAST)))
    _compare(home, said)
    memory = remembered("the whole night, its memory watched", _night(weighed, year.LAST))  # which takes time, too
    steps = show_steps("the whole night", module("steps", watched, year.LAST))
    rest = sum(steps.values()) - steps["reports"]
    light = judge("the documents / the night without them", steps["reports"] / rest, "at most", TIMES_THE_REST)
    console.print(f"  peak memory of the largest process below the night: {memory.largest_below:.0f} MB")
    lean = judge("MB of the night itself", memory.parent, "at most", PARENT_MB)
    ratio = analyst / statistics.mean(nights)
    return judge("the analyst's script / the whole night", ratio, "at least", TIMES_FASTER) and lean and light


def _day(home: Path) -> bool:
    """Whether a night that finds one more day of exports takes little longer than the imports that it needs."""
    days = [year.LAST + timedelta(n) for n in range(1, DAYS + 2)]
    nights, imports = [], []
    for day in days[:-1]:
        list(year.write_days(home / "inbox", day, day))
        nights.append(timed(f"one more day, {day}", _night(home, day)))
        imports.append(timed(IMPORTS, [sys.executable, "-c", IMPORTS]))
    list(year.write_days(home / "inbox", days[-1], days[-1]))
    show_steps("one more day", module("steps", home, days[-1]))
    ratio = statistics.median(nights) / statistics.median(imports)
    return judge(f"one more day / {IMPORTS} (medians of {DAYS})", ratio, "at most", TIMES_THE_IMPORTS)


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
