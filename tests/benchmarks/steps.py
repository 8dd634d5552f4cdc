"""One night with a stopwatch in it: where its time goes.

Run as `python -m tests.benchmarks.steps HOME AS_OF`; prints a JSON object. A night that is watched takes longer: what
came in is then taken in by the process that does the rest, one after the other, and the workbook is written before the
page instead of beside it.
"""

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

BEGAN = time.perf_counter()


class Stopwatch:
    """Seconds per step; a step inside another counts for itself only."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = BEGAN

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._turn()
        self._running.append(name)
        try:
            yield
        finally:
            self._turn()
            self._running.pop()

    def timed(self, name: str, called: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(called)
        def inner(*args: Any, **kwargs: Any) -> Any:
            with self.step(name):
                return called(*args, **kwargs)

        return inner

    def timed_items(self, name: str, called: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        @wraps(called)
        def inner(*args: Any, **kwargs: Any) -> Iterator[Any]:
            with self.step(name):
                items = iter(called(*args, **kwargs))
            return self._each(name, items)

        return inner

    def _each(self, name: str, items: Iterator[Any]) -> Iterator[Any]:
        while True:
            with self.step(name):
                item = next(items, None)
            if item is None:
                return
            yield item

    def _turn(self) -> None:
        now = time.perf_counter()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now


def watch(home: Path, as_of: date) -> dict[str, float]:
    """Seconds per step of one night in `home`, with everything but the readers in one process."""
    watched = Stopwatch()
    with watched.step("start-up"):
        from pipelines import cli, definitions, ingest, reception  # Dagster
        from pipelines.night import Night

    for method, step in STEPS.items():
        setattr(Night, method, watched.timed(step, getattr(Night, method)))
    reception.keep = watched.timed("originals", reception.keep)
    reception.write_first_card = watched.timed("originals", reception.write_first_card)
    reception.sources.read_all = watched.timed_items("waiting for readers", reception.sources.read_all)
    ingest.load = watched.timed("loading", ingest.load)
    setattr(Night, "begin", lambda _: None)  # noqa: B010
    definitions.run = watched.timed("Dagster", definitions.run)
    with watched.step("telling"), open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), suppress(SystemExit):
        cli.main(["nightly", "--home", str(home), "--as-of", as_of.isoformat()])
    return watched.seconds


STEPS = {
    "take_in": "taking in", "build_core": "core", "compute": "figures", "publish": "publish",
    "report": "reports",
}  # fmt: skip
"""Method of the night -> what its time is called; `taking in` is what is left of it beside its parts."""

if __name__ == "__main__":
    print(json.dumps(watch(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))))
