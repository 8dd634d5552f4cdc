"""An explanation of one figure, for the terminal."""

from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table


def print_explanation(console: Console, found: dict[str, Any]) -> None:
    """Print what the figure is, how it was computed, and from which files and rows."""
    definition = found["definition"]
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
    for sql in found["sql"]:
        console.print(f"  {sql}", style="dim", markup=False)
    _print_table(console, "文件", found["files"], ("path", "sheet", "title", "observed_at", "rows", "sha256"))
    _print_table(console, "分量最重的行", found["rows"], tuple(dict.fromkeys(k for row in found["rows"] for k in row)))


_LABELS = {"path": "文件", "sheet": "工作表", "title": "种类", "observed_at": "数据时间", "rows": "行数",
           "file": "文件", "source_row": "第几行"}  # fmt: skip
_HIDDEN = {"centre", "source_kind", "account", "observed_at"}


def _print_table(console: Console, title: str, rows: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
    console.print(f"\n{title}", style="bold")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    shown = [c for c in columns if title == "文件" or c not in _HIDDEN]
    for column in shown:
        table.add_column(_LABELS.get(column, column), overflow="fold")
    for row in rows:
        table.add_row(*(_short(column, row.get(column)) for column in shown))
    console.print(table)


def _short(column: str, value: Any) -> str:
    text = "" if value is None else escape(str(value))
    return text[:12] if column == "sha256" else text
