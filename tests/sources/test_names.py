"""When a file was downloaded and which days it was asked for, from the names of the file and its folders."""

import os
import time
from datetime import date, datetime
from typing import Any

import pytest

from sources._names import observed, span

TENDENCY = "tendency_1788678582_1791184182.xls"


@pytest.mark.parametrize(
    ("name", "at", "how"),
    [
        (TENDENCY, datetime(2026, 10, 5, 15, 9, 42), "name"),
        (f"2026-10-01/{TENDENCY.replace('.xls', ' (1).xls')}", datetime(2026, 10, 5, 15, 9, 42), "name"),
        ("作品列表导出_2024-06-21.xlsx", datetime(2024, 6, 21), "name"),
        ("作品列表导出20240621.xlsx", datetime(2024, 6, 21), "name"),
        ("作品列表2024年6月21日.xlsx", datetime(2024, 6, 21), "name"),
        ("works.2024.6.21.csv", datetime(2024, 6, 21), "name"),
        ("works_2024_06_21.csv", datetime(2024, 6, 21), "name"),
        ("works_20240621_093005.csv", datetime(2024, 6, 21, 9, 30, 5), "name"),
        ("works_20240621093005.csv", datetime(2024, 6, 21, 9, 30, 5), "name"),
        ("works 2024-06-21 09-30-05.csv", datetime(2024, 6, 21, 9, 30, 5), "name"),
        ("S_D_85012345_20240620.txt.gz", datetime(2024, 6, 20), "name"),
        ("数据趋势_10086_2026-09-06-2026-10-05.xlsx", datetime(2026, 10, 5), "name"),
        ("2024-06-01/作品_2024-06-21.xlsx", datetime(2024, 6, 21), "name"),
        ("2024-06-21/抖音/作品列表导出.xlsx", datetime(2024, 6, 21), "folder"),
        ("20240621/a.csv", datetime(2024, 6, 21), "folder"),
        ("2024年6月21日/a.csv", datetime(2024, 6, 21), "folder"),
        ("2024-06-20/2024-06-21/a.csv", datetime(2024, 6, 21), "folder"),
        ("抖音\\2024-06-21\\a.csv", datetime(2024, 6, 21), "folder"),
        ("作品列表导出.xlsx", None, ""),
        ("installs_com.example_202405_overview.csv", None, ""),
        ("2024-13-41/a.csv", None, ""),
        ("2024-02-30.csv", None, ""),
        ("1202406211.csv", None, ""),
        ("微头条_-_1-38.xlsx", None, ""),
        ("2024年/6月/a.csv", None, ""),
    ],
)
def test_observed(name: str, at: datetime | None, how: str) -> None:
    assert observed(name) == (at, how)


@pytest.mark.parametrize(
    ("name", "range_"),
    [
        (TENDENCY, (date(2026, 9, 6), date(2026, 10, 5))),
        ("数据趋势_10086_2026-09-06-2026-10-05.xlsx", (date(2026, 9, 6), date(2026, 10, 5))),
        ("粉丝趋势_2026-09-06-2026-10-05 (2).xlsx", (date(2026, 9, 6), date(2026, 10, 5))),
        ("20240101-20240620.csv", (date(2024, 1, 1), date(2024, 6, 20))),
        ("2024年1月1日至2024年6月20日.csv", (date(2024, 1, 1), date(2024, 6, 20))),
        ("2024-06-20_2024-01-01.csv", None),
        ("作品_2024-06-21.xlsx", None),
        ("2024-01-01/2024-06-20/a.xlsx", None),
        ("a.xlsx", None),
    ],
)
def test_span(name: str, range_: Any) -> None:
    assert span(name) == range_


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no tzset")
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai"])
def test_the_zone_of_the_machine_does_not_matter(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.environ.get("TZ")
    try:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert observed(TENDENCY)[0] == datetime(2026, 10, 5, 15, 9, 42)
    finally:
        monkeypatch.setenv("TZ", before or "UTC")
        time.tzset()
