"""What must not matter: the order of loading, repetition, a file in two pieces, a file that was taken back."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest
from _exports import (
    AS_OF,
    BALANCES,
    DOUYIN,
    FANS,
    INCIDENTS,
    LOADED_AT,
    SPENDING,
    WEIBO,
    at,
    catalogue_of,
    file,
    listed,
    numbered,
    part,
    rows_of,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources import Export
from warehouse.build import prepare
from warehouse.catalogue import Figure
from warehouse.figures import evaluate
from warehouse.loading import File, load

BEFORE = AS_OF - timedelta(40)
FIRST = date(2024, 4, 1)
EXPORTS = {export.kind: export for export in (DOUYIN, WEIBO, FANS, BALANCES, SPENDING, INCIDENTS)}
BY_KEY = (DOUYIN, FANS, BALANCES)
"""Kinds of which two pieces say together what the whole said; a list of some works covers the days between its rows."""


def figure(name: str, table: str, kind: str, measure: str, period: str = "year_to_date", /, **of: str) -> Figure:
    dimensions = tuple((dimension, (value,)) for dimension, value in sorted(of.items()))
    return Figure(name, f"x.{name}", name, "个", table, kind, period, of=dimensions, measure=measure)


KNOWN = catalogue_of(
    *(figure(f"works_{one}", "posts", "flow", "count(*)", platform=one) for one in ("douyin", "weibo")),
    *(figure(f"views_{one}", "posts", "flow", "sum(views)", platform=one) for one in ("douyin", "weibo")),
    figure("best", "posts", "maximum", "max(views)", "month:2024-05", platform="douyin"),
    figure("fans_new", "account_days", "flow", "sum(value)", measure="followers_new"),
    figure("fans", "account_days", "stock", "sum(value)", "as_of", measure="followers_total"),
    figure("downloads", "downloads", "stock", "sum(amount)", "as_of", platform="app"),
    figure("spent", "amounts", "flow", "sum(amount_yuan)"),
    figure("incidents", "events", "zero", "count(*)"),
)

days = st.dates(FIRST, AS_OF)
numbers = st.integers(0, 50)


@st.composite
def files(draw: st.DrawFn) -> list[File]:
    """Up to nine files of six kinds, no two of them downloaded on the same morning: else the later one loaded counts.

    Works are told apart by their second, so that each has one of its own.
    """
    mornings = draw(st.lists(st.dates(BEFORE, AS_OF + timedelta(9)), min_size=2, max_size=9, unique=True))
    kinds = st.sampled_from([DOUYIN, *EXPORTS.values()])
    return [draw(a_file(f"{one}", draw(kinds))) for one in mornings]


@st.composite
def a_file(draw: st.DrawFn, observed: str, export: Export) -> File:
    said = draw(st.dictionaries(days.filter(lambda one: f"{one}" <= observed), numbers, min_size=1, max_size=6))
    rows = [_row(export, one, number) for one, number in sorted(said.items())]
    account = draw(st.sampled_from(["main", "main", "second"]))
    if export.replaces == "key":
        return listed(observed, export, *rows, account=account)
    return listed(observed, export, *numbered(*rows), covers=(f"{min(said)}", f"{max(said)}"), account=account)


def _row(export: Export, when: date, number: int) -> dict[str, Any]:
    if export in (DOUYIN, WEIBO):
        return {"title": "【样例】", "published_at": at(f"{when}"), "visibility": "公开", "views": number}
    if export is BALANCES:  # a balance now and then, and days
        return {"day": when, "store": "小米", "downloads_total" if number > 40 else "downloads_new": number}
    said = {"followers_new": number, "followers_total": 1000 + number, "amount": number, "category": "样例"}
    return {"day": when} | {column.name: said[column.name] for column in export.columns if column.name in said}


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse that knows every kind, for one example after another."""
    with duckdb.connect() as con:
        prepare(con, EXPORTS)
        yield con


def figures(con: duckdb.DuckDBPyConnection, *ways: Sequence[File], taken_back: Sequence[File] = ()) -> list[Any]:
    """For each of these ways to load, in a centre of its own, all figures; after `taken_back` was taken back."""
    for schema, table in rows_of(con, "select schema_name, table_name from duckdb_tables() where not temporary"):
        if schema == "raw" or table in ("files", "parts", "withdrawals"):
            con.execute(f"delete from {schema}.{table}").fetchall()
    loaded = [(f"centre{n}", one) for n, way in enumerate(ways) for one in way]
    load(con, [replace(one, centre=centre) for centre, one in loaded], EXPORTS, LOADED_AT)
    gone = [number for number, (_, one) in enumerate(loaded, 1) if any(one is other for other in taken_back)]
    for number in gone:
        con.execute("insert into meta.withdrawals values (?, ?, '选错了', null)", [number, LOADED_AT]).fetchall()
    rows = evaluate(con, KNOWN, AS_OF)
    bare = [replace(row, files=0) for row in rows]  # two pieces are two files
    return [[replace(row, centre="") for row in bare if row.centre == f"centre{n}"] for n in range(len(ways))]


def in_two(whole: File, rng: random.Random) -> list[File]:
    """The rows of `whole` in two files of the same moment, if it is of a kind replaced by key."""
    (held,) = whole.parts
    export = EXPORTS[held.kind]
    if export not in BY_KEY:
        return [whole]
    pieces: list[list[dict[str, Any]]] = [[], []]
    for n in range(held.rows_read):
        rng.choice(pieces).append({name: values[n] for name, values in held.columns.items()})
    observed = f"{whole.observed_at:%Y-%m-%d}"
    return [file(observed, part(export, rows), account=whole.account) for rows in pieces if rows]


def repeated(loaded: Sequence[File], rng: random.Random) -> list[File]:
    """Bytes that came again, and the same downloads saved anew: other bytes, the same rows."""
    again = [replace(one, path=f"again/{one.path}", status="duplicate", parts=()) for one in loaded]
    anew = [replace(one, path=f"anew/{one.path}", sha256=f"{n:f>64}") for n, one in enumerate(loaded)]
    return [*loaded, *(one for one in (*again, *anew) if rng.random() < 0.5)]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(loaded=files(), added=files(), rng=st.randoms(use_true_random=False))
def test_what_must_not_matter(
    con: duckdb.DuckDBPyConnection, loaded: list[File], added: list[File], rng: random.Random
) -> None:
    ways = {
        "order": rng.sample(loaded, len(loaded)),
        "repetition": repeated(loaded, rng),
        "pieces": [piece for one in loaded for piece in in_two(one, rng)],
        "taken back": rng.sample([*loaded, *added], len(loaded) + len(added)),
    }
    plain, *others = figures(con, loaded, *ways.values(), taken_back=added)
    assert {way: [row for row in rows if row not in plain] for way, rows in zip(ways, others, strict=True)} == {
        way: [] for way in ways
    }


def test_what_is_generated_makes_a_difference(con: duckdb.DuckDBPyConnection) -> None:
    """Else nothing could be told by figures being the same."""
    one = listed("06-18", FANS, _row(FANS, date(2024, 5, 1), 5), _row(FANS, FIRST, 1))
    other = listed("06-19", FANS, _row(FANS, FIRST, 9))
    first, both, second = figures(con, [one], [one, other], [other])
    assert first != both != second
