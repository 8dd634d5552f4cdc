"""A loaded file taken back, or put back: an event with a row of its own; what was loaded and published stays."""

from dataclasses import dataclass, replace
from datetime import datetime

import duckdb

import sources
from pipelines.cards import card_of, write_card
from warehouse import Home, building
from warehouse.build import prepare
from warehouse.loading import BEIJING

SHORTEST_PREFIX = 6


class WithdrawalError(Exception):
    """What was named is no file, or more than one, or is withdrawn already; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file whose rows were loaded."""

    file_id: int
    path: str
    sha256: str
    centre: str
    account: str
    arrived_at: datetime
    withdrawn_at: datetime | None


def withdraw_or_undo(home: Home, named: str, reason: str, *, undo: bool) -> str:
    """What was done about the file `named`, for people. Raises WithdrawalError."""
    at = datetime.now(BEIJING).replace(tzinfo=None)
    with building(home) as con:
        prepare(con, sources.exports())
        file = put_back(con, home, named, at) if undo else withdraw(con, home, named, reason, at)
    done = "已取消撤回" if undo else "已撤回"
    return f"{done}：{file.path}。从下一次 media-metrics nightly 起{'重新' if undo else '不再'}计入，已发布的数字不改。"


def withdraw(con: duckdb.DuckDBPyConnection, home: Home, named: str, reason: str, at: datetime) -> Loaded:
    """The file `named` (path in the inbox, or the first digits of its SHA-256), which counts no more. WithdrawalError.

    The next night computes without it.
    """
    file = _the_one(con, named, is_withdrawn=False)
    _write_on_card(home, file, (at, reason))  # before the row, as with files that are loaded
    con.execute("insert into meta.withdrawals values ($1, $2, $3, null)", [file.file_id, at, reason]).fetchall()
    return file


def put_back(con: duckdb.DuckDBPyConnection, home: Home, named: str, at: datetime) -> Loaded:
    """The withdrawn file `named`, which counts again. Raises WithdrawalError."""
    file = _the_one(con, named, is_withdrawn=True)
    _write_on_card(home, file, None)
    con.execute(
        "update meta.withdrawals set undone_at = $2 where file_id = $1 and undone_at is null", [file.file_id, at]
    ).fetchall()
    return file


def _write_on_card(home: Home, file: Loaded, withdrawn: tuple[datetime, str] | None) -> None:
    if card := card_of(home, file.sha256, file.centre, file.account):
        write_card(home, replace(card, withdrawn=withdrawn))


def _the_one(con: duckdb.DuckDBPyConnection, named: str, *, is_withdrawn: bool) -> Loaded:
    found = _loaded(con, named)
    able = [file for file in found if (file.withdrawn_at is not None) == is_withdrawn]
    if len(able) == 1:
        return able[0]
    if able:
        listed = "\n".join(f"  {f.sha256[:12]}  {f.path}（{f.centre}/{f.account}，{f.arrived_at} 收到）" for f in able)
        raise WithdrawalError(f"“{named}”有 {len(able)} 个文件，请用更长的 sha256 或完整路径指定其中一个：\n{listed}")
    if not found:
        raise WithdrawalError(f"没有已入库的文件“{named}”{_otherwise(con, named)}。全部文件见 media-metrics files。")
    state = "没有撤回过" if is_withdrawn else f"已在 {found[0].withdrawn_at:%Y-%m-%d %H:%M} 撤回"
    raise WithdrawalError(f"“{found[0].path}”{state}，什么也没有改动。")


def _loaded(con: duckdb.DuckDBPyConnection, named: str) -> list[Loaded]:
    digits = named.lower() if len(named) >= SHORTEST_PREFIX and set(named.lower()) <= set("0123456789abcdef") else None
    rows = con.execute(
        "select f.file_id, f.original_path, f.sha256, f.centre, f.account, f.arrived_at, w.withdrawn_at "
        "from meta.files f left join meta.withdrawals w on w.file_id = f.file_id and w.undone_at is null "
        "where f.status = 'loaded' and (f.original_path = $1 or starts_with(f.sha256, $2)) order by f.file_id",
        [named, digits],
    ).fetchall()
    files = [Loaded(*row) for row in rows]
    return [file for file in files if file.path == named] or files


def _otherwise(con: duckdb.DuckDBPyConnection, named: str) -> str:
    """Why a file of that name was not loaded, if there is one."""
    rows = con.execute(
        "select reason from meta.files where original_path = $1 order by file_id desc limit 1", [named]
    ).fetchall()
    return f"（{rows[0][0]}）" if rows and rows[0][0] else ""
