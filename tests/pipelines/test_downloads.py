"""下载清单, worked out by hand: what is due, what is about to be lost, what is lost."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

import duckdb
import pytest
from rich.console import Console

import sources
from pipelines.downloadlist import print_downloads
from pipelines.downloads import Due, due, never_received
from sources import Column, Export
from warehouse._schema import META

DAYS = Export("dy_days", "抖音日数据", "抖音 → 近30天 → 导出", "account_days",
              (Column("day", "日期", "date", into="day"),), ("day",), "day",
              covers="days", collect_every=7, kept_days=30)  # fmt: skip
WORKS = Export("dy_works", "抖音作品列表", "抖音 → 投稿列表 → 导出", "posts",
               (Column("day", "日期", "date"),), ("day",), "day", collect_every=7)  # fmt: skip
ARTICLES = Export("wx_articles", "公众号推文", "公众号 → 下载数据明细", "posts",
                  (Column("day", "日期", "date"),), ("day",), "day", covers="span", collect_every=7)  # fmt: skip
STORE = Export("store_days", "商店下载量", "商店 → 下载", "account_days",
               (Column("day", "日期", "date", into="day"), Column("new", "下载", "count", into="downloads_new")),
               ("day",), "day", covers="days", collect_every=30, kept_days=180)  # fmt: skip
LEDGER = Export("duty", "值班台账", "新媒体部登记", "events", (Column("day", "日期", "date"),), ("day",), "day",
                covers="stated", collect_every=30, template=True)  # fmt: skip
EXPORTS = {e.kind: e for e in (DAYS, WORKS, ARTICLES, STORE, LEDGER)}


class Desk:
    """An empty ledger of files, and files put into it by hand."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self._files = 0

    def put(self, kind: str, start: str, end: str, observed: str = "", *, account: str = "main", status: str = "loaded",
            how: str = "rows") -> None:  # fmt: skip
        self._files += 1
        at = observed or f"{date.fromisoformat(end) + timedelta(1)}"
        self.con.execute(
            "insert into meta.files (file_id, centre, account, status, observed_at) values (?, 'jianhu', ?, ?, ?)",
            [self._files, account, status, at],
        ).fetchall()
        if status == "loaded":
            self.con.execute(
                "insert into meta.parts (batch, file_id, centre, account, kind, covers_from, covers_to, covers_how) "
                "values (?, ?, 'jianhu', ?, ?, ?, ?, ?)",
                [self._files, self._files, account, kind, start, end, how],
            ).fetchall()

    def due(self, today: str) -> list[Due]:
        return due(self.con, date.fromisoformat(today), EXPORTS)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with duckdb.connect() as con:
        con.execute(META).fetchall()
        yield Desk(con)


def printed(dues: list[Due], never: tuple[str, ...] = ()) -> str:
    told = StringIO()
    print_downloads(Console(file=told, width=200), dues, never)
    return told.getvalue()


def test_a_download_is_due_a_week_after_the_last_one(desk: Desk):
    desk.put("dy_days", "2024-05-22", "2024-06-20")  # downloaded on the 21st
    assert desk.due("2024-06-27") == []
    (one,) = desk.due("2024-06-28")
    assert (one.last_day, one.due_on, one.days_overdue) == (date(2024, 6, 20), date(2024, 6, 28), 0)
    assert (one.until, one.days_left, one.lost) == (date(2024, 7, 21), 23, ())  # 06-21 is shown until 07-21
    assert (one.title, one.account, one.source) == ("抖音日数据", "main", "抖音 → 近30天 → 导出")
    assert one.warning == ""


def test_what_is_overdue_longest_comes_first(desk: Desk):
    desk.put("dy_works", "2024-01-01", "2024-06-05", "2024-06-13 09:00:00")
    desk.put("dy_days", "2024-05-22", "2024-06-20")
    assert [(one.title, one.days_overdue) for one in desk.due("2024-06-30")] == [
        ("抖音作品列表", 10),
        ("抖音日数据", 2),
    ]


