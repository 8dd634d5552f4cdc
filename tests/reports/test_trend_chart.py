"""The trend of a figure: what is drawn, in which line, and what is said of what is not."""

from datetime import date
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from pipelines.reports.dashboard.charts import BASE
from pipelines.reports.dashboard.direct_labels import apart
from pipelines.reports.dashboard.trend import trend_chart, trend_notes
from warehouse.catalogue import Claim, Target
from warehouse.trends import Point

ENDS = [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 20)]


def points(*values: float | None, partial: tuple[int, ...] = (), paces: tuple[float | None, ...] = (None,) * 4):
    return tuple(
        Point(until, value, value is not None and at not in partial, pace)
        for at, (until, value, pace) in enumerate(zip(ENDS, values, paces, strict=True))
    )


@pytest.fixture
def yearly(figure):
    """60 万 of 200 万 in a year, of which the notice says 超60万."""
    target = Target("t", "f", ">=", 2_000_000, "样例考核办法", date(2024, 1, 1), period="year")
    claim = Claim("f", "二(一)3", "播放量超60万", ">", 600_000)
    return figure("样例播放量", 612_000, unit="次", target=target, claim=claim)


def lines(chart):
    """Name of each line, from the label at its end -> what is drawn of it."""
    return [(one["mode"], one["line"].get("dash"), one["y"]) for one in chart["data"] if "line" in one]


def test_values_target_pace_and_what_is_cited_are_four_things(yearly):
    paces = (169_000, 328_000, 497_000, 607_000)
    chart = trend_chart(yearly, points(150_000, 300_000, 480_000, 612_000, paces=paces))
    go.Figure({"data": chart["data"], "layout": BASE | chart["layout"]})  # raises on what plotly does not know
    assert lines(chart) == [
        ("lines+markers", None, [15, 30, 48, 61.2]),
        ("lines", "dash", [200, 200, 200, 200]),
        ("lines", "dot", [16.9, 32.8, 49.7, 60.7]),
    ]
    cited = chart["data"][3]
    assert (cited["x"], cited["y"], cited["marker"]["symbol"]) == (["4月20日"], [60], "diamond-open")
    assert cited["customdata"] == ["通报 超60万次"]
    assert chart["data"][0]["x"] == ["1月", "2月", "3月", "4月20日"]
    assert chart["data"][0]["customdata"][3] == "612,000次"
    assert chart["layout"]["title"]["text"] == "单位：万次"
    assert sorted(one["text"] for one in chart["layout"]["annotations"]) == ["数据", "目标", "进度", "通报"]


def test_a_month_without_data_is_a_gap_and_one_that_is_not_complete_is_hollow(figure):
    row = figure("样例推文", 40)
    held = points(10, None, 30, 40, partial=(2,))
    chart = trend_chart(row, held)
    line = chart["data"][0]
    assert line["y"] == [10, None, 30, 40]
    assert line["connectgaps"] is False
    assert line["marker"]["symbol"] == ["circle", "circle-open", "circle-open", "circle"]
    assert [(shape["x0"], shape["x1"]) for shape in chart["layout"]["shapes"]] == [(0.5, 1.5)]
    notes = trend_notes(row, held, chart)
    assert "没有数据：2月（线断开，灰底）" in notes
    assert "数据不全：3月（空心点）" in notes


def test_an_axis_that_does_not_begin_at_zero_says_so(figure):
    near, far = points(96, 97, 98, 96), points(1, 20, 50, 98)
    row = figure("样例满意率", 96, unit="%")
    assert trend_chart(row, near)["layout"]["yaxis"]["range"][0] > 0
    assert "纵轴不从零起" in trend_notes(row, near, trend_chart(row, near))
    assert trend_chart(row, far)["layout"]["yaxis"]["range"][0] == 0
    assert "纵轴不从零起" not in trend_notes(row, far, trend_chart(row, far))


def test_values_below_zero_are_on_the_axis(figure):
    low, high = trend_chart(figure("样例增长", 20, unit="%"), points(-41, 44, 29, 20))["layout"]["yaxis"]["range"]
    assert low < -41 < 44 < high


def test_a_target_of_another_period_is_not_drawn_and_that_is_said(yearly):
    held = points(150_000, 300_000, 480_000, 612_000)
    chart = trend_chart(yearly, held)
    assert len(lines(chart)) == 1
    assert "目标的时段与走势不同，没有画" in trend_notes(yearly, held, chart)


def test_a_target_without_a_pace_is_one_line(yearly):
    assert len(lines(trend_chart(yearly, points(1, 2, 3, 4, paces=(2_000_000.0,) * 4)))) == 2


def test_nothing_to_draw_is_told_in_words(figure):
    row = figure("样例等次", None)
    assert trend_chart(row, ()) is None
    assert trend_notes(row, (), None) == ["这个指标的时段是固定的，或者它不是数，没有逐月走势"]
    nothing = points(None, None, None, None)
    assert trend_chart(row, nothing) is None
    assert trend_notes(row, nothing, None) == ["各月都没有数据，画不出走势"]


def test_one_value_alone_has_an_axis_around_it(figure):
    for value in (0, 5, -5):
        low, high = trend_chart(figure("样例", value), points(None, None, None, value))["layout"]["yaxis"]["range"]
        assert low <= value < high


def test_labels_never_stand_on_one_another():
    placed = apart({"数据": 100, "目标": 101, "进度": 99, "通报": 130})
    heights = sorted(placed.values())
    assert all(above - below >= 17 for below, above in pairwise(heights))
    assert list(placed) == ["进度", "数据", "目标", "通报"]  # in the order of what they name
    assert apart({"数据": 10, "目标": 100}) == {"数据": 10, "目标": 100}
