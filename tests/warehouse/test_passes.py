"""Aggregates in few passes: the same values, rows and batches as one query for each."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pytest
from _exports import AS_OF, DOUYIN, RANKS, SITES, WEIBO, day, file, listed, part, rows_of, warehouse_of, work
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse._passes import Result, run
from warehouse._periods import Window, window
from warehouse._rows import Mode, Of, Rows, Term

YEAR = window("year_to_date", AS_OF)
TODAY = window("as_of", AS_OF)
DOUYIN_WORKS: Of = (("platform", ("douyin",)),)
PUBLIC: Of = (*DOUYIN_WORKS, ("visibility", ("公开",)))


def posts(of: Of = (), where: str = "", mode: Mode = "whole", span: Window = YEAR) -> Rows:
    return Rows("posts", AS_OF, span, of, where, mode)


def result(con: duckdb.DuckDBPyConnection, rows: Rows, measure: str, centre: str = "jianhu") -> Result:
    term = Term(rows, measure)
    return run(con, [term])[term].get(centre, Result())


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """Works of two platforms and centres around the turn of the year, ranks, and sites that come and go."""
    ranks = (("1", "02-28", 86), ("2", "05-31", 83), ("3", "05-31", 91), ("4", "06-30", 1))
    sites = (("1", "2023-01-01", None), ("2", "2023-01-01", "06-20"), ("3", "06-20", None), ("4", "06-21", None),
             ("5", "2023-01-01", "06-21"))  # fmt: skip
    with warehouse_of(
        listed("06-18", DOUYIN, work("01-02", 10), work("02-03", 20), work("04-04", 40, "【样例】撤")),
        listed("06-20", DOUYIN, work("2023-12-31", 500, clock="23:59:59"), work("01-01", 1, clock="00:00:00"),
               work("01-02", 15), work("02-03", 20), work("03-04", None), work("06-19", 7, visibility="自见")),
        listed("06-21", DOUYIN, work("06-20", 30, clock="23:59:59")),
        listed("06-21", WEIBO, work("06-01", 2, "【样例】'引号"), work("06-21", 900, clock="00:00:00")),
        listed("06-20", DOUYIN, work("05-05", 8), centre="other"),
        file("06-19", part(RANKS, [{"number": n, "day": day(d), "rank": r} for n, d, r in ranks])),
        file("06-19", part(SITES, [{"number": n, "day": day(d), "until": u and day(u)} for n, d, u in sites])),
    ) as con:  # fmt: skip
        yield con


# ---- which rows count ----------------------------------------------------------------------------


def test_a_year_is_from_its_first_second_to_the_last_of_the_day(con: duckdb.DuckDBPyConnection) -> None:
    found = rows_of(con, f"{posts(DOUYIN_WORKS).sql('published_at')} and centre = 'jianhu' order by 1")
    assert found[0] == (datetime(2024, 1, 1),)
    assert found[-1] == (datetime(2024, 6, 20, 23, 59, 59),)


def test_withdrawn_works_do_not_count(con: duckdb.DuckDBPyConnection) -> None:
    assert rows_of(con, "select views from core.posts where withdrawn") == [(40,)]
    assert result(con, posts(PUBLIC), "sum(views)").value == 1 + 15 + 20 + 30


def test_items_of_a_day_are_those_valid_on_it(con: duckdb.DuckDBPyConnection) -> None:
    valid = Rows("items", AS_OF, TODAY).sql("item_key")
    assert rows_of(con, f"{valid} order by 1") == [("1",), ("3",), ("5",)]


def test_items_of_a_period_are_those_that_began_in_it(con: duckdb.DuckDBPyConnection) -> None:
    assert rows_of(con, Rows("items", AS_OF, YEAR).sql("item_key")) == [("3",)]


def test_the_newest_day_is_the_newest_within_the_period(con: duckdb.DuckDBPyConnection) -> None:
    found = result(con, Rows("events", AS_OF, YEAR, (("register", ("ranks",)),), mode="newest"), "max(rank)")
    assert (found.value, found.rows) == (91, 2)


def test_a_quote_in_a_value_is_a_quote(con: duckdb.DuckDBPyConnection) -> None:
    assert result(con, posts((("title", ("【样例】'引号",)),)), "count(*)").value == 1


# ---- what comes of them --------------------------------------------------------------------------


def test_missing_values_neither_add_nor_count_as_zero(con: duckdb.DuckDBPyConnection) -> None:
    in_march = posts(PUBLIC, "published_at >= timestamp '2024-03-01 00:00:00'")
    before_june = posts(PUBLIC, "published_at < timestamp '2024-06-01 00:00:00'")
    assert result(con, in_march, "min(views)").value == 30
    assert result(con, before_june, "count(views)").value == 3
    assert result(con, before_june, "count(*)").value == 4


def test_months_apart_and_together(con: duckdb.DuckDBPyConnection) -> None:
    found = result(con, posts(DOUYIN_WORKS, mode="month"), "count(*)")
    assert found.by_month == {"202401": 2, "202402": 1, "202403": 1, "202406": 2}
    assert found.value == 6


def test_centres_are_kept_apart(con: duckdb.DuckDBPyConnection) -> None:
    assert result(con, posts(DOUYIN_WORKS), "sum(views)", "other").value == 8
    assert result(con, posts((("platform", ("weibo",)),)), "count(*)", "other") == Result()


@pytest.mark.parametrize("measure", ["sum(views)", "count(distinct title)"])  # grouped, and by itself
def test_rows_and_batches_are_those_of_the_same_filter(con: duckdb.DuckDBPyConnection, measure: str) -> None:
    found = result(con, posts(PUBLIC, "views > 10"), measure)
    assert (found.rows, found.batches) == (3, {2, 3})
    assert found.observed_at == datetime(2024, 6, 21, 8)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("count(distinct title)", 2),
        ("count(distinct coalesce(title, post_key))", 2),
        ("avg(views)", 75 / 6),
        ("cast(sum(views) as double) / nullif(count(*), 0)", 75 / 7),
        ("max(views) - min(views)", 29),
        ("sum(views) filter (where views > 10) / nullif(count(*) filter (where views > 10), 0)", 65 / 3),
        ("max(views) filter (where views < 10) - min(views) filter (where views > 10)", 7 - 15),
    ],
)
def test_what_does_not_add_up_is_computed_anew(con: duckdb.DuckDBPyConnection, measure: str, expected: float) -> None:
    assert result(con, posts(), measure).value == pytest.approx(expected)


def test_windows_that_begin_on_the_same_day_are_one_query(con: duckdb.DuckDBPyConnection) -> None:
    asked: list[str] = []

    class Asked:
        def execute(self, sql: str) -> duckdb.DuckDBPyConnection:
            asked.append(sql)
            return con.execute(sql)

    spans = [window(f"days:2024-01-01..2024-{last}", AS_OF) for last in ("01-01", "01-31", "02-29", "06-20")]
    terms = [Term(posts(DOUYIN_WORKS, span=span), "sum(views)") for span in spans]
    found = run(Asked(), terms)  # type: ignore[arg-type]
    assert [found[term]["jianhu"].value for term in terms] == [1, 16, 36, 73]
    assert [found[term]["jianhu"].rows for term in terms] == [1, 2, 3, 6]
    assert len(asked) == 1


# ---- grouped as alone ----------------------------------------------------------------------------

MEASURES = (
    "count(*)", "count(views)", "sum(views)", "sum(share)", "max(views)", "min(views)", "count(distinct views)",
    "count(*) filter (where views > 2)", "sum(case when (views > 2) then 1 else -1 end)", "sum(views) - sum(share)",
    "max(views) filter (where (share > 1)) - min(views) filter (where share < 1)",
)  # fmt: skip
OFS: tuple[Of, ...] = (
    (),
    (("platform", ("a",)),),
    (("platform", ("a", "b")),),
    (("platform", ("b",)), ("section", ("x",))),
    (("section", ("x", "y")),),
    (("platform", ("nowhere",)),),
)
FEBRUARY = window("month:2024-02", AS_OF)
JANUARY, TO_FEBRUARY = (window(f"days:2024-01-01..{last}", AS_OF) for last in ("2024-01-31", "2024-02-15"))
SELECTED: tuple[tuple[Window, str, Mode], ...] = (
    (YEAR, "", "whole"), (YEAR, "views > 1", "whole"), (FEBRUARY, "", "whole"), (YEAR, "", "month"),
    (YEAR, "", "newest"), (JANUARY, "", "whole"), (JANUARY, "views > 1", "whole"), (TO_FEBRUARY, "", "whole"),
    (TO_FEBRUARY, "", "month"), (JANUARY, "", "newest"), (TO_FEBRUARY, "", "newest"),
)  # fmt: skip
ROWS = [Rows("posts", AS_OF, span, of, where, mode) for span, where, mode in SELECTED for of in OFS]
TERMS = [Term(rows, measure) for rows in ROWS for measure in MEASURES]

generated = st.tuples(
    st.sampled_from(["c", "d"]),
    st.integers(1, 3),
    st.sampled_from(["a", "b", None]),
    st.sampled_from(["x", "y", None]),
    st.dates(date(2023, 12, 30), date(2024, 3, 2)),
    st.none() | st.integers(0, 4),
    st.none() | st.sampled_from([0.5, 2.0]),
    st.booleans(),
)


def one_query(con: duckdb.DuckDBPyConnection, term: Term) -> dict[str, Result]:
    """Centre -> what a query for nothing but `term` says."""
    month = "extract(year from published_at) * 100 + extract(month from published_at)"
    found = {}
    for centre, value, rows, batches, observed_at in rows_of(
        con,
        term.rows.sql(f"centre, {term.measure}, count(*), list(distinct batch), max(observed_at)") + " group by centre",
    ):
        found[centre] = Result(value, {}, rows, set(batches), observed_at)
    if term.rows.mode == "month":
        for centre, bucket, value in rows_of(con, term.rows.sql(f"centre, {month}, {term.measure}") + " group by all"):
            if value is not None:
                found[centre].by_month[str(bucket)] = value
    return found


@settings(max_examples=20, deadline=None)
@given(st.lists(generated, max_size=12), st.lists(st.sampled_from(TERMS), min_size=1, max_size=30, unique=True))
def test_grouped_passes_equal_one_query_for_each_term(generated: list[tuple[Any, ...]], terms: list[Term]) -> None:
    with duckdb.connect() as con:
        con.execute("create schema core")
        con.execute(
            "create table core.posts (as_of date, centre varchar, batch bigint, platform varchar, section varchar, "
            "published_at timestamp, views bigint, share double, withdrawn boolean, observed_at timestamp)"
        )
        for n, row in enumerate(generated):
            values = [AS_OF, *row, datetime(2024, 6, 20) + timedelta(minutes=n)]
            con.execute("insert into core.posts values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        assert run(con, terms) == {term: one_query(con, term) for term in terms}
