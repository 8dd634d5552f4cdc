"""Indexes: by hand from small numbers; whatever is missing is named, and then there is no value."""

from collections.abc import Callable
from datetime import date
from math import log
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sources import Export
from tests.warehouse._exports import ARTICLES, BLOG, DOUYIN, LOADED_AT, Row, listed, warehouse_of, work
from warehouse import catalogue
from warehouse.indexes import IndexRow, compute, load
from warehouse.loading import File
from warehouse.spans import span

MONTH, JUNE = ("05-01", "05-31"), date(2024, 6, 3)
KNOWN = catalogue.load()


def article(title: str, views: int, position: int | None, **counts: int | None) -> Row:
    return work("05-14", views, title, position=position) | counts


def pushed(**changed: int | None) -> list[Row]:
    """A push of two articles; `changed` is what the second one says."""
    first = article("头条", 200, 1, recommends=5, likes=3, shares=10)
    return [first, article("次条", 100, 2, recommends=1, likes=0, shares=2) | changed]


def posted() -> list[Row]:
    said = ((6, 0, 9), (0, 2, 10), (0, 0, 0))
    return [
        work("05-14", 50, f"博文{n}", shares=shares, comments=comments, likes=likes)
        for n, (shares, comments, likes) in enumerate(said)
    ]


def articles(*rows: Row, observed: str = "06-02", covers: tuple[str, str] = MONTH, **more: Any) -> File:
    return listed(observed, ARTICLES, *rows, covers=covers, **more)


def blog(*rows: Row, covers: tuple[str, str] = MONTH) -> File:
    return listed("06-02", BLOG, *(rows or posted()), covers=covers)


def found(
    con: duckdb.DuckDBPyConnection, period: str = "2024-05", as_of: date = JUNE, config: Path | None = None
) -> list[IndexRow]:
    return compute(con, KNOWN, load(KNOWN.figures, config), as_of, span(period))


def one(index: str, *files: File, **asked: Any) -> IndexRow:
    """The only row of `index` over a warehouse of `files`."""
    with warehouse_of(*files, days=[asked.get("as_of", JUNE)]) as con:
        (row,) = (row for row in found(con, **asked) if row.id == index)
    return row


def wci(days: float) -> float:
    """WCI of the push above, written out: totals 300, 6, 3, 12 of two articles; headline and most 200, 5, 3, 10."""
    o = 0.7 * log(300 / days + 1) + 0.09 * log(60 / days + 1) + 0.06 * log(30 / days + 1) + 0.15 * log(120 / days + 1)
    a = 0.7 * log(150 + 1) + 0.09 * log(30 + 1) + 0.06 * log(15 + 1) + 0.15 * log(60 + 1)
    h = 0.7 * log(200 / days + 1) + 0.09 * log(50 / days + 1) + 0.06 * log(30 / days + 1) + 0.15 * log(100 / days + 1)
    p = 0.7 * log(200 + 1) + 0.09 * log(50 + 1) + 0.06 * log(30 + 1) + 0.15 * log(100 + 1)
    weighted = 0.6 * o + 0.2 * a + 0.1 * h + 0.1 * p
    return weighted * weighted * 1.2 * 10


def test_wci_of_a_month_has_thirty_days() -> None:
    row = one("wci", articles(*pushed()))
    assert row.value == pytest.approx(wci(30))
    assert row.value == pytest.approx(96.180416193740)  # the same by bc
    assert (row.missing, row.at_least, row.account) == ((), False, "main")


def test_wci_of_a_week_has_seven_days() -> None:
    row = one("wci", articles(*pushed(), covers=("05-13", "05-19")), period="2024-W20")
    assert (row.value, dict(row.inputs)["天数"]) == (pytest.approx(169.189006649700), 7)
    assert row.value == pytest.approx(wci(7))


def test_wci_of_a_year_has_365_days_also_of_a_leap_year() -> None:
    file = articles(*pushed(), observed="2025-01-02", covers=("01-01", "12-31"))
    row = one("wci", file, period="2024", as_of=date(2025, 1, 2))
    assert (row.value, dict(row.inputs)["天数"]) == (pytest.approx(36.403122418460), 365)
    assert row.value == pytest.approx(wci(365))


