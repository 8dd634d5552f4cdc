"""The sheet 热线与留言: what people asked by channel and month, how much was answered, how many were satisfied."""

from collections.abc import Callable, Mapping

from openpyxl import Workbook

from pipelines.reports.contents.cases import EPISODES, Channel, Handled
from pipelines.reports.contents.stretches import lacking
from pipelines.reports.report import Report
from pipelines.reports.workbook.cells import number_style
from pipelines.reports.workbook.charts import BLUE, GREEN, ORANGE, PALE, RED, Drawn, columns, lines
from pipelines.reports.workbook.figure_table import add_bullets, add_figures
from pipelines.reports.workbook.flow import BESIDE, BESIDE_CM, HIGH_CM, LEFT_CM, WIDTHS, Flow, Place, Table
from pipelines.reports.workbook.layout import heading_of

NAME = "热线与留言"

_SHARES = {"答复率": ("replied_at", BLUE, RED), "满意率": ("satisfied", ORANGE, GREEN)}
"""Share -> what the numerator of its figure counts, the colour of its line, and of that of its goal."""

Columns = dict[str, list[float | None]]
"""Head -> the value of each month, and at last that of the year."""


def add(book: Workbook, report: Report) -> None:
    """Add 热线与留言, if a ledger of either was ever handed in."""
    if not report.channels:
        return
    title, note = f"{NAME}　{report.as_of.year}年", "计量单位：件；按收到的月份计，截至日没有答复的算没有答复"
    flow = Flow(book.create_sheet(NAME), heading_of(report), title, note, (*WIDTHS, 12))
    flow.remarks(line for channel in report.channels for line in _rests_on(channel, report))
    aired = [row for register in EPISODES.values() for row in report.figures_of("events", register=register)]
    if figures := [*report.figures_of("cases"), *aired]:
        add_bullets(flow, add_figures(flow, figures), figures)
    for channel in report.channels:
        if channel.total.received:
            _add_channel(flow, channel, _goals(report, channel))


def _add_channel(flow: Flow, channel: Channel, goals: Mapping[str, float]) -> None:
    """The cases of one channel by month with their sum, below charts of how many and how they were handled."""
    flow.section(f"{channel.name}：各月", chart_cm=HIGH_CM)
    place, shown = flow.leave(HIGH_CM), _columns(channel, goals)
    labels = [month.label for month in channel.months]
    styles = {head: "%" if head[:3] in _SHARES else "" for head in shown}
    rows = [[(value, number_style(value, unit)) for value, unit in zip(values, styles.values(), strict=True)]
            for values in zip(*shown.values(), strict=True)]  # fmt: skip
    table = flow.table(["月份", *shown], ([(label, "文字"), *row] for label, row in zip(labels, rows, strict=False)))
    flow.append([("合计", "合计"), *rows[-1]])
    drawn = [Drawn(table.column(2), PALE), Drawn(table.column(3), BLUE)]
    received = columns(f"{channel.name}：各月收到与已答复", "件", table.column(1), drawn)
    flow.chart(received, place, 1, LEFT_CM, HIGH_CM)
    _add_shares(flow, place, channel.name, table, shown)


def _add_shares(flow: Flow, place: Place, name: str, table: Table, shown: Columns) -> None:
    """The chart of the shares of each month and what is to be reached."""
    drawn, values = [], []
    for column, (head, found) in enumerate(shown.items(), 2):
        if head[:3] in _SHARES:
            _, colour, goal_colour = _SHARES[head[:3]]
            is_goal = head != head[:3]
            drawn.append(Drawn(table.column(column), goal_colour if is_goal else colour, is_goal))
            values += [value for value in found[:-1] if value is not None]
    if not any(value is not None for head in _SHARES for value in shown[head]):
        return
    low = max(0, 5 * (int(min(values) - 3) // 5))
    unit = f"％（纵轴从{low}起）" if low else "％"
    chart = lines(f"{name}：答复率与满意率", unit, table.column(1), drawn, low, 100)
    flow.chart(chart, place, BESIDE, BESIDE_CM, HIGH_CM)


def _columns(channel: Channel, goals: Mapping[str, float]) -> Columns:
    """What the table says of every month and of the year; a month that the ledger says nothing of stays empty."""
    months = [*(channel.handled.get(month) for month in channel.months), channel.total]

    def each(count: Callable[[Handled], float | None]) -> list[float | None]:
        return [None if month is None else count(month) for month in months]

    goal: Columns = {share: [value] * len(months) for share, value in goals.items()}
    found: Columns = {"收到": each(lambda month: month.received), "已答复": each(lambda month: month.replied)}
    found["答复率"] = each(lambda month: _percent(month.replied, month.received))
    found |= {"答复率目标": goal["答复率"]} if "答复率" in goal else {}
    found |= {"已回访": each(lambda month: month.surveyed), "满意": each(lambda month: month.satisfied)}
    found["满意率"] = each(lambda month: _percent(month.satisfied, month.surveyed))
    found |= {"满意率目标": goal["满意率"]} if "满意率" in goal else {}
    if channel.episodes is not None:
        found["播出（期）"] = [*map(channel.episodes.get, channel.months), sum(channel.episodes.values())]
    return found


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None


def _goals(report: Report, channel: Channel) -> dict[str, float]:
    """Share -> what is to be reached of it in `channel`."""
    found = {}
    for row in report.figures_of("cases", channel=channel.id):
        for share, (counted, _, _) in _SHARES.items():
            if row.target and row.kind == "share" and counted in report.known.figures[row.id].numerator:
                found[share] = row.target.value
    return found


def _rests_on(channel: Channel, report: Report) -> list[str]:
    said = f"{channel.name}：{channel.rests.text(report.as_of)}"
    if not channel.total.received:
        said = f"{channel.name}：台账交来了，本年没有一件"
    days = lacking(channel.months, channel.missing)
    return [said, f"{channel.name}：台账没有登记到：{days}；整月没有登记的空着"] if days else [said]
