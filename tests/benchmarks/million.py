"""A million works, each observed twenty times: the as-of table, the figures over it, and one more load.

Run as `python -m tests.benchmarks.million HOME WORKS`, which makes them, then without WORKS, which prints a JSON object
of seconds, works and megabytes. Synthetic: nothing of it was ever published.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb

import sources
from tests.benchmarks.memory import peak_of
from warehouse import building, catalogue, create_home, open_home
from warehouse._compute import floor_terms, terms
from warehouse._passes import run
from warehouse._rows import Term
from warehouse._schema import view_observations
from warehouse.build import build_as_of, prepare
from warehouse.loading import File, load

KINDS = ("douyin_works", "app_posts")
ACCOUNTS, LISTS, NEW_FILES, NEW_ROWS = 50, 20, 10, 1_000
AS_OF = date(2024, 6, 20)
FIRST_LIST = datetime(2024, 2, 1, 22)
AT = datetime(2024, 6, 21, 2)

_COUNTS = "cast(pow(10, 2 + (hash(w, a) % 1000) / 300) * {list} / 20 as bigint)"
_PUBLISHED = "timestamp '2024-01-01 00:00:00' + to_seconds(cast(w * {step} + a as bigint))"
_COLUMNS = {
    "centre": "'jianhu'", "account": "'a' || a", "batch": "{batch} + a", "source_row": "w + 2",
    "observed_at": "timestamp '{observed}'", "title": "'【样例】第' || w || '条'", "published_at": _PUBLISHED,
    "visibility": "case when w % 50 = 0 then '自见' else '公开' end", "views": _COUNTS, "views_is_floor": "false",
    "likes": "hash(w) % 1000", "comments": "hash(w) % 100", "shares": "hash(w) % 50", "section": "'民生'",
    "origin": "case when w % 3 = 0 then '转载' else '自采' end", "story_key": "'g' || w % 5000",
}  # fmt: skip
"""Raw column -> what number `w` of account `a` has in it; others stay empty."""
_KEYS = {"douyin_works": f"strftime({_PUBLISHED}, '%Y-%m-%d %H:%M:%S')", "app_posts": "a || '-' || w"}

_BY_HAND = """
create or replace temp table by_hand as
select * from (
    select *, row_number() over (
        partition by source_kind, centre, account, platform, post_key order by observed_at desc, batch desc) as rn
    from core.posts_observed where observed_at < timestamp '2024-06-21 00:00:00')