def test_bci() -> None:
    row = one("bci", blog())
    by_hand = (0.2 * log(3 + 1) + 0.8 * (0.4 * log(6 + 1) + 0.4 * log(2 + 1) + 0.2 * log(19 + 1))) * 160
    assert row.value == pytest.approx(by_hand)
    assert row.value == pytest.approx(276.931714569920)  # the same by bc


def test_everything_to_compute_it_again_is_there() -> None:
    row = one("bci", blog())
    assert row.inputs == (("篇数", 3), ("发博数合计", 3), ("转发数合计", 6), ("评论数合计", 2), ("点赞数合计", 19))
    assert row.formula == (
        "160 × (0.2×活跃度W1 + 0.8×传播度W2)",
        "活跃度W1 = 1×ln(发博数合计+1)",
        "传播度W2 = 0.4×ln(转发数合计+1) + 0.4×ln(评论数合计+1) + 0.2×ln(点赞数合计+1)",
    )
    w1, w2 = (value for _, value in row.parts)
    assert row.value == pytest.approx(160 * (0.2 * w1 + 0.8 * w2))
    assert (row.label, row.version) == ("微博传播指数 BCI（自行测算）", "2024年登记文本")
    assert "二手来源" in row.source
    assert row.as_json()["period"]["name"] == "2024-05"
    assert row.as_json()["inputs"][0] == {"label": "篇数", "value": 3}


def test_an_input_that_is_missing_is_named() -> None:
    """Each on an account of its own."""
    said: dict[str, dict[str, int | None]] = {
        "阅读数（1篇没有）": {"views": None},
        "在看数（1篇没有）": {"recommends": None},
        "点赞数（1篇没有）": {"likes": None},
        "转发数（1篇没有）": {"shares": None},
        "哪篇是头条（1篇没有）": {"position": None},
        "转发数合计（为负数）": {"shares": -13},
    }
    files = [articles(*pushed(**changed), account=missing) for missing, changed in said.items()]
    with warehouse_of(*files, days=[JUNE]) as con:
        rows = {row.account: (row.value, row.parts, row.missing) for row in found(con) if row.id == "wci"}
    assert rows == {missing: (None, (), (missing,)) for missing in said}


def test_inputs_that_no_article_has_are_named() -> None:
    rows = [{**row, "recommends": None, "likes": None} for row in pushed()]
    assert one("wci", articles(*rows)).missing == ("在看数（全部2篇没有）", "点赞数（全部2篇没有）")


@pytest.mark.parametrize("name", ["shares", "comments", "likes"])
def test_an_input_of_bci_that_is_missing_is_named(name: str) -> None:
    row = one("bci", blog(*(post | {name: None} for post in posted())))
    assert (row.value, len(row.missing)) == (None, 1)
    assert row.missing[0].endswith("（全部3篇没有）")


def test_no_headline_in_the_period_adds_nothing() -> None:
    row = one("wci", articles(*({**one, "position": 2} for one in pushed())))
    assert dict(row.parts)["头条传播力H"] == 0
    assert row.value is not None


def test_a_period_not_fully_covered_is_not_printed() -> None:
    row = one("wci", articles(*pushed(), covers=("05-01", "05-30")))
    assert row.value is None
    assert len(row.missing) == 1
    assert "5月30日" in row.missing[0]


def test_a_period_that_is_not_over_is_not_printed() -> None:
    row = one("wci", articles(*pushed(), covers=("05-01", "05-20")), as_of=date(2024, 5, 20))
    assert (row.value, row.missing) == (None, ("时段到2024-05-31为止，数据只到2024-05-20",))


def test_numbers_read_too_late_are_not_printed() -> None:
    assert one("wci", articles(*pushed(), observed="06-10")).value is not None  # seven days after the day
    row = one("wci", articles(*pushed(), observed="06-11"))
    assert row.value is None
    assert row.missing


