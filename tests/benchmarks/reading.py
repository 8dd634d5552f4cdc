"""Reading every file of an inbox, workers and their start included, beside only inflating the same files.

Run as `python -m tests.benchmarks.reading INBOX`; prints a JSON object of seconds.
"""

import json
import sys
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

import sources


def inflate(paths: Iterable[Path]) -> None:
    """Every member of every workbook, inflated and thrown away."""
    for path in paths:
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                package.read(name)


def read(paths: Iterable[Path], inbox: Path) -> None:
    """Every file read as a night reads it, and thrown away. Raises AssertionError when one is refused."""
    for _, reading in sources.read_all([(path, path.relative_to(inbox).as_posix()) for path in paths], {}):
        assert reading.refusal is None, reading.refusal


def seconds(inbox: Path) -> dict[str, float]:
    """What both take; the files are in the cache of the system before the first is timed."""
    paths = sorted(inbox.rglob("*.xlsx"))
    inflate(paths)
    marks = [time.perf_counter()]
    inflate(paths)
    marks.append(time.perf_counter())
    read(paths, inbox)
    marks.append(time.perf_counter())
    return {"inflating": marks[1] - marks[0], "reading": marks[2] - marks[1]}


if __name__ == "__main__":
    print(json.dumps(seconds(Path(sys.argv[1]))))
