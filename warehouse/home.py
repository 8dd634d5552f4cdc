"""The home: the one folder that holds everything of one office."""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

MARKER = "media-metrics.toml"
UNFINISHED = "media-metrics.unfinished"
"""What stands in a home that is being made, in place of the marker."""
FOLDERS = ("inbox", "originals", "quarantine", "config/notices", "issued", "reports", "dagster")
_PRIVATE = ("originals", "quarantine")
"""What was handed in may name people."""

HomeKind = Literal["real", "sample"]


class HomeError(Exception):
    """The home is missing, is not one, or is of the other kind; the message is for people."""


@dataclass(frozen=True, slots=True)
class Home:
    """Paths of one home, and whether it holds real or sample data."""

    root: Path
    kind: HomeKind

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def originals(self) -> Path:
        return self.root / "originals"

    @property
    def quarantine(self) -> Path:
        return self.root / "quarantine"

    @property
    def config(self) -> Path:
        return self.root / "config"

    @property
    def issued(self) -> Path:
        """Reports as they were published, which nothing changes."""
        return self.root / "issued"

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @property
    def dagster(self) -> Path:
        return self.root / "dagster"

    @property
    def build(self) -> Path:
        """The database that only the night run writes."""
        return self.root / "build.duckdb"

    @property
    def published(self) -> Path:
        """The database that people read."""
        return self.root / "media_metrics.duckdb"

    def complete(self) -> None:
        """Make the folders that are not there: empty ones get lost when a home is copied or tidied up."""
        for folder in FOLDERS:
            mode = 0o700 if folder in _PRIVATE else 0o777
            (self.root / folder).mkdir(mode, parents=True, exist_ok=True)


def find_home(given: Path | None = None) -> Home:
    """The home: `given`, else $MEDIA_METRICS_HOME, else the nearest `data/` upward that is one.

    Raises HomeError when there is none.
    """
    named = given or (Path(os.environ["MEDIA_METRICS_HOME"]) if os.environ.get("MEDIA_METRICS_HOME") else None)
    if named is not None:
        return open_home(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "data" / MARKER).is_file():
            return open_home(folder / "data")
    raise HomeError("没有找到数据目录。请用 --home 指定，或先运行 media-metrics init 建一个。")


def open_home(root: Path) -> Home:
    """The home at `root`. Raises HomeError when it does not carry the marker."""
    marker = root / MARKER
    if not marker.is_file():
        if (root / UNFINISHED).is_file():
            raise HomeError(f"{root} 没有建完。请再运行一次建它的命令（media-metrics sample 或 init），或删去它。")
        raise HomeError(f"{root} 不是数据目录（缺少 {MARKER}）。请用 media-metrics init --home {root} 建立。")
    kind = tomllib.loads(marker.read_text("utf-8")).get("kind")
    if kind not in ("real", "sample"):
        raise HomeError(f"{marker} 中的 kind 应为 real 或 sample，现为 {kind!r}。")
    return Home(root.resolve(), kind)


def create_home(root: Path, kind: HomeKind) -> Home:
    """A home at `root`, made if it is not there. Raises HomeError if one of the other kind is."""
    with making_home(root, kind) as home:
        return home


@contextmanager
def making_home(root: Path, kind: HomeKind) -> Iterator[Home]:
    """The home at `root`, made if it is not there, to be filled: a new one is a home only when it has been.

    What an earlier attempt left is filled again. Raises HomeError if the other kind or anything else is there.
    """
    if (root / MARKER).is_file():
        home = open_home(root)
        if home.kind != kind:
            raise HomeError(f"{root} 已是{_NAMES[home.kind]}目录，不能当作{_NAMES[kind]}目录使用。请另选一个目录。")
        yield home
        return
    mark = f'# 此文件说明这是 media-metrics 的数据目录，请勿删除。\nkind = "{kind}"\n'
    unfinished = root / UNFINISHED
    if unfinished.is_file():
        if unfinished.read_text("utf-8") != mark:
            raise HomeError(f"{root} 是没有建完的目录，不能当作{_NAMES[kind]}目录使用。请删去它，或另选一个目录。")
    elif root.exists() and any(root.iterdir()):
        raise HomeError(f"{root} 不是空目录，也不是数据目录。请换一个空目录。")
    root.mkdir(parents=True, exist_ok=True)
    unfinished.write_text(mark, "utf-8")
    home = Home(root.resolve(), kind)
    home.complete()
    yield home
    os.replace(unfinished, root / MARKER)


_NAMES: dict[HomeKind, str] = {"real": "正式数据", "sample": "样例数据"}
