"""Runs a night until a function is called for the n-th time, and is gone there as in a power cut.

_cut_off.py FUNCTION N steps HOME         the steps of the night, without Dagster
_cut_off.py FUNCTION N nightly ...        the command
"""

import importlib
import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any


def arm(target: str, last_call: int) -> None:
    """Replace the function `target` by one that kills the process at its call number `last_call`."""
    module_name, _, name = target.rpartition(".")
    module = importlib.import_module(module_name)
    real: Callable[..., Any] = getattr(module, name)
    calls = 0

    def deadly(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == last_call:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)

    setattr(module, name, deadly)


def steps(home: Path) -> None:
    """A night for 2024-06-20, step by step."""
    from pipelines.night import Night
    from warehouse import open_home

    night = Night.of(open_home(home), date(2024, 6, 20))
    for step in (night.take_in, night.build_core, night.compute, night.publish, night.report):
        step()


if __name__ == "__main__":
    arm(sys.argv[1], int(sys.argv[2]))
    if sys.argv[3] == "steps":
        steps(Path(sys.argv[4]))
    else:
        from pipelines.cli import main

        main(sys.argv[3:])
