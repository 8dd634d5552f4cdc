"""Targets beside values: direction, bounds, bands, the days they hold, and the pace, each case worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest
from _entries import NEW_FANS, SATISFIED, USED
from _exports import CASES, FANS, PIECES, catalogue_of, each_day, listed, numbered, on, warehouse_of
from hypothesis import given
from hypothesis import strategies as st

from warehouse._targets import (
    beside_the_one_before,
    calendar,
    due,
    judge_target,
    over_its_period,
    over_the_one_before,
)
from warehouse.catalogue import Catalogue, Figure, Target
from warehouse.figures import FigureRow, evaluate
from warehouse.verdicts import Measured, Verdict

POSTS = Figure("posts", "x.posts", "发稿量", "条", "posts", "flow", "year_to_date", measure="count(*)")
OVER_10K = replace(POSTS, id="over", kind="threshold_count", where="views > 10000")
SPENT = Figure("spent", "x.spent", "支出", "元", "amounts", "flow", "year", measure="sum(amount_yuan)", better="less")
FOLLOWERS = Figure("fans", "x.fans", "总粉丝", "人", "account_days", "stock", "as_of", measure="sum(value)")
RATE = Figure("rate", "x.rate", "满意率", "%", "cases", "share", "year_to_date", numerator="a", denominator="b")
BEST = Figure("best", "x.best", "最高播放", "次", "posts", "maximum", "year_to_date", measure="max(views)")
ZERO = Figure("zero", "x.zero", "事故", "起", "events", "zero", "year_to_date", measure="count(*)", better="less")
RANK = Figure("rank", "x.rank", "名次", "名", "events", "rank", "year_to_date", measure="max(rank)", better="less")

AS_OF = date(2024, 6, 20)


def target(figure: Figure, bound: str, value: float, period: str = "any", **more: object) -> Target:
    return Target("t", figure.id, bound, value, "任务书", date(2024, 1, 1), period=period, **more)  # type: ignore[arg-type]


AT_LEAST_80 = target(RATE, ">=", 80, bands=(("优秀", 90), ("良好", 85), ("合格", 60)))
ABOVE_80 = target(RATE, ">", 80)
TOP_100 = target(RANK, "<=", 100, bands=(("优秀", 10), ("良好", 50), ("合格", 150)))
NONE = target(ZERO, "=", 0)
EXACTLY_12 = target(POSTS, "=", 12, "year")


@pytest.mark.parametrize(
    ("of", "figure", "measured", "expected", "remark"),
    [
        # more is better: at the bound, and just beside it
        (AT_LEAST_80, RATE, Measured(80), "达标", "达到“合格”"),
        (AT_LEAST_80, RATE, Measured(79.9), "未达标", "应为不低于80%，数据为79.9%，达到“合格”"),
        (ABOVE_80, RATE, Measured(80), "未达标", "应为超80%，数据为80%"),
        (ABOVE_80, RATE, Measured(80.1), "达标", ""),
        # the best band that is reached, its own limit included; also below the target; or none
        (AT_LEAST_80, RATE, Measured(84.9), "达标", "达到“合格”"),
        (AT_LEAST_80, RATE, Measured(85), "达标", "达到“良好”"),
        (AT_LEAST_80, RATE, Measured(90), "达标", "达到“优秀”"),
        (AT_LEAST_80, RATE, Measured(59.9), "未达标", "应为不低于80%，数据为59.9%"),
        # less is better
        (TOP_100, RANK, Measured(100), "达标", "达到“合格”"),
        (TOP_100, RANK, Measured(101), "未达标", "应为不超过100名，数据为101名，达到“合格”"),
        (TOP_100, RANK, Measured(50), "达标", "达到“良好”"),
        (TOP_100, RANK, Measured(51), "达标", "达到“合格”"),
        (TOP_100, RANK, Measured(3), "达标", "达到“优秀”"),
        (TOP_100, RANK, Measured(151), "未达标", "应为不超过100名，数据为151名"),
        (replace(TOP_100, bound="<"), RANK, Measured(100), "未达标", "应为不足100名，数据为100名，达到“合格”"),
        (
            replace(NONE, bands=(("合格", 2), ("优秀", 0))),
            ZERO,
            Measured(1),
            "未达标",
            "应为0起，数据为1起，达到“合格”",
        ),
        # nothing to judge, or not enough of it
        (AT_LEAST_80, RATE, Measured(None), "无数据", "没有可算的基数"),
        (AT_LEAST_80, RATE, Measured(None, loaded=False), "无数据", "没有读到任何数据"),
        (
            AT_LEAST_80,
            RATE,
            Measured(88, complete=False, gaps=("2024-03-01",)),
            "无数据",
            "数据不全：缺2024-03-01",
        ),
        # a part of the data decides where more of it can only add
        (NONE, ZERO, Measured(0), "达标", ""),
        (NONE, ZERO, Measured(1), "未达标", "应为0起，数据为1起"),
        (NONE, ZERO, Measured(0, complete=False, late_days=9), "无数据", "数据不全：晚读9天"),
        (NONE, ZERO, Measured(1, complete=False), "未达标", "应为0起，数据为1起"),
        (target(POSTS, ">=", 100), POSTS, Measured(100, complete=False), "达标", ""),
        (target(POSTS, ">=", 100), POSTS, Measured(99, complete=False, late_days=9), "无数据", "数据不全：晚读9天"),
        (target(ZERO, "<=", 2), ZERO, Measured(3, complete=False), "未达标", "应为不超过2起，数据为3起"),
        (target(ZERO, "<=", 2), ZERO, Measured(2, complete=False, late_days=9), "无数据", "数据不全：晚读9天"),
        (EXACTLY_12, POSTS, Measured(11, complete=False, late_days=9), "无数据", "数据不全：晚读9天"),
        (EXACTLY_12, POSTS, Measured(13, complete=False), "未达标", "本年应为12条，数据为13条"),
        # a target for a period, on what does not add up day by day: as it stands
        (
            target(FOLLOWERS, ">=", 150_000, "year"),
            FOLLOWERS,
            Measured(140_000),
            "未达标",
            "本年应为不低于15万人，数据为14万人",
        ),
        (target(FOLLOWERS, ">=", 150_000, "year"), FOLLOWERS, Measured(150_000), "达标", "本年数据为15万人"),
        (target(RATE, ">", 95, "month"), RATE, Measured(94), "未达标", "本月应为超95%，数据为94%"),
        (target(BEST, ">=", 50_000, "quarter"), BEST, Measured(8_000), "未达标", "本季度应为不低于5万次，数据为8000次"),
        (EXACTLY_12, POSTS, Measured(6), "未达标", "本年应为12条，数据为6条"),
    ],
)
def test_verdicts(of: Target, figure: Figure, measured: Measured, expected: str, remark: str) -> None:
    found = judge_target(of, figure, measured, AS_OF)
    assert (found.verdict, found.remark) == (expected, remark)


def test_without_a_target_nothing_is_said() -> None:
    assert judge_target(None, POSTS, Measured(5), AS_OF).verdict == ""


@pytest.mark.parametrize(
    ("period", "day", "gone", "whole"),
    [
        ("month", date(2024, 2, 1), 1, 29),
        ("month", date(2023, 2, 14), 14, 28),
        ("month", date(2024, 2, 28), 28, 29),
        ("month", date(2024, 12, 30), 30, 31),
        ("quarter", date(2024, 1, 1), 1, 91),  # 31 + 29 + 31
        ("quarter", date(2023, 3, 30), 89, 90),
        ("quarter", date(2024, 6, 20), 81, 91),  # 30 + 31 + 20 of 30 + 31 + 30
        ("half_year", date(2024, 6, 20), 172, 182),
        ("half_year", date(2023, 6, 20), 171, 181),
        ("half_year", date(2024, 7, 1), 1, 184),
        ("year", date(2024, 1, 1), 1, 366),
        ("year", date(2024, 6, 20), 172, 366),
        ("year", date(2023, 6, 20), 171, 365),
        ("year", date(2023, 12, 30), 364, 365),
    ],
)
def test_where_one_should_be(period: str, day: date, gone: int, whole: int) -> None:
    """A target of one for every day of the period is due one for every day gone by."""
    assert due(target(POSTS, ">=", whole, period), POSTS, day) == pytest.approx(gone)
    assert due(target(OVER_10K, ">=", whole, period), OVER_10K, day) == pytest.approx(gone)


@pytest.mark.parametrize(
    ("of", "figure", "day"),
    [
        (target(POSTS, ">=", 100), POSTS, AS_OF),
        (target(POSTS, "=", 100, "year"), POSTS, AS_OF),
        (target(FOLLOWERS, ">=", 100, "year"), FOLLOWERS, AS_OF),
        (target(RATE, ">=", 80, "month"), RATE, AS_OF),
        (target(BEST, ">=", 80, "month"), BEST, AS_OF),
        (target(POSTS, ">=", 100, "month"), POSTS, date(2024, 2, 29)),
        (target(POSTS, ">=", 100, "month"), POSTS, date(2023, 2, 28)),
        (target(POSTS, ">=", 100, "quarter"), POSTS, date(2024, 6, 30)),
        (target(POSTS, ">=", 100, "half_year"), POSTS, date(2024, 6, 30)),
        (target(POSTS, ">=", 100, "year"), POSTS, date(2024, 12, 31)),
    ],
)
def test_no_pace(of: Target, figure: Figure, day: date) -> None:
    assert due(of, figure, day) is None


YEARLY = target(POSTS, ">=", 36_600, "year")
"""A hundred for every day of 2024."""

MORE_THAN = replace(YEARLY, bound=">")
AT_MOST = target(SPENT, "<=", 36_600, "year")
LESS_THAN = replace(AT_MOST, bound="<")


@pytest.mark.parametrize(
    ("of", "figure", "day", "value", "expected", "remark"),
    [
        (YEARLY, POSTS, AS_OF, 17_200, "按进度", "本年按进度应为不低于17200条，数据为17200条"),
        (YEARLY, POSTS, AS_OF, 17_199, "落后", "本年按进度应为不低于17200条，数据为17199条"),
        (YEARLY, POSTS, AS_OF, 36_600, "达标", "本年数据为36600条"),
        (YEARLY, POSTS, date(2024, 1, 1), 100, "按进度", "本年按进度应为不低于100条，数据为100条"),
        (YEARLY, POSTS, date(2024, 1, 1), 99, "落后", "本年按进度应为不低于100条，数据为99条"),
        (YEARLY, POSTS, date(2024, 12, 30), 36_500, "按进度", "本年按进度应为不低于3.65万条，数据为3.65万条"),
        (YEARLY, POSTS, date(2024, 12, 31), 36_599, "未达标", "本年应为不低于36600条，数据为36599条"),
        (YEARLY, POSTS, date(2024, 12, 31), 36_600, "达标", "本年数据为36600条"),
        (MORE_THAN, POSTS, AS_OF, 17_200, "落后", "本年按进度应为超17200条，数据为17200条"),
        (MORE_THAN, POSTS, AS_OF, 17_201, "按进度", "本年按进度应为超17200条，数据为17201条"),
        (MORE_THAN, POSTS, AS_OF, 36_600, "按进度", "本年按进度应为超17200条，数据为36600条"),
        (MORE_THAN, POSTS, date(2024, 12, 31), 36_600, "未达标", "本年应为超36600条，数据为36600条"),
        # an upper limit is used up as the days go by
        (AT_MOST, SPENT, AS_OF, 17_200, "按进度", "本年按进度应为不超过17200元，数据为17200元"),
        (AT_MOST, SPENT, AS_OF, 17_201, "落后", "本年按进度应为不超过17200元，数据为17201元"),
        (AT_MOST, SPENT, AS_OF, 0, "按进度", "本年按进度应为不超过17200元，数据为0元"),
        (AT_MOST, SPENT, AS_OF, 36_600, "落后", "本年按进度应为不超过17200元，数据为36600元"),
        (AT_MOST, SPENT, AS_OF, 36_601, "未达标", "本年应为不超过36600元，数据为36601元"),
        (AT_MOST, SPENT, date(2024, 12, 31), 36_600, "达标", "本年数据为36600元"),
        (AT_MOST, SPENT, date(2024, 12, 31), 36_601, "未达标", "本年应为不超过36600元，数据为36601元"),
        (LESS_THAN, SPENT, AS_OF, 17_200, "落后", "本年按进度应为不足17200元，数据为17200元"),
        (LESS_THAN, SPENT, AS_OF, 36_600, "未达标", "本年应为不足36600元，数据为36600元"),
        # bands are named on the way too
        (
            replace(YEARLY, bands=(("合格", 15_000), ("良好", 30_000))),
            POSTS,
            AS_OF,
            17_000,
            "落后",
            "本年按进度应为不低于17200条，数据为1.7万条，达到“合格”",
        ),
    ],
)
def test_pace(of: Target, figure: Figure, day: date, value: float, expected: str, remark: str) -> None:
    found = judge_target(of, figure, Measured(value), day)
    assert (found.verdict, found.remark) == (expected, remark)


@given(st.sampled_from(["month", "quarter", "half_year", "year"]), st.dates(date(1999, 1, 1), date(2101, 1, 1)))
def test_every_day_is_in_one_period_that_begins_and_ends_with_a_month(period: str, day: date) -> None:
    start, end = calendar(period, day)
    assert start <= day < end
    assert (start.day, end.day) == (1, 1)
    assert calendar(period, start) == (start, end)
    assert calendar(period, end)[0] == end


@given(st.dates(date(2024, 1, 1), date(2024, 12, 31)), st.integers(0, 40_000), st.integers(0, 40_000))
def test_more_is_never_judged_worse(day: date, one: int, other: int) -> None:
    order = ["未达标", "落后", "按进度", "达标"]
    less, more = (order.index(judge_target(YEARLY, POSTS, Measured(v), day).verdict) for v in sorted((one, other)))
    assert less <= more
    spent, saved = (order.index(judge_target(AT_MOST, SPENT, Measured(v), day).verdict) for v in sorted((one, other)))
    assert spent >= saved


def test_what_a_target_of_a_period_is_judged_on() -> None:
    def over(figure: Figure, period: str) -> str:
        bound = ">=" if figure.better == "more" else "<="
        return over_its_period(target(figure, bound, 1, period), figure, AS_OF).period

    assert [over(POSTS, period) for period in ("any", "month", "quarter", "half_year", "year")] == [
        "year_to_date", "since:2024-06-01", "since:2024-04-01", "year_to_date", "year_to_date",
    ]  # fmt: skip
    assert over(replace(POSTS, period="since:2022-01-01"), "year") == "since:2024-01-01"
    assert over(RATE, "month") == "since:2024-06-01"
    assert over(FOLLOWERS, "month") == "as_of"
    assert over(RANK, "month") == "year_to_date"  # the newest list there is


@pytest.mark.parametrize(
    ("period", "last"),
    [
        ("month", "2024-05-01..2024-05-31"), ("quarter", "2024-01-01..2024-03-31"),
        ("half_year", "2023-07-01..2023-12-31"), ("year", "2023-01-01..2023-12-31"),
    ],
)  # fmt: skip
def test_the_last_full_period(period: str, last: str) -> None:
    before = over_the_one_before(target(POSTS, ">=", 1, period), POSTS, AS_OF)
    assert before == replace(POSTS, period=f"days:{last}")


@pytest.mark.parametrize(
    ("of", "figure"), [(None, POSTS), (target(POSTS, ">=", 1), POSTS), (target(FOLLOWERS, ">=", 1, "year"), FOLLOWERS)]
)
def test_no_period_before(of: Target | None, figure: Figure) -> None:
    assert over_the_one_before(of, figure, AS_OF) is None


@pytest.mark.parametrize(
    ("before", "remark"),
    [
        (Measured(12), "本月；上月为12条"),
        (Measured(12, complete=False), "本月；上月为12条（数据不全）"),
        (Measured(None, loaded=False), "本月"),
    ],
)
def test_the_last_full_period_stands_in_the_remark(before: Measured, remark: str) -> None:
    of = target(POSTS, ">=", 20, "month")
    assert beside_the_one_before(Verdict("落后", "本月"), of, POSTS, before) == Verdict("落后", remark)


def in_force(day: date, *targets: Target) -> str | None:
    found = Catalogue({}, {}, {one.id: one for one in targets}, {}).target("posts", day)
    return found and found.id


def test_the_days_on_which_a_target_holds() -> None:
    of_2024 = replace(YEARLY, id="2024", valid_from=date(2024, 1, 1))
    half = replace(YEARLY, id="half", valid_from=date(2024, 7, 1))
    ended = replace(of_2024, id="ended", valid_to=date(2024, 3, 31))
    assert [in_force(day, of_2024) for day in (date(2023, 12, 31), date(2024, 1, 1), date(2031, 1, 1))] == [
        None, "2024", "2024",
    ]  # fmt: skip
    assert [in_force(day, half, of_2024) for day in (date(2024, 6, 30), date(2024, 7, 1))] == ["2024", "half"]
    assert [in_force(day, ended) for day in (date(2024, 3, 31), date(2024, 4, 1))] == ["ended", None]
    passing = replace(half, id="passing", valid_to=date(2024, 9, 30))
    assert [in_force(day, of_2024, passing) for day in (date(2024, 9, 30), date(2024, 10, 1))] == ["passing", "2024"]
    assert in_force(AS_OF, of_2024, replace(of_2024, id="own")) == "own"  # what is laid over comes later


OFFICE = ("2023-01-01", "2024-06-20")


def row_of(figure: Figure, of: Target) -> FigureRow:
    """Eight pieces since February, none before, two new fans a day since April, cases of May and June: one target."""
    used = ("02-01", "02-29", "03-10", "04-05", "04-06", "05-31", "05-31", "06-01")
    asked = (("05-01", True), ("05-02", False), ("06-01", True))
    files = (
        listed("06-21", PIECES, *numbered(*(on(day) for day in used)), covers=OFFICE),
        listed("06-21", FANS, *each_day("04-01", "06-20", followers_total=9, followers_new=2)),
        listed("06-21", CASES, *numbered(*(on(day, satisfied=said) for day, said in asked)), covers=OFFICE),
    )
    with warehouse_of(*files) as con:
        return evaluate(con, replace(catalogue_of(figure), targets={of.id: of}), AS_OF)[0]


@pytest.mark.parametrize(
    ("figure", "of", "value", "expected", "remark"),
    [
        # one of June's: 2 * 20 / 30 are due; five since April: 6 * 81 / 91; all eight since January
        (USED, target(USED, ">=", 2, "month"), 8, "落后", "本月按进度应为不低于1.33条，数据为1条；上月为2条"),
        (USED, target(USED, ">=", 6, "quarter"), 8, "落后", "本季度按进度应为不低于5.34条，数据为5条；上季度为3条"),
        (USED, target(USED, ">=", 5, "quarter"), 8, "达标", "本季度数据为5条；上季度为3条"),
        (USED, target(USED, ">=", 8, "half_year"), 8, "达标", "本半年数据为8条；上一个半年为0条"),
        (USED, target(USED, ">=", 17, "year"), 8, "按进度", "本年按进度应为不低于7.99条，数据为8条；上年为0条"),
        # a month that is covered is judged, though the year is not
        (
            NEW_FANS,
            target(NEW_FANS, ">=", 60, "month"),
            162,
            "按进度",
            "本月按进度应为不低于40人，数据为40人；上月为62人",
        ),
        (NEW_FANS, target(NEW_FANS, ">=", 200, "quarter"), 162, "落后", "本季度按进度应为不低于178.02人，数据为162人"),
        (NEW_FANS, target(NEW_FANS, ">=", 60, "year"), 162, "无数据", "数据不全：缺2024-01-01~2024-03-31"),
        # a share is computed anew over the month, and has no pace
        (SATISFIED, target(SATISFIED, ">=", 80, "month"), 200 / 3, "达标", "本月数据为100%；上月为50%"),
        (SATISFIED, target(SATISFIED, ">=", 80, "quarter"), 200 / 3, "未达标", "本季度应为不低于80%，数据为66.67%"),
    ],
)
def test_over_a_warehouse(figure: Figure, of: Target, value: float, expected: str, remark: str) -> None:
    row = row_of(figure, of)
    assert row.value == pytest.approx(value)
    assert (row.target_verdict, row.target_remark) == (expected, remark)
