"""The days that a part covers: 登记起 and 登记止 above its header, the month of its sheet, the range in the name."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sources._cells import CellError, clean, convert_day, day_of
from sources._reading import CoversHow, End, Part, RefusedError
from sources._recognise import is_blank
from sources._spec import Export

Period = tuple[date, date]

_FROM, _TO, _BOTH = "登记起", "登记止", "登记起止"
_BETWEEN = re.compile(r"\s*(?:至|到|~|—+|--| - )\s*")
_DATE = r"(\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日))"
_RANGE = re.compile(rf"{_DATE}\s*(?:至|到|~|—+|--|-)\s*{_DATE}")
_SHOWN = 5
"""Days that a warning names."""
_MONTH = re.compile(r"(?:(20\d\d)[年.\-/]?)?(1[0-2]|0?[1-9])月?份?")
_HOW_TO_STATE = "请在表头上方写“登记起 2024-01-01 登记止 2024-06-20”"


def settle_period(part: Part, export: Export, above: Sequence[Sequence[Any]], asked: Period | None, end: End) -> None:
    """Set covers_* of a part that so far covers its rows, and `verified` where the days prove that no row is missing.

    above   the rows over its header
    asked   the range in the name of the file
    end     how the file ends

    Raises:
        RefusedError: a ledger begins to state its period but cannot be understood; or rows lie outside, and the kind
            refuses that.
    """
    period: Period | None
    how: CoversHow
    if export.covers != "stated":
        period, how, where = _asked(export, above, asked)
    elif period := stated_period(above):
        how, where = "stated", "登记起止"
    else:
        years = {day.year for day in part.columns[export.day] if day is not None}
        period, how, where = month_of(part.sheet, years), "sheet", "工作表名的月份"
        if period is None and _labelled(above):
            raise RefusedError(f"登记起止没有填；{_HOW_TO_STATE}")
        if period is None:
            part.warnings.append(f"没有登记起止，只算到有行的日期；{_HOW_TO_STATE}")
    if period is None:
        return
    days = {day_of(day) for day in part.columns[export.day] if day is not None}
    if outside := sum(not period[0] <= day <= period[1] for day in days):
        told = f"有 {outside} 个日期在{where}（{period[0]} 至 {period[1]}）以外"
        if export.doubt == "refuses":
            raise RefusedError(f"{told}；请改正{where}或日期后重新放入")
        part.warnings.append(told)
        part.contradicted = True
        if export.covers != "stated":
            return
    if export.covers == "days" and (absent := _absent(days, period)):
        part.warnings.append(f"{where}是 {period[0]} 至 {period[1]}，其中 {len(absent)} 天没有行：{_listed(absent)}")
        return
    part.covers_from, part.covers_to = period
    part.covers_how = how
    is_whole = end == "known" or (end == "line" and export.covers == "days")
    if is_whole and not part.contradicted and not part.verified:
        part.verified = "range"


def _asked(
    export: Export, above: Sequence[Sequence[Any]], asked: Period | None
) -> tuple[Period | None, CoversHow, str]:
    """The days that a platform was asked for, by a line over the header or by the file's name."""
    (day,) = (column for column in export.columns if column.name == export.day)
    if day.into is None:  # the range is one of other days than those in the rows
        return None, "rows", ""
    if banner := _banner_period(above):
        return banner, "stated", "表头上方的范围"
    return asked, "name", "文件名的范围"


def _absent(days: set[date], period: Period) -> list[date]:
    length = (period[1] - period[0]).days + 1
    return [day for day in (period[0] + timedelta(n) for n in range(length)) if day not in days]


def _listed(days: Sequence[date]) -> str:
    shown = "、".join(str(day) for day in days[:_SHOWN])
    return shown if len(days) <= _SHOWN else f"{shown} 等"


def _banner_period(above: Sequence[Sequence[Any]]) -> Period | None:
    """The one range of days in the rows above a header, such as 统计时间：2024-06-01 至 2024-06-20."""
    found: set[Period] = set()
    for row in above:
        for cell in row:
            if not isinstance(cell, str) or not (ends := _RANGE.search(clean(cell))):
                continue
            try:
                first, last = convert_day(ends[1]), convert_day(ends[2])
            except CellError:
                continue
            if first and last and first <= last:
                found.add((first, last))
    return found.pop() if len(found) == 1 else None


def stated_period(above: Sequence[Sequence[Any]]) -> Period | None:
    """First and last day written in the rows above a header; None when no date is written.

    >>> stated_period([["登记起", "2024-01-01", "登记止", "2024-06-20"]])
    (datetime.date(2024, 1, 1), datetime.date(2024, 6, 20))
    >>> stated_period([["登记起止：2024年1月1日 至 2024年6月20日", ""]])
    (datetime.date(2024, 1, 1), datetime.date(2024, 6, 20))
    >>> stated_period([["登记起", "", "登记止", ""]]) is None
    True

    Raises:
        RefusedError: only one of the two is written, or they cannot be understood.
    """
    written = _labelled(above)
    if _BOTH in written:
        ends: list[Any] = _BETWEEN.split(clean(str(written[_BOTH])))
    else:
        ends = [written.get(_FROM, ""), written.get(_TO, "")]
    if all(is_blank(end) for end in ends):
        return None
    try:
        first, last = (convert_day(end) for end in ends)
        if first is None or last is None or first > last:
            raise ValueError
    except (CellError, ValueError) as error:
        raise RefusedError(f"登记起止填写有误；{_HOW_TO_STATE}，起在止前") from error
    return first, last


def states_period(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether the rows have a place for 登记起 and 登记止."""
    return bool(_labelled(rows))


def _labelled(above: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """What stands behind 登记起, 登记止, 登记起止: in the same cell after a colon, or in the next filled cell."""
    found: dict[str, Any] = {}
    for row in above:
        label = ""
        for cell in row:
            if is_blank(cell):
                continue
            head, _, rest = clean(cell).partition(":") if isinstance(cell, str) else ("", "", "")
            head = head.replace(" ", "")
            if head in (_FROM, _TO, _BOTH):
                found[head] = rest.strip()
                label = "" if rest.strip() else head
            elif label:
                found[label], label = cell, ""
    return found


def month_of(sheet: str, years: set[int]) -> Period | None:
    """First and last day of the month that a sheet is named after; a bare 3月 takes the one year that its rows have.

    >>> month_of("2024年2月", set())
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> month_of("3月", {2023, 2024}) is None
    True
    """
    name = clean(sheet).replace(" ", "")
    found = _MONTH.fullmatch(name)
    if not found or not (found[1] or name.endswith(("月", "份"))):
        return None
    if not found[1] and len(years) != 1:
        return None
    year, month = int(found[1] or next(iter(years))), int(found[2])
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
