"""The published warehouse as of any day that was published, not the last one only."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipelines.command import last_day
from warehouse import Home, NotPublished, building, connect
from warehouse._standpoint import is_held
from warehouse.build import build_as_of, rules_of
from warehouse.catalogue import Catalogue
from warehouse.figures import days_needed

SHOWN = 5
"""Days that a sentence names."""


@contextmanager
def published_day(home: Home, known: Catalogue, as_of: date | None) -> Iterator[tuple[duckdb.DuckDBPyConnection, date]]:
    """A connection whose core tables are of `as_of`, else of the last published day, and that day.

    Of an earlier day the tables are made anew, in a copy that is gone afterwards. Raises NotPublished where the day
    never was.
    """
    with connect(home.root) as con:
        day = as_of or last_day(con)
        if why := why_not_published(con, day):
            raise NotPublished(why)
        if is_held(con, known, day):
            yield con, day
            return
    with TemporaryDirectory(prefix="media-metrics-", ignore_cleanup_errors=True) as scratch:
        beside = Home(Path(scratch), home.kind)
        shutil.copyfile(home.published, beside.build)
        with building(beside) as con:
            build_as_of(con, days_needed(known, day), rules=rules_of(known))
            yield con, day


def why_not_published(con: duckdb.DuckDBPyConnection, day: date) -> str:
    """What people are told of a `day` that never was published; "" of one that was."""
    days = [row[0] for row in con.execute("select distinct as_of from meta.runs order by as_of desc").fetchall()]
    if day in days:
        return ""
    there = "、".join(str(one) for one in days[:SHOWN])
    return f"{day} 没有计算并发布过（最近发布的有 {there}）。请先运行 media-metrics nightly --as-of {day}。"