def test_what_will_be_lost_in_three_days_comes_before_all_else(desk: Desk):
    desk.put("dy_works", "2024-01-01", "2024-01-05", "2024-01-06")
    desk.put("dy_days", "2024-05-22", "2024-06-20")
    first, _ = dues = desk.due("2024-07-18")
    assert first.warning == "抖音日数据只保留30天，还有3天"
    assert (first.until, first.days_left, first.lost) == (date(2024, 7, 21), 3, ())
    assert "快丢了 抖音日数据只保留30天，还有3天（main）" in printed(dues)


def test_the_last_day_is_called_the_last(desk: Desk):
    desk.put("dy_days", "2024-05-22", "2024-06-20")
    assert [one.warning for one in desk.due("2024-07-21")] == ["抖音日数据只保留30天，今天是最后一天"]


def test_days_that_are_lost_are_named(desk: Desk):
    desk.put("dy_days", "2024-05-22", "2024-06-20")
    (one,) = desk.due("2024-07-23")  # 07-23 still shows 06-23 to 07-22
    assert one.lost == (date(2024, 6, 21), date(2024, 6, 22))
    assert (one.until, one.days_left) == (date(2024, 7, 23), 0)
    assert "已经丢失 抖音日数据（main）：2024-06-21 至 2024-06-22" in printed([one])


def test_a_hole_between_two_downloads_stays_lost_and_is_told_last(desk: Desk):
    desk.put("dy_days", "2024-05-01", "2024-05-10")
    desk.put("dy_days", "2024-05-13", "2024-06-20")
    desk.put("dy_works", "2024-01-01", "2024-06-12", "2024-06-13")
    works, hole = desk.due("2024-06-21")
    assert works.title == "抖音作品列表"
    assert (hole.days_overdue, hole.lost) == (-7, (date(2024, 5, 11), date(2024, 5, 12)))
    assert hole.as_json()["lost"] == ["2024-05-11 至 2024-05-12"]
    text = printed([hole])
    assert "已经丢失" in text
    assert "下载清单" not in text  # nothing to download


def test_a_hole_that_can_still_be_filled_is_urgent_though_nothing_is_due(desk: Desk):
    desk.put("dy_days", "2024-05-01", "2024-05-25")
    desk.put("dy_days", "2024-05-27", "2024-06-20")
    assert desk.due("2024-06-17") == []  # 05-26 is shown until 06-25
    (one,) = desk.due("2024-06-21")
    assert (one.days_overdue, one.days_left, one.lost) == (-7, 4, ())


def test_each_account_has_its_own_downloads(desk: Desk):
    desk.put("dy_days", "2024-05-22", "2024-06-20")
    desk.put("dy_days", "2024-05-12", "2024-06-10", account="second")
    (one,) = desk.due("2024-06-21")
    assert (one.account, one.last_day, one.days_overdue) == ("second", date(2024, 6, 10), 3)


@pytest.mark.parametrize("status", ["duplicate", "quarantined", "ignored"])
def test_a_file_that_was_not_loaded_does_not_count(desk: Desk, status):
    desk.put("dy_days", "2024-05-22", "2024-06-10")
    desk.put("dy_days", "2024-05-22", "2024-06-20", status=status)
    assert [one.last_day for one in desk.due("2024-06-21")] == [date(2024, 6, 10)]


def test_a_file_that_was_withdrawn_does_not_count_until_it_comes_again(desk: Desk):
    desk.put("dy_days", "2024-05-22", "2024-06-10")
    desk.put("dy_days", "2024-06-01", "2024-06-20")
    desk.con.execute(
        "insert into meta.withdrawals values (2, timestamp '2024-06-21 09:00:00', '误放', null)"
    ).fetchall()
    assert [one.last_day for one in desk.due("2024-06-21")] == [date(2024, 6, 10)]
    desk.put("dy_days", "2024-06-01", "2024-06-20")
    assert desk.due("2024-06-21") == []


def test_the_same_list_downloaded_again_is_fresh_and_the_same_days_are_not(desk: Desk):
    desk.put("dy_works", "2024-01-01", "2024-06-02", "2024-06-10")
    desk.put("dy_days", "2024-05-22", "2024-06-09", "2024-06-10")
    for file_id in (1, 2):
        again = "insert into meta.observations (file_id, observed_at) values (?, timestamp '2024-06-21 09:00:00')"
        desk.con.execute(again, [file_id]).fetchall()
    assert [one.title for one in desk.due("2024-06-21")] == ["抖音日数据"]