where rn = 1"""

_SCANNED = """centre batch observed_at platform visibility origin section programme story_key post_key published_at
views viewers views_is_floor""".split()
_WORKS = "select count(*) from raw.app_posts where batch in (select max(batch) from raw.app_posts group by account)"

_SCAN = f"""
select {", ".join(f"max({name})" for name in _SCANNED)}
from core.posts where as_of = date '2024-06-20' and not withdrawn"""
"""The columns that figures of works use, and nothing done with them."""


def make(home: Path, works: int) -> None:
    """A new home whose build file holds `LISTS` lists of each account, one a week, of `works` works in all."""
    made = create_home(home, "sample")
    with duckdb.connect(str(made.build)) as con:
        prepare(con, sources.exports())
        each = works // (ACCOUNTS * len(KINDS))
        for place, kind in enumerate(KINDS):
            for number in range(LISTS):
                _one_list(con, kind, number, each, batch=(place * LISTS + number) * ACCOUNTS + 1)
        view_observations(con, sources.exports(), ["posts"])


def _one_list(con: duckdb.DuckDBPyConnection, kind: str, number: int, works: int, batch: int) -> None:
    observed = FIRST_LIST + timedelta(weeks=number)
    columns = {name for (name,) in con.execute(f"select column_name from (describe raw.{kind})").fetchall()}
    said = {name: sql for name, sql in _COLUMNS.items() if name in columns} | {"row_key": _KEYS[kind]}
    given = {"list": number + 1, "batch": batch, "observed": observed, "step": 171 * 86_400 // works}
    shown = ", ".join(f"{sql.format(**given)} as {name}" for name, sql in said.items())
    for account in range(ACCOUNTS):  # one file after the other, as they are loaded
        con.execute(f"insert into raw.{kind} by name select {shown} from (select {account} as a), range({works}) r(w)")
    files = f"from range({ACCOUNTS}) s(a)"
    con.execute(
        f"insert into meta.files select {batch} + a, 'jianhu', 'a' || a, md5('{batch}' || a), '{batch}/' || a, "
        f"'{observed}', 'folder', '{AT}', 1, 1, 'loaded', '' {files}"
    )
    con.execute(
        f"insert into meta.parts by name select {batch} + a as batch, {batch} + a as file_id, 'jianhu' as centre, "
        f"'a' || a as account, '' as sheet, 0 as block, '{kind}' as kind, date '2024-01-01' as covers_from, "
        f"date '{observed.date()}' as covers_to, timestamp '{observed}' as observed_at, {works} as rows_read, "
        f"{works} as rows_loaded, 0 as rows_rejected, 0 as rows_set_aside, timestamp '{AT}' as loaded_at {files}"
    )


def measure(home: Path) -> dict[str, float]:
    """Seconds of each, in one run; our peak of memory is taken before what is written by hand has run."""
    _load_into_nothing(home.with_name(f"{home.name}-first"))  # numpy is imported by the first load
    found: dict[str, float] = {}
    with building(open_home(home)) as con:
        found["works"] = len(KINDS) * con.execute(_WORKS).fetchall()[0][0]
        found["as_of"] = _seconds(lambda: build_as_of(con, [AS_OF]))
        needed = _terms_of_works()
        found["figures"] = min(_seconds(lambda: run(con, needed)) for _ in range(3))
        found["scan"] = min(_seconds(lambda: con.execute(_SCAN).fetchall()) for _ in range(3))
        found["megabytes"] = peak_of(os.getpid())
        found["by_hand"] = _seconds(lambda: con.execute(_BY_HAND).fetchall())
        _same(con)
        files = _new_files()
        found["load"] = _seconds(lambda: load(con, files, sources.exports(), AT))
    found["load_empty"] = _load_into_nothing(home.with_name(f"{home.name}-empty"))
    return found


def _load_into_nothing(home: Path) -> float:
    files = _new_files()
    with building(create_home(home, "sample")) as con:
        prepare(con, sources.exports())
        return _seconds(lambda: load(con, files, sources.exports(), AT))


def _seconds(called: Callable[[], object]) -> float:
    began = time.perf_counter()
    called()
    return time.perf_counter() - began


def _terms_of_works() -> list[Term]:
    figures = [figure for figure in catalogue.load().figures.values() if figure.table == "posts"]
    entries = [e for figure in figures for e in (figure, *(r.figure for r in figure.readings)) if e.table == "posts"]
    return [term for entry in entries for find in (terms, floor_terms) for term in find(entry, AS_OF)]


def _new_files() -> list[File]:
    return [_new_file(number) for number in range(NEW_FILES)]


def _new_file(number: int) -> File:
    """The newest works of one account, observed once more."""
    export, rows = sources.exports()["douyin_works"], range(NEW_ROWS)
    columns: dict[str, list] = {c.name: [None] * NEW_ROWS for c in export.columns if not c.private}
    columns |= {f"{c.name}_is_floor": [False] * NEW_ROWS for c in export.columns if c.floors}
    published = [datetime(2024, 6, 19) + timedelta(seconds=86 * row) for row in rows]
    columns |= {
        "source_row": [row + 2 for row in rows], "row_key": [str(moment) for moment in published],
        "title": [f"【样例】新{row}" for row in rows], "published_at": published, "visibility": ["公开"] * NEW_ROWS,
        "views": list(rows),
    }  # fmt: skip
    first, last = published[0].date(), published[-1].date()
    part = sources.Part(export.kind, "Sheet1", 0, columns, NEW_ROWS, covers_from=first, covers_to=last)
    return File(
        f"new/{number}.xlsx", 1, 1, AT, f"{number:064d}", "jianhu", f"a{number}", AT - timedelta(hours=3), "folder",
        "loaded", parts=(part,),
    )  # fmt: skip


def _same(con: duckdb.DuckDBPyConnection) -> None:
    """Raises AssertionError when the as-of table is not what was written by hand."""
    totals = "select count(*), sum(views), max(observed_at) from {}"
    ours, theirs = (con.execute(totals.format(table)).fetchall() for table in ("core.posts", "by_hand"))
    assert ours == theirs, (ours, theirs)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        make(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        print(json.dumps(measure(Path(sys.argv[1]))))
