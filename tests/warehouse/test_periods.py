"""Words of a period and a day, and the half-open window that they mean."""

from datetime import date, timedelta

import pytest
from _exports import AS_OF, day
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse._periods import PERIODS, Window, month_end, months, ranges, window

FORMS = (
    "as_of", "year", "year_to_date", "month:2023-01", "since:2023-01-01", "at:2023-12-31", "monthly_since:2024-02",
)  # fmt: skip
some_day = st.dates(date(2024, 3, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("period", "start", "last", "speaks_for"),
    [
        ("as_of", None, "2024-06-20", "2024-06-20"),
        ("year", "2024-01-01", "2024-06-20", "2024-06-20"),
        ("year_to_date", "2024-01-01", "2024-06-20", "2024-06-20"),
        ("month:2023-01", "2023-01-01", "2023-01-31", "2024-06-20"),
        ("month:2024-02", "2024-02-01", "2024-02-29", "2024-06-20"),
        ("month:2024-06", "2024-06-01", "2024-06-20", "2024-06-20"),  # not beyond the day
        ("since:2023-01-01", "2023-01-01", "2024-06-20", "2024-06-20"),
        ("at:2023-12-31", None, "2023-12-31", "2023-12-31"),
        ("at:2025-12-31", None, "2024-06-20", "2024-06-20"),
        ("monthly_since:2024-02", "2024-02-01", "2024-05-31", "2024-06-20"),  # June is not over
    ],
)
def test_what_a_period_means_on_the_day_of_the_notice(period: str, start: str, last: str, speaks_for: str) -> None:
    expected = Window(day(start) if start else None, day(last) + timedelta(1), day(speaks_for))
    assert window(period, AS_OF) == expected


def test_on_its_last_day_a_month_is_full() -> None:
    assert months(window("monthly_since:2024-02", date(2024, 6, 30)))[-1] == "202406"
    assert months(window("monthly_since:2024-02", date(2024, 6, 29)))[-1] == "202405"


def test_a_streak_that_begins_this_month_has_no_month_yet() -> None:
    assert months(window("monthly_since:2024-06", AS_OF)) == []


def test_the_year_begins_anew_in_january() -> None:
    assert window("year_to_date", date(2025, 1, 1)).days == (date(2025, 1, 1),)
    assert len(window("year", date(2024, 12, 31)).days) == 366


@pytest.mark.parametrize(
    ("as_of", "start", "last"),
    [("2024-06-20", "2023-01-01", "2023-06-20"), ("2024-02-29", "2023-01-01", "2023-02-28")],
)
def test_the_same_days_a_year_earlier(as_of: str, start: str, last: str) -> None:
    assert window("year_to_date", day(as_of)).year_earlier() == Window(day(start), day(last) + timedelta(1), day(last))


def test_a_month_a_year_earlier_is_the_whole_month() -> None:
    assert len(window("month:2024-02", AS_OF).year_earlier().days) == 28
    assert len(window("month:2025-02", date(2025, 6, 20)).year_earlier().days) == 28  # the 29th has no counterpart


def test_days_as_people_write_them() -> None:
    days = [day(d) for d in ("03-05", "03-01", "02-29", "12-31", "03-02")]
    assert ranges(days) == ["2024-02-29~2024-03-02", "2024-03-05", "2024-12-31"]
    assert ranges([]) == []


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        window("fortnight", AS_OF)


@pytest.mark.parametrize("period", FORMS)
@settings(max_examples=25)
@given(as_of=some_day)
def test_no_window_reaches_beyond_the_day(period: str, as_of: date) -> None:
    assert PERIODS.fullmatch(period)
    span = window(period, as_of)
    assert span.end <= as_of + timedelta(1)
    assert span.at <= as_of
    assert all(one < span.end for one in span.days)
    assert list(span.days) == sorted(set(span.days))


@given(st.sets(some_day, max_size=20))
def test_ranges_name_every_day_and_no_other(days: set[date]) -> None:
    named: set[date] = set()
    for text in ranges(list(days)):
        first, _, last = text.partition("~")
        span = Window(day(first), day(last or first) + timedelta(1), AS_OF)
        named.update(span.days)
    assert named == days


@given(some_day)
def test_the_end_of_a_month_is_followed_by_the_first(one: date) -> None:
    assert month_end(one) >= one
    assert (month_end(one) + timedelta(1)).day == 1
