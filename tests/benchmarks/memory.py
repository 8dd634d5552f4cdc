"""Peak memory of a process and of the processes below it, watched from outside."""

import os
import threading
import time
from pathlib import Path

SAMPLE_SECONDS = 0.05


class Memory(threading.Thread):
    """Peak resident memory in MB of `process` and of the largest one below it; 0 where there is no /proc.

    Not from getrusage: it counts for a child what its parent held when the child was made.
    """

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.parent = self.largest_below = 0.0

    def run(self) -> None:
        while Path("/proc", str(self._process)).exists():
            self.parent = max(self.parent, peak_of(self._process))
            for below in _below(self._process):
                self.largest_below = max(self.largest_below, peak_of(below))
            time.sleep(SAMPLE_SECONDS)


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


def peak_of(process: int) -> float:
    """Peak resident memory of one process in MB; 0 where there is no /proc."""
    try:
        status = Path("/proc", str(process), "status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)
