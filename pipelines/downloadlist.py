"""The 下载清单 in the terminal: what to download first, and what is past help."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.downloads import Due, ranges


def print_downloads(console: Console, dues: Sequence[Due], never: Sequence[str] = ()) -> None:
    """Print a table of what to download, and a line each for ledgers, for lost days and for what never came."""
    downloads = [one for one in dues if not one.is_ledger and (one.days_overdue >= 0 or one.is_urgent)]
    several = len({one.centre for one in dues}) > 1
    if downloads:
        console.print("\n[bold]下载清单[/]")
        _print_table(console, downloads, several)
    for one in downloads:
        if one.is_urgent:
            console.print(f"[bold red]快丢了[/] {escape(one.warning)}（{_whose(one, several)}）")
    if ledgers := [one for one in dues if one.is_ledger]:
        told = "、".join(f"{one.title}（报到 {one.last_day}）" for one in ledgers)
        console.print(f"[yellow]台账到期未报[/] {escape(told)}")
    for one in dues:
        if one.lost:
            days = "、".join(ranges(one.lost))
            console.print(f"[red]已经丢失[/] {escape(one.title)}（{_whose(one, several)}）：{days}，后台已不再保留")
    if never:
        console.print(f"另有 {len(never)} 种平台导出从未收到过。", style="dim")


def _print_table(console: Console, downloads: Sequence[Due], several: bool) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in ("平台/表", "账号", "已有到", "到期", "还能下载到", "怎么下载"):
        table.add_column(name, overflow="fold", no_wrap=name in ("已有到", "到期", "还能下载到"))
    for one in downloads:
        left = f"{one.until}（{one.days_left}天）" if one.until else ""
        table.add_row(
            escape(one.title),
            escape(_whose(one, several)),
            str(one.last_day),
            str(one.due_on) if one.days_overdue <= 0 else f"{one.due_on}（过{one.days_overdue}天）",
            f"[bold red]{left}[/]" if one.is_urgent else left,
            escape(one.source),
        )
    console.print(table)


def _whose(one: Due, several: bool) -> str:
    return f"{one.centre}/{one.account}" if several else one.account
