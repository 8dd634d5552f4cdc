"""Indexes in the terminal: the value, or what is missing, with everything that it takes to compute it by hand."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import duckdb
from rich.console import Console

from pipelines.command import CouldNot
from pipelines.reports import wording
from warehouse import Home, indexes
from warehouse.catalogue import Catalogue
from warehouse.indexes import IndexRow
from warehouse.spans import SpanError, span


def indexed(
    con: duckdb.DuckDBPyConnection,
    home: Home,
    known: Catalogue,
    as_of: date,
    period: str | None,
    known_at: datetime | None = None,
) -> list[IndexRow]:
    """The indexes of `home` over `period`, as of `as_of`. Raises CouldNot where there is no such period."""
    try:
        asked = span(period) if period is not None else None
        return indexes.compute(con, known, indexes.load(known.figures, home.config), as_of, asked, known_at)
    except SpanError as error:
        raise CouldNot(str(error)) from error


def print_indexes(console: Console, home: Home, rows: Sequence[IndexRow]) -> None:
    """Print one paragraph per index and account."""
    if home.kind == "sample":
        console.print(f"[bold black on yellow] {wording.SAMPLE} [/]")
    for row in rows:
        whose = f"，账号 {row.account}" if row.account is not None else ""
        console.print(
            f"\n{row.label} {row.version}（{row.centre}{whose}，{row.period.name}）：{_value(row)}", style="bold"
        )
        told = {
            "缺": "；".join(row.missing), "输入": _pairs(row.inputs), "得分": _pairs(row.parts),
            "公式": "\n        ".join(row.formula), "来源": row.source, "说明": row.note,
        }  # fmt: skip
        for name, text in told.items():
            if text:
                console.print(f"  {name}  {text}", markup=False, soft_wrap=True)
    console.print(f"\n数据截至 {rows[0].as_of}。" if rows else "indexes.toml 里的指数都没有账号可算。")


def _value(row: IndexRow) -> str:
    if row.value is None:
        return "不出数"
    return f"{'≥ ' if row.at_least else ''}{row.value:,.2f}"


def _pairs(pairs: Iterable[tuple[str, float | None]]) -> str:
    return "　".join(f"{label} {'—' if value is None else f'{round(value, 4):,.10g}'}" for label, value in pairs)
