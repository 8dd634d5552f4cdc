"""Labels at the right ends of the lines of a chart, in place of a legend."""

from collections.abc import Mapping

from pipelines.reports.dashboard.charts import BOTTOM, HEIGHT, TOP, Chart

MARGIN = 44
"""Pixels right of what is plotted that two characters need."""

_HEIGHT = 17
"""Pixels from one label to the next."""


def end_labels(ends: Mapping[str, float], low: float, high: float, colors: Mapping[str, str]) -> list[Chart]:
    """The name of each line at the height of its last value, on an axis from `low` to `high`; pushed apart."""
    plotted = HEIGHT - TOP - BOTTOM
    heights = {name: (value - low) / (high - low) * plotted for name, value in ends.items()}
    return [
        {
            "text": name, "x": 1, "xref": "paper", "xanchor": "left", "xshift": 10, "y": at / plotted, "yref": "paper",
            "yanchor": "middle", "showarrow": False, "font": {"color": colors[name], "size": 12},
        }
        for name, at in apart(heights).items()
    ]  # fmt: skip


def apart(heights: Mapping[str, float]) -> dict[str, float]:
    """`heights` with at least a label's height from one to the next; those that are moved, around their middle.

    >>> apart({"甲": 10, "乙": 13, "丙": 100})
    {'甲': 3.0, '乙': 20.0, '丙': 100.0}
    """
    groups: list[list[str]] = []
    for name in sorted(heights, key=lambda name: heights[name]):
        groups.append([name])
        while len(groups) > 1 and _first(groups[-1], heights) - _last(groups[-2], heights) < _HEIGHT:
            groups[-2:] = [groups[-2] + groups[-1]]
    return {name: _first(group, heights) + _HEIGHT * at for group in groups for at, name in enumerate(group)}


def _first(group: list[str], heights: Mapping[str, float]) -> float:
    """Where the lowest label of `group` stands."""
    return sum(heights[name] for name in group) / len(group) - _HEIGHT * (len(group) - 1) / 2


def _last(group: list[str], heights: Mapping[str, float]) -> float:
    return _first(group, heights) + _HEIGHT * (len(group) - 1)
