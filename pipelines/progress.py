"""How far long work is, as a line per step in the terminal: what is done, how much of it, for how long."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console


class Show(Protocol):
    """Told the name of a step, how much of it is done, and of how much: 0 where nobody knows."""

    def __call__(self, step: str, done: int = 0, of: int = 0, /) -> None: ...


@contextmanager
def progress_of(console: Console, *, quiet: bool = False) -> Iterator[Show]:
    """What is to be told of each step, shown while the work goes on; nothing is where nobody looks."""
    if quiet or not (console.is_interactive and console.file.isatty()):  # colours may be forced where nobody looks
        yield silent
        return
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[far]}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        steps: dict[str, TaskID] = {}

        def show(step: str, done: int = 0, of: int = 0, /) -> None:
            far = f"{done:,}/{of:,}" if of else f"{done:,}" if done else ""
            if step not in steps:
                for before in steps.values():  # their clocks stop where the next begins
                    bar.update(before, total=1, completed=1)
                steps[step] = bar.add_task(step, total=None, far="")
            bar.update(steps[step], total=of or None, completed=done, far=far)

        yield show


def silent(step: str, done: int = 0, of: int = 0, /) -> None:
    """Tell nobody."""
