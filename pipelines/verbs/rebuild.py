"""`media-metrics rebuild`."""

import sys
from pathlib import Path

import click

from pipelines.command import CouldNot, console, home_option, json_option, print_json, speaks_plainly
from warehouse import find_home


@click.command()
@home_option
@json_option
@speaks_plainly
def rebuild(home: Path | None, as_json: bool) -> None:
    """只凭 originals/ 里的原件和卡片重建数据库，并与上一次计算逐项对照；中断则原来的数据库不变。

    例：media-metrics rebuild --home data
    """
    from pipelines.progress import progress_of
    from pipelines.rebuilding import NothingToRebuild
    from pipelines.rebuilding import rebuild as rebuilt

    at = find_home(home)
    try:
        with progress_of(console, quiet=as_json) as show:
            result = rebuilt(at, show)
    except NothingToRebuild as error:
        raise CouldNot(str(error)) from error
    if as_json:
        print_json(result.as_json())
    else:
        result.tell(console)
    sys.exit(result.exit_code)
