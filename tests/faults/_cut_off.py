"""Nights and commands in processes of their own, each gone as in a power cut where a function is called the n-th time.

`Doomed` is for tests. Run as a program, this file imports once what all of those processes need, and forks them one by
one: to import it anew takes longer than most of what is cut off. It has no threads, so that it may fork.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.cli import main
from pipelines.night import Night
from warehouse import catalogue, open_home

ROOT = Path(__file__).parents[2]
AS_OF = date(2024, 6, 20)
FEW = ("wb_posts", "wb_reads", "wb_posts_over_10k")
PATIENCE_SECONDS = 300

LOAD = catalogue.load


def few_figures(config: Path | None = None) -> catalogue.Catalogue:
    """Figures of 微博, what the notice says of them, and the check between them: enough for whatever is cut off."""
    known = LOAD(config)
    notices = {
        day: replace(notice, claims={key: notice.claims[key] for key in notice.claims if key in FEW})
        for day, notice in known.notices.items()
    }
    return catalogue.Catalogue({key: known.figures[key] for key in FEW}, notices, {}, {"c8": known.checks["c8"]})


def pass_night(root: Path) -> None:
    """A night for 2024-06-20 in the home at `root`, without Dagster."""
    with Night.of(open_home(root), AS_OF) as night:
        for step in (night.take_in, night.build_core, night.compute, night.publish, night.report):
            step()


class Doomed:
    """Runs what is to be cut off; `modules` are imported before all else. For `with`, which ends it."""

    def __init__(self, folder: Path, *modules: str) -> None:
        self._errors = folder / "errors.txt"
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._server = subprocess.Popen(
            [sys.executable, __file__, *modules],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip

    def cut_off(self, function: str, call: int, *arguments: object) -> None:
        """Run "night HOME", or a command, until `function` is called for the n-th time: there the process is killed."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps([str(self._errors), function, call, *map(str, arguments)]) + "\n")
        self._server.stdin.flush()
        code = json.loads(self._server.stdout.readline())
        assert code == -signal.SIGKILL, f"ended with {code}: {self._errors.read_text('utf-8')}"

    def __enter__(self) -> "Doomed":
        return self

    def __exit__(self, *_: object) -> None:
        self._server.kill()
        self._server.communicate()


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


def serve() -> None:
    """Fork a process for every order that comes in, and answer with its exit code."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            return live(*json.loads(line))  # and take no orders, should it come to its end
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    return None


def live(errors: str, function: str, call: int, *arguments: str) -> None:
    """Do what `arguments` say until `function` is called; what goes wrong before is told in the file `errors`."""
    signal.alarm(PATIENCE_SECONDS)
    nothing, told = os.open(os.devnull, os.O_RDWR), os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream, file in enumerate((nothing, nothing, told)):
        os.dup2(file, stream)
    catalogue.load = few_figures
    arm(function, call)
    if arguments[0] == "night":
        pass_night(Path(arguments[1]))
    else:
        main(arguments)


if __name__ == "__main__":
    for module in sys.argv[1:]:
        importlib.import_module(module)
    serve()
