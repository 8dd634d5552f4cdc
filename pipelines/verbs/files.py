"""`media-metrics files`."""

from pathlib import Path

import click

from pipelines.command import console, home_option, json_option, print_json, speaks_plainly
from warehouse import connect, find_home


@click.command()
@home_option
@json_option
@speaks_plainly
def files(home: Path | None, as_json: bool) -> None:
    """列出收到的每个文件：入库、重复、隔离还是忽略，以及原因。

    例：media-metrics files
    """
    from pipelines.filelist import listed, print_files

    with connect(find_home(home).root) as con:
        rows = listed(con)
    if as_json:
        print_json(rows)
    else:
        print_files(console, rows)
