"""Names and places at which no export lies: folders, pipes, devices, links, names that break lines."""

import os
from collections.abc import Iterator
from pathlib import Path

from _hostile import TABLE, VIEWS, Hostile


def files() -> Iterator[Hostile]:
    yield Hostile("a folder.xlsx", Path.mkdir, says="文件夹")
    yield Hostile("a pipe.csv", os.mkfifo, says="管道")
    yield Hostile("a link to zeros.csv", lambda path: path.symlink_to("/dev/zero"), says="设备")
    yield Hostile("a link to nowhere.csv", lambda path: path.symlink_to("nowhere"), says="不在了")
    yield Hostile("a link to itself.csv", lambda path: path.symlink_to(path), says="指向自己")
    yield Hostile("a link to a table.csv", _linked, VIEWS)
    yield Hostile("8 EB of nothing.csv", lambda path: _sparse(path, 2**40), says="太大")
    yield Hostile("gone.csv", lambda path: None, says="不在了")
    for name in (
        "two\nlines.csv",
        "'quotes\" and $(touch x).csv",
        "\u202egpj.csv",
        "长" * 80 + ".csv",
        " .csv",
        "-rf.csv",
    ):
        yield Hostile(name, TABLE.encode(), VIEWS)
    yield Hostile(os.fsdecode(b"\xb1\xed\xb8\xf1.csv"), TABLE.encode(), VIEWS)  # a name in GB18030
    yield Hostile("tendency_9999999999_9999999999.xls", TABLE.encode(), VIEWS, "有 2 个日期在文件名的范围")
    yield Hostile("趋势_2024-13-45_2024-99-99.csv", TABLE.encode(), VIEWS)


def _linked(path: Path) -> None:
    target = path.with_name("target of a link")
    target.write_text(TABLE, "utf-8")
    path.symlink_to(target)


def _sparse(path: Path, size: int) -> None:
    with path.open("wb") as out:
        out.truncate(size)
