"""`media-metrics nightly`: the Dagster job run here and now."""

from datetime import date, datetime
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipelines.command import print_json
from pipelines.night import Night
from warehouse import Home

FAILED = 2


def run_nightly(home: Home, as_of: date | None, observed_at: datetime | None, as_json: bool, console: Console) -> int:
    """The exit code of one night: done, done but something needs a person, or could not."""
    with _progress(console, quiet=as_json) as bar:
        tasks: dict[str, Any] = {}

        def show(step: str, done: int, of: int) -> None:
            task = tasks.setdefault(step, bar.add_task(step, total=of)) if step not in tasks else tasks[step]
            bar.update(task, completed=done, total=of)

        with Night.of(home, as_of, observed_at=observed_at, progress=show) as night:
            night.begin()
            from pipelines.definitions import run  # Dagster takes its time to import: what came is loaded meanwhile

            error = run(night)
    if error is not None:
        click.echo(f"没有完成：{error}\n上一次发布的数据仍然有效。", err=True)
        return FAILED
    return _told(night, as_json, console)


def _told(night: Night, as_json: bool, console: Console) -> int:
    from pipelines.outcome import NightOutcome

    outcome = NightOutcome.of(night)
    if as_json:
        print_json(outcome.as_json())
    else:
        outcome.tell(console)
    return outcome.exit_code


def _progress(console: Console, *, quiet: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal)
