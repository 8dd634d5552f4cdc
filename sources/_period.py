"""The days that a part covers: 登记起 and 登记止 above its header, the month of its sheet, the range in the name."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from sources._cells import CellError, clean, convert_day
from sources._reading import CoversHow, Part, RefusedError
from sources._recognise import is_blank
from sources._spec import Export

Period = tuple[date, date]

_FROM, _TO, _BOTH = "登记起", "登记止", "登记起止"
_BETWEEN = re.compile(r"\s*(?:至|到|~|—+|--| - )\s*")
_MONTH = re.compile(r"(?:(20\d\d)[年.\-/]?)?(1[0-2]|0?[1-9])月?份?")
_HOW_TO_STATE = "请在表头上方写“登记起 2024-01-01 登记止 2024-06-20”"


def settle_period(part: Part, export: Export, above: Sequence[Sequence[Any]], asked: Period | None) -> None:
    """Set covers_* of a part that so far covers its rows.

    above   the rows over its header
    asked   the range in the name of the file

    Raises:
        RefusedError: a ledger begins to state its period but cannot be understood.
    """
    rows = (part.covers_from, part.covers_to) if part.covers_from and part.covers_to else None
    period: Period | None
    how: CoversHow
    if export.covers != "stated":
        period, how, where = asked, "name", "文件名的范围"
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
    if rows and (rows[0] < period[0] or rows[1] > period[1]):
        part.warnings.append(f"有的日期在{where}（{period[0]} 至 {period[1]}）以外")
        if how == "name":
            return
    part.covers_from, part.covers_to = period
    part.covers_how = how


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
