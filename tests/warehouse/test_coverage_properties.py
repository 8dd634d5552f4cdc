"""Whatever is taken away lowers the coverage and is named, for every way in which exports cover time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

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
from warehouse._periods import Window, window
from warehouse._rows import Of
from warehouse._stores import SILENT_DAYS
from warehouse.loading import File

T = TypeVar("T")

JUNE = window("month:2024-06", AS_OF)  # to the 20th
TODAY = window("as_of", AS_OF)
FANS_NEW: Of = (("measure", ("followers_new",)), ("platform", ("douyin",)))
FANS_TOTAL: Of = (("measure", ("followers_total",)), ("platform", ("douyin",)))

some = settings(max_examples=4, deadline=None)
"""Each of them is a warehouse with several cases."""


def several(case: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    return st.lists(case, min_size=4, max_size=4)


days_of_june = st.sets(st.integers(1, 20), max_size=20)


def june(n: int) -> date:
    return date(2024, 5, 31) + timedelta(n)


def found(*cases: Sequence[File], table: str, of: Of = (), span: Window = JUNE) -> list[Coverage]:
    """What the files of each case cover: in one warehouse, each case a centre of its own."""
    files = [replace(one, centre=f"centre{number}") for number, case in enumerate(cases) for one in case]
    with warehouse_of(*files, days=()) as con:
        all_of_it = covered(con)
        return [all_of_it.of(f"centre{number}", table, of, span) for number in range(len(cases))]


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
@given(dropped=several(days_of_june))
def test_rows_of_days(dropped: list[set[int]]) -> None:
    def case(lost: set[int]) -> list[File]:
        kept = [june(n) for n in range(21) if n not in lost]
        return [listed("06-21", FANS, *rows(FANS, kept, followers_new=1))]

    coverages = found(*map(case, dropped), table="account_days", of=FANS_NEW)
    assert [names(coverage) for coverage in coverages] == [{june(n) for n in lost} for lost in dropped]


@some
@given(dropped=several(days_of_june))
def test_days_that_ledgers_state(dropped: list[set[int]]) -> None:
    """The days kept, one ledger for each, and one of the month before."""

    def case(lost: set[int]) -> list[File]:
        kept = [listed("06-21", INCIDENTS, covers=(f"{june(n)}", f"{june(n)}")) for n in range(1, 21) if n not in lost]
        return [listed("06-21", INCIDENTS, covers=("05-01", "05-31")), *kept]

    coverages = found(*map(case, dropped), table="events", of=(("register", ("incidents",)),))
    assert [names(coverage) for coverage in coverages] == [{june(n) for n in lost} for lost in dropped]


@some
@given(dropped=several(days_of_june))
def test_days_of_exports_of_a_span(dropped: list[set[int]]) -> None:
    def case(lost: set[int]) -> list[File]:
        kept = [june(n) for n in range(21) if n not in lost]
        return [listed("06-21", WEIBO, *rows(WEIBO, [one]), covers=(f"{one}", f"{one}")) for one in kept]

    coverages = found(*map(case, dropped), table="posts")
    assert [names(coverage) for coverage in coverages] == [{june(n) for n in lost} for lost in dropped]


def test_the_oldest_works_of_a_list() -> None:
    """A list speaks for the days between its works: of those dropped only the oldest can be told to be missing."""
    coverages = found(*([listed("06-21", DOUYIN, *rows(DOUYIN, [june(n)]))] for n in range(1, 21)), table="posts")
    assert [names(coverage) for coverage in coverages] == [{june(k) for k in range(1, n)} for n in range(1, 21)]


@some
@given(dropped=several(st.sets(st.integers(1, 40))))
def test_days_of_a_store(dropped: list[set[int]]) -> None:
    """A store may say nothing for a week, which is no hole; at the end it is late by as many days, which is told."""

    def case(lost: set[int]) -> list[File]:
        kept = [june(n) for n in range(-20, 21) if n + 20 not in lost]  # 05-11, the day of the balance, is never lost
        balance = listed("06-21", BALANCES, {"day": june(-20), "store": "华为", "downloads_total": 9})
        return [balance, listed("06-21", HUAWEI, *rows(HUAWEI, kept, downloads_new=1))]

    for lost, coverage in zip(dropped, found(*map(case, dropped), table="downloads", span=TODAY), strict=True):
        silent = [one for one in runs_of(lost) if one[-1] < 40 and len(one) <= SILENT_DAYS]
        assert names(coverage) == {june(n - 20) for n in lost} - {june(n - 20) for one in silent for n in one}
        assert coverage.late_days == sum(len(one) for one in runs_of(lost) if one[-1] == 40)


def test_the_last_days_of_a_stock() -> None:
    """The last day on or before it stands for the day that is asked for: dropping others changes nothing."""
    cases = ([listed("06-21", FANS, *rows(FANS, [june(-20), june(n)], followers_total=5))] for n in range(-20, 21))
    coverages = found(*cases, table="account_days", of=FANS_TOTAL, span=TODAY)
    assert [coverage.late_days for coverage in coverages] == [20 - n for n in range(-20, 21)]
    assert [names(coverage) for coverage in coverages] == [{AS_OF}] * 40 + [set()]


# ---- observed earlier ----------------------------------------------------------------------------

SEEN_ON = range(-3, 25)


def seen(n: int, export: Export, *given_rows: dict[str, object], covers: tuple[str, str] | None = None) -> File:
    return listed(f"{june(n)}", export, *given_rows, covers=covers)


def test_a_list_seen_earlier() -> None:
    coverages = found(*([seen(n, DOUYIN, *rows(DOUYIN, [june(-10)]))] for n in SEEN_ON), table="posts")
    for n, coverage in zip(SEEN_ON, coverages, strict=True):
        assert names(coverage) == {june(k) for k in range(max(n, 1), 21)}  # it speaks for the days before it was taken


def test_a_span_a_ledger_and_rows_of_days_seen_earlier() -> None:
    span = (f"{june(-10)}", f"{june(20)}")
    every_day = rows(FANS, [june(k) for k in range(-10, 21)], followers_new=1)
    told = [
        found(*([seen(n, WEIBO, *rows(WEIBO, [june(-10)]), covers=span)] for n in SEEN_ON), table="posts"),
        found(*([seen(n, INCIDENTS, covers=span)] for n in SEEN_ON), table="events"),
        found(*([seen(n, FANS, *every_day)] for n in SEEN_ON), table="account_days", of=FANS_NEW),
    ]
    yet_to_come = [{june(k) for k in range(max(n + 1, 1), 21)} for n in SEEN_ON]
    assert [[names(coverage) for coverage in coverages] for coverages in told] == [yet_to_come] * 3
    assert [[coverage.newest for coverage in coverages] for coverages in told] == [[june(n) for n in SEEN_ON]] * 3


def test_stocks_and_stores_seen_earlier() -> None:
    """Not the share of a day: how late it is."""
    span, days = (f"{june(-10)}", f"{june(20)}"), [june(k) for k in range(-10, 21)]
    fans, downloads = rows(FANS, days, followers_total=5), rows(HUAWEI, days, downloads_new=1)
    balance = {"day": june(-10), "store": "华为", "downloads_total": 9}
    stores = found(*([seen(n, BALANCES, balance), seen(n, HUAWEI, *downloads)] for n in SEEN_ON), table="downloads",
                   span=TODAY)  # fmt: skip
    told = [
        found(*([seen(n, SITES, covers=span)] for n in SEEN_ON), table="items", span=TODAY),
        found(*([seen(n, FANS, *fans)] for n in SEEN_ON), table="account_days", of=FANS_TOTAL, span=TODAY),
        stores,
    ]
    for coverages in told:
        assert [coverage.late_days for coverage in coverages] == [max(0, 20 - n) for n in SEEN_ON]
        assert [AS_OF in names(coverage) for coverage in coverages] == [n < 20 for n in SEEN_ON]
    yet_to_come = [{june(k) for k in range(max(n + 1, -9), 21)} for n in SEEN_ON]
    assert [names(coverage) for coverage in stores] == yet_to_come


# ---- several -------------------------------------------------------------------------------------


@some
@given(dropped=st.lists(days_of_june, min_size=2, max_size=3))
def test_what_one_account_lacks_no_other_makes_up_for(dropped: list[set[int]]) -> None:
    files = [
        listed("06-21", FANS, *rows(FANS, [june(n) for n in range(21) if n not in lost], followers_new=1),
               account=f"account{number}")
        for number, lost in enumerate(dropped)
    ]  # fmt: skip
    (coverage,) = found(files, table="account_days", of=FANS_NEW)
    assert names(coverage) == {june(n) for lost in dropped for n in lost}
    assert {one.name[-9:-1]: set(one.missing) for one in coverage.held} == {
        f"account{number}": {june(n) for n in lost} for number, lost in enumerate(dropped)
    }


@some
@given(ends=several(st.tuples(st.integers(-5, 20), st.integers(-5, 20))))
def test_the_store_that_says_least_decides(ends: list[tuple[int, int]]) -> None:
    stores = [(HUAWEI, "华为"), (APPLE, "App Store")]
    balances = [{"day": june(-6), "store": name, "downloads_total": 9} for _, name in stores]

    def case(last: tuple[int, int]) -> list[File]:
        files = [listed("06-21", export, *rows(export, [june(k) for k in range(-5, end + 1)], downloads_new=1))
                 for (export, _), end in zip(stores, last, strict=True)]  # fmt: skip
        return [listed("06-21", BALANCES, *balances), *files]

    coverages = found(*map(case, ends), table="downloads", span=TODAY)
    assert [coverage.late_days for coverage in coverages] == [20 - min(last) for last in ends]
    assert [names(coverage) for coverage in coverages] == [{june(k) for k in range(min(last) + 1, 21)} for last in ends]


def runs_of(numbers: set[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for n in sorted(numbers):
        if found and found[-1][-1] == n - 1:
            found[-1].append(n)
        else:
            found.append([n])
    return found
