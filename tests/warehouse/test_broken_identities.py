"""Each identity between figures fails when one row of the warehouse is gone, or wrong, and no other fails with it.

On a copy of the sample's warehouse; each change is taken back before the next one. Where no row that goes can break an
identity, because both its sides lose it, one cell that is wrong does; the row going is then shown to leave it whole.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import duckdb
import pytest

from warehouse import Home, catalogue, identities
from warehouse.figures import evaluate

AS_OF = date(2024, 6, 20)


def figures_of(known: catalogue.Catalogue, checks: Iterable[str]) -> dict[str, catalogue.Figure]:
    """The figures that the checks name."""
    names = {name.partition("__")[0] for check in checks for name in known.checks[check].names}
    return {name: known.figures[name] for name in sorted(names)}


OURS = catalogue.load()
KNOWN = replace(OURS, figures=figures_of(OURS, OURS.checks))
"""Nothing but what the checks look at: half as long to compute."""


@dataclass(frozen=True)
class Row:
    """One row, the first where `where` holds; `cell` makes it wrong, `others` rest on it too."""

    table: str
    where: str
    cell: str = ""
    others: frozenset[str] = frozenset()

    def gone(self) -> str:
        return f"delete from {self.table} where rowid = ({self._first()})"

    def wrong(self) -> str:
        return f"update {self.table} set {self.cell} where rowid = ({self._first()})"

    def _first(self) -> str:
        return f"select min(rowid) from {self.table} where {self.where}"


SHOWN = "visibility = '公开' and published_at >= date '2024-01-01'"
ONE_ROW_GONE = {
    "c2": Row("core.downloads", "segment = '华为' and day = date '2023-12-31'"),  # the balance to begin with
    "c9": Row("core.account_days", "platform = 'wechat' and measure = 'followers_new' and day = date '2024-03-08'"),
    "c10": Row("core.account_days", "measure = 'registered_new' and day = date '2024-03-08'"),
    "c11": Row("core.posts", f"platform = 'wechat' and {SHOWN}"),
    "c12": Row("core.posts", f"platform = 'weibo' and {SHOWN}"),
    "h3": Row("core.events", "register = 'hotline_episodes'"),
    "p1": Row("core.items", "register = 'people' and valid_from >= date '2024-01-01'"),
}
"""Check -> a row of one of the two files that it compares."""

RADIO = "medium = '广播' and used_on >= date '2024-01-01'"
ONE_CELL_WRONG = {
    # both sides count the rows of one register: a problem, a person, a piece less is one less on both
    "s1": Row("core.items", "register = 'rectification'", "state = '待核实'"),
    "s6": Row("core.events", "register = 'people_changes' and kind = '确定发展对象'", "compliant = false"),
    "e1": Row("core.pieces", "medium = '电视' and used_on >= date '2024-01-01'", "level = '县级'"),
    "c1": Row("core.posts", f"platform = 'app' and origin = '转载' and {SHOWN}", "origin = null"),
    "h1": Row("core.cases", "channel = 'hotline' and received_at >= date '2024-01-01'", "replied_at = null"),
    # a mean, a part or a maximum stays within its bounds whatever row goes
    "e2": Row("core.pieces", RADIO, "points_stated = 3000", frozenset({"e3"})),
    "c3": Row("core.account_days", "measure = 'active_users' and day = date '2024-03-08'", "value = 900000"),
    "c5": Row(
        "core.account_days",
        "platform = 'wechat' and measure = 'followers_new' and day = date '2024-01-01'",
        "value = 100000",
        frozenset({"c9"}),
    ),
    "c6": Row(
        "core.posts", f"platform = 'channels' and {SHOWN} and views between 20000 and 40000", "views = -30000000"
    ),
    "c7": Row("core.posts", f"platform = 'douyin' and {SHOWN} and views between 20000 and 40000", "views = -60000000"),
    "c8": Row("core.posts", f"platform = 'weibo' and {SHOWN} and views between 20000 and 40000", "views = -9000000"),
    "f1": Row("core.amounts", "kind = '其他广告' and from_day < date '2023-06-20'", "amount_yuan = -9000000"),
    # the points by the rules are counted of the same piece
    "e3": Row("core.pieces", RADIO, "points_stated = points_stated + 1"),
    # without the part, nothing speaks for the period: then nothing is judged
    "z1": Row("meta.parts", "kind = 'incidents'", "covers_from = date '2024-01-02'"),
}
"""Check that no row which goes can break -> a cell that can."""

MANY_ROWS = {
    "h2": "insert into core.events by name select * exclude (n) replace ('第' || n as event_key) "
    "from (select * from core.events where register = 'hotline_episodes' limit 1), range(32) more(n)",  # 22 and 32
    "m1": "delete from core.cases where channel = 'comments' and surveyed",
    "r1": f"delete from core.posts where platform = 'newspaper' and {SHOWN}",
}
"""Check that asks whether there is a base at all, or whether there is far too much -> all the rows that it takes."""

ONLY_ANOTHER_DEFINITION = {"s4": ("rect_total", "category = '样例方面01'")}
"""Check that no row or cell can break, for there are never more kinds than things -> a figure of fewer rows."""


@pytest.fixture(scope="module")
def con(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    copy = tmp_path_factory.mktemp("broken") / "copy.duckdb"
    shutil.copy(sample_home.published, copy)
    with duckdb.connect(str(copy)) as con:
        yield con


@contextmanager
def changed(con: duckdb.DuckDBPyConnection, sql: str, rows: int | None = 1) -> Iterator[None]:
    con.execute("begin").fetchall()
    try:
        touched = con.execute(sql).fetchall()[0][0]
        assert touched == rows or (rows is None and touched > 1)
        yield
    finally:
        con.execute("rollback").fetchall()


def outcomes(con: duckdb.DuckDBPyConnection, known: catalogue.Catalogue = KNOWN) -> dict[str, bool | None]:
    return {outcome.check_id: outcome.passed for outcome in identities.check(known, evaluate(con, known, AS_OF))}


@pytest.fixture(scope="module")
def as_it_is(con: duckdb.DuckDBPyConnection) -> dict[str, bool | None]:
    return outcomes(con)


def turned(con: duckdb.DuckDBPyConnection, as_it_is: dict[str, bool | None]) -> set[str]:
    """The checks of which the outcome is now the other one: failed where they held, and the reverse."""
    return {check for check, passed in outcomes(con).items() if passed is (not as_it_is[check])}


def test_the_table_has_every_check_once(as_it_is: dict[str, bool | None]) -> None:
    told = [*ONE_ROW_GONE, *ONE_CELL_WRONG, *MANY_ROWS, *ONLY_ANOTHER_DEFINITION]
    assert sorted(told) == sorted(KNOWN.checks)
    assert {check for check, passed in as_it_is.items() if not passed} == {"c3"}  # few of the registered are active


@pytest.mark.parametrize("check", ONE_ROW_GONE)
def test_one_row_less_breaks_it(con: duckdb.DuckDBPyConnection, as_it_is: dict[str, bool | None], check: str) -> None:
    row = ONE_ROW_GONE[check]
    with changed(con, row.gone()):
        assert turned(con, as_it_is) == {check} | row.others


@pytest.mark.parametrize("check", ONE_CELL_WRONG)
def test_one_wrong_cell_breaks_it(con: duckdb.DuckDBPyConnection, as_it_is: dict[str, bool | None], check: str) -> None:
    row = ONE_CELL_WRONG[check]
    with changed(con, row.wrong()):
        assert turned(con, as_it_is) == {check} | row.others
    if check != "e3":  # the points by the rules stand in a table of their own, made of the pieces
        alone = replace(KNOWN, checks={check: KNOWN.checks[check]}, figures=figures_of(KNOWN, [check]))
        with changed(con, row.gone()):
            assert outcomes(con, alone)[check] is (None if row.table == "meta.parts" else as_it_is[check])


@pytest.mark.parametrize("check", MANY_ROWS)
def test_many_rows_break_it(con: duckdb.DuckDBPyConnection, as_it_is: dict[str, bool | None], check: str) -> None:
    with changed(con, MANY_ROWS[check], None):
        assert turned(con, as_it_is) == {check}


@pytest.mark.parametrize("check", ONLY_ANOTHER_DEFINITION)
def test_another_definition_breaks_it(con: duckdb.DuckDBPyConnection, check: str) -> None:
    figure, where = ONLY_ANOTHER_DEFINITION[check]
    narrower = replace(KNOWN.figures[figure], where=where, readings=())
    assert outcomes(con, replace(KNOWN, figures={**KNOWN.figures, figure: narrower}))[check] is False
