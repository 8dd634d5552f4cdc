"""Claims beside values: every verdict worked out by hand, and what must hold for any numbers."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from warehouse.catalogue import Claim, Figure
from warehouse.verdicts import AGREES, Measured, holds, interval, judge

POSTS = Figure("posts", "x.posts", "发稿量", "条", "posts", "flow", "year_to_date", measure="count(*)")
FANS = Figure("fans", "x.fans", "总粉丝", "人", "account_days", "stock", "as_of", measure="sum(value)")
RATE = Figure("rate", "x.rate", "满意率", "%", "cases", "share", "year_to_date", numerator="a", denominator="b")
GROWTH = Figure("growth", "x.growth", "增长", "%", "amounts", "growth", "year_to_date", measure="sum(amount_yuan)")
ZERO = Figure("zero", "x.zero", "事故", "起", "events", "zero", "year_to_date", measure="count(*)", better="less")
RANK = Figure("rank", "x.rank", "名次", "名", "events", "rank", "year_to_date", measure="max(rank)", better="less")
ERRORS = Figure(
    "errors", "x.errors", "差错率", "%", "posts", "share", "year_to_date", numerator="a", denominator="b", better="less"
)
GRADE = Figure("grade", "x.grade", "等次", "", "events", "state", "as_of", measure="max(grade)")


def claim(bound: str, value: float | None = None, **more: object) -> Claim:
    return Claim("x", "二(一)3", "原文", bound, value, **more)  # type: ignore[arg-type]


def verdict(of: Claim, figure: Figure, value: float | None, **more: object) -> str:
    return judge(of, figure, Measured(value, **more)).verdict  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("figure", "bound", "printed", "step", "value", "expected"),
    [
        # exactly what is printed, or not at all
        (POSTS, "=", 932, 1, 932, "一致"),
        (POSTS, "=", 932, 1, 933, "偏低"),
        (POSTS, "=", 932, 1, 931, "偏高"),
        (POSTS, "=", 0, 1, 0, "一致"),
        (POSTS, "=", 0, 1, 3, "偏低"),
        (FANS, "=", 900, 1, 899.7, "舍入后一致"),
        (FANS, "=", 900, 1, 899.5, "舍入后一致"),
        (FANS, "=", 900, 1, 899.4, "偏高"),
        (FANS, "=", 900, 1, 900.9, "舍入后一致"),
        (FANS, "=", 900, 1, 901.0, "偏低"),
        # 14万, 110万, 5万, 11万: rounded, or cut
        (FANS, "~", 140_000, 10_000, 140_322, "舍入后一致"),
        (FANS, "~", 140_000, 10_000, 140_000, "一致"),
        (FANS, "~", 140_000, 10_000, 135_000, "舍入后一致"),
        (FANS, "~", 140_000, 10_000, 134_999, "偏高"),
        (FANS, "~", 140_000, 10_000, 149_999, "舍入后一致"),
        (FANS, "~", 140_000, 10_000, 150_000, "偏低"),
        (FANS, "=", 1_100_000, 10_000, 1_103_482, "舍入后一致"),
        (FANS, "=", 1_100_000, 10_000, 1_094_999, "偏高"),
        (FANS, "=", 110_000, 10_000, 110_000, "一致"),
        (FANS, "~", 50_000, 10_000, 50_218, "舍入后一致"),
        (FANS, "~", 12_000, 1_000, 11_500, "舍入后一致"),
        (FANS, "~", 12_000, 1_000, 11_499, "偏高"),
        # bounds: strict and inclusive, with and without much to spare
        (POSTS, ">", 7000, 1, 7412, "一致"),
        (POSTS, ">", 7000, 1, 6980, "偏高"),
        (POSTS, ">", 7000, 1, 7000, "偏高"),
        (POSTS, ">=", 7000, 1, 7000, "一致"),
        (POSTS, ">=", 7000, 1, 6999, "偏高"),
        (POSTS, ">", 7000, 1, 8749, "一致"),
        (POSTS, ">", 7000, 1, 8750, "偏低"),
        (POSTS, ">=", 250_000, 10_000, 251_873, "一致"),
        (POSTS, ">", 20_000_000, 10_000, 20_412_640, "一致"),
        (POSTS, "<", 7000, 1, 6980, "一致"),
        (POSTS, "<", 7000, 1, 7000, "偏低"),
        (POSTS, "<", 7000, 1, 7400, "偏低"),
        (POSTS, "<=", 7000, 1, 7000, "一致"),
        (POSTS, "<", 7000, 1, 4000, "偏高"),  # 近7000 said of 4000 flatters
        # shares: half of the way to 100% must not be left unsaid
        (RATE, ">=", 80, 1, 83.2, "一致"),
        (RATE, ">=", 80, 1, 80.0, "一致"),
        (RATE, ">=", 80, 1, 79.9, "偏高"),
        (RATE, ">=", 80, 1, 90.0, "一致"),
        (RATE, ">=", 80, 1, 90.1, "偏低"),
        (RATE, ">=", 20, 1, 23.5, "一致"),
        (RATE, ">=", 20, 1, 60.1, "偏低"),
        (RATE, ">", 95, 1, 96.6, "一致"),
        (RATE, ">", 95, 1, 95.0, "偏高"),
        (RATE, ">", 95, 1, 98.0, "偏低"),
        (RATE, ">=", 100, 1, 100.0, "一致"),
        (RATE, ">=", 100, 1, 99.9, "偏高"),
        (RATE, "=", 100, 1, 100.0, "一致"),
        (RATE, "=", 100, 1, 100 * 199 / 200, "偏高"),  # rounds to 100, yet one was left out
        (RATE, "=", 99, 1, 99.49, "舍入后一致"),
        (RATE, "=", 83.2, 0.1, 83.24, "舍入后一致"),
        (RATE, "=", 83.2, 0.1, 83.31, "偏低"),
        (RATE, "=", 83.2, 0.1, 83.1, "偏高"),
        # growth is in percent, but has no 100% to reach
        (GROWTH, "=", 20, 1, 20.3, "舍入后一致"),
        (GROWTH, "=", 20, 1, 19.4, "偏高"),
        (GROWTH, ">", 20, 1, 24.9, "一致"),
        (GROWTH, ">", 20, 1, 25.0, "偏低"),
        (GROWTH, "=", -5, 1, -5.4, "舍入后一致"),
        (GROWTH, "=", -5, 1, -6.0, "偏高"),
        # less is better
        (ZERO, "=", 0, 1, 0, "一致"),
        (ZERO, "=", 0, 1, 1, "偏高"),
        (ZERO, "=", 2, 1, 1, "偏低"),
        (RANK, "=", 1, 1, 1, "一致"),
        (RANK, "=", 1, 1, 2, "偏高"),
        (RANK, "=", 3, 1, 2, "偏低"),
        (RANK, "<=", 100, 1, 91, "一致"),
        (RANK, "<=", 100, 1, 76, "一致"),
        (RANK, "<=", 100, 1, 75, "偏低"),
        (RANK, "<=", 100, 1, 101, "偏高"),
        (RANK, "<", 100, 1, 100, "偏高"),
        (RANK, ">", 10, 1, 13, "偏高"),  # 第10名以外 said of place 13: a quarter kinder than the data
        (ERRORS, "<", 5, 1, 4.0, "一致"),
        (ERRORS, "<", 5, 1, 2.4, "偏低"),
        (ERRORS, "<", 5, 1, 5.0, "偏高"),
    ],
)
def test_complete_data(figure: Figure, bound: str, printed: float, step: float, value: float, expected: str) -> None:
    assert verdict(claim(bound, printed, step=step), figure, value) == expected


@pytest.mark.parametrize(
    ("of", "figure", "measured", "expected", "remark"),
    [
        # 1 part of the number is lost
        (claim("=", candidates=(13.0, 3.0), damage="separator"), POSTS, Measured(13), "文字残缺", "与候选13条相符"),
        (claim("=", candidates=(13.0, 3.0), damage="separator"), POSTS, Measured(14), "文字残缺", "与各候选都不相符"),
        (claim("=", candidates=(13.0, 3.0)), POSTS, Measured(None, loaded=False), "文字残缺", "没有数据可以分辨"),
        (
            claim("~", candidates=(2.1e5, 2.1e6, 2.1e7), damage="scale"),
            POSTS,
            Measured(212_386),
            "文字残缺",
            "候选21万条相符",
        ),
        (
            claim("~", candidates=(2.1e5, 2.1e6, 2.1e7), damage="scale"),
            POSTS,
            Measured(2_140_000),
            "文字残缺",
            "候选210万条相符",
        ),
        (
            claim(">", candidates=(1900.0, 1.9e4, 1.9e5), damage="scale"),
            FANS,
            Measured(193_640),
            "文字残缺",
            "候选19万人相符",
        ),
        (claim("=", candidates=(13.0, 3.0)), POSTS, Measured(13, complete=False, late_days=9), "文字残缺", "晚读9天"),
        # 2 nothing loaded: before the text is found vague, before the value
        (claim("=", 5), POSTS, Measured(None, loaded=False, complete=False), "无数据", "没有读到"),
        (claim("vague"), RANK, Measured(None, loaded=False), "无数据", "没有读到"),
        # 3 no base, in the text or in the data
        (claim("vague"), RANK, Measured(2), "无法核对", "“原文”没有可以核对的数；数据为2名"),
        (claim("vague"), GRADE, Measured(None, state="较好"), "无法核对", "数据为较好"),
        (claim("vague"), GROWTH, Measured(None, complete=False), "无法核对", "没有可以核对的数"),
        (claim("=", 100), RATE, Measured(None), "无法核对", "没有可算的基数"),
        # 4 the period is not covered
        (
            claim("=", 5),
            POSTS,
            Measured(5, complete=False, gaps=("2024-03-01~2024-03-05",)),
            "数据不全",
            "缺2024-03-01~2024-03-05",
        ),
        (claim("=", 5), POSTS, Measured(5, complete=False, gaps=("a", "b", "c", "d")), "数据不全", "缺a、b、c等4段"),
        (claim("=", 100), RATE, Measured(None, complete=False, late_days=12), "数据不全", "晚读12天"),
        (claim("=", 0), ZERO, Measured(0, complete=False), "数据不全", "已有部分为0起"),
        (claim("=", 0), ZERO, Measured(1, complete=False), "数据不全", "已有部分为1起"),
        (
            claim(">", 7000),
            POSTS,
            Measured(7001, complete=False, gaps=("a",)),
            "一致",
            "缺a；已有部分为7001条，已够通报的数",
        ),
        (claim(">", 7000), POSTS, Measured(9999, complete=False), "一致", "已够"),
        (claim(">", 7000), POSTS, Measured(7000, complete=False), "数据不全", "7000条"),
        (claim(">=", 7000), POSTS, Measured(7000, complete=False), "一致", "已够"),
        (claim(">", 7000), FANS, Measured(9000, complete=False), "数据不全", "9000人"),  # a stock may fall
        (claim(">=", 80), RATE, Measured(90, complete=False), "数据不全", "90%"),
        (claim("<", 7000), POSTS, Measured(10, complete=False), "数据不全", "10条"),
        # 5 and 6 say what was compared
        (
            claim("=", 250_000, step=10_000),
            FANS,
            Measured(254_300),
            "舍入后一致",
            "25万：四舍五入 [24.5万, 25.5万)，截尾 [25万, 26万)",
        ),
        (claim("=", 20), GROWTH, Measured(20.3), "舍入后一致", "20%：四舍五入 [19.5%, 20.5%)，截尾 [20%, 21%)"),
        (claim("=", 5, remark="原文缺单位"), POSTS, Measured(5), "一致", "原文缺单位"),
        (claim(">", 7000), POSTS, Measured(9000), "偏低", "通报为超7000条，数据为9000条"),
        (claim(">=", 5, enumerated=True), POSTS, Measured(7), "一致", ""),
        (claim(">=", 5, enumerated=True), POSTS, Measured(4), "偏高", "不低于5条"),
        # 7 another definition agrees, and only if this one does not
        (
            claim("=", 1028),
            POSTS,
            Measured(1004, readings={"含仅自己可见": 1028}),
            "口径不符",
            "按“含仅自己可见”为1028条",
        ),
        (
            claim("~", 10_000, step=1_000),
            FANS,
            Measured(7_300, readings={"总数": 9_816}),
            "口径不符",
            "按本口径为7300人",
        ),
        (claim("=", 1004), POSTS, Measured(1004, readings={"含仅自己可见": 1028}), "一致", ""),
        (claim("=", 1030), POSTS, Measured(1004, readings={"含仅自己可见": 1028}), "偏高", "数据为1004条"),
        (claim("=", 1028), POSTS, Measured(1004, readings={"含仅自己可见": None}), "偏高", "数据为1004条"),
        (
            claim(">", 1000),
            POSTS,
            Measured(900, readings={"宽": 2000}),
            "偏高",
            "数据为900条",
        ),  # spares too much to agree
        # 8 outside
        (claim(">", 7000), POSTS, Measured(6980), "偏高", "通报为超7000条，数据为6980条"),
    ],
)
def test_first_row_that_holds(of: Claim, figure: Figure, measured: Measured, expected: str, remark: str) -> None:
    found = judge(of, figure, measured)
    assert found.verdict == expected
    assert remark in found.remark


def test_nothing_claimed() -> None:
    assert judge(None, POSTS, Measured(5)).verdict == ""


def test_intervals_of_printed_digits() -> None:
    assert interval(250_000, 10_000) == (245_000, 255_000, 250_000, 260_000)
    assert interval(83.2, 0.1) == pytest.approx((83.15, 83.25, 83.2, 83.3))


FIGURES = st.sampled_from([POSTS, FANS, RATE, GROWTH, ZERO, RANK, ERRORS])
COUNTS = st.integers(0, 10_000_000)
HARSHNESS = {"一致": 0, "舍入后一致": 1, "偏低": 2, "偏高": 3}


@given(FIGURES, st.sampled_from("<>"), COUNTS, COUNTS)
def test_an_inclusive_bound_is_never_harsher(figure: Figure, bound: str, printed: int, value: int) -> None:
    strict, inclusive = (verdict(claim(b, printed), figure, value) for b in (bound, f"{bound}="))
    assert HARSHNESS[inclusive] <= HARSHNESS[strict]


@given(FIGURES, st.sampled_from(["=", "~"]), COUNTS)
def test_what_is_printed_in_full_agrees_with_itself(figure: Figure, bound: str, value: int) -> None:
    assert verdict(claim(bound, value), figure, value) == "一致"


@given(COUNTS, st.sampled_from([1, 10, 100, 1_000, 10_000]))
def test_rounding_or_cutting_the_value_never_disagrees(value: int, step: int) -> None:
    cut = value // step * step
    rounded = (value + step // 2) // step * step
    assert verdict(claim("=", cut, step=step), FANS, value) in AGREES
    assert verdict(claim("=", rounded, step=step), FANS, value) in AGREES


@given(COUNTS, COUNTS, st.sampled_from(["=", "~"]))
def test_the_same_text_flatters_one_way_only(printed: int, value: int, bound: str) -> None:
    assume(printed != value)
    more = verdict(claim(bound, printed), FANS, value)
    less = verdict(claim(bound, printed), replace(FANS, better="less"), value)
    assert {more, less} == {"偏高", "偏低"}


@given(st.sampled_from([POSTS, FANS, RANK]), st.sampled_from([">", ">="]), COUNTS, COUNTS, COUNTS)
def test_more_data_never_makes_a_text_flatter(figure: Figure, bound: str, printed: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    if verdict(claim(bound, printed), replace(figure, better="more"), high) == "偏高":
        assert verdict(claim(bound, printed), replace(figure, better="more"), low) == "偏高"


@given(COUNTS, COUNTS)
def test_incomplete_data_agrees_only_if_complete_data_would_hold(printed: int, value: int) -> None:
    found = verdict(claim(">=", printed), POSTS, value, complete=False)
    assert (found == "一致") == holds(value, ">=", printed)
    assert found in {"一致", "数据不全"}
