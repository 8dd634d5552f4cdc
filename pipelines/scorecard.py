"""The scorecard in the terminal: every figure beside what the notice says and what is to be reached."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.config import load_config
from pipelines.reports import wording
from pipelines.reports.wanted import wanted
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
        _print_targets(console, own)
        _print_wanted(console, own)


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
            _label(row),
            f"{wording.shown_text(row)}{row.unit if row.value is not None else ''}",
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
    """How many of the days are covered, unless it is all of them, and how late the data is."""
    coverage = row.coverage
    said = "100%" if coverage.share == 1 else "" if coverage.days <= 1 else f"{wording.covered_days(row)}天"
    late = f"晚{coverage.late_days}天" if coverage.late_days else ""
    return " ".join(part for part in (said, late) if part) or "0%"


def _label(row: FigureRow) -> str:
    return escape(row.label) + (f"\n[dim]{row.share}[/]" if row.share else "")


def _print_targets(console: Console, rows: Sequence[FigureRow]) -> None:
    """Where one should be today, what is short of it, which band is reached: a sentence needs more than a cell."""
    told = [row for row in wording.in_notice_order(rows) if row.target_remark]
    if told:
        console.print("\n[bold]目标[/]")
    for row in told:
        console.print(f"{escape(row.label)}　{row.target_verdict}[dim]　{escape(row.target_remark)}[/]")


def _print_wanted(console: Console, rows: Sequence[FigureRow]) -> None:
    if downloads := wanted(rows):
        console.print("\n[bold]要补的下载[/]")
    for one in downloads:
        console.print(f"{escape(one.missing)}[dim]　可补 {len(one.labels)} 项：{escape(one.labels_text)}[/]")
