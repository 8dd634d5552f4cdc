"""What became of issued figures, for the terminal and for programs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.drift import Drift, Number
from pipelines.issued import Issued
from pipelines.reports import wording
from warehouse.causes import SAME, Cause

_NAMED = 3
"""Files or works that a line names; `--json` names all."""


def as_json(issued: Issued, drifts: Sequence[Drift]) -> dict[str, Any]:
    """One issued report as plain values."""
    report = issued.report
    return {
        "issued": issued.folder.name, "title": report["title"], "as_of": report["as_of"],
        "issued_at": report["issued_at"], "known_at": report["known_at"],
        "moved": sum(one.has_moved for one in drifts),
        "figures": [
            asdict(one) | {"moved": one.has_moved, "causes": [cause._asdict() for cause in one.causes]}
            for one in drifts
        ],
    }  # fmt: skip


def print_drift(console: Console, issued: Issued, drifts: Sequence[Drift]) -> None:
    """Print the figures of one report that moved or are defined otherwise, and how many stayed as they were."""
    report = issued.report
    issued_at = datetime.fromisoformat(report["issued_at"])
    console.print(f"\n[bold]{escape(report['title'])}[/]（截至 {report['as_of']}，{issued_at:%Y-%m-%d %H:%M} 签发）")
    console.print(issued.folder.name, style="dim", markup=False)
    told = [one for one in drifts if one.causes[0].word != SAME or one.has_moved]
    if told:
        console.print(_table(told, several=len({one.centre for one in drifts}) > 1))
    causes = Counter(word for one in told for word in {cause.word for cause in one.causes})
    counted = "　".join(f"{word} {count}" for word, count in causes.most_common())
    moved = sum(one.has_moved for one in drifts)
    console.print(f"{len(drifts)} 项中 {moved} 项与签发时不同。{counted}")


def _table(told: Sequence[Drift], *, several: bool) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in ("指标", "签发时", "现在", "原因"):
        table.add_column(name, justify="right" if name in ("签发时", "现在") else "left", overflow="fold")
    for one in told:
        whose = f"（{one.centre}）" if several else ""
        reasons = "\n".join([*(_reason(cause) for cause in one.causes), *_apart(one)])
        shown = (f"{one.label}{whose}", _shown(one.then, one.unit), _shown(one.now, one.unit), reasons)
        table.add_row(*map(escape, shown))
    return table


def _shown(number: Number | None, unit: str) -> str:
    if number is None:
        return "—"
    value = number.state or f"{wording.exact(number.value)}{unit if number.value is not None else ''}"
    ratio = ""
    if number.numerator is not None and number.denominator is not None:
        ratio = f"\n{wording.exact(number.numerator)} ÷ {wording.exact(number.denominator)}"
    return f"{value}{ratio}" + (f"\n{number.verdict}" if number.verdict else "")


def _reason(cause: Cause) -> str:
    more = " 等" if len(cause.names) > _NAMED else ""
    named = f"：{'、'.join(cause.names[:_NAMED])}{more}" if cause.names else ""
    return f"{cause.word}　{cause.told}{named}"


def _apart(one: Drift) -> list[str]:
    """What the data alone did, where the definition changed too."""
    if one.by_old is None:
        return []
    did = "数据没有变" if one.then.is_same(one.by_old) else "数据也变了"
    return [f"按旧口径用现在的数据算：{wording.exact(one.by_old.state or one.by_old.value)}{one.unit}，{did}"]
