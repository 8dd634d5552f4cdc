"""What the name of a file and its folders tell: when it was downloaded, and which days it was asked for.

All times are naive Beijing time, whatever the time zone of the machine.
"""

import re
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath

_EPOCH_IN_BEIJING = datetime(1970, 1, 1, 8)
_TENDENCY = re.compile(r"tendency_(\d{10})_(\d{10})(?!\d)")
_DAY = re.compile(
    r"(?<!\d)(20\d\d)(?:([-._])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d\d)(\d\d))"
    r"(?:[-_ T]?([01]\d|2[0-3])([0-5]\d)([0-5]\d)(?!\d)"
    r"|[-_ T]([01]\d|2[0-3])[-:.时]([0-5]\d)[-:.分]([0-5]\d)秒?(?!\d))?(?!\d)"
)


def observed(name: str) -> tuple[datetime | None, str]:
    """When the file was downloaded, and how we know: "name", "folder" or "" (not known). A day alone is its midnight.

    >>> observed("wechat/tendency_1788678582_1791184182.xls")
    (datetime.datetime(2026, 10, 5, 15, 9, 42), 'name')
    >>> observed("2024-06-21/作品列表导出 (1).xlsx")
    (datetime.datetime(2024, 6, 21, 0, 0), 'folder')
    >>> observed("作品列表导出.xlsx")
    (None, '')
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if found := _TENDENCY.search(path.name):
        return _from_unix(found[2]), "name"
    if moments := _moments(path.name):
        return max(moments), "name"
    for folder in reversed(path.parent.parts):
        if moments := _moments(folder):
            return max(moments), "folder"
    return None, ""


def span(name: str) -> tuple[date, date] | None:
    """First and last day that the export was asked for, if the name of the file has two.

    >>> span("数据趋势_10086_2026-09-06-2026-10-05.xlsx")
    (datetime.date(2026, 9, 6), datetime.date(2026, 10, 5))
    """
    file = PurePosixPath(name.replace("\\", "/")).name
    if found := _TENDENCY.search(file):
        first, last = _from_unix(found[1]).date(), _from_unix(found[2]).date()
    else:
        moments = _moments(file)
        if len(moments) != 2:
            return None
        first, last = moments[0].date(), moments[1].date()
    return (first, last) if first <= last else None


def _from_unix(digits: str) -> datetime:
    return _EPOCH_IN_BEIJING + timedelta(seconds=int(digits))


def _moments(name: str) -> list[datetime]:
    moments = []
    for found in _DAY.finditer(name):
        numbers = [int(part) for part in found.groups() if part and part.isdecimal()]
        try:
            moments.append(datetime(*numbers))  # type: ignore[arg-type]
        except ValueError:
            continue
    return moments
