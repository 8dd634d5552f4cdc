"""What all verbs of the command share: how days are written, where homes are named, how errors and JSON come out."""

import json
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import wraps
from pathlib import Path
from typing import Any

import click
import duckdb
from rich.console import Console

from pipelines.interrupted import STOPPED, is_interruption
from warehouse import HomeError, NotPublished, StoreBusy

PIPE_WIDTH = 132
"""Columns of what is printed into a file or a pipe, where nobody's window says how wide it may be."""

console = Console(highlight=False, width=None if sys.stdout and sys.stdout.isatty() else PIPE_WIDTH)


class CouldNot(click.ClickException):
    """What was asked for could not be done; one sentence says why and what to do."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.format_message(), file=file or sys.stderr)


class Day(click.ParamType):
    """A day written as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} 不是日期，请写成 2024-06-20 的样子。", param, ctx)


class Moment(click.ParamType):
    """A moment written as YYYY-MM-DD, or YYYY-MM-DD HH:MM; a day alone is its beginning, or its `last` moment."""

    name = "YYYY-MM-DD[ HH:MM]"

    def __init__(self, *, last: bool = False) -> None:
        self.of_day = time.max if last else time.min

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            if ":" in value:
                return datetime.strptime(value, "%Y-%m-%d %H:%M")
            return datetime.combine(datetime.strptime(value, "%Y-%m-%d"), self.of_day)
        except ValueError:
            self.fail(f'{value!r} 不是时间，请写成 2024-06-20 或 "2024-06-20 18:30" 的样子。', param, ctx)


home_option = click.option(
    "--home", type=click.Path(path_type=Path), help="数据目录；默认按 MEDIA_METRICS_HOME 和就近的 data/ 查找"
)
as_of_option = click.option("--as-of", type=Day(), help="数字说的是哪一天；默认为最近一次计算的那一天")
known_at_option = click.option(
    "--known-at", type=Moment(last=True), help='只用当时已入库的文件，如 2024-06-18 或 "2024-06-18 02:00"；默认全部'
)
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序读取")


def day_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of a verb that speaks of a published day: `home`, `as_of`, `known_at`."""
    return home_option(as_of_option(known_at_option(command)))


def speaks_plainly(command: Callable[..., Any]) -> Callable[..., Any]:
    """Errors that people can mend come out as one sentence and exit code 2."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        from pipelines.config import ConfigError
        from warehouse.catalogue import CatalogueError

        try:
            return command(*args, **kwargs)
        except (HomeError, NotPublished, StoreBusy, ConfigError, CatalogueError) as error:
            raise CouldNot(str(error)) from error
        except duckdb.IOException as error:
            raise CouldNot(f"数据库文件被占用或损坏：{error}") from error
        except (click.ClickException, click.exceptions.Exit):
            raise
        except (KeyboardInterrupt, Exception) as error:  # exit code 1 would say that it was done
            if isinstance(error, KeyboardInterrupt | click.Abort) or is_interruption(str(error)):
                raise CouldNot(f"没有完成：{STOPPED}。") from error
            traceback.print_exc()
            raise CouldNot("程序出错，没有完成。请把上面的内容交给维护人员。") from error

    return wrapped


@contextmanager
def writing() -> Iterator[None]:
    """What the disk refuses inside comes out as one sentence and exit code 2."""
    try:
        yield
    except OSError as error:
        raise CouldNot(f"写不进去（{error.strerror}）：{error.filename}。请检查文件夹，或文件是否正开着。") from error


def last_day(con: duckdb.DuckDBPyConnection) -> date:
    """The day that the last published run speaks for."""
    return con.execute("select as_of from meta.runs order by run_id desc limit 1").fetchall()[0][0]


def print_json(value: Any) -> None:
    """Print `value` as JSON on standard output, Chinese as it is, days and times as text."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
