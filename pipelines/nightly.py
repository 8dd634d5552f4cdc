"""`media-metrics nightly`: the Dagster job run here and now."""

from datetime import date, datetime

import click
from rich.console import Console

from pipelines.command import print_json
from pipelines.night import Night
from pipelines.progress import progress_of
from warehouse import Home

FAILED = 2


def run_nightly(home: Home, as_of: date | None, observed_at: datetime | None, as_json: bool, console: Console) -> int:
    """The exit code of one night: done, done but something needs a person, or could not."""
    with (
        progress_of(console, quiet=as_json) as show,
        Night.of(home, as_of, observed_at=observed_at, progress=show) as night,
    ):
        show("读取文件")
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
