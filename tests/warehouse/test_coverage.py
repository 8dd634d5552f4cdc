"""How much of a period the data covers: which days are missing, how late it is, and when nothing is proved."""

from datetime import date, timedelta

from _exports import (
    APPLE,
    AS_OF,
    BALANCES,
    DOUYIN,
    FANS,
    HUAWEI,
    INCIDENTS,
    RANKS,
    SITES,
    SPENDING,
    WECHAT_FANS,
    WEIBO,
    day,
    each_day,
    listed,
    warehouse_of,
    work,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse._coverage import Coverage
from warehouse._covered import covered
from warehouse._periods import Window, window
from warehouse._rows import Of
from warehouse.loading import File

JUNE = window("month:2024-06", AS_OF)
TODAY = window("as_of", AS_OF)
DOUYIN_WORKS: Of = (("platform", ("douyin",)),)
TOTALS: Of = (("measure", ("followers_total",)), ("platform", ("douyin",)))
DOWNLOADS: Of = (("platform", ("app",)),)


def coverage(*files: File, table: str, of: Of = (), span: Window = JUNE, centre: str = "jianhu") -> Coverage:
    with warehouse_of(*files, days=()) as con:
        return covered(con).of(centre, table, of, span)


def complete(found: Coverage) -> bool:
    return (found.share, found.missing, found.late_days, found.loaded) == (1, (), 0, True)


def nothing(found: Coverage) -> bool:
    return (found.share, found.missing, found.late_days, found.loaded) == (0, (), 0, False)


# ---- lists of works ------------------------------------------------------------------------------


def test_a_list_speaks_for_every_day_before_it_was_taken_also_for_those_without_a_work() -> None:
    assert complete(coverage(listed("06-21", DOUYIN, work("05-01"), work("06-03")), table="posts", of=DOUYIN_WORKS))


def test_a_list_does_not_speak_for_the_days_before_its_oldest_work() -> None:
    found = coverage(listed("06-21", DOUYIN, work("06-04")), table="posts", of=DOUYIN_WORKS)
    assert found.missing_ranges == ["2024-06-01~2024-06-03"]
    assert found.share == 17 / 20


def test_a_list_does_not_speak_for_the_day_on_which_it_was_taken() -> None:
    found = coverage(listed("06-20", DOUYIN, work("05-01")), table="posts", of=DOUYIN_WORKS)
    assert found.missing == (AS_OF,)


def test_lists_that_follow_one_another_close_the_gap() -> None:
    lists = [listed(d, DOUYIN, work(first)) for d, first in (("06-11", "05-30"), ("06-21", "06-11"))]
    assert complete(coverage(*lists, table="posts", of=DOUYIN_WORKS))
    found = coverage(lists[0], listed("06-21", DOUYIN, work("06-14")), table="posts", of=DOUYIN_WORKS)
    assert found.missing_ranges == ["2024-06-11~2024-06-13"]


def test_a_list_of_a_range_speaks_for_that_range_only() -> None:
    found = coverage(listed("06-21", WEIBO, work("06-01"), covers=("05-25", "06-18")), table="posts")
    assert found.missing_ranges == ["2024-06-19~2024-06-20"]


def test_every_account_must_cover_the_period() -> None:
    found = coverage(
        listed("06-21", DOUYIN, work("05-01")),
        listed("06-11", DOUYIN, work("05-01"), account="second"),
        table="posts",
        of=DOUYIN_WORKS,
    )
    assert found.missing_ranges == ["2024-06-11~2024-06-20"]


def test_every_platform_asked_for_must_cover_the_period() -> None:
    both: Of = (("platform", ("douyin", "weibo")),)
    lists = [listed("06-21", DOUYIN, work("05-01")), listed("06-21", WEIBO, work("06-02"), covers=("06-02", "06-20"))]
    assert coverage(*lists, table="posts", of=both).missing == (date(2024, 6, 1),)
    assert coverage(lists[0], table="posts", of=both).share == 0


def test_the_list_of_another_platform_or_centre_covers_nothing() -> None:
    weibo = listed("06-21", WEIBO, work("05-01"), covers=("05-01", "06-20"))
    assert nothing(coverage(weibo, table="posts", of=DOUYIN_WORKS))
    assert nothing(coverage(weibo, table="posts", centre="other"))


# ---- days ----------------------------------------------------------------------------------------


def test_days_are_covered_by_their_rows() -> None:
    assert complete(
        coverage(listed("06-21", FANS, *each_day("06-01", "06-20", followers_total=5)), table="account_days", of=TOTALS)
    )


def test_a_row_without_the_value_covers_nothing() -> None:
    rows = [*each_day("06-01", "06-19", followers_total=5), {"day": AS_OF, "followers_new": 1}]
    assert coverage(listed("06-21", FANS, *rows), table="account_days", of=TOTALS).missing == (AS_OF,)


@settings(max_examples=10, deadline=None)
@given(dropped=st.sets(st.integers(1, 20), max_size=19))
def test_every_day_that_is_dropped_is_named_and_lowers_the_share(dropped: set[int]) -> None:
    rows = [row for row in each_day("06-01", "06-20", followers_total=5) if row["day"].day not in dropped]
    found = coverage(listed("06-21", FANS, *rows), table="account_days", of=TOTALS)
    assert found.missing == tuple(date(2024, 6, n) for n in sorted(dropped))
    assert found.share == 1 - len(dropped) / 20


def test_every_platform_and_measure_asked_for_must_have_the_days() -> None:
    fans = listed("06-21", FANS, *each_day("06-01", "06-20", followers_total=5))
    wechat = listed("06-21", WECHAT_FANS, *each_day("06-02", "06-20", followers_total=5))
    platforms: Of = (("measure", ("followers_total",)), ("platform", ("douyin", "wechat")))
    measures: Of = (("measure", ("followers_new", "followers_total")), ("platform", ("douyin",)))
    assert coverage(fans, wechat, table="account_days", of=platforms).missing == (date(2024, 6, 1),)
    assert coverage(fans, table="account_days", of=platforms).share == 0
    assert coverage(fans, table="account_days", of=measures).share == 0
    assert coverage(fans, table="account_days", of=platforms, span=TODAY).missing == (AS_OF,)


def test_every_account_must_have_the_days() -> None:
    found = coverage(
        listed("06-21", FANS, *each_day("06-01", "06-20", followers_total=5)),
        listed("06-21", FANS, *each_day("06-01", "06-18", followers_total=5), account="second"),
        table="account_days",
        of=TOTALS,
    )
    assert found.missing_ranges == ["2024-06-19~2024-06-20"]


def test_a_stock_is_as_late_as_its_latest_account() -> None:
    files = [
        listed("06-21", FANS, {"day": day(d), "followers_total": 5}, account=a)
        for d, a in (("06-20", "main"), ("06-08", "second"))
    ]
    assert coverage(files[0], table="account_days", of=TOTALS, span=TODAY).late_days == 0
    assert coverage(*files, table="account_days", of=TOTALS, span=TODAY).late_days == 12


def test_a_stock_that_begins_after_the_day_is_missing_on_it() -> None:
    found = coverage(
        listed("06-25", FANS, {"day": day("06-24"), "followers_total": 5}),
        table="account_days",
        of=TOTALS,
        span=TODAY,
    )
    assert (found.share, found.missing) == (0, (AS_OF,))


# ---- downloads -----------------------------------------------------------------------------------


def balance(when: str, store: str) -> dict[str, object]:
    return {"day": day(when), "store": store, "downloads_total": 1000}


def test_downloads_are_covered_from_the_balance_to_the_day() -> None:
    files = [
        listed("06-21", BALANCES, balance("06-09", "华为"), balance("05-31", "App Store")),
        listed("06-21", HUAWEI, *each_day("06-10", "06-20", downloads_new=1)),
        listed("06-21", APPLE, *each_day("06-01", "06-20", downloads_new=1)),
    ]
    assert complete(coverage(*files, table="downloads", of=DOWNLOADS, span=TODAY))


def test_downloads_are_as_late_as_the_latest_store() -> None:
    huawei = listed("06-21", HUAWEI, *each_day("06-01", "06-20", downloads_new=1))
    apple = listed("06-21", APPLE, *each_day("06-01", "06-05", downloads_new=1))
    by_hand = listed("06-21", BALANCES, balance("06-20", "小米"), balance("06-17", "OPPO"))
    for files, late in (([huawei], 0), ([huawei, by_hand], 3), ([huawei, by_hand, apple], 15)):
        assert coverage(*files, table="downloads", of=DOWNLOADS, span=TODAY).late_days == late


def test_a_hole_in_the_days_of_a_store_is_named() -> None:
    rows = [*each_day("05-01", "05-20", downloads_new=1), *each_day("06-05", "06-20", downloads_new=1)]
    huawei, opening, mended = listed("06-21", HUAWEI, *rows), balance("04-30", "华为"), balance("06-10", "华为")
    found = coverage(huawei, listed("06-21", BALANCES, opening), table="downloads", of=DOWNLOADS, span=TODAY)
    assert found.missing_ranges == ["2024-05-21~2024-06-04"]
    assert found.share == 1 - 15 / 52  # of the days from 04-30 to 06-20
    mending = listed("06-21", BALANCES, opening, mended)
    assert complete(coverage(huawei, mending, table="downloads", of=DOWNLOADS, span=TODAY))


def test_without_a_balance_nobody_knows_what_came_before_the_first_day_of_a_store() -> None:
    huawei = listed("06-21", HUAWEI, *each_day("06-01", "06-20", downloads_new=1))
    found = coverage(huawei, table="downloads", of=DOWNLOADS, span=TODAY)
    assert (found.missing_ranges, found.share) == (["2024-05-31"], 20 / 21)


def test_a_store_that_stopped_reporting_lowers_the_coverage_by_every_day_since() -> None:
    apple = listed("06-21", APPLE, *each_day("01-01", "06-20", downloads_new=1))
    balances = listed("06-21", BALANCES, balance("2023-12-31", "App Store"), balance("05-31", "华为"))
    found = coverage(apple, balances, table="downloads", of=DOWNLOADS, span=TODAY)
    assert (found.missing_ranges, found.late_days) == (["2024-06-01~2024-06-20"], 20)
    assert found.share == 1 - 20 / 173  # of the days from 2023-12-31 to 06-20


def test_a_store_with_nothing_by_the_day_covers_none_of_it() -> None:
    apple = listed("06-21", APPLE, *each_day("06-01", "06-20", downloads_new=1))
    balances = listed("06-25", BALANCES, balance("05-31", "App Store"), balance("06-24", "华为"))
    found = coverage(apple, balances, table="downloads", of=DOWNLOADS, span=TODAY)
    assert (found.share, found.missing_ranges, found.late_days) == (0, ["2024-05-31~2024-06-20"], 0)


def test_a_store_that_is_asked_for_and_never_came_covers_nothing() -> None:
    asked: Of = (("platform", ("app",)), ("segment", ("App Store", "华为")))
    files = [listed("06-21", APPLE, *each_day("06-01", "06-20", downloads_new=1)),
             listed("06-21", BALANCES, balance("05-31", "App Store"))]  # fmt: skip
    assert complete(coverage(*files, table="downloads", of=DOWNLOADS, span=TODAY))
    assert coverage(*files, table="downloads", of=asked, span=TODAY).share == 0


def test_some_days_without_a_download_are_no_hole() -> None:
    rows = [row for row in each_day("06-01", "06-20", downloads_new=1) if row["day"].day not in (3, 4, 5, 11)]
    files = [listed("06-21", APPLE, *rows), listed("06-21", BALANCES, balance("05-31", "App Store"))]
    assert complete(coverage(*files, table="downloads", of=DOWNLOADS, span=TODAY))


def test_a_store_may_be_silent_for_a_week_and_no_longer() -> None:
    opening = listed("06-21", BALANCES, balance("05-31", "App Store"))
    for first, missing in (("06-08", []), ("06-09", ["2024-06-01~2024-06-08"])):
        days = listed("06-21", APPLE, *each_day(first, "06-20", downloads_new=1))
        assert coverage(opening, days, table="downloads", of=DOWNLOADS, span=TODAY).missing_ranges == missing


def test_days_of_something_else_are_no_downloads() -> None:
    fans = listed("06-21", FANS, *each_day("06-01", "06-20", followers_total=5))
    assert nothing(coverage(fans, table="downloads", span=TODAY))


# ---- ledgers -------------------------------------------------------------------------------------

REGISTER: Of = (("register", ("incidents",)),)


def test_an_empty_ledger_that_covers_the_period_proves_that_there_was_nothing() -> None:
    assert complete(coverage(listed("06-21", INCIDENTS, covers=("01-01", "06-20")), table="events", of=REGISTER))


def test_a_missing_ledger_proves_nothing() -> None:
    ranks = listed("06-21", RANKS, {"number": "1", "day": day("06-01"), "rank": 3}, covers=("01-01", "06-20"))
    assert nothing(coverage(ranks, table="events", of=REGISTER))
    assert nothing(coverage(listed("06-21", SPENDING, covers=("01-01", "06-20")), table="events"))


def test_a_ledger_that_ends_early_says_which_days_are_missing() -> None:
    found = coverage(listed("06-21", INCIDENTS, covers=("06-01", "06-15")), table="events", of=REGISTER)
    assert found.missing_ranges == ["2024-06-16~2024-06-20"]
    assert found.share == 15 / 20


def test_ledgers_of_two_periods_cover_both() -> None:
    halves = [listed("06-21", INCIDENTS, covers=span) for span in (("05-01", "06-10"), ("06-11", "06-20"))]
    assert complete(coverage(*halves, table="events", of=REGISTER))


def test_a_register_on_a_day_is_as_late_as_its_ledger() -> None:
    ledgers = [listed("06-21", SITES, covers=("2023-01-01", end)) for end in ("06-20", "06-11")]
    assert complete(coverage(ledgers[0], table="items", span=TODAY))
    found = coverage(ledgers[1], table="items", span=TODAY)
    assert (found.missing, found.late_days) == ((AS_OF,), 9)


@settings(max_examples=8, deadline=None)
@given(spans=st.lists(st.tuples(st.integers(1, 20), st.integers(0, 8)), min_size=1, max_size=4))
def test_what_ledgers_leave_out_is_what_is_missing(spans: list[tuple[int, int]]) -> None:
    start = date(2024, 6, 1)
    ledgers = [listed("06-21", INCIDENTS, covers=(f"06-{a:02}", f"06-{min(a + n, 20):02}")) for a, n in spans]
    stated = {start + timedelta(k - 1) for a, n in spans for k in range(a, min(a + n, 20) + 1)}
    found = coverage(*ledgers, table="events", of=REGISTER)
    assert set(found.missing) == set(JUNE.days) - stated
    assert found.share == 1 - len(found.missing) / 20
