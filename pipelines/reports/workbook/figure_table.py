"""A table of figures beside what the notice says of them and what is to be reached, and the chart that draws it."""

from collections.abc import Sequence

from pipelines.reports import wording
from pipelines.reports.workbook.charts import INK, RED, Drawn, bullets
from pipelines.reports.workbook.columns import value_style
from pipelines.reports.workbook.flow import BESIDE, BESIDE_CM, Cells, Flow, Table
from warehouse.figures import FigureRow

_HEADS = ("指标（单位）", "计算值", "通报值", "目标", "达标", "结论", "计算值％", "通报值％", "目标％")
_REMARK = "％一栏以通报值为100，没有通报值的以目标为100；“超”“不低于”照印出的数画"
_FRAME_CM, _EACH_CM = 2.8, 0.8


def add_figures(flow: Flow, figures: Sequence[FigureRow]) -> Table:
    """One row per figure, in the order of the notice."""
    flow.section("指标", rows=min(len(figures), 8))
    table = flow.table(_HEADS, map(_cells, wording.in_notice_order(figures)))
    if any(map(_base, figures)):
        flow.remarks([_REMARK])
    return table


def add_bullets(flow: Flow, table: Table, figures: Sequence[FigureRow], beside: Table | None = None) -> None:
    """The figures of `table` as bars, each framed by what the notice says and what is to be reached, if any has such.

    To the right of the narrow table `beside`, if there is one.
    """
    if not any(map(_base, figures)):
        return
    high = bullets_cm(figures)
    _, claimed, aimed = zip(*map(_percents, figures), strict=True)
    goals = [Drawn(table.column(8), INK)] if any(claimed) else []
    goals += [Drawn(table.column(9), RED, is_goal=True)] if any(aimed) else []
    chart = bullets("计算值与通报值、目标之比", "％", table.column(1), table.column(7), goals)
    if beside is None:
        flow.section("对照图", chart_cm=high)
    flow.chart(chart, beside.head if beside else flow.here, BESIDE if beside else 1, BESIDE_CM, high)


def bullets_cm(figures: Sequence[FigureRow]) -> float:
    """How high the chart of `figures` is."""
    return _FRAME_CM + _EACH_CM * len(figures)


def _cells(row: FigureRow) -> Cells:
    value, unit = wording.computed(row), f"（{row.unit}）" if row.unit else ""
    return [
        (f"{row.label}{unit}", "文字"),
        ("—" if value is None else value, value_style(row)),
        (wording.claim_text(row), "居中"),
        (wording.target_text(row), "居中"),
        (row.target_verdict, wording.TARGET_TONES.get(row.target_verdict, "居中")),
        (wording.verdict_text(row.verdict), wording.verdict_tone(row.verdict)),
        *((percent, "小数") for percent in _percents(row)),
    ]


def _percents(row: FigureRow) -> list[float | None]:
    """Value, claim and target in percent of the claim, or of the target where nothing is claimed."""
    base = _base(row)
    claimed = row.claim.value if row.claim else None
    return [
        round(100 * one / base, 2) if base and one is not None else None for one in (row.value, claimed, _goal(row))
    ]


def _base(row: FigureRow) -> float | None:
    if row.value is None:
        return None
    return (row.claim.value if row.claim else None) or _goal(row)


def _goal(row: FigureRow) -> float | None:
    """What is to be reached by the value of the figure itself: a target for a month says nothing of half a year."""
    return row.target.value if row.target and row.target.period == "any" else None
