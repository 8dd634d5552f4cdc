"""Months and weeks of a year: together they are all of its days up to the day, each once."""

from datetime import date, timedelta

import pytest

from pipelines.reports.contents.stretches import filled, lacking, months, weeks


@pytest.mark.parametrize(
    "as_of", [date(2024, 1, 1), date(2024, 6, 20), date(2024, 12, 31), date(2020, 12, 31), date(2023, 1, 1)]
)
def test_every_day_is_in_one_month_and_in_one_week(as_of):
    of_year = [date(as_of.year, 1, 1) + timedelta(n) for n in range((as_of - date(as_of.year, 1, 1)).days + 1)]
    for stretches in (months(as_of), weeks(as_of)):
        days = [one.first + timedelta(n) for one in stretches for n in range(one.days)]
        assert days == of_year
        assert stretches[-1].until == as_of


def test_weeks_are_those_of_the_calendar():
    assert [week.label for week in weeks(date(2021, 1, 10))] == ["上年第53周", "第1周"]
    last = weeks(date(2024, 12, 31))[-1]
    assert (last.label, last.first, last.until) == ("下年第1周（未完）", date(2024, 12, 30), date(2024, 12, 31))


def test_what_nobody_speaks_for_is_absent_and_what_is_spoken_for_is_nothing():
    january, february, march = months(date(2024, 3, 31))
    missing = frozenset(february.first + timedelta(n) for n in range(29)) | {date(2024, 3, 31)}
    assert filled([january, february, march], {january: 5}, missing, 0) == {january: 5, march: 0}
    assert lacking([january, february, march], missing) == "2月缺29天、3月缺1天"
