"""The sheet 外宣用稿: what outside media used of ours, by level and month, by outlet, and the newest pieces."""

from openpyxl import Workbook

from pipelines.reports import wording
from pipelines.reports.contents.pieces import Outlet, Piece, PiecesContents, Used
from pipelines.reports.contents.stretches import lacking
from pipelines.reports.report import Report
from pipelines.reports.text import shortened
from pipelines.reports.workbook.charts import BLUE, GREEN, ORANGE, PALE, Drawn, columns
from pipelines.reports.workbook.figure_table import add_bullets, add_figures
from pipelines.reports.workbook.flow import BESIDE, BESIDE_CM, HIGH_CM, LONGEST_TITLE, WIDTHS, Cells, Flow
from pipelines.reports.workbook.layout import heading_of

NAME = "外宣用稿"

_COLOURS = {"央级": ORANGE, "省级": BLUE, "市级": PALE, "其他": GREEN}


def add(book: Workbook, report: Report) -> None:
    """Add 外宣用稿, if a ledger of it was ever handed in."""
    contents = report.pieces
    if contents is None:
        return
    title, note = f"{NAME}　{report.as_of.year}年", "计量单位：条；同一篇稿件在几家媒体采用，各算一条"
    flow = Flow(book.create_sheet(NAME), heading_of(report), title, note, WIDTHS)
    flow.remarks(_rests_on(contents, report))
    if figures := [*report.figures_of("pieces"), *report.figures_of("points")]:
        add_bullets(flow, add_figures(flow, figures), figures)
    for medium in contents.media:
        _add_medium(flow, contents, medium, _targets(report, medium))
    if contents.outlets:
        _add_lists(flow, contents)


def _add_medium(flow: Flow, contents: PiecesContents, medium: str, targets: dict[str, str]) -> None:
    """How many pieces were used in `medium` by level and month, with their sum, points and targets, and a chart."""
    levels = contents.levels(medium)
    flow.section(f"{medium or '没有写媒体类型'}：各月各级用稿", chart_cm=HIGH_CM)
    found = [contents.used[medium, level] for level in levels]
    nothing = Used()
    rows = [
        [(month.label, "文字"), *((of[month].pieces if month in of else None, "整数") for of in found)]
        for month in contents.months
    ]
    table = flow.table(["月份", *(level or "没有写级别" for level in levels)], rows)
    sums = [sum(of.values(), nothing) for of in found]
    flow.append([("合计", "合计"), *((one.pieces, "合计") for one in sums)])
    flow.append([("登记的积分", "文字"), *((one.points if one.scored else "没有登记", _points(one)) for one in sums)])
    if targets:
        flow.append([("目标", "文字"), *((targets.get(level, ""), "居中") for level in levels)])
    drawn = [Drawn(table.column(place), _COLOURS.get(level, PALE)) for place, level in enumerate(levels, 2)]
    chart = columns(f"{medium}各月用稿（条）", "条", table.column(1), drawn, stacked=True)
    flow.chart(chart, table.head, max(BESIDE, 2 + len(levels)), BESIDE_CM, HIGH_CM)


def _add_lists(flow: Flow, contents: PiecesContents) -> None:
    flow.section("各媒体", rows=min(len(contents.outlets), 8))
    flow.table(["媒体", "媒体类型", "级别", "用稿（条）", "登记积分", "最近采用"], map(_outlet, contents.outlets))
    total = contents.total.pieces
    name = f"全部{total}条" if len(contents.newest) == total else f"最近的{len(contents.newest)}条（共{total}条）"
    flow.section(name, rows=6)
    heads = ["标题", "媒体", "媒体类型", "级别", "采用日期", "时长/字数", "头条", "登记积分"]
    flow.long_table(heads, map(_piece, contents.newest))


def _outlet(outlet: Outlet) -> Cells:
    points = outlet.used.points if outlet.used.scored else None
    names = [(name, style) for name, style in ((outlet.name, "文字"), (outlet.medium, "居中"), (outlet.level, "居中"))]
    return [*names, (outlet.used.pieces, "整数"), (points, _points(outlet.used)), (outlet.last, "日期")]


def _piece(piece: Piece) -> Cells:
    return [
        (shortened(piece.title or "（没有标题）", LONGEST_TITLE), "文字"),
        *((text or "", "居中") for text in (piece.outlet, piece.medium, piece.level)),
        (piece.used_on, "日期"),
        (piece.length, "整数"),
        ("是" if piece.headline else "", "居中"),
        (piece.points, "整数" if piece.points is None or piece.points == int(piece.points) else "小数"),
    ]


def _points(used: Used) -> str:
    if not used.scored:
        return "居中"
    return "整数" if used.points == int(used.points) else "小数"


def _targets(report: Report, medium: str) -> dict[str, str]:
    """Level -> what is to be reached of all pieces used in `medium` at that level."""
    found = {}
    for row in report.figures_of("pieces"):
        of = dict(report.known.figures[row.id].of)
        if row.target and of.get("medium") == (medium,) and len(of.get("level", ())) == 1 and len(of) == 2:
            found[of["level"][0]] = wording.target_text(row)
    return found


def _rests_on(contents: PiecesContents, report: Report) -> list[str]:
    said = [contents.rests.text(report.as_of)]
    if not contents.total.pieces:
        said = ["台账交来了，本年没有一条采用的记录"]
    if days := lacking(contents.months, contents.missing):
        said.append(f"台账没有登记到：{days}；整月没有登记的空着")
    return said
