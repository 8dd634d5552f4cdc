"""What a careful analyst hands over beside the figures: a workbook with what they rest on, and a page with charts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from openpyxl.chart import BarChart, LineChart, Reference
from plotly.offline import get_plotlyjs

Works = dict[str, pd.DataFrame]
"""Platform -> its works of the year: 发布时间, 标题, 阅读量, and where each was read: 文件, 工作表, 行号."""

ROW_COLUMNS = ["发布时间", "标题", "阅读量", "文件", "工作表", "行号"]
_THRESHOLDS = (1_000, 10_000, 50_000, 100_000, 500_000, 1_000_000)
_LISTED = 500


def write_workbook(target: Path, found: dict[str, float], works: Works, sources: pd.DataFrame) -> None:
    """The figures; of each platform its months, weeks, thresholds and twenty best, with charts; all rows; the files."""
    with pd.ExcelWriter(target, engine="openpyxl") as book:
        pd.Series(found, name="计算值").to_excel(book, sheet_name="指标")
        for platform, held in works.items():
            _write_platform(book, platform, held)
        for platform, held in works.items():
            held[ROW_COLUMNS].sort_values("发布时间").to_excel(book, sheet_name=f"明细·{platform}", index=False)
        sources.tail(_LISTED).to_excel(book, sheet_name="来源", index=False)
    sources.to_csv(target.with_name("来源.csv"), index=False, encoding="utf-8-sig")


def _write_platform(book: pd.ExcelWriter, platform: str, held: pd.DataFrame) -> None:
    months = by_month(held)
    weeks = held.groupby(held["发布时间"].dt.isocalendar().week)["阅读量"].agg(["size", "sum"])
    over = pd.DataFrame({"作品数": [(held["阅读量"] > limit).sum() for limit in _THRESHOLDS]}, index=_THRESHOLDS)
    best = held.sort_values("阅读量", ascending=False).head(20)
    place = 0
    for table in (months, over, best, weeks):
        table.to_excel(book, sheet_name=platform, startrow=place)
        place += len(table) + 3
    sheet = book.sheets[platform]
    for chart, column in ((BarChart(), 2), (LineChart(), 3)):
        chart.add_data(Reference(sheet, column, 1, column, len(months) + 1), titles_from_data=True)
        chart.set_categories(Reference(sheet, 1, 2, 1, len(months) + 1))
        sheet.add_chart(chart, f"K{1 if column == 2 else 20}")


def by_month(held: pd.DataFrame) -> pd.DataFrame:
    """How many works each month has, and how often they were read."""
    months = held.groupby(held["发布时间"].dt.month)["阅读量"].agg(["size", "sum"])
    return months.set_axis(["作品数", "阅读量"], axis="columns")


def write_page(target: Path, found: dict[str, float], works: Works, trends: dict[str, "pd.Series[Any]"]) -> None:
    """The figures as a table, the months of each platform as bars, and what each figure came to month by month."""
    (target.parent / "plotly.min.js").write_text(get_plotlyjs(), "utf-8")
    parts = [pd.Series(found, name="计算值").to_frame().to_html(), *map(_as_html, _charts(works, trends))]
    head = '<meta charset="utf-8"><script src="plotly.min.js"></script>'
    target.write_text(f"<!doctype html><html><head>{head}</head><body>{''.join(parts)}</body></html>", "utf-8")


def _charts(works: Works, trends: dict[str, "pd.Series[Any]"]) -> Iterator[go.Figure]:
    for platform, held in works.items():
        months = by_month(held)
        yield go.Figure([go.Bar(x=months.index, y=months["阅读量"])], {"title": {"text": platform}})
    for name, points in trends.items():
        yield go.Figure([go.Scatter(x=points.index, y=points, mode="lines+markers")], {"title": {"text": name}})


def _as_html(chart: go.Figure) -> str:
    return chart.to_html(full_html=False, include_plotlyjs=False)
