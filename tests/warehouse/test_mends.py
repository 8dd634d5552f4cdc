"""Which download would mend a figure, in a sentence: what is missing of which export, account, store or ledger."""

from datetime import date

import pytest
from _exports import (
    APPLE,
    AS_OF,
    BALANCES,
    CASES,
    DOUYIN,
    FANS,
    HUAWEI,
    INCIDENTS,
    RANKS,
    SPENDING,
    WECHAT_FANS,
    WEIBO,
    catalogue_of,
    each_day,
    listed,
    numbered,
    on,
    warehouse_of,
    work,
)

from warehouse._coverage import ShownCoverage
from warehouse.catalogue import Figure
from warehouse.figures import evaluate
from warehouse.loading import File


def figure(table: str, kind: str, period: str = "year_to_date", **more: object) -> Figure:
    of = tuple((name, value if isinstance(value, tuple) else (value,)) for name, value in dict(more.pop("of")).items())
    return Figure(
        "f", "x.f", "样例", "个", table, kind, period, of, measure=str(more.pop("measure", "count(*)")), **more
    )


WORKS = figure("posts", "flow", of={"platform": "douyin"})
NEW_FANS = figure("account_days", "flow", of={"platform": "douyin", "measure": "followers_new"}, measure="sum(value)")
ALL_FANS = figure("account_days", "stock", "as_of", measure="sum(value)",
                  of={"platform": ("douyin", "wechat"), "measure": "followers_total"})  # fmt: skip
ACCIDENTS = figure("events", "zero", of={"register": "incidents"}, better="less")
DOWNLOADS = figure("downloads", "stock", "as_of", of={"platform": "app"}, measure="sum(amount)")
GROWTH = figure("amounts", "growth", of={}, measure="sum(amount_yuan)")
WORST = figure("events", "streak", "monthly_since:2024-02", of={"register": "ranks"}, measure="max(rank)",
               better="less")  # fmt: skip

DAYS = {"followers_total": 5, "followers_new": 1}
SINCE_2023 = ("2023-01-01", "2024-06-20")


def shown(entry: Figure, *files: File) -> ShownCoverage:
    with warehouse_of(*files) as con:
        return evaluate(con, catalogue_of(entry), AS_OF)[0].coverage


def balance(when: str, store: str) -> File:
    return listed("06-21", BALANCES, on(when, store=store, downloads_total=1000))


CASES_BY_HAND: list[tuple[str, Figure, list[File], list[str]]] = [
    ("a list that ends", WORKS, [listed("06-02", DOUYIN, work("2023-12-31"))],
     ["douyin作品缺6月1日之后的导出"]),
    ("a list that ended last year", WORKS, [listed("2023-12-21", DOUYIN, work("2023-06-01"))],
     ["douyin作品缺2023年12月20日之后的导出"]),
    ("a list that begins late", WORKS, [listed("06-21", DOUYIN, work("01-15"))],
     ["douyin作品缺1月1日至1月14日"]),
    ("a hole between lists, and the end", WORKS,
     [listed("02-01", DOUYIN, work("01-01")), listed("05-21", DOUYIN, work("02-03"))],
     ["douyin作品缺2月1日至2月2日、5月20日之后的导出"]),
    ("one of two accounts", WORKS,
     [listed("06-21", DOUYIN, work("01-01")), listed("06-18", DOUYIN, work("01-01"), account="second")],
     ["douyin作品（second）缺6月17日之后的导出"]),
    ("a list that never came", WORKS, [listed("06-21", FANS, *each_day("01-01", "06-20", **DAYS))],
     []),  # this warehouse knows no kind that could feed it
    ("the works of one of two platforms", figure("posts", "flow", of={"platform": ("douyin", "weibo")}),
     [listed("06-21", DOUYIN, work("2023-12-31")), listed("06-21", WEIBO, work("05-01"), covers=("01-01", "06-15"))],
     ["weibo作品缺6月15日之后的导出"]),
    ("one day", NEW_FANS,
     [listed("06-21", FANS, *each_day("01-01", "03-04", **DAYS), *each_day("03-06", "06-20", **DAYS))],
     ["douyin_fans日数据缺3月5日"]),
    ("more runs of days than anybody reads", NEW_FANS,
     [listed("06-21", FANS, *(row for d in (1, 3, 5, 7) for row in each_day(f"01-0{d}", f"01-0{d}", **DAYS)),
             *each_day("01-09", "06-19", **DAYS))],
     ["douyin_fans日数据缺1月2日、1月4日、1月6日等4段、6月19日之后的导出"]),
    ("a stock that is late", ALL_FANS,
     [listed("06-21", FANS, *each_day("06-01", "06-20", **DAYS)), listed("06-21", WECHAT_FANS, on("06-08", **DAYS))],
     ["wechat_fans日数据缺6月8日之后的导出"]),
    ("a stock of a week ago is tolerated", ALL_FANS,
     [listed("06-21", FANS, on("06-20", **DAYS)), listed("06-21", WECHAT_FANS, on("06-13", **DAYS))], []),
    ("a measure that the export did not bring",
     figure("account_days", "flow", of={"platform": "douyin", "measure": "followers_new"}, measure="sum(value)"),
     [listed("06-21", FANS, *each_day("01-01", "06-20", followers_total=5))],
     ["douyin_fans日数据里的这项数从未收到"]),
    ("a ledger that ends", ACCIDENTS, [listed("06-21", INCIDENTS, covers=("01-01", "06-15"))],
     ["incidents台账缺6月15日之后的登记"]),
    ("a ledger that states days to come", ACCIDENTS, [listed("03-01", INCIDENTS, covers=("01-01", "12-31"))],
     ["incidents台账缺3月1日之后的登记"]),
    ("a year before that is not there", GROWTH, [listed("06-21", SPENDING, covers=("2023-03-01", "06-20"))],
     ["spending台账缺2023年1月1日至2月28日"]),
    ("months without a rank", WORST,
     [listed("06-21", RANKS, *numbered(on("02-29", rank=8), on("03-31", rank=9), on("05-31", rank=7)),
             covers=SINCE_2023)],
     ["ranks台账缺4月1日至4月30日"]),
    ("a store of its own export", DOWNLOADS,
     [balance("05-31", "华为"), listed("06-21", HUAWEI, *each_day("06-01", "06-10", downloads_new=1))],
     ["huawei日数据缺6月10日之后的导出"]),
    ("a store of the template", DOWNLOADS,
     [balance("06-01", "小米"), balance("05-31", "华为"),
      listed("06-21", HUAWEI, *each_day("06-01", "06-20", downloads_new=1))],
     ["balances日数据（小米）缺6月1日之后的导出"]),
    ("a store without a balance", DOWNLOADS,
     [balance("06-20", "小米"), listed("06-21", HUAWEI, *each_day("06-01", "06-20", downloads_new=1))],
     ["balances日数据（华为）缺5月31日的期初累计下载量"]),
    ("a store of which only a balance came, and which has an export of its own", DOWNLOADS,
     [balance("05-31", "华为"), balance("05-31", "App Store"),
      listed("06-21", APPLE, *each_day("06-01", "06-20", downloads_new=1)),
      listed("06-21", HUAWEI, *each_day("06-01", "06-20", downloads_new=1), centre="other")],
     ["huawei日数据缺5月31日之后的导出"]),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "files", "said"), [c[1:] for c in CASES_BY_HAND], ids=[c[0] for c in CASES_BY_HAND])
