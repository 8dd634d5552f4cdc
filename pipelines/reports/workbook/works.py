"""Tables and charts of works: by month, by week, how many passed a threshold, the most read."""

from collections.abc import Sequence
from datetime import time

from pipelines.reports import wording
from pipelines.reports.contents.accounts import MEASURES, Counts
from pipelines.reports.contents.platforms import PlatformContents
from pipelines.reports.contents.works import Output, Passed, Work
from pipelines.reports.text import link_of, shortened
from pipelines.reports.workbook.charts import ORANGE, Drawn, columns, lines, low_of
from pipelines.reports.workbook.flow import BESIDE, BESIDE_CM, HIGH_CM, LEFT_CM, LONGEST_TITLE, Cells, Flow, Table

_TEN_THOUSANDS_FROM = 100_000


def add_months(flow: Flow, contents: PlatformContents) -> None:
    """Works and views by month, with their sum and a chart beside them."""
    heads = _heads(contents)
    flow.section("各月作品", chart_cm=HIGH_CM)
    table = flow.table(
        ["月份", *heads], ([(_named(month), "文字"), *_cells(month, heads)] for month in contents.months)
    )
    works, views = ("合计" if is_all else "合计·至少" for is_all in (contents.has_all_works, contents.has_all_views))
    sums, styles = (contents.works, contents.views, contents.views / 10_000), (works, views, f"{views}·小数")
    flow.append([("合计", "合计"), *zip(sums, styles, strict=True)][: 1 + len(heads)])
    flow.remarks(contents.remarks, BESIDE - 1)
    drawn = Drawn(table.column(1 + len(heads)))
    flow.chart(columns(f"各月{heads[-1]}", heads[-1], table.column(1), [drawn]), table.head, BESIDE, BESIDE_CM, HIGH_CM)


def add_weeks(flow: Flow, contents: PlatformContents) -> None:
    """Works, views and what there are of followers by week, below their lines."""
    heads, stock = _heads(contents), contents.account.stock
    flow.section("各周（周一至周日）", chart_cm=HIGH_CM)
    place = flow.leave(HIGH_CM)
    counts = contents.account.measures[stock] if stock else {}
    people = [f"{MEASURES[stock][0]}（周末）"] if stock else []
    rows = [[*_week(week, heads), *_people(week, counts)] if stock else _week(week, heads) for week in contents.weeks]
    table = flow.long_table(["周", "起止", *heads, *people], rows)
    first = Drawn(table.column(2 + len(heads)))
    chart = lines(f"各周{heads[-1]}", heads[-1], table.column(1), [first])
    flow.chart(chart, place, 1, LEFT_CM, HIGH_CM)
    weekly = [counts[week.stretch].value for week in contents.weeks if week.stretch in counts]
    if stock and len(weekly) > 1:
        low = low_of(weekly)
        unit = "人（纵轴不从0起）" if low else "人"
        second = Drawn(table.column(3 + len(heads)), ORANGE)
        chart = lines(people[0], unit, table.column(1), [second], low)
        flow.chart(chart, place, BESIDE, BESIDE_CM, HIGH_CM)


def add_thresholds(flow: Flow, contents: PlatformContents, chart_cm: float) -> Table:
    """How many works of the year passed each threshold, and which share of those that have views.

    A chart of `chart_cm` is to have room beside it.
    """
    word = wording.views_word(contents.platform)
    of = contents.works - sum(month.without_views for month in contents.months)
    flow.section(f"{word}过多少的作品", rows=len(contents.passed), chart_cm=chart_cm)
    rows = [[*_threshold(step), (_share(step.works, of), "比例")] for step in contents.passed]
    table = flow.table([f"{word}过", "作品数（条）", "占比"], rows)
    if unsure := max(step.unsure for step in contents.passed):
        said = f"标“≥”的：另有至多{unsure}条只显示“10万+”，过没过看不出来"
        flow.remarks([said], BESIDE - 1)
    return table


def add_top(flow: Flow, contents: PlatformContents) -> None:
    """The most read works, with links."""
    word = wording.views_word(contents.platform)
    flow.section(f"{word}最高的{len(contents.top)}条", rows=min(len(contents.top), 6))
    rows = [_work(work) for work in contents.top]
    table = flow.table(["标题", "发布时间", f"{word}（次）", "点赞", "评论", "转发", "链接"], rows)
    for number, work in enumerate(contents.top, table.first):
        if link := link_of(work.url):  # in a cell of its own: Office does not wrap a title that is a link
            flow.sheet.cell(number, 7).hyperlink = link
    if not any(link_of(work.url) for work in contents.top):
        flow.remarks(["导出的文件里没有作品的链接"])


def _heads(contents: PlatformContents) -> list[str]:
    """What is counted of works; the last is what charts draw."""
    if not contents.has_views:
        return ["作品数（条）"]
    word, most = wording.views_word(contents.platform), max(month.views or 0 for month in contents.months)
    large = [f"{word}（万次）"] if most >= _TEN_THOUSANDS_FROM else []
    return ["作品数（条）", f"{word}（次）", *large]


def _cells(output: Output, heads: Sequence[str]) -> Cells:
    """One cell per head; those of which nothing is known stay empty, and are gaps in charts."""
    works = None if output.is_gap else output.works
    in_ten_thousands = None if output.views is None else output.views / 10_000
    styles = ("整数", "至少", "至少·小数") if output.floors else ("整数", "整数", "小数")
    return list(zip((works, output.views, in_ten_thousands), styles, strict=True))[: len(heads)]


def _named(output: Output) -> str:
    return f"{output.label}（缺{output.missing}天）" if output.is_part else output.label


def _week(week: Output, heads: Sequence[str]) -> Cells:
    days = f"{week.stretch.first:%m-%d}至{week.stretch.until:%m-%d}"
    return [(_named(week), "文字"), (days, "居中"), *_cells(week, heads)]


def _people(week: Output, counts: Counts) -> Cells:
    return [(counts[week.stretch].value if week.stretch in counts else None, "整数")]


def _share(works: int, of: int) -> float:
    """The share of `works`, which does not read as none or all where it is neither."""
    return min(max(works / of, 0.001), 0.999) if 0 < works < of else works / of


def _threshold(step: Passed) -> Cells:
    sign = "" if step.threshold.strictly else "（含）"
    name = f"{wording.quantity(step.threshold.least)}{sign}"
    return [(name, "文字"), (step.works, "至少" if step.unsure else "整数")]


def _work(work: Work) -> Cells:
    return [
        (shortened(work.title or "（没有标题）", LONGEST_TITLE), "文字"),
        (work.published_at, "时刻" if work.published_at.time() != time() else "日期"),
        (work.views, "以上" if work.views_is_floor else "整数"),
        *((count, "整数") for count in (work.likes, work.comments, work.shares)),
        ("打开" if link_of(work.url) else "", "链接"),
    ]
