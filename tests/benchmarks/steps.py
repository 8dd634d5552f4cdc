"""One night with a stopwatch in it: where its time goes, and how much memory it and its workers take.

Run as `python -m tests.benchmarks.steps HOME AS_OF`; prints a JSON object. A night takes longer when it is watched.
"""

import json
import os
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

SAMPLE_SECONDS = 0.05

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


class Memory(threading.Thread):
    """Peak resident memory in MB of this process and of the largest one below it; 0 where there is no /proc.

    Not from getrusage: it counts for a child what its parent held when the child was made.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.worker = 0.0

    def run(self) -> None:
        while Path("/proc/self").exists():
            for process in _below(os.getpid()):
                self.worker = max(self.worker, _peak(process))
            time.sleep(SAMPLE_SECONDS)

    @property
    def parent(self) -> float:
        return _peak(os.getpid())


def _below(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parents[int(entry)] = int(Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:  # gone since it was listed
                continue
    found = [root]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found[1:]


def _peak(process: int) -> float:
    try:
        status = Path("/proc", str(process), "status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def watch(home: Path, as_of: date) -> dict[str, Any]:
    """Seconds per step of one night in `home`, and peak memory."""
    watched, memory = Stopwatch(), Memory()
    memory.start()
    with watched.step("start-up"):
        from pipelines import cli, definitions, ingest, reception  # Dagster
        from pipelines.night import Night

    for method, step in STEPS.items():
        setattr(Night, method, watched.timed(step, getattr(Night, method)))
    reception.keep = watched.timed("originals", reception.keep)
    reception.write_card = watched.timed("originals", reception.write_card)
    reception.sources.read_all = watched.timed_items("waiting for readers", reception.sources.read_all)
    ingest.load = watched.timed("loading", ingest.load)
    definitions.run = watched.timed("Dagster", definitions.run)
    with watched.step("telling"), open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), suppress(SystemExit):
        cli.main(["nightly", "--home", str(home), "--as-of", as_of.isoformat()])
    return {"seconds": watched.seconds, "parent_mb": memory.parent, "worker_mb": memory.worker}


STEPS = {
    "take_in": "taking in", "build_core": "core", "compute": "figures", "publish": "publish",
    "report": "reports",
}  # fmt: skip
"""Method of the night -> what its time is called; `taking in` is what is left of it beside its parts."""

if __name__ == "__main__":
    print(json.dumps(watch(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))))
