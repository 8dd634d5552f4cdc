"""The scorecard in the terminal: every figure beside what the notice says and what is to be reached."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.config import load_config
from pipelines.reports import _wording as wording
from warehouse import Home
from warehouse.figures import FigureRow

_STYLES = {"good": "green", "warn": "yellow", "bad": "bold red", "mute": "dim"}


def print_scorecard(console: Console, home: Home, rows: Sequence[FigureRow]) -> None:
    """Print one line per figure of `home`, grouped by item of the notice; one table per centre if there are several."""
    if home.kind == "sample":
        console.print(f"[bold black on yellow] {wording.SAMPLE} [/]")
    by_centre: dict[str, list[FigureRow]] = {}
    for row in rows:
        by_centre.setdefault(row.centre, []).append(row)
    centres = load_config(home).centres
    for centre, own in by_centre.items():
        if len(by_centre) > 1:
            console.print(f"\n[bold]{escape(centres[centre].name if centre in centres else centre)}[/]")
        _print_table(console, own)


def _print_table(console: Console, rows: Sequence[FigureRow]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in ("条目", "指标", "计算值", "通报值", "结论", "目标", "达标", "覆盖"):
        right, wide = name in ("计算值", "通报值", "目标"), name == "指标"
        table.add_column(
            name,
            justify="right" if right else "left",
            no_wrap=not wide,
            overflow="fold",
            min_width=16 if wide else None,
        )
    item = None
    for row in wording.in_notice_order(rows):
        if item is not None and row.item != item:
            table.add_section()
        table.add_row(
            row.item if row.item != item else "",
            escape(row.label),
            f"{wording.exact(wording.computed(row))}{row.unit if row.value is not None else ''}",
            wording.claim_text(row) if row.claim else "",
            f"[{_STYLES[wording.verdict_tone(row.verdict)]}]{wording.verdict_text(row.verdict)}[/]",
            wording.target_text(row),
            row.target_verdict if row.target else "",
            coverage_text(row),
        )
        item = row.item
    console.print(table)
    console.print("　".join(f"{verdict or '未对照'} {count}" for verdict, count in wording.counts_by_verdict(rows)))


def coverage_text(row: FigureRow) -> str:
    """The share of the period covered, and how late the data is."""
    late = f" 晚{row.coverage.late_days}天" if row.coverage.late_days else ""
    return f"{row.coverage.share:.0%}{late}"
