"""The trend of one figure: month by month beside its target, its pace and what the notice cites; gaps are gaps."""

from collections.abc import Iterable, Mapping, Sequence

from pipelines.reports import wording
from pipelines.reports.dashboard.charts import INK, MAIN, Chart, scale_of, shades, words
from pipelines.reports.dashboard.direct_labels import MARGIN, end_labels
from warehouse._periods import month_end
from warehouse.figures import FigureRow
from warehouse.trends import Point

_PRESSED = 0.5
"""An axis begins above zero where the least of the values is more than this share of the largest."""

_ASKED = {
    "目标": {"color": "#9c0006", "dash": "dash", "width": 1.5},
    "进度": {"color": "#7a4b00", "dash": "dot", "width": 2},
}
"""What must be reached -> how its line is drawn: told apart without colour."""

_COLORS = {"数据": MAIN, "通报": INK} | {name: str(line["color"]) for name, line in _ASKED.items()}


def trend_chart(row: FigureRow, points: Sequence[Point]) -> Chart | None:
    """A line through the months of `points`; None where there is nothing to draw.

    Months of which nothing is held are left out of the line and shaded, those that are not complete are hollow. The
    target is dashed, the pace dotted, the cited value a diamond; each is named at its right end.
    """
    values = [point.value for point in points]
    if all(value is None for value in values):
        return None
    asked = _asked(row, points)
    cited = row.claim.value if row.claim else None
    ends = _ends({"数据": values, **asked, "通报": [cited]})
    scale = scale_of([*values, *ends.values()])
    shown = [value / scale for one in (values, *asked.values(), [cited]) for value in one if value is not None]
    low, high = _range(shown)
    months = [label(point) for point in points]
    data = [_line(row, points, months, scale)]
    data += [_asked_line(name, row, months, asked[name], scale) for name in asked]
    data += [_cited(row, months[-1], cited / scale)] if cited is not None else []
    unit = f"{'万' if scale > 1 else ''}{row.unit}"
    layout = {
        "margin": {"r": MARGIN},
        "title": {"text": words(f"单位：{unit}" if unit else "")},
        "yaxis": {"range": [low, high]},
        "annotations": end_labels({name: value / scale for name, value in ends.items()}, low, high, _COLORS),
        "shapes": shades(values),
    }
    return {"data": data, "layout": layout}


def trend_notes(row: FigureRow, points: Sequence[Point], chart: Chart | None) -> list[str]:
    """What must be known before the chart is read, or why there is none."""
    if not points:
        return ["这个指标的时段是固定的，或者它不是数，没有逐月走势"]
    if chart is None:
        return ["各月都没有数据，画不出走势"]
    notes = ["每一点是算到该月末的数，按现在掌握的行计算"]
    if empty := [label(point) for point in points if point.value is None]:
        notes.append(f"没有数据：{'、'.join(empty)}（线断开，灰底）")
    if partial := [label(point) for point in points if point.value is not None and not point.complete]:
        notes.append(f"数据不全：{'、'.join(partial)}（空心点）")
    if row.target is not None and not _asked(row, points):
        notes.append("目标的时段与走势不同，没有画")
    if chart["layout"]["yaxis"]["range"][0] > 0:
        notes.append("纵轴不从零起")
    return notes


def label(point: Point) -> str:
    """The month up to whose end `point` speaks; the day, where that is within it.

    >>> from datetime import date
    >>> [label(Point(day, 1, True, None)) for day in (date(2024, 2, 29), date(2024, 6, 20))]
    ['2月', '6月20日']
    """
    is_over = month_end(point.until) == point.until
    return f"{point.until.month}月" if is_over else f"{point.until.month}月{point.until.day}日"


def _asked(row: FigureRow, points: Sequence[Point]) -> dict[str, list[float | None]]:
    """What must be reached in the end, and what by each month where that is something else."""
    paces = [point.pace for point in points]
    if row.target is None or all(pace is None for pace in paces):  # a target may be about another period than the line
        return {}
    target = row.target.value
    asked: dict[str, list[float | None]] = {"目标": [target] * len(points)}
    return asked if all(pace in (None, target) for pace in paces) else asked | {"进度": paces}


def _ends(lines: Mapping[str, Sequence[float | None]]) -> dict[str, float]:
    """The last value of each of `lines` that has one."""
    held = {name: [value for value in values if value is not None] for name, values in lines.items()}
    return {name: values[-1] for name, values in held.items() if values}


def _line(row: FigureRow, points: Sequence[Point], months: Sequence[str], scale: int) -> Chart:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": months,
        "y": [None if point.value is None else point.value / scale for point in points],
        "customdata": [_said_at(row, point) for point in points],
        "connectgaps": False,
        "line": {"color": MAIN, "width": 2.5},
        "marker": {"symbol": ["circle" if point.complete else "circle-open" for point in points], "size": 8},
        "cliponaxis": False,
        "hovertemplate": "%{x}<br>%{customdata}<extra></extra>",
    }


def _asked_line(name: str, row: FigureRow, months: Sequence[str], values: Iterable[float | None], scale: int) -> Chart:
    held = list(values)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": months,
        "y": [None if value is None else value / scale for value in held],
        "customdata": [f"{name} {_said(row, value)}" for value in held],
        "line": _ASKED[name],
        "hovertemplate": "%{x}<br>%{customdata}<extra></extra>",
    }


def _cited(row: FigureRow, month: str, value: float) -> Chart:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [month],
        "y": [value],
        "customdata": [words(f"通报 {wording.claim_text(row)}")],
        "marker": {"symbol": "diamond-open", "size": 14, "color": INK, "line": {"width": 2}},
        "cliponaxis": False,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _said_at(row: FigureRow, point: Point) -> str:
    if point.value is None:
        return "没有数据"
    return _said(row, point.value) + ("" if point.complete else "（数据不全）")


def _said(row: FigureRow, value: float | None) -> str:
    number = wording.percents(value) if row.unit == "%" and value is not None else wording.exact(value)
    return words(f"{number}{row.unit}")


def _range(values: Sequence[float]) -> tuple[float, float]:
    """From where to where the axis goes: from zero, unless all values lie close together."""
    least, most = min(values), max(values)
    is_pressed = least > _PRESSED * most > 0
    low = least if is_pressed else min(least, 0)
    room = 0.1 * (most - low or abs(most) or 1)
    return low - room if is_pressed or low < 0 else 0, most + room
