"""Whatever is taken away lowers the coverage and is named, for every way in which exports cover time."""

from collections.abc import Iterable
from datetime import date, timedelta

from _exports import (
    APPLE,
    AS_OF,
    BALANCES,
    DOUYIN,
    FANS,
    HUAWEI,
    INCIDENTS,
    SITES,
    WEIBO,
    at,
    listed,
    warehouse_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from sources import Export
from warehouse._coverage import Coverage
from warehouse._covered import covered
from warehouse._passes import Of
from warehouse._periods import Window, window
from warehouse._stores import SILENT_DAYS
from warehouse.loading import File

JUNE = window("month:2024-06", AS_OF)  # to the 20th
TODAY = window("as_of", AS_OF)
FANS_NEW: Of = (("measure", ("followers_new",)), ("platform", ("douyin",)))
FANS_TOTAL: Of = (("measure", ("followers_total",)), ("platform", ("douyin",)))

some = settings(max_examples=12, deadline=None)
days_of_june = st.sets(st.integers(1, 20), max_size=20)


def june(n: int) -> date:
    return date(2024, 5, 31) + timedelta(n)


def found(*files: File, table: str, of: Of = (), span: Window = JUNE) -> Coverage:
    with warehouse_of(*files, days=()) as con:
        return covered(con).of("jianhu", table, of, span)


def names(coverage: Coverage) -> set[date]:
    """The days that are named, all of them by the download that lacks them."""
    assert {day for one in coverage.held for day in one.missing} == set(coverage.missing) or not coverage.loaded
    assert coverage.share == 1 - len(coverage.missing) / coverage.days or not coverage.loaded
    return set(coverage.missing)


def rows(export: Export, days: Iterable[date], **values: object) -> list[dict[str, object]]:
    is_work = export in (DOUYIN, WEIBO)
    return [{"published_at": at(f"{one}"), "title": "样例"} if is_work else {"day": one, **values} for one in days]


# ---- days dropped --------------------------------------------------------------------------------


@some
@given(dropped=days_of_june)
def test_rows_of_days(dropped: set[int]) -> None:
    kept = [june(n) for n in range(1, 21) if n not in dropped]
    coverage = found(listed("06-21", FANS, *rows(FANS, [june(0), *kept], followers_new=1)), table="account_days",
                     of=FANS_NEW)  # fmt: skip
    assert names(coverage) == {june(n) for n in dropped}


@some
@given(dropped=days_of_june)
def test_days_that_ledgers_state(dropped: set[int]) -> None:
    """The days kept, one ledger for each, and one of the month before."""
    kept = [listed("06-21", INCIDENTS, covers=(f"{june(n)}", f"{june(n)}")) for n in range(1, 21) if n not in dropped]
    before = listed("06-21", INCIDENTS, covers=("05-01", "05-31"))
    coverage = found(before, *kept, table="events", of=(("register", ("incidents",)),))
    assert names(coverage) == {june(n) for n in dropped}


@some
@given(dropped=days_of_june)
def test_days_of_exports_of_a_span(dropped: set[int]) -> None:
    kept = [listed("06-21", WEIBO, *rows(WEIBO, [june(n)]), covers=(f"{june(n)}", f"{june(n)}"))
            for n in range(21) if n not in dropped]  # fmt: skip
    assert names(found(*kept, table="posts")) == {june(n) for n in dropped}


@some
@given(first=st.integers(1, 20))
def test_the_oldest_works_of_a_list(first: int) -> None:
    """A list speaks for the days between its works: of those dropped only the oldest can be told to be missing."""
    coverage = found(listed("06-21", DOUYIN, *rows(DOUYIN, [june(first)])), table="posts")
    assert names(coverage) == {june(n) for n in range(1, first)}


@some
@given(dropped=st.sets(st.integers(1, 40)))
def test_days_of_a_store(dropped: set[int]) -> None:
    """A store may say nothing for a week, which is no hole; at the end it is late by as many days, which is told."""
    kept = [june(n) for n in range(-20, 21) if n + 20 not in dropped]  # 05-11, the day of the balance, is never dropped
    balance = listed("06-21", BALANCES, {"day": june(-20), "store": "华为", "downloads_total": 9})
    coverage = found(balance, listed("06-21", HUAWEI, *rows(HUAWEI, kept, downloads_new=1)), table="downloads",
                     span=TODAY)  # fmt: skip
    silent = [one for one in runs_of(dropped) if one[-1] < 40 and len(one) <= SILENT_DAYS]
    named = {june(n - 20) for n in dropped} - {june(n - 20) for one in silent for n in one}
    assert names(coverage) == named
    assert coverage.late_days == sum(len(one) for one in runs_of(dropped) if one[-1] == 40)


@some
@given(last=st.integers(-20, 20))
def test_the_last_days_of_a_stock(last: int) -> None:
    """The last day on or before it stands for the day that is asked for: dropping others changes nothing."""
    coverage = found(listed("06-21", FANS, *rows(FANS, [june(-20), june(last)], followers_total=5)),
                     table="account_days", of=FANS_TOTAL, span=TODAY)  # fmt: skip
    assert coverage.late_days == 20 - last
    assert names(coverage) == ({AS_OF} if last < 20 else set())


# ---- observed earlier ----------------------------------------------------------------------------

seen_on = st.integers(-3, 24)


def seen(n: int, export: Export, *given_rows: dict[str, object], covers: tuple[str, str] | None = None) -> File:
    return listed(f"{june(n)}", export, *given_rows, covers=covers)


@some
@given(n=seen_on)
def test_a_list_seen_earlier(n: int) -> None:
    coverage = found(seen(n, DOUYIN, *rows(DOUYIN, [june(-10)])), table="posts")
    assert names(coverage) == {june(k) for k in range(max(n, 1), 21)}  # it speaks for the days before it was taken


@some
@given(n=seen_on)
def test_a_span_a_ledger_and_rows_of_days_seen_earlier(n: int) -> None:
    yet_to_come = {june(k) for k in range(max(n + 1, 1), 21)}
    span = (f"{june(-10)}", f"{june(20)}")
    every_day = [june(k) for k in range(-10, 21)]
    told = [
        found(seen(n, WEIBO, *rows(WEIBO, [june(-10)]), covers=span), table="posts"),
        found(seen(n, INCIDENTS, covers=span), table="events"),
        found(seen(n, FANS, *rows(FANS, every_day, followers_new=1)), table="account_days", of=FANS_NEW),
    ]
    assert [names(coverage) for coverage in told] == [yet_to_come] * 3
    assert {coverage.newest for coverage in told} == {june(n)}


@some
@given(n=seen_on)
def test_stocks_and_stores_seen_earlier(n: int) -> None:
    """Not the share of a day: how late it is."""
    late = max(0, 20 - n)
    every_day = [june(k) for k in range(-10, 21)]
    balance = {"day": june(-10), "store": "华为", "downloads_total": 9}
    told = [
        found(seen(n, SITES, covers=(f"{june(-10)}", f"{june(20)}")), table="items", span=TODAY),
        found(seen(n, FANS, *rows(FANS, every_day, followers_total=5)), table="account_days", of=FANS_TOTAL,
              span=TODAY),
        found(seen(n, BALANCES, balance), seen(n, HUAWEI, *rows(HUAWEI, every_day, downloads_new=1)),
              table="downloads", span=TODAY),
    ]  # fmt: skip
    assert [coverage.late_days for coverage in told] == [late] * 3
    assert all(AS_OF in names(coverage) for coverage in told) is bool(late)
    assert names(told[2]) == {june(k) for k in range(max(n + 1, -9), 21)}


# ---- several -------------------------------------------------------------------------------------


@some
@given(dropped=st.lists(days_of_june, min_size=2, max_size=3))
def test_what_one_account_lacks_no_other_makes_up_for(dropped: list[set[int]]) -> None:
    files = [
        listed("06-21", FANS, *rows(FANS, [june(n) for n in range(21) if n not in lost], followers_new=1),
               account=f"account{number}")
        for number, lost in enumerate(dropped)
    ]  # fmt: skip
    coverage = found(*files, table="account_days", of=FANS_NEW)
    assert names(coverage) == {june(n) for lost in dropped for n in lost}
    assert {one.name[-9:-1]: set(one.missing) for one in coverage.held} == {
        f"account{number}": {june(n) for n in lost} for number, lost in enumerate(dropped)
    }


@some
@given(ends=st.tuples(st.integers(-5, 20), st.integers(-5, 20)))
def test_the_store_that_says_least_decides(ends: tuple[int, int]) -> None:
    stores = [(HUAWEI, "华为"), (APPLE, "App Store")]
    balances = [{"day": june(-6), "store": name, "downloads_total": 9} for _, name in stores]
    files = [listed("06-21", export, *rows(export, [june(k) for k in range(-5, end + 1)], downloads_new=1))
             for (export, _), end in zip(stores, ends, strict=True)]  # fmt: skip
    coverage = found(listed("06-21", BALANCES, *balances), *files, table="downloads", span=TODAY)
    assert coverage.late_days == 20 - min(ends)
    assert names(coverage) == {june(k) for k in range(min(ends) + 1, 21)}


def runs_of(numbers: set[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for n in sorted(numbers):
        if found and found[-1][-1] == n - 1:
            found[-1].append(n)
        else:
            found.append([n])
    return found
