"""`media-metrics figures`."""

from datetime import date, datetime
from pathlib import Path

import click

from pipelines.command import console, day_options, json_option, last_day, print_json, speaks_plainly
from pipelines.progress import progress_of
from warehouse import connect, find_home


@click.command()
@day_options
@click.option("--period", help="任一时段：2024-W12 2024-05 2024Q1 2024H1 2024 2024-01-01..2024-03-15；另列环比和同比")
@click.option("--by", help="按一个维度分组，如 platform account section programme desk author_code level")
@json_option
@speaks_plainly
def figures(
    home: Path | None, as_of: date | None, known_at: datetime | None, period: str | None, by: str | None, as_json: bool
) -> None:
    """列出全部指标：计算值、通报值、结论、目标、覆盖率。

    给出 --period 时，默认以时段最后一天的数据为准（还没结束的，截至最近一次计算的那一天）；
    给出 --as-of 时，环比和同比的时段也各按其结束后同样天数的数据计算。

    例：media-metrics figures --period 2024-05 --by section
    """
    from warehouse import catalogue

    at = find_home(home)
    known = catalogue.load(at.config)
    if period is not None or by is not None:
        from pipelines.periodtable import compared, print_comparison

        with progress_of(console, quiet=as_json) as show, connect(at.root) as con:
            show("计算指标")
            found = compared(con, known, last_day(con), as_of, period, by, known_at)
        print_json(found.as_json()) if as_json else print_comparison(console, at, found)
        return
    from pipelines.scorecard import print_scorecard
    from warehouse.figures import evaluate, listed

    with progress_of(console, quiet=as_json) as show, connect(at.root) as con:
        show("计算指标")
        rows = listed(evaluate(con, known, as_of or last_day(con), known_at), known)
    print_json([row.as_json() for row in rows]) if as_json else print_scorecard(console, at, rows)
