"""What the doctor sees of a home: its folders and settings, the two databases, the originals."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from pipelines.cards import read_card
from pipelines.config import ConfigError, load_aliases, load_config
from pipelines.doctor.finding import Finding
from warehouse import Home, NotPublished, StoreBusy, building, catalogue, connect
from warehouse.loading import beijing_now

LEAST_FREE = 2 * 2**30
"""Bytes: a night writes the build file anew and a copy of it."""
NIGHTS_APART = timedelta(hours=26)
"""A day, and time for a night to be at work."""
HASHED = 50
"""Originals whose content is compared with their name: the newest, since to read all would take too long."""
_NAMED = 3
_NIGHTLY = "请运行 media-metrics nightly"


def home_findings(home: Home) -> Iterator[Finding]:
    """Everything that can be said of `home`."""
    yield Finding("ok", f"数据目录：{home.root}（{'样例' if home.kind == 'sample' else '正式'}数据）")
    yield _inbox(home)
    yield _disk(home)
    yield from _settings(home)
    run, finding = _build(home)
    yield finding
    yield from _published(home, run)
    yield from _originals(home)
    yield _quarantine(home)


def _inbox(home: Home) -> Finding:
    if not home.inbox.is_dir():
        return Finding("bad", f"没有收件箱 {home.inbox}", "请重新建立这个文件夹")
    if not os.access(home.inbox, os.R_OK | os.W_OK | os.X_OK):
        return Finding("bad", f"收件箱 {home.inbox} 不能读写", "请检查文件夹的权限，或换一个用户运行")
    return Finding("ok", "收件箱可以读写")


def _disk(home: Home) -> Finding:
    free = shutil.disk_usage(home.root).free
    if free < LEAST_FREE:
        return Finding("warn", f"磁盘只剩 {free / 2**30:.1f} GB", "请清理出至少 2 GB，否则可能写到一半写不下")
    return Finding("ok", f"磁盘剩余 {free / 2**30:.0f} GB")


def _settings(home: Home) -> Iterator[Finding]:
    readers: dict[str, Callable[[], object]] = {
        "config.toml": lambda: load_config(home),
        "aliases.toml": lambda: load_aliases(home),
        "targets.toml、figures.toml、points.toml、checks.toml 和通报": lambda: catalogue.load(home.config),
    }
    for name, read in readers.items():
        try:
            read()
        except (ConfigError, catalogue.CatalogueError, OSError) as error:
            yield Finding("bad", f"{name} 有错：{error}", "请按提示改正；改好之前不能运行")
        else:
            yield Finding("ok", f"{name} 可用")


def _build(home: Home) -> tuple[int | None, Finding]:
    """The last run in the build file if it could be opened, and what is to be said."""
    if not home.build.is_file():
        return None, Finding("warn", "还没有运行过", _NIGHTLY)
    try:
        with building(home) as con:
            return _last_run(con)[0], Finding("ok", f"{home.build.name} 可以打开")
    except StoreBusy as error:
        return None, Finding("warn", str(error), "这时请不要再运行一次")
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            return None, Finding("warn", f"{home.build.name} 被别的程序打开了", "请关闭那个程序，否则夜里写不进去")
        return None, Finding(
            "bad",
            f"{home.build.name} 已损坏：{error}",
            "请运行 media-metrics rebuild：从 originals 里的原件重新建库",
        )


def _published(home: Home, run: int | None) -> Iterator[Finding]:
    try:
        with connect(home.root) as con:
            published, finished = _last_run(con)
    except NotPublished:
        yield Finding("warn", "还没有发布过数据", _NIGHTLY)
        return
    except duckdb.Error as error:
        yield Finding("bad", f"发布的数据库打不开：{error}", f"{_NIGHTLY}，会重新放一份")
        return
    if run is not None and run != published:
        yield Finding("warn", f"发布的是第 {published} 次运行，最近的是第 {run} 次：上一夜没有做完", _NIGHTLY)
    else:
        yield Finding("ok", f"发布的数据库可以打开，第 {published} 次运行")
    old = finished is None or beijing_now() - finished > NIGHTS_APART
    if old and home.kind == "real":  # nobody needs a sample to be new
        when = f"{finished:%Y-%m-%d %H:%M}" if finished else "没有完成过"
        yield Finding("warn", f"最近一夜：{when}，已超过一天", "请检查定时任务，或现在运行 media-metrics nightly")
    elif finished:
        yield Finding("ok", f"最近一夜：{finished:%Y-%m-%d %H:%M}")


def _originals(home: Home) -> Iterator[Finding]:
    kept = {path.name.partition(".")[0]: path for path in home.originals.glob("[!.]*") if path.suffix != ".toml"}
    cards = sorted(home.originals.glob("[!.]*.toml"))
    missing = [card for card in cards if card.name.partition(".")[0] not in kept]
    if missing:
        told = _some([_told(card) for card in missing])
        yield Finding(
            "bad", f"{len(missing)} 个原件不见了：{told}", "请从备份恢复 originals 文件夹，或把原文件重新放进收件箱"
        )
    else:
        yield Finding("ok", f"原件 {len(kept)} 个，与卡片相符")
    newest = sorted(kept.values(), key=lambda path: path.stat().st_mtime, reverse=True)[:HASHED]
    changed = [path.name for path in newest if _hash(path) != path.name.partition(".")[0]]
    if changed:
        yield Finding("bad", f"{len(changed)} 个原件的内容被改动过：{_some(changed)}", "请从备份恢复 originals 文件夹")
    else:
        yield Finding("ok", f"最新 {len(newest)} 个原件的内容没有变")


def _quarantine(home: Home) -> Finding:
    refused = sum(1 for _ in home.quarantine.glob("*/*.reason.txt"))
    if refused:
        return Finding(
            "warn", f"隔离区有 {refused} 个文件", f"原因见 {home.quarantine} 里的 .reason.txt，处理后可以删去"
        )
    return Finding("ok", "隔离区是空的")


def _last_run(con: duckdb.DuckDBPyConnection) -> tuple[int, datetime | None]:
    return con.execute("select coalesce(max(run_id), 0), max(finished_at) from meta.runs").fetchall()[0]


def _told(card: Path) -> str:
    known = read_card(card)
    return known.first.original_path if known else card.name


def _some(names: list[str]) -> str:
    return "、".join(names[:_NAMED]) + (" 等" if len(names) > _NAMED else "")


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
