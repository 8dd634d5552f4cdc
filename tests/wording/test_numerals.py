"""Numbers in digits, in words and in both read as the value that they print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.wording.numerals import numeral_at

DIGITS = "零一二三四五六七八九"


def in_words(number: int) -> str:
    """A number below a million as it is said; written here from the rules, not from the reader."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return in_words(number // 10_000) + "万" + (gap + in_words(rest) if rest else "")
    said, zero = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            said += ("零" if zero and said else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return said.removeprefix("一") if 10 <= number < 20 else said


@pytest.mark.parametrize(
    ("text", "value", "step", "bound"),
    [
        ("25万次", 250_000, 10_000, "="),
        ("1.04亿次", 104_000_000, 1_000_000, "="),
        ("181.4万", 1_814_000, 1000, "="),
        ("12,345人", 12_345, 1, "="),
        ("1亿2000万元", 120_000_000, 10_000, "="),
        ("3万多条", 30_000, 10_000, ">"),
        ("380多万元", 3_800_000, 10_000, ">"),
        ("2.4万余条", 24_000, 1000, ">"),
        ("10万+", 100_000, 10_000, ">="),
        ("10w+", 100_000, 10_000, ">="),
        ("一百二十余场", 120, 1, ">"),
        ("二十多万人", 200_000, 10_000, ">"),
        ("两千三百余家", 2300, 1, ">"),
        ("一百零八场", 108, 1, "="),
        ("十余个", 10, 1, ">"),
        ("百余条", 100, 1, ">"),
        ("上百名", 100, 100, ">="),
        ("上千份", 1000, 1000, ">="),
        ("七成五", 75, 1, "="),
        ("三成半", 35, 1, "="),
        ("九成", 90, 10, "="),
        ("百分之九十八", 98, 1, "="),
        ("百分之百", 100, 1, "="),
        ("百分之三点五", 3.5, 0.1, "="),
    ],
)
def test_as_they_are_written(text: str, value: float, step: float, bound: str) -> None:
    found = numeral_at(text, 0)
    assert found is not None
    assert (found.value, found.step, found.bound) == (value, pytest.approx(step), bound)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("数十篇", 20, 99),
        ("数百幅", 200, 999),
        ("数百万", 2_000_000, 9_999_999),
        ("四五十条", 40, 50),
        ("两三个", 2, 3),
    ],
)
def test_vague_ones_have_two_ends(text: str, low: float, high: float) -> None:
    found = numeral_at(text, 0)
    assert found is not None
    assert (found.value, found.low, found.high) == (low, low, high)


@given(st.integers(1, 999_999))
def test_what_is_said_in_words_reads_back(number: int) -> None:
    found = numeral_at(in_words(number) + "条", 0)
    assert found is not None
    assert (found.value, found.end) == (number, len(in_words(number)))


@given(st.integers(0, 10**9), st.sampled_from(["", "万", "亿"]), st.booleans())
def test_what_is_printed_in_digits_reads_back(number: int, scale: str, grouped: bool) -> None:
    printed = f"{number:,}" if grouped else str(number)
    found = numeral_at(f"{printed}{scale}条", 0)
    assert found is not None
    assert found.value == number * {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert found.end == len(printed) + len(scale)


@given(st.decimals(0, 9999, places=2), st.sampled_from(["万", "亿", "%"]))
def test_decimals_read_back_with_what_their_last_digit_is_worth(number, scale: str) -> None:
    found = numeral_at(f"{number}{scale}", 0)
    assert found is not None
    factor = {"万": 10**4, "亿": 10**8, "%": 1}[scale]
    assert found.value == pytest.approx(float(number * factor))
    assert found.step == pytest.approx(factor / 100)
