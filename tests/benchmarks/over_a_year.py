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
from typing import Any

import pandas as pd

from pipelines.originals import flush_to_disk
from tests.benchmarks import year
from tests.benchmarks.analyst import BOOK
from tests.benchmarks.analyst_outputs import ROW_COLUMNS
from tests.benchmarks.running import ROOT, console, heard, judge, module, remembered, show_steps, timed
from warehouse import create_home, open_home

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
NIGHTS = ("first", "second")
"""Homes that have a night each beside that of the year."""


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

    def another(name: str) -> Path:
        return shutil.copytree(home, folder / name, copy_function=os.link)

    homes, weighed, watched = [*map(another, NIGHTS), home], another("weighed"), another("watched")
    flush_to_disk()  # a night has the sync of its own files to wait for, and not that of a year which we have just made
    nights, analysts = [], []
    for one in homes:  # in turn: what else the machine does meets both
        nights.append(timed("the whole night over a year", _night(one, year.LAST)))
        seconds, said = heard("the analyst's script", module("analyst", home / "inbox", year.LAST))
        analysts.append(seconds)
    _compare(home, said)
    memory = remembered("the whole night, its memory watched", _night(weighed, year.LAST))  # which takes time, too
    steps = show_steps("the whole night", module("steps", watched, year.LAST))
    rest = sum(steps.values()) - steps["reports"]
    light = judge("the documents / the night without them", steps["reports"] / rest, "at most", TIMES_THE_REST)
    console.print(f"  peak memory of the largest process below the night: {memory.largest_below:.0f} MB")
    lean = judge("MB of the night itself", memory.parent, "at most", PARENT_MB)
    ratio = statistics.median(analysts) / statistics.median(nights)
    what = f"the analyst's script / the whole night (medians of {len(homes)})"
    return judge(what, ratio, "at least", TIMES_FASTER) and lean and light


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


def _compare(root: Path, said: str) -> None:
    """Raises AssertionError when our figures are not those of the analyst."""
    ours = subprocess.run([*_ours("figures", root, year.LAST), "--json"], capture_output=True, check=True, cwd=ROOT)
    values = {row["id"]: row["value"] for row in json.loads(ours.stdout)}
    theirs: dict[str, float] = json.loads(said)
    apart = {
        n: (v, values[n]) for n, v in theirs.items() if values[n] is None or not isclose(v, values[n], rel_tol=1e-9)
    }
    assert not apart, f"figure: (the analyst's, ours) {apart}"
    home = open_home(root)
    book = next((home.reports / year.LAST.isoformat()).glob("*指标_*.xlsx"))
    rows, their_rows = _rows_behind(book, header=3), _rows_behind(home.inbox.with_name(BOOK), header=0)
    assert rows == their_rows, "the rows behind the figures differ"
    counted = sum(map(len, rows.values()))
    console.print(f"  all {len(theirs)} figures are the same, and the {counted:,} works that both workbooks list")


def _rows_behind(book: Path, header: int) -> dict[str, set[tuple[Any, ...]]]:
    """Sheet of works -> its rows: when, what, how often read, and in which file, sheet and row that stands."""
    sheets = pd.read_excel(book, sheet_name=None, header=header, engine="calamine")
    named = {name: frame.rename(columns={"播放量": "阅读量"}) for name, frame in sheets.items() if "明细·" in name}
    works = {name: frame[ROW_COLUMNS] for name, frame in named.items() if "标题" in frame}
    return {name: set(frame.itertuples(index=False, name=None)) for name, frame in works.items()}


def _night(home: Path, day: date) -> list[str]:
    return _ours("nightly", home, day)


def _ours(verb: str, home: Path, day: date) -> list[str]:
    return [sys.executable, "-m", "pipelines.cli", verb, "--home", str(home), "--as-of", day.isoformat()]
