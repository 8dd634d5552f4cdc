"""An office with a few hand-made exports: what comes into its inbox, and its nights."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import duckdb

import sources
from pipelines.night import Night
from warehouse import Home

ROOT = Path(__file__).parents[2]
AS_OF = date(2024, 6, 20)
FIRST_NIGHT = datetime(2024, 6, 21, 1, 30)
LONG_AGO = int(datetime.fromisoformat("2024-06-21T00:30:00+08:00").timestamp())

TWO_CENTRES = """
default_centre = "jianhu"
[centres.jianhu]
name = "建湖"
[centres.sheyang]
name = "射阳"
"""
GARBAGE = b"\x80\x81 no table \0"
OTHER_COLUMNS = "姓名,电话\n甲,1\n"


def weibo(*posts: str) -> str:
    """A 微博 list of posts "day views", each at 08:00."""
    rows = (f"{day} 08:00,{day}的博文,{views}\n" for day, views in (post.split() for post in posts))
    return "发布时间,微博内容,阅读数\n" + "".join(rows)


HALF_YEAR = weibo("2023-12-31 7", "2024-01-02 10", "2024-06-20 20000")
"""Two posts of 2024, in a list that reaches over all of it until 06-20."""


@dataclass(slots=True)
class Office:
    """A home, and the clock of its nights, which are a day apart."""

    home: Home
    now: datetime = FIRST_NIGHT

    def put(self, name: str, content: str | bytes, modified: int = LONG_AGO) -> Path:
        """A file in the inbox, written at `modified` (seconds since 1970)."""
        path = self.home.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8-sig"))
        os.utime(path, (modified, modified))
        return path

    def configure(self, text: str, name: str = "config.toml") -> None:
        """Write the user's own `name`."""
        (self.home.config / name).write_text(text, "utf-8")

    def night(self, as_of: date = AS_OF) -> Night:
        """The next night, not yet begun."""
        night = Night(self.home, as_of, self.now)
        self.now += timedelta(1)
        return night

    def pass_night(self, as_of: date = AS_OF) -> Night:
        """The next night, up to the published warehouse."""
        with self.night(as_of) as night:
            for step in (night.take_in, night.build_core, night.compute, night.publish):
                step()
        return night

    def ask(self, sql: str) -> list[tuple]:
        """Rows of a query over the build file, or none after a change to it, while nobody else has it open."""
        con = _database()
        path = str(self.home.build).replace("'", "''")
        con.execute(f"attach '{path}' as build").fetchall()
        try:
            con.execute("use build").fetchall()
            return con.execute(sql).fetchall()
        finally:
            con.execute("use memory").fetchall()
            con.execute("detach build").fetchall()

    def statuses(self) -> dict[str, str]:
        """Name in the inbox -> what became of it."""
        return dict(self.ask("select original_path, status from meta.files order by file_id"))

    def reason(self, name: str) -> str:
        """Why the file was not loaded."""
        return self.ask(f"select reason from meta.files where original_path = '{name}'")[0][0]

    def kept(self) -> set[str]:
        """Names in originals/."""
        return {path.name for path in self.home.originals.iterdir()}


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """A DuckDB that build files are attached to: to start one for each question takes four times as long."""
    con = duckdb.connect()
    con.execute("set TimeZone = 'Asia/Shanghai'").fetchall()
    return con


def one_night(office: Office) -> None:
    """The night over two posts of 2024."""
    office.put("2024-06-21/a.csv", HALF_YEAR)
    office.pass_night()


def read_here(
    files: Sequence[tuple[Path, str]], aliases: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[int, sources.Reading]]:
    """What `sources.read_all` gives, without workers: last file first, as workers finish in any order."""
    for index, (path, name) in reversed(list(enumerate(files))):
        yield index, sources.read(path, name=name, exports=sources.exports(), aliases=aliases)


def media_metrics(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, where `cwd` is also the user's own folder and no home is named."""
    environment = {name: value for name, value in os.environ.items() if name != "MEDIA_METRICS_HOME"}
    environment |= {"HOME": str(cwd), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *map(str, arguments)],
        cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
