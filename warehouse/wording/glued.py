"""Dates whose 年, 月 or 日 got lost: every reading of the digits that is a day or a month."""

from calendar import monthrange

__all__ = ["Day", "days", "month_days", "months"]

Day = tuple[int, int, int]
"""Year, month, day."""


def days(digits: str) -> list[Day]:
    """The (year, month, day) that digits without their separators can be: 2023814, 20231227.

    >>> days("2023814"), days("2022121"), days("20230814")
    ([(2023, 8, 14)], [(2022, 1, 21), (2022, 12, 1)], [(2023, 8, 14)])
    """
    year = int(digits[:4])
    return [(year, month, day) for month, day in month_days(digits[4:], year)]


def month_days(digits: str, year: int = 2000) -> list[tuple[int, int]]:
    """The (month, day) that two to four digits can be: 814, 1227; two if both readings are days of that year.

    >>> month_days("1227"), month_days("121"), month_days("412"), month_days("990")
    ([(12, 27)], [(1, 21), (12, 1)], [(4, 12)], [])
    """
    found = []
    for cut in (1, 2):
        month, day = digits[:cut], digits[cut:]
        if not day or len(day) > 2 or not 1 <= int(month) <= 12:
            continue
        padded = month.startswith("0") or day.startswith("0")
        if padded and len(digits) != 4:
            continue
        if 1 <= int(day) <= monthrange(year, int(month))[1]:
            found.append((int(month), int(day)))
    return found


def months(digits: str) -> list[tuple[int, int]]:
    """The (year, month) that five or six digits can be: 20242, 202311.

    >>> months("20242"), months("202311"), months("202313")
    ([(2024, 2)], [(2023, 11)], [])
    """
    year, month = int(digits[:4]), digits[4:]
    plausible = 1 <= int(month) <= 12 and (len(month) == 2 or month != "0")
    return [(year, int(month))] if plausible else []
