"""An explanation of one figure, for the terminal, and all of its rows for Excel."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.command import CouldNot
from pipelines.progress import Show
from pipelines.rowsfile import write_rows
from warehouse.catalogue import Catalogue
from warehouse.rows_behind import rows_behind

_SHOWN_EVERY = 1_000


def print_explanation(console: Console, found: dict[str, Any]) -> None:
    """Print what the figure is, how it was computed, and from which files and rows."""
    definition = found["definition"]
    console.print(f"指标 {definition['id']}，编号 {definition['metric_id']}", style="dim", markup=False)
    for row in found["figure"]:
        shown = row["state"] or "无数据" if row["value"] is None else f"{row['value']:,.10g}{row['unit']}"
        console.print(
            f"[bold]{escape(definition['label'])}[/]（{row['centre']}，截至 {row['as_of']}）：[bold]{shown}[/]"
        )
        if row["numerator"] is not None and row["denominator"] is not None:
            console.print(f"  {row['numerator']:,} ÷ {row['denominator']:,}")
        if row["verdict"]:
            console.print(f"  结论：{row['verdict']}　{row['remark']}", markup=False)
    console.print(f"\n口径：{definition['note']}（版本 {definition['definition_hash']}）", markup=False)
    if definition["rules"]:
        console.print(f"计分办法：{'；'.join(definition['rules'])}", markup=False)
    for sql in found["sql"]:
        console.print(f"  {sql}", style="dim", markup=False)
    _print_table(console, "文件", found["files"], _FILE_COLUMNS)
    if sources := dict.fromkeys((file["title"], file["source"]) for file in found["files"]):
        console.print("在哪里导出", style="bold")
        for title, source in sources:
            console.print(f"{title}：{source}", markup=False)
    _print_table(console, "分量最重的行", found["rows"], _ROW_COLUMNS)


def write_all_rows(
    con: duckdb.DuckDBPyConnection,
    known: Catalogue,
    figure_id: str,
    as_of: date,
    known_at: datetime | None,
    target: Path,
    show: Show,
) -> str:
    """What is told of the file `target`, into which all rows behind the figure were written. Raises CouldNot."""
    behind = rows_behind(con, known, figure_id, as_of, known_at)
    try:
        count = write_rows(target, behind.columns, _shown(behind.rows, show))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CouldNot(f"{target} 写不进去（{why}）。请检查文件夹是否存在、文件是否正在 Excel 里打开。") from error
    return f"全部 {count:,} 行已写入 {target}"


def _shown(rows: Iterable[tuple[Any, ...]], show: Show) -> Iterator[tuple[Any, ...]]:
    for done, row in enumerate(rows):
        if done % _SHOWN_EVERY == 0:
            show("写出全部行", done)
        yield row


_FILE_COLUMNS = {
    "path": "文件", "sheet": "工作表", "title": "种类", "observed_at": "数据时间", "rows": "行数", "sha256": "sha256",
}  # fmt: skip
_ROW_COLUMNS = {
    "file": "文件", "source_row": "第几行", "title": "标题", "list": "榜单", "segment": "分段", "kind": "类别",
    "outlet": "媒体", "category": "分类", "level": "级别", "grade": "等次", "state": "状态", "subject_key": "对象",
    "published_at": "发布时间", "day": "日期", "used_on": "采用日期", "received_at": "受理时间", "from_day": "日期",
    "happened_on": "日期", "valid_from": "起始日期", "views": "阅读/播放", "value": "数值", "amount": "下载量",
    "amount_yuan": "金额（元）", "points": "得分", "points_stated": "登记积分", "rank": "名次",
}  # fmt: skip
"""What tells rows apart at a glance; `--json` gives every column."""


def _print_table(console: Console, title: str, rows: list[dict[str, Any]], columns: dict[str, str]) -> None:
    console.print(f"\n{title}", style="bold")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    shown = [column for column in columns if any(row.get(column) is not None for row in rows)]
    for column in shown:
        table.add_column(columns[column], overflow="fold")
    for row in rows:
        table.add_row(*(_short(column, row.get(column)) for column in shown))
    console.print(table)


def _short(column: str, value: Any) -> str:
    text = "" if value is None else escape(str(value))
    return text[:12] if column == "sha256" else text
