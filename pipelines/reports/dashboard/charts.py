"""Charts as plotly reads them: plain dictionaries of data and layout, made without importing plotly."""

from typing import Any

from pipelines.reports.contents.platforms import PlatformContents
from pipelines.reports.wording import views_word

_BAR, _GRID, _TEXT = "#2f5572", "#dde3ea", "#3b4754"
_FONTS = "-apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_TEN_THOUSANDS_FROM = 100_000

Chart = dict[str, Any]


def monthly_chart(contents: PlatformContents) -> Chart:
    """A bar chart of the platform's views per month, or of its works where it gives no views.

    Large numbers stand in 万 on the axis and in full under the pointer.
    """
    word = views_word(contents.platform) if contents.has_views else "作品数"
    unit = "次" if contents.has_views else "条"
    exact = [month.views if contents.has_views else month.works for month in contents.months]
    scale = 10_000 if max((value or 0 for value in exact), default=0) >= _TEN_THOUSANDS_FROM else 1
    bars = {
        "type": "bar",
        "x": [month.label for month in contents.months],
        "y": [None if value is None else value / scale for value in exact],
        "customdata": exact,
        "marker": {"color": _BAR},
        "hovertemplate": f"%{{x}}<br>{word} %{{customdata:,d}} {unit}<extra></extra>",
    }
    return {"data": [bars], "layout": _layout(f"{word}（{'万' if scale > 1 else ''}{unit}）")}


def _layout(axis_title: str) -> Chart:
    return {
        "height": 280,
        "margin": {"l": 64, "r": 8, "t": 12, "b": 40},
        "font": {"family": _FONTS, "size": 13, "color": _TEXT},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "bargap": 0.35,
        "xaxis": {"type": "category", "fixedrange": True, "automargin": True},
        "yaxis": {
            "title": {"text": axis_title},
            "rangemode": "tozero",
            "fixedrange": True,
            "gridcolor": _GRID,
            "tickformat": ",",
            "automargin": True,
        },
    }