def test_a_list_of_works_is_as_fresh_as_the_day_it_was_taken(desk: Desk):
    for kind in ("dy_works", "wx_articles"):  # nothing was published after 06-02
        desk.put(kind, "2024-01-01", "2024-06-02", "2024-06-21")
    assert desk.due("2024-06-27") == []
    assert {one.due_on for one in desk.due("2024-06-28")} == {date(2024, 6, 28)}


def test_a_list_of_a_range_in_the_past_is_not_fresh(desk: Desk):
    desk.put("wx_articles", "2024-05-01", "2024-05-31", "2024-06-21", how="name")
    assert [one.last_day for one in desk.due("2024-06-21")] == [date(2024, 5, 31)]


def test_a_store_may_be_silent_for_a_week(desk: Desk):
    desk.put("store_days", "2023-01-01", "2023-01-10")
    desk.put("store_days", "2023-01-18", "2023-06-20")  # seven days without a file
    desk.put("store_days", "2023-06-29", "2024-06-20")  # eight
    (one,) = desk.due("2024-06-21")
    assert one.lost == tuple(date(2023, 6, 21) + timedelta(n) for n in range(8))


def test_ledgers_are_due_in_a_line_of_their_own(desk: Desk):
    desk.put("duty", "2024-01-01", "2024-05-20", "2024-05-21", how="stated")
    desk.put("dy_days", "2024-05-22", "2024-06-20")
    assert [one.title for one in desk.due("2024-06-30")] == ["抖音日数据", "值班台账"]
    text = printed(desk.due("2024-06-30"))
    assert "台账到期未报 值班台账（报到 2024-05-20）" in text
    assert "新媒体部登记" not in text


def test_a_ledger_cannot_speak_for_days_to_come(desk: Desk):
    desk.put("duty", "2024-01-01", "2024-12-31", "2024-05-20", how="stated")
    assert [(one.last_day, one.due_on) for one in desk.due("2024-06-20")] == [(date(2024, 5, 20), date(2024, 6, 20))]


def test_tables_of_one_download_are_one_line(desk: Desk):
    more = Export("dy_fans", "抖音粉丝", DAYS.source, "account_days", DAYS.columns, ("day",), "day", covers="days",
                  collect_every=7, kept_days=30)  # fmt: skip
    desk.put("dy_days", "2024-05-22", "2024-06-20")
    desk.put("dy_fans", "2024-05-22", "2024-06-20")
    (one,) = due(desk.con, date(2024, 6, 28), EXPORTS | {"dy_fans": more})
    assert (one.kinds, one.title) == (("dy_days", "dy_fans"), "抖音日数据、抖音粉丝")


def test_what_never_came_is_a_number(desk: Desk):
    assert desk.due("2024-06-21") == []
    desk.put("dy_days", "2024-05-22", "2024-06-20")
    never = never_received(desk.con, EXPORTS)
    assert never == ["dy_works", "wx_articles", "store_days"]  # ledgers are no exports of a platform
    assert printed([], tuple(never)).strip() == "另有 3 种平台导出从未收到过。"
    assert printed([]) == ""


@pytest.mark.parametrize("export", sources.exports().values(), ids=lambda e: e.kind)
def test_every_kind_says_how_often_it_is_wanted_and_that_is_often_enough(export: Export):
    assert export.collect_every
    assert export.kept_days is None or 2 * export.collect_every <= export.kept_days


def test_the_sample_wants_nothing_the_day_after(sample_home):
    from warehouse import connect

    with connect(sample_home.root) as con:
        assert due(con, date(2024, 6, 21), sources.exports()) == []
        urgent = [one.warning for one in due(con, date(2024, 7, 18), sources.exports()) if one.is_urgent]
    assert len(urgent) == 3
    assert all(warning.startswith("抖音") and warning.endswith("只保留30天，还有3天") for warning in urgent)
