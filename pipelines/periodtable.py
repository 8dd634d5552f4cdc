"""Figures over a period or by a cut, in the terminal: what they are, what they were, and how they add up."""

from collections.abc import Sequence
from datetime import date, datetime

import duckdb
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.command import CouldNot
from pipelines.config import load_config
from pipelines.reports import wording
from pipelines.scorecard import coverage_text
from warehouse import Home
from warehouse.catalogue import Catalogue
from warehouse.comparing import Change, Comparison, Line, compare
from warehouse.cuts import CutError
from warehouse.figures import FigureRow
from warehouse.spans import SpanError, span

INCOMPLETE = wording.VERDICTS["数据不全"].symbol
NOT_GIVEN = "未填"
_PLACES = {"%": "个百分点"}
_WHOLE = {"max": "合计（取最大）", "min": "合计（取最小）", "anew": "合计（另算）", "no": "合计（各组不能相加）"}
"""How the whole comes from its parts, where it is not their sum."""

_HEADINGS = {
    "platform": "平台", "account": "账号", "section": "版块", "programme": "栏目", "desk": "部门",
    "author_code": "作者", "level": "级别", "medium": "媒介", "outlet": "媒体", "origin": "来源",
    "category": "分类", "segment": "分段",
}  # fmt: skip


def compared(
    con: duckdb.DuckDBPyConnection,
    known: Catalogue,
    last_day: date,
    as_of: date | None,
    period: str | None,
    by: str | None,
    known_at: datetime | None,
) -> Comparison:
    """The figures over `period` and by `by`: as of its last day, or of `last_day` where it is not over by then.

    Raises CouldNot where there is no such period or dimension.
    """
    try:
        asked = span(period) if period is not None else None
        day = as_of or (min(asked.last, last_day) if asked else last_day)
        return compare(con, known, day, asked, by, known_at)
    except (SpanError, CutError) as error:
        raise CouldNot(str(error)) from error


def print_comparison(console: Console, home: Home, found: Comparison) -> None:
    """Print one line per figure, or part of one; one table per centre if there are several."""
    if home.kind == "sample":
        console.print(f"[bold black on yellow] {wording.SAMPLE} [/]")
    by_centre: dict[str, list[Line]] = {}
    for line in found.lines:
        by_centre.setdefault(line.now.centre, []).append(line)
    centres = load_config(home).centres
    for centre, own in by_centre.items():
        if len(by_centre) > 1:
            console.print(f"\n[bold]{escape(centres[centre].name if centre in centres else centre)}[/]")
        _print_table(console, found, own)
    for remark in _remarks(found):
        console.print(remark, markup=False)


def _print_table(console: Console, found: Comparison, lines: Sequence[Line]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("指标", overflow="fold", min_width=16)
    if found.by:
        table.add_column(_HEADINGS.get(found.by, found.by), overflow="fold")
    beside = zip(found.spans[1:], ("环比", "同比"), strict=False)
    for name in [_name(found), *(heading for one, change in beside for heading in (one.name, change))]:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("覆盖", no_wrap=True)
    for line in lines:
        if found.by and not line.cut:
            table.add_section()
        table.add_row(*_cells(found, line))
    console.print(table)


def _cells(found: Comparison, line: Line) -> list[str]:
    cells = [escape(line.figure.label) if not line.cut else ""]
    if found.by:
        cells.append(escape(_part(found.by, line.cut[0])) if line.cut else _WHOLE.get(line.adds_up, "合计"))
    cells.append(_value(line, line.now))
    for then in (line.before, line.year_before) if found.spans else ():
        cells += [_value(line, then), _change(line, line.since(then))]
    return [*cells, coverage_text(line.now)]


def _part(by: str, value: str | None) -> str:
    if not value:
        return NOT_GIVEN
    return wording.PLATFORMS.get(value, value) if by == "platform" else value


def _name(found: Comparison) -> str:
    if not found.spans:
        return "计算值"
    now = found.spans[0]
    return f"{now.name}（截至{now.until:%m-%d}）" if now.is_cut else now.name


def _value(line: Line, row: FigureRow | None) -> str:
    if row is None or wording.computed(row) is None:
        return "—"
    unit = line.figure.unit if row.value is not None else ""
    said = escape(f"{wording.shown_text(row)}{unit}")
    return said if row.complete else f"[yellow]{said} {INCOMPLETE}[/]"


def _change(line: Line, change: Change | None) -> str:
    if change is None:
        return "—"
    percent = f"（{change.percent:+,.1f}%）" if change.percent else _PLACES.get(line.figure.unit, "")
    sign = "+" if change.difference > 0 else "±" if change.difference == 0 else ""
    said = f"{sign}{wording.exact(change.difference)}{percent}"
    return said if change.certain else f"[yellow]{said} {INCOMPLETE}[/]"


def _remarks(found: Comparison) -> list[str]:
    rows = [row for line in found.lines for row in (line.now, line.before, line.year_before) if row]
    remarks = []
    if any(not row.complete for row in rows):
        remarks.append(f"{INCOMPLETE} 数据不全：有日期或文件没有收齐，或读得太晚；这样的变化只供参考。")
    if any(row.floors for row in rows):
        remarks.append("≥ 至少：有的作品只显示“10万+”，合计只是下限。")
    for now in found.spans[:1]:
        if now.is_cut:
            others = "、".join(dict.fromkeys(f"{one.name} 截至 {one.until}" for one in found.spans[1:]))
            remarks.append(f"{now.name} 还没有结束，截至 {now.until}；用来对比的也截到同样的地方：{others}。")
    for reason, figures in found.left_out.items():
        remarks.append(f"另有 {len(figures)} 个指标没有列出，因为{reason}。")
    return remarks