def test_what_would_mend_it(entry: Figure, files: list[File], said: list[str]) -> None:
    assert shown(entry, *files).mends == said


def test_what_never_came_is_named_by_all_that_could_bring_it() -> None:
    with warehouse_of(listed("06-21", CASES, covers=SINCE_2023, centre="other"), listed("06-21", WEIBO, work("06-01")),
                      listed("06-21", DOUYIN, work("06-01"), centre="other")) as con:  # fmt: skip
        entries = [figure("cases", "flow", of={}), WORKS]
        said = [
            {row.centre: row.coverage.mends for row in evaluate(con, catalogue_of(entry), AS_OF)}["jianhu"]
            for entry in entries
        ]
    assert said == [["hotline台账从未收到"], ["douyin作品从未收到"]]


def test_a_figure_that_is_complete_has_nothing_to_mend() -> None:
    found = shown(WORKS, listed("06-21", DOUYIN, work("2023-12-31")))
    assert (found.mends, found.missing_from, found.days_covered, found.days) == ([], {}, 172, 172)


def test_days_are_told_by_download_also_where_they_are_tolerated() -> None:
    files = [listed("06-21", FANS, on("06-20", **DAYS)), listed("06-22", WECHAT_FANS, on("06-13", **DAYS))]
    found = shown(ALL_FANS, *files)
    assert (found.missing_from, found.late_days) == ({"wechat_fans日数据": ["2024-06-20"]}, 7)
    assert (found.missing_days_tolerated, found.late_days_tolerated) == (0, 7)


def test_a_chain_is_as_new_as_its_oldest_download() -> None:
    works = [listed(seen, DOUYIN, work("01-01"), account=name) for seen, name in (
        ("06-01", "main"), ("06-18", "main"), ("06-10", "second"), ("06-22", "third"))]  # fmt: skip
    found = shown(WORKS, *works)
    assert (found.newest, found.age_days) == ("2024-06-10", 10)
    assert (found.days, found.days_covered) == (172, 161)  # to 06-09, of second
    assert shown(WORKS, works[3]).age_days == 0  # after the day is not before it


def test_the_mends_of_one_download_are_one_sentence() -> None:
    rows = [*each_day("01-01", "06-18", **DAYS), on("06-19", followers_new=1)]
    both = figure("account_days", "flow", of={"platform": "douyin", "measure": ("followers_new", "followers_total")},
                  measure="sum(value)")  # fmt: skip
    assert shown(both, listed("06-21", FANS, *rows)).mends == ["douyin_fans日数据缺6月18日之后的导出"]


def test_nothing_but_a_late_reading_is_mended_by_no_download() -> None:
    found = shown(WORKS, listed("06-30", DOUYIN, work("2023-12-31"), work("06-01")))
    assert (found.late_days, found.missing, found.mends) == (10, [], [])


def test_a_day_of_another_account_does_not_make_up_for_a_platform_that_never_came() -> None:
    late = listed("06-21", FANS, on("06-19", **DAYS))
    with warehouse_of(late, listed("06-21", WECHAT_FANS, on("06-20", **DAYS), centre="other")) as con:
        row = next(r for r in evaluate(con, catalogue_of(ALL_FANS), AS_OF) if r.centre == "jianhu")
    assert row.coverage.mends == ["douyin_fans日数据缺6月19日之后的导出", "wechat_fans日数据从未收到"]
    assert date.fromisoformat(row.coverage.missing[0]) == AS_OF
