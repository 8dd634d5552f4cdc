"""`media-metrics nightly`."""

import gc
import sys
from datetime import date, datetime
from pathlib import Path

import click

from pipelines.command import Day, Moment, console, home_option, json_option, speaks_plainly
from warehouse import create_home, find_home


@click.command()
@home_option
@click.option("--as-of", type=Day(), help="数字说的是哪一天；默认为昨天")
@click.option("--observed-at", type=Moment(), help="本次收进的文件是何时下载的；默认看文件、文件夹和文件名")
@json_option
@speaks_plainly
def nightly(home: Path | None, as_of: date | None, observed_at: datetime | None, as_json: bool) -> None:
    """跑一夜：收文件、入库、计算、核对、发布、出表。中断后重跑即可，不会重复计算。

    例：media-metrics nightly --home ./demo --as-of 2024-06-20
    """
    gc.set_threshold(100_000)  # a night makes many objects and few cycles: most collections would find nothing
    from pipelines.nightly import run_nightly

    at = create_home(home, "real") if home and not home.exists() else find_home(home)
    sys.exit(run_nightly(at, as_of, observed_at, as_json, console))
