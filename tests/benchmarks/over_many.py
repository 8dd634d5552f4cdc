"""Over a million works, over long texts, and over the page of 100,000 works."""

import json
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.running import console, heard, judge, module, python, timed

PARTS = ("million", "text", "page")
TIMES_BY_HAND, TIMES_A_SCAN, TIMES_INTO_EMPTY, TIMES_PER_ROW = 1.5, 15.0, 3.0, 1.3
"""How many times the query written by hand, the bare scan, the load into nothing, and each row at half the size."""
NOTICE_SECONDS, AUDIT_SECONDS, TWICE, FIVE_TIMES = 0.5, 1.0, 2.4, 10.0
"""Processor seconds for a notice, read and audited; how many times as long twice and five times the text may take."""
PAGE_SECONDS, PAGE_MB = 1.0, 1.0
"""Until something is seen of the page, and its size beside plotly."""
MILLION_MB = 4096.0
"""Memory for the as-of table of a million works, and of two."""


def judged(folder: Path, parts: Sequence[str]) -> list[bool]:
    """Whether each bound of those of our PARTS that are among `parts` is kept."""
    judges = {"million": lambda: _million(folder), "text": _text, "page": lambda: _page(folder)}
    return [judge_part() for part, judge_part in judges.items() if part in parts]


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
            kept.append(judge(f"{name}: {what}", ratio, "at most", bound))
    growth = (two["as_of"] / two["works"]) / (one["as_of"] / one["works"])
    kept.append(judge("the as-of table per row, of 2 million / of 1 million", growth, "at most", TIMES_PER_ROW))
    return all(kept)


def _works(folder: Path, millions: int) -> dict[str, float]:
    home = folder / f"works-{millions}"
    timed(f"making {millions} million works, each observed 20 times", [*module("million", home), f"{millions}000000"])
    said = heard("the as-of table, the figures and a load over them", module("million", home))[1]
    took: dict[str, float] = json.loads(said)
    for what, value in took.items():
        console.print(f"{value:12,.2f}  {what}")
    return took


def _text() -> bool:
    """Whether a notice is read in a moment and audited in another, and whatever a text is full of in linear time."""
    took: dict[str, float] = json.loads(heard("auditing a notice, reading texts of up to 10 MB", python("text"))[1])
    console.print(f"{took['ten_megabytes']:8.2f} s  10 MB of notices")
    kept = [
        judge("processor seconds to read one notice beyond start-up", took["notice"], "at most", NOTICE_SECONDS),
        judge("to hold it against the data, and write all outputs", took["audit"], "at most", AUDIT_SECONDS),
        judge("10 MB of notices / 5 MB", took["twice"], "at most", TWICE),
        judge("five times as much of what costs most", took["worst"], "at most", FIVE_TIMES),
    ]
    return all(kept)


def _page(folder: Path) -> bool:
    """Whether the page is small, and seen at once where there is a Chromium to see it."""
    took: dict[str, float] = json.loads(heard("the page over 100,000 works", module("page", folder / "page"))[1])
    console.print(f"{took['writing']:8.2f} s  writing it")
    kept = judge("MB of the page", took["megabytes"], "at most", PAGE_MB)
    if "first_paint" not in took:
        console.print("  no Chromium: its first paint was not measured")
        return kept
    return judge("seconds to its first paint from disk", took["first_paint"], "at most", PAGE_SECONDS) and kept
