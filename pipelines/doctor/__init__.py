"""`media-metrics doctor`: what of the machine and of the home would keep a night from being a good one."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from pipelines.doctor.finding import Finding
from pipelines.doctor.home import home_findings
from pipelines.doctor.machine import machine_findings
from warehouse import HomeError, find_home

_SHOWN = {"ok": "[green]正常[/]", "warn": "[yellow]注意[/]", "bad": "[bold red]有问题[/]"}


def examine(given: Path | None = None) -> list[Finding]:
    """What is seen of the machine, and of the home if one is found (looked up if not given)."""
    try:
        home = find_home(given)
    except (HomeError, OSError) as error:
        return [*machine_findings(), Finding("bad", f"数据目录：{error}", "用 --home 指定，或用 init、sample 新建")]
    return [*machine_findings(), *home_findings(home)]


def exit_code(findings: Sequence[Finding]) -> int:
    """1 when something is bad, else 0."""
    return int(any(finding.state == "bad" for finding in findings))


def print_findings(console: Console, findings: Sequence[Finding]) -> None:
    """Print a line for each, and below what is not as it should be what to do about it."""
    for finding in findings:
        console.print(f"{_SHOWN[finding.state]} {escape(finding.what)}", soft_wrap=True)
        if finding.do:
            console.print(f"     → {escape(finding.do)}", soft_wrap=True)
    states = Counter(finding.state for finding in findings)
    console.print(f"\n正常 {states['ok']}　注意 {states['warn']}　有问题 {states['bad']}")
