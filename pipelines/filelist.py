"""The ledger of files as a list: what came, when it was observed, what became of it."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import duckdb
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.cards import ASSUMED
from pipelines.intake import STATUSES, told_of_assumed
from pipelines.returned import rejects

_COLUMNS = (
    "file_id path centre account status reason kinds titles rows rows_read rows_rejected rows_set_aside observed_at "
    "observed_how arrived_at bytes sha256 unverified contradicted withdrawn_at"
).split()

_LISTED = """
select f.file_id, f.original_path, f.centre, f.account, f.status, coalesce(w.reason, f.reason),
    coalesce(p.kinds, []), coalesce(p.titles, []), coalesce(p.loaded, 0), coalesce(p.read, 0), coalesce(p.rejected, 0),
    coalesce(p.set_aside, 0), f.observed_at, f.observed_how, f.arrived_at, f.bytes, f.sha256,
    coalesce(p.unverified, 0), coalesce(p.contradicted, false), w.withdrawn_at
from meta.files f
left join (
    select file_id, list(distinct kind order by kind) as kinds,
        list(distinct coalesce(k.title, kind) order by coalesce(k.title, kind)) as titles,
        cast(sum(rows_loaded) as bigint) as loaded, cast(sum(rows_read) as bigint) as read,
        cast(sum(rows_rejected) as bigint) as rejected, cast(sum(rows_set_aside) as bigint) as set_aside,
        count(*) filter (where verified = '') as unverified, bool_or(contradicted) as contradicted
    from meta.parts left join meta.kinds k using (kind)
    group by file_id
) p on p.file_id = f.file_id
left join meta.withdrawals w on w.file_id = f.file_id and w.undone_at is null
order by f.file_id"""


def listed(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """One dict per file ever looked at, in the order of arrival; `rejects` says why rows were sent back."""
    rows = [dict(zip(_COLUMNS, row, strict=True)) for row in con.execute(_LISTED).fetchall()]
    reasons = rejects(con)
    return [row | {"rejects": [asdict(one) for one in reasons.get(row.pop("file_id"), [])]} for row in rows]


def print_files(console: Console, rows: Sequence[dict[str, Any]]) -> None:
    """Print the list, one line per file."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in ("文件", "去向", "种类", "行数", "退回", "核实", "数据时间", "原因"):
        table.add_column(name, justify="right" if name in ("行数", "退回") else "left", overflow="fold")
    for row in rows:
        assumed = "（推定）" if row["observed_how"] == ASSUMED else ""
        observed = f"{row['observed_at']:%Y-%m-%d}{assumed}" if row["observed_at"] else ""
        table.add_row(
            escape(row["path"]),
            "已撤回" if row["withdrawn_at"] else STATUSES[row["status"]],
            escape("、".join(row["titles"])),
            str(row["rows"] or ""),
            str(row["rows_rejected"] or ""),
            _verified(row),
            observed,
            escape(row["reason"]),
        )
    console.print(table)
    if told := told_of_assumed(sum(row["status"] == "loaded" and row["observed_how"] == ASSUMED for row in rows)):
        console.print(told)


def _verified(row: dict[str, Any]) -> str:
    """Whether anything tells that no row is missing: a total, a range of days, or the list before it."""
    if row["status"] != "loaded":
        return ""
    if row["contradicted"]:
        return "自相矛盾"
    return "未核实" if row["unverified"] else "已核实"
