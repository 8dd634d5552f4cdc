"""The sheet 整改台账: every problem with its state and what proves it, counted by state beside the figures."""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from pipelines.reports.contents.rectification import DONE, NOT_BEGUN, REGISTER, UNDER_WAY, Problem, Rectification
from pipelines.reports.report import Report
from pipelines.reports.wording import Tone
from pipelines.reports.workbook.charts import GREEN, ORANGE, PALE, RED, Drawn, columns
from pipelines.reports.workbook.flow import Cells, Flow
from pipelines.reports.workbook.layout import heading_of
from warehouse.figures import FigureRow

NAME = "整改台账"

STATES: dict[str, tuple[str, Tone, str]] = {
    DONE: ("√", "good", GREEN),
    UNDER_WAY: ("△", "warn", ORANGE),
    NOT_BEGUN: ("×", "bad", RED),
}
"""State -> a symbol that survives a black-and-white print, how its cells are coloured, the colour of its bars."""

_WIDTHS = (8, 16, 38, 14, 14, 16, 30, 26, 26)
_WORDS = 3
"""The column in which counting tables begin: one that is wide enough for words."""
_BESIDE, _BESIDE_CM, _HIGH_CM = 7, 14.0, 9.0


def add(book: Workbook, report: Report) -> None:
    """Add 整改台账, if one was ever handed in."""
    contents = report.rectification
    if contents is None:
        return
    flow = Flow(book.create_sheet(NAME), heading_of(report), NAME, "计量单位：个；状态以最新一份台账为准", _WIDTHS)
    flow.remarks(_rests_on(contents, report))
    if contents.problems:
        _add_states(flow, contents, report)
        _add_aspects(flow, contents)
        _add_problems(flow, contents)


def _add_states(flow: Flow, contents: Rectification, report: Report) -> None:
    """How many problems are in each state, beside what the figures say."""
    flow.section("各状态的问题数", rows=len(contents.states) + 1)
    counts = contents.by_state()
    rows = [[_state(state), *_beside(counts[state], _figure(report, state=state))] for state in contents.states]
    flow.table(["状态", "问题数", "指标值", "是否一致", "指标"], rows, _WORDS)
    flow.append([("合计", "合计"), *_beside(len(contents.problems), _figure(report))], _WORDS)


def _beside(count: int, figure: FigureRow | None) -> Cells:
    if figure is None or figure.value is None:
        return [(count, "整数"), ("—", "居中"), ("没有指标可对", "mute"), ("", "文字")]
    agrees = ("√ 一致", "good") if figure.value == count else ("▲ 不一致", "bad")
    return [(count, "整数"), (figure.value, "整数"), agrees, (figure.label, "文字")]


def _add_aspects(flow: Flow, contents: Rectification) -> None:
    """How many problems each aspect has, by state, with a chart."""
    flow.section("各方面", chart_cm=_HIGH_CM)
    states = contents.states
    rows = []
    for aspect in contents.aspects:
        counts = contents.by_state(aspect)
        rows.append([(aspect or "没有写方面", "文字"), *((counts[state], "整数") for state in states)])
    table = flow.table(["方面", *(state or "没有写状态" for state in states)], rows, _WORDS)
    drawn = [
        Drawn(table.column(place), STATES[state][2] if state in STATES else PALE)
        for place, state in enumerate(states, _WORDS + 1)
    ]
    chart = columns("各方面的问题（个）", "个", table.column(_WORDS), drawn, stacked=True)
    flow.chart(chart, table.head, max(_BESIDE, _WORDS + 2 + len(states)), _BESIDE_CM, _HIGH_CM)


def _add_problems(flow: Flow, contents: Rectification) -> None:
    flow.section(f"全部{len(contents.problems)}个问题", rows=4)
    heads = ["序号", "方面", "问题", "状态", "反馈日期", "责任部门", "整改措施", "佐证材料", "出处"]
    table = flow.long_table(heads, map(_problem, contents.problems))
    flow.sheet.auto_filter.ref = f"A{table.head.row}:{get_column_letter(len(heads))}{table.last}"


def _problem(problem: Problem) -> Cells:
    return [
        (problem.number, "居中"),
        (problem.aspect or "", "文字"),
        (problem.title or "", "文字"),
        _state(problem.state or ""),
        (problem.reported_on, "日期"),
        (problem.desk or "", "居中"),
        (problem.measures or "没有登记", "文字" if problem.measures else "mute"),
        (problem.proof or "没有登记", "文字" if problem.proof else "warn" if problem.state == DONE else "mute"),
        (f"{problem.file or ''} 第{problem.source_row}行", "文字"),
    ]


def _state(state: str) -> tuple[str, str]:
    symbol, tone, _ = STATES.get(state, ("？", "mute", ""))
    return f"{symbol} {state or '没有写状态'}", tone


def _figure(report: Report, **state: str) -> FigureRow | None:
    """The figure that counts the problems in this state and no other, or where none is said all of them."""
    for row in report.figures_of("items", register=REGISTER, **state):
        figure = report.known.figures[row.id]
        if figure.measure == "count(*)" and not figure.where and len(figure.of) == 1 + len(state):
            return row
    return None


def _rests_on(contents: Rectification, report: Report) -> list[str]:
    if not contents.problems:
        return ["台账交来了，一个问题也没有登记"]
    said = contents.rests.text(report.as_of)
    if contents.without_proof:
        said += f"；标“已完成”的有{contents.without_proof}个没有登记佐证材料"
    return [said]
