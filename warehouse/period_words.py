"""The words for the period of a figure as of a day: every day of it explicit, nothing like 目前 or 以来."""

from datetime import date, timedelta

from warehouse._periods import month_end, window

__all__ = ["period_said"]


def period_said(period: str, as_of: date) -> str:
    """The days that `period` of a figure means on `as_of`, as a sentence begins with them.

    >>> day = date(2024, 6, 20)
    >>> [period_said(period, day) for period in ("as_of", "year_to_date", "at:2023-12-31", "month:2023-01")]
    ['截至2024年6月20日', '2024年1月1日至6月20日', '截至2023年底', '2023年1月']
    >>> [period_said(period, day) for period in ("since:2022-01-01", "monthly_since:2024-02", "month:2024-06")]
    ['2022年1月1日至2024年6月20日', '2024年2月至5月', '2024年6月1日至20日']
    """
    span = window(period, as_of)
    if span.start is None:
        at_the_end = (span.at.month, span.at.day) == (12, 31)
        return f"截至{span.at.year}年底" if at_the_end else f"截至{_day(span.at)}"
    first, last = span.start, span.end - timedelta(1)
    in_months = period.startswith(("month:", "monthly_since:")) and last == month_end(last)
    return _months(first, last) if in_months else _days(first, last)


def _months(first: date, last: date) -> str:
    said = f"{first.year}年{first.month}月"
    if (first.year, first.month) == (last.year, last.month):
        return said
    return f"{said}至{'' if first.year == last.year else f'{last.year}年'}{last.month}月"


def _days(first: date, last: date) -> str:
    if first == last:
        return _day(first)
    if first.year != last.year:
        return f"{_day(first)}至{_day(last)}"
    return f"{_day(first)}至{f'{last.month}月' if first.month != last.month else ''}{last.day}日"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
