"""`media-metrics indexes`."""

from datetime import date, datetime
from pathlib import Path

import click

from pipelines.command import console, day_options, json_option, last_day, print_json, speaks_plainly
from pipelines.progress import progress_of
from warehouse import connect, find_home


@click.command()
@day_options
@click.option("--period", help="时段，如 2024-W12 2024-05 2024；默认为各指数上一个完整的周、月或年")
@json_option
@speaks_plainly
def indexes(
    home: Path | None, as_of: date | None, known_at: datetime | None, period: str | None, as_json: bool
) -> None:
    """按公布的公式自行测算传播指数：值或缺什么、版本、来源、公式和每个输入。

    例：media-metrics indexes --period 2024-05
    """
    from pipelines.indextable import indexed, print_indexes
    from warehouse import catalogue

    at = find_home(home)
    with progress_of(console, quiet=as_json) as show, connect(at.root) as con:
        show("计算指数")
        rows = indexed(con, at, catalogue.load(at.config), as_of or last_day(con), period, known_at)
    print_json([row.as_json() for row in rows]) if as_json else print_indexes(console, at, rows)
