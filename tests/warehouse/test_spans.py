"""Periods that people ask for: what each form means, and which periods stand beside it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.spans import SpanError, span


@pytest.mark.parametrize(
    ("name", "first", "last", "before", "year_before"),
    [
        ("2024-W12", "2024-03-18", "2024-03-24", "2024-W11", "2023-W12"),
        ("2024W01", "2024-01-01", "2024-01-07", "2023-W52", "2023-W01"),
        ("2021-W01", "2021-01-04", "2021-01-10", "2020-W53", "2020-W01"),
        ("2020-W53", "2020-12-28", "2021-01-03", "2020-W52", "2019-W52"),  # 2019 has no week 53
        ("2024-05", "2024-05-01", "2024-05-31", "2024-04", "2023-05"),
        ("2024-01", "2024-01-01", "2024-01-31", "2023-12", "2023-01"),
        ("2024Q1", "2024-01-01", "2024-03-31", "2023Q4", "2023Q1"),
        ("2024-Q4", "2024-10-01", "2024-12-31", "2024Q3", "2023Q4"),
        ("2024H1", "2024-01-01", "2024-06-30", "2023H2", "2023H1"),
        ("2024", "2024-01-01", "2024-12-31", "2023", "2023"),
        ("2024-01-01..2024-03-15", "2024-01-01", "2024-03-15", "2023-10-18..2023-12-31", "2023-01-01..2023-03-15"),
        ("2024-02-29..2024-02-29", "2024-02-29", "2024-02-29", "2024-02-28..2024-02-28", "2023-02-28..2023-02-28"),
    ],
)
def test_what_a_name_means_and_what_stands_beside_it(
    name: str, first: str, last: str, before: str, year_before: str
) -> None:
    found = span(name)
    assert (str(found.first), str(found.last), found.until) == (first, last, found.last)
    assert (found.before().name, found.year_before().name) == (before, year_before)


@pytest.mark.parametrize(
    ("name", "day", "before", "year_before"),
    [
        ("2024-06", "2024-06-20", "2024-05-20", "2023-06-20"),
        ("2024-03", "2024-03-30", "2024-02-29", "2023-03-30"),  # February has no 30th
        ("2024-02", "2024-02-28", "2024-01-28", "2023-02-28"),
        ("2024Q2", "2024-05-31", "2024-02-29", "2023-05-31"),
        ("2024H1", "2024-04-10", "2023-10-10", "2023-04-10"),
        ("2024", "2024-02-29", "2023-02-28", "2023-02-28"),
        ("2024-W25", "2024-06-20", "2024-06-13", "2023-06-22"),  # Thursdays
        ("2024-06-11..2024-06-30", "2024-06-20", "2024-06-10", "2023-06-20"),
    ],
)
def test_what_is_not_over_is_compared_with_as_much_of_the_others(
    name: str, day: str, before: str, year_before: str
) -> None:
    found = span(name).seen_on(date.fromisoformat(day))
    assert (found.is_cut, str(found.until)) == (True, day)
    assert (str(found.before().until), str(found.year_before().until)) == (before, year_before)


def test_what_is_over_is_whole_whenever_it_is_seen() -> None:
    assert span("2024-05").seen_on(date(2024, 6, 20)) == span("2024-05")


@pytest.mark.parametrize(
    "name",
    ["", "2024-13", "2024-00", "2023-W53", "2024-W00", "2024Q5", "2024H3", "24-05", "2024-5", "0001", "9999",
     "2024-02-30..2024-03-01", "2024-01-01...2024-03-15", "昨天"],
)  # fmt: skip
def test_what_is_no_period_is_told_what_is(name: str) -> None:
    with pytest.raises(SpanError, match="可以写成：2024-W12、2024-05、2024Q1"):
        span(name)


@pytest.mark.parametrize("name", ["2024-03-15..2024-01-01", "2024-W53", "2023-02-29..2023-03-01"])
def test_what_is_well_written_and_not_in_the_calendar_is_told_so(name: str) -> None:
    with pytest.raises(SpanError, match="不是时段：日历上没有这样的周、月或日，或起止颠倒了"):
        span(name)


def test_what_has_not_begun_is_refused() -> None:
    assert span("2024-06").seen_on(date(2024, 6, 1)).until == date(2024, 6, 1)
    with pytest.raises(SpanError, match="2024-06-01"):
        span("2024-06").seen_on(date(2024, 5, 31))


@pytest.mark.parametrize(
    ("name", "seen", "months"),
    [
        ("2024Q2", "2024-06-30", ("2024-04-01", "2024-06-30")),
        ("2024Q2", "2024-06-20", ("2024-04-01", "2024-05-31")),
        ("2024-06", "2024-06-20", None),
        ("2024-01-02..2024-03-15", "2024-06-20", ("2024-02-01", "2024-02-29")),
        ("2024-W12", "2024-06-20", None),
    ],
)
def test_full_months(name: str, seen: str, months: tuple[str, str] | None) -> None:
    found = span(name).seen_on(date.fromisoformat(seen)).full_months()
    assert (found and (str(found[0]), str(found[1]))) == months


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(["week", "month", "quarter", "half", "year"]))
def test_a_period_ends_the_day_before_the_next_begins(day: date, shape: str) -> None:
    year, week, _ = day.isocalendar()
    names = {
        "week": f"{year}-W{week:02}", "month": f"{day:%Y-%m}", "quarter": f"{day.year}Q{(day.month + 2) // 3}",
        "half": f"{day.year}H{(day.month + 5) // 6}", "year": f"{day.year}",
    }  # fmt: skip
    found = span(names[shape])
    assert found.first <= day <= found.last
    assert (found.first - found.before().last).days == 1
    assert found.year_before().last < found.first
