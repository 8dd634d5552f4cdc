"""What is said of one figure, column by column, and by which names its cells are called."""

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.reports import wording
from pipelines.reports.report import Report
from pipelines.reports.workbook.cells import difference_style, number_style
from warehouse.figures import FigureRow


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width, the value and style of a figure's cell, and how the name of that cell begins."""

    head: str
    width: float
    value: Callable[[FigureRow], object]
    style: Callable[[FigureRow], str]
    named: str = ""


def _always(style: str) -> Callable[[FigureRow], str]:
    return lambda _: style


def _value(row: FigureRow) -> object:
    value = wording.computed(row)
    return "—" if value is None else value


def value_style(row: FigureRow) -> str:
    """The style of what was computed: "≥" stands before a number that is made of rows which say 10万+ and no more."""
    value = _value(row)
    style = number_style(value, row.unit)
    return {"整数": "至少", "小数": "至少·小数"}.get(style, style) if row.floors else style


def _completion(row: FigureRow) -> float | None:
    """The share of the target that is reached, as a number that does not round to all of it where it is less."""
    return min(row.completion, 0.999) if row.completion is not None and row.completion < 1 else row.completion


COLUMNS = (
    Column("条目", 8, lambda row: row.item or "其他", _always("居中")),
    Column("指标", 30, lambda row: row.label, _always("文字"), "名称"),
    Column("单位", 8, lambda row: row.unit, _always("居中"), "单位"),
    Column("计算值", 14, _value, value_style, "指标"),
    Column("通报值", 18, wording.claim_text, _always("居中"), "通报"),
    Column("差", 12, wording.difference, lambda row: difference_style(wording.difference(row)), "差"),
    Column("目标", 16, wording.target_text, _always("居中"), "目标"),
    Column("完成率", 10, _completion, _always("完成"), "完成率"),
    Column("进度", 8, lambda row: row.pace, _always("比例"), "进度"),
    Column("达标", 10, lambda row: row.target_verdict, _always("居中"), "达标"),
    Column("结论", 14, lambda row: wording.verdict_text(row.verdict), _always("居中"), "结论"),
    Column("覆盖率", 9, wording.covered_share, _always("比例"), "覆盖率"),
    Column("最新数据", 13, wording.newest_text, _always("居中"), "最新数据"),
    Column("覆盖天数", 10, wording.covered_days, _always("居中")),
    Column("缺哪些", 22, wording.missing_text, _always("文字")),
    Column("备注", 50, wording.remark_text, _always("文字"), "备注"),
)
"""Of the scorecard, in its order."""


STATED: dict[str, Callable[[Report], object]] = {
    "单位名称": lambda report: report.title,
    "数据截至": lambda report: report.as_of,
    "计算时间": lambda report: report.computed_at,
}
"""Name of a cell -> what it says of the whole report."""


def name_of(column: Column, figure_id: str) -> str:
    """The name of a figure's cell.

    >>> name_of(COLUMNS[3], "dy_views")
    '指标_dy_views'
    """
    return f"{column.named}_{figure_id}"
