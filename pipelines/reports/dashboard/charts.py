"""Charts as plotly reads them: plain dictionaries of data and layout, made without importing plotly.

What the words of a chart come from may be written by anybody, and plotly reads markup in them: `words` takes it away.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from pipelines.reports.contents.platforms import PlatformContents
from pipelines.reports.text import clean
from pipelines.reports.wording import views_word

Chart = dict[str, Any]

INK, SOFT, GRID, MAIN = "#1f2933", "#5b6b7b", "#dde3ea", "#2f5572"
HEIGHT, TOP, BOTTOM = 280, 34, 40
"""Pixels of a chart, and of it above and below what is plotted."""

_TEN_THOUSANDS_FROM = 100_000
_FONTS = "-apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

BASE: Chart = {
    "height": HEIGHT,
    "margin": {"l": 56, "r": 12, "t": TOP, "b": BOTTOM},
    "font": {"family": _FONTS, "size": 13, "color": INK},
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "showlegend": False,
    "title": {"x": 0, "xanchor": "left", "y": 0.99, "yanchor": "top", "font": {"size": 12, "color": SOFT}},
    "bargap": 0.35,
    "hoverlabel": {"bgcolor": "#fff", "bordercolor": SOFT, "font": {"color": INK}},
    "xaxis": {"type": "category", "fixedrange": True, "automargin": True, "linecolor": SOFT, "showgrid": False},
    "yaxis": {
        "rangemode": "tozero",
        "fixedrange": True,
        "gridcolor": GRID,
        "zerolinecolor": SOFT,
        "tickformat": ",",
        "automargin": True,
    },
}
"""What all charts have in common, given to plotly as their template."""


def monthly_chart(contents: PlatformContents) -> Chart:
    """A bar chart of the platform's views per month, or of its works where it gives no views; each bar says its number.

    Large numbers stand in 万 and in full under the pointer. Months without data are shaded, those not complete hatched.
    """
    word = views_word(contents.platform) if contents.has_views else "作品数"
    unit = "次" if contents.has_views else "条"
    exact = [month.views if contents.has_views else month.works for month in contents.months]
    scale = scale_of(exact)
    bars = {
        "type": "bar",
        "x": [month.label for month in contents.months],
        "y": [None if value is None else value / scale for value in exact],
        "text": ["" if value is None else short(value / scale) for value in exact],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": 11},
        "constraintext": "none",
        "cliponaxis": False,
        "customdata": exact,
        "marker": {"color": MAIN, "pattern": {"shape": ["/" if month.is_part else "" for month in contents.months]}},
        "hovertemplate": f"%{{x}}<br>{word} %{{customdata:,d}} {unit}<extra></extra>",
    }
    title = {"text": f"{word}（{'万' if scale > 1 else ''}{unit}）"}
    return {"data": [bars], "layout": {"title": title, "shapes": shades(exact)}}


def shades(values: Iterable[float | None]) -> list[Chart]:
    """A grey ground at the place of each of `values` that is missing."""
    return [
        {
            "type": "rect", "xref": "x", "x0": at - 0.5, "x1": at + 0.5, "yref": "paper", "y0": 0, "y1": 1,
            "fillcolor": GRID, "opacity": 0.5, "layer": "below", "line": {"width": 0},
        }
        for at, value in enumerate(values) if value is None
    ]  # fmt: skip


def scale_of(values: Iterable[float | None]) -> int:
    """By how much `values` are divided before they stand on an axis."""
    return 10_000 if max((abs(value) for value in values if value is not None), default=0) >= _TEN_THOUSANDS_FROM else 1


def short(value: float) -> str:
    """`value` with three figures or all that stand before the point.

    >>> [short(value) for value in (276, 1003.4, 20.412, 0.035, 100)]
    ['276', '1,003', '20.4', '0.035', '100']
    """
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def words(text: str) -> str:
    """`text` from outside as plotly shows it: text, not the tags and signs that it reads as markup.

    >>> words("<b>甲</b> & 乙")
    '&lt;b&gt;甲&lt;/b&gt; &amp; 乙'
    """
    return escape(clean(text), quote=False)
