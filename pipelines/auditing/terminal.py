"""An audit in the terminal: one line per claim, then what the text says against itself and where it is damaged."""

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.auditing import words
from pipelines.auditing.record import Audit
from pipelines.reports.text import clean
from pipelines.reports.wording import SAMPLE

_STYLES = {"good": "green", "warn": "yellow", "bad": "bold red", "mute": "dim"}


def print_audit(console: Console, audit: Audit) -> None:
    """Print everything that was found in the document."""
    if audit.is_sample:
        console.print(f"[bold black on yellow] {SAMPLE} [/]")
    console.print(f"{escape(clean(audit.document.path.name))}：{escape(words.held_against(audit))}")
    console.print(_claims(audit))
    _print_rest(console, audit)
    console.print(words.counted(audit), style="bold")
    found = [f"{verdict} {number}" for verdict, number in words.counts(audit.claims)]
    console.print("　".join([f"说法 {len(audit.claims)} 处", *found]))


def _claims(audit: Audit) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name, ratio in (("原文", 5), ("指标", 4), ("计算值", 2), ("结论", 2), ("备注", 8)):
        right = name == "计算值"
        table.add_column(name, justify="right" if right else "left", ratio=ratio, overflow="fold")
    for one in audit.claims:
        before, quote, after = words.in_context(audit, one.claim.start, one.claim.end)
        table.add_row(
            f"[dim]{escape(before)}[/][bold]{escape(quote)}[/][dim]{escape(after)}[/]",
            escape(clean(words.subject(one))),
            escape(words.computed(one)),
            f"[{_STYLES[words.tone(one)]}]{words.verdict(one)}[/]",
            escape("；".join(words.remarks(one, brief=True))),
        )
    return table


def _print_rest(console: Console, audit: Audit) -> None:
    account = audit.account
    damaged = [token for token in account.tokens if token.damage and token.kind != "figure"]
    unread = [token for token in account.tokens if token.kind == "not_understood"]
    if account.findings:
        console.print("文中的数互相对照", style="bold")
    for finding in account.findings:
        mark = "[green]√[/]" if finding.holds else "[bold red]≠[/]"
        console.print(f"  {mark} {escape(clean(finding.quote))}：{escape(clean(finding.text))}")
    if damaged or account.damaged_lines:
        console.print("文字残缺", style="bold")
    for token in damaged:
        assert token.damage
        console.print(f"  {escape(clean(token.quote))}：{escape(clean(token.damage.reason))}")
    for line in account.damaged_lines:
        console.print(f"  第 {line.line} 行：{escape(clean(line.reason))}")
    if unread:
        console.print("没有读懂", style="bold")
    for token in unread:
        before, quote, after = words.in_context(audit, token.start, token.end)
        console.print(f"  [dim]{escape(before)}[/][bold]{escape(quote)}[/][dim]{escape(after)}[/]")