def test_a_quarter_has_no_number_of_days() -> None:
    row = one("wci", articles(*pushed(), covers=("01-01", "03-31")), period="2024Q1")
    assert row.missing[-1] == "2024Q1 的天数（公式只规定了周、月、年的）"


def test_no_article_in_a_covered_period() -> None:
    row = one("wci", articles(*pushed(), covers=("04-01", "05-31")), period="2024-04")
    assert (row.value, row.missing) == (None, ("时段内没有作品",))


def test_the_newest_observation_by_the_day_counts() -> None:
    later = articles(*({**row, "views": 9_999} for row in pushed()), observed="06-09")
    assert one("wci", articles(*pushed()), later).value == pytest.approx(wci(30))


def test_works_that_only_their_owner_sees_do_not_count() -> None:
    row = one("wci", articles(*pushed(), article("自见", 7, None) | {"visibility": "自见"}))
    assert row.value == pytest.approx(wci(30))


def test_a_floor_makes_it_at_least() -> None:
    row = one("wci", articles(*pushed(views_is_floor=True)))
    assert (row.at_least, row.value) == (True, pytest.approx(wci(30)))


def test_each_account_stands_for_itself() -> None:
    other = articles(*pushed(), covers=("05-01", "05-30"), account="second")
    with warehouse_of(articles(*pushed()), other, days=[JUNE]) as con:
        rows = {row.account: row for row in found(con) if row.id == "wci"}
    assert rows["main"].value == pytest.approx(wci(30))
    assert rows["second"].value is None


def test_what_was_known_by_a_moment() -> None:
    with warehouse_of(articles(*pushed()), days=[JUNE]) as con:
        before, after = (
            compute(con, KNOWN, load(KNOWN.figures), JUNE, span("2024-05"), LOADED_AT.replace(day=day))[0]
            for day in (20, 21)
        )
    assert (before.id, before.value, before.missing) == ("wci", None, ("没有导入过作品",))
    assert after.value == pytest.approx(wci(30))


COMPOSITE = """
[mine]
label = "样例指数"
version = "1"
source = "样例"
period = "month"
parts = [
    { label = "抖音", weight = 60, figure = "dy_views", base = 1000 },
    { label = "微博", weight = 40, index = "bci", base = 500 },
]
"""


@pytest.fixture
def mine(tmp_path: Path) -> Callable[..., IndexRow]:
    """The composite above over a warehouse of files."""
    (tmp_path / "indexes.toml").write_text(COMPOSITE, "utf-8")

    def make(*files: File) -> IndexRow:
        return one("mine", *files, config=tmp_path)

    return make


def videos(export: Export = DOUYIN, covers: tuple[str, str] = ("04-20", "06-01")) -> File:
    return listed("06-02", export, work("05-14", 900), work("05-20", 600), work("04-30", 1), covers=covers)


def test_a_composite_is_the_weighted_sum_over_bases(mine: Callable[..., IndexRow]) -> None:
    row = mine(videos(), blog())
    assert row.value == pytest.approx(60 * 1500 / 1000 + 40 * 276.931714569920 / 500)
    assert row.formula == ("60×抖音÷1000 + 40×微博÷500",)
    assert row.account is None


def test_an_index_of_two_accounts_is_no_part(mine: Callable[..., IndexRow]) -> None:
    second = listed("06-02", BLOG, *posted(), covers=MONTH, account="second")
    assert mine(videos(), blog(), second).missing == ("微博（有2个账号的指数，要恰好1个）",)


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        ([blog()], "抖音（没有导入过数据）"),
        ([videos()], "微博（没有导入过作品）"),
        ([videos(), blog(*({**post, "likes": None} for post in posted()))], "微博（点赞数（全部3篇没有））"),
        ([videos(covers=("05-02", "06-01")), blog()], "抖音（"),
    ],
)
def test_a_part_that_is_missing_is_named(mine: Callable[..., IndexRow], files: list[File], missing: str) -> None:
    row = mine(*files)
    assert row.value is None
    assert len(row.missing) == 1
    assert row.missing[0].startswith(missing)
