"""What was issued, as its maker is told: where it lies, how its claims stand, and which must not go out as they are."""

from collections import Counter
from typing import Any

from rich.console import Console

from pipelines.issued import Issued
from pipelines.reports import wording
from warehouse.verdicts import STOPS


def stopped(issued: Issued) -> list[dict[str, Any]]:
    """The figures of which the notice says more than the data does, or other than it."""
    return [said for said in issued.figures if said["verdict"] in STOPS]


def print_issued(console: Console, issued: Issued) -> None:
    """Print the place, the counts of verdicts and what stops."""
    counts = Counter(said["verdict"] for said in issued.figures)
    order = [verdict for verdict in (*wording.VERDICTS, "") if verdict in counts]
    console.print("　".join(f"{verdict or '未对照'} {counts[verdict]}" for verdict in order))
    for said in stopped(issued):
        value = said["state"] or f"{wording.exact(said['value'])}{said['unit']}"
        quote = f"原文“{said['claim']['quote']}”，" if said["claim"] else ""
        place = f"{said['item']} " if said["item"] else ""
        console.print(
            f"{said['verdict']}　{place}{said['label']}：{quote}计算值 {value}。{said['remark']}",
            style="red",
            markup=False,
        )
    console.print(f"已签发，不会再改：{issued.folder}", soft_wrap=True, markup=False)
