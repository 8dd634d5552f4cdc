"""SQL of figures, models and as-of tables keeps to what DuckDB and Spark read alike."""

import re
from collections.abc import Iterator
from dataclasses import astuple
from datetime import date
from typing import Any

import duckdb
import pytest
from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

import sources
from warehouse import indexes
from warehouse._as_of import selects
from warehouse._compute import terms
from warehouse._grains import GRAINS
from warehouse._index_inputs import figures_of
from warehouse._passes import run
from warehouse._points import load_rules, rules_sql
from warehouse._records import PointRule
from warehouse._schema import observed_sql
from warehouse._specs import ExportSpec
from warehouse.catalogue import Figure, load
from warehouse.spans import span

AS_OF = date(2024, 6, 20)

ALLOWED = frozenset(
    """Add Alias And Between Boolean CTE Case Cast Coalesce Column Count DataType DataTypeParam Distinct Div EQ Exists
    Extract Filter From GT GTE Group Identifier If In Is Join LT LTE Like Literal Max Min Mul NEQ Neg Not Null Nullif Or
    Order Ordered Paren RowNumber Select Star Sub Subquery Sum Table TableAlias Union Var Where Window With""".split()
)
"""What a query may be made of, in the words of the parser; anything else needs a decision first."""

TYPES = frozenset({"BIGINT", "DOUBLE", "DECIMAL(18, 2)", "TEXT", "BOOLEAN", "DATE", "TIMESTAMP"})
NAMES = re.compile(r"[a-z][a-z0-9_]*")
DAYS = {"observed_at", "as_of", "as_of_end", "covers_from", "covers_to"} | {
    name for columns in GRAINS.values() for name, sql_type in columns.items() if sql_type in ("date", "timestamp")
}


def faults(sql: str) -> list[str]:
    """What keeps `sql` from running unchanged on both."""
    try:
        tree, in_spark = parse_one(sql, read="duckdb"), parse_one(sql, read="spark")
    except SqlglotError as error:
        return [str(error)]
    found = [f"{type(node).__name__}: {node.sql()}" for node in tree.walk() if type(node).__name__ not in ALLOWED]
    found += [f"type {one.sql('spark')}" for one in tree.find_all(exp.DataType) if _type(one) not in TYPES]
    found += [
        f"name {one.name}" for one in tree.find_all(exp.Identifier) if one.quoted or not NAMES.fullmatch(one.name)
    ]
    found += [f"division: {one.sql()}" for one in tree.find_all(exp.Div) if not _divides_safely(one)]
    found += [
        f"days subtracted: {one.sql()}" for one in tree.find_all(exp.Sub) if any(map(_is_day, one.iter_expressions()))
    ]
    found += ["group by all" for one in tree.find_all(exp.Group) if one.args.get("all")]
    found += ["* except" for one in tree.find_all(exp.Star) if any(one.args.values())]
    if len(list(tree.find_all(exp.Ordered))) != len(re.findall(r"\bnulls last\b", sql)):
        found.append("order by without nulls last")
    if _spelled(tree) != _spelled(in_spark):
        found.append(f"read as {_spelled(tree)} and as {_spelled(in_spark)}")
    return found


def _spelled(tree: exp.Expr) -> str:
    """What was understood, in one spelling of casts and time stamps."""
    return tree.sql("spark", comments=False).replace("TRY_CAST(", "CAST(").replace("TIMESTAMP_NTZ", "TIMESTAMP")


def _type(data_type: exp.DataType) -> str:
    return data_type.sql().replace("TIMESTAMPNTZ", "TIMESTAMP").replace("VARCHAR", "TEXT")


def _divides_safely(division: exp.Div) -> bool:
    whole = division.this
    return isinstance(division.expression, exp.Nullif) and isinstance(whole, exp.Cast) and whole.to.sql() == "DOUBLE"


def _is_day(side: exp.Expression) -> bool:
    if isinstance(side, exp.Cast):
        return side.to.sql() in ("DATE", "TIMESTAMPNTZ")
    return any(column.name in DAYS for column in side.find_all(exp.Column)) and not side.find(exp.AggFunc, exp.Case)


class Recorder:
    """A connection that only writes down what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def execute(self, sql: str) -> "Recorder":
        self.asked.append(sql)
        return self

    def fetchall(self) -> list[Any]:
        return []


def queries(figure: Figure) -> list[str]:
    """Every query that `figure` needs, as it is run."""
    recorder = Recorder()
    run(recorder, terms(figure, AS_OF))  # type: ignore[arg-type]
    return recorder.asked


def figures() -> Iterator[Figure]:
    """Every entry of the catalogue, and every other reading of one."""
    for figure in load().figures.values():
        yield figure
        yield from (reading.figure for reading in figure.readings)


def test_every_figure() -> None:
    found = {figure.id: [fault for sql in queries(figure) for fault in faults(sql)] for figure in figures()}
    assert {name: said for name, said in found.items() if said} == {}
    assert len(found) > 78


def test_every_input_of_an_index() -> None:
    formulas = [one for one in indexes.load(load().figures) if isinstance(one, indexes.Formula)]
    asked = [q for one in formulas for f in figures_of(one, "main", span("2024-05")).values() for q in queries(f)]
    assert [fault for sql in asked for fault in faults(sql)] == []
    assert len(asked) > 20


RULES = (
    PointRule("广播", "市级", 3, long_points=3),
    PointRule("广播", "省级", 5, 180, 10, 1.5, highest_only=True),
    PointRule("网络", "其他", 0.5, 1e-7, 1e17),
)
"""Rules of points of every form."""


@pytest.mark.parametrize("rules", [(), RULES[:1], RULES, load_rules()], ids=["none", "one", "all", "ours"])
def test_points_by_any_rules(rules: tuple[PointRule, ...]) -> None:
    assert faults(rules_sql(rules)) == []
    with duckdb.connect() as con:
        assert con.execute(rules_sql(rules)).fetchall() == [astuple(rule) for rule in rules]


@pytest.mark.parametrize(("table", "select"), selects(), ids=[name for name, _ in selects()])
def test_every_model_and_as_of_table(table: str, select: str) -> None:
    assert faults(select) == []
    whole = parse_one(select, read="duckdb")
    assert [total.sql() for total in whole.find_all(exp.Sum) if not isinstance(total.parent, exp.Cast)] == []


@pytest.mark.parametrize("grain", GRAINS)
def test_every_view_of_observations(grain: str) -> None:
    exports: list[ExportSpec] = [export for export in sources.exports().values() if export.grain == grain]
    assert faults(observed_sql(grain, exports)) == []
    assert faults(observed_sql(grain, [])) == []


@pytest.mark.parametrize(
    "measure",
    [
        "count(*) filter (where compliant)",
        "count(distinct coalesce(story_key, post_key))",
        "cast(sum(views) as bigint)",
        "cast(sum(likes) as double) / nullif(sum(views), 0)",
        "sum(case when measure = 'followers_new' then value else -value end)",
        "sum(likes) - sum(shares)",
        "max(case when published_at >= timestamp '2024-01-01 00:00:00' then views end) - min(views)",
        "row_number() over (partition by centre order by views desc nulls last, batch nulls last)",
    ],
)
def test_what_both_read_alike_is_let_through(measure: str) -> None:
    assert faults(f"select {measure} from core.posts") == []


@pytest.mark.parametrize(
    "select",
    [
        "select * from posts qualify row_number() over (partition by centre order by views nulls last) = 1",
        "select count(*) from posts where regexp_matches(title, '建湖')",
        "select count(*) from posts where title similar to '建湖.*'",
        "select strftime(published_at, '%Y-%m') from posts",
        "select date_trunc('month', published_at) from posts",
        "select date '2024-06-20' - date '2024-01-01' from posts",
        "select day - as_of from account_days",
        "select published_at + interval 1 day from posts",
        "select date_diff('day', valid_from, valid_to) from items",
        "select max_by(title, views) from posts",
        "select arg_max(title, views) from posts",
        "select first(title) from posts",
        "select any_value(title) from posts",
        "select list(title) from posts",
        "select [1, 2] from posts",
        "select {'a': 1} from posts",
        "select unnest(titles) from posts",
        "select sum(views) / count(*) from posts",
        "select cast(sum(views) as double) / count(*) from posts",
        "select sum(views) / nullif(count(*), 0) from posts",
        "select views // 2 from posts",
        "select views % 2 from posts",
        "select median(views) from posts",
        "select row_number() over (order by views desc) from posts",
        "select row_number() over (order by views nulls last, batch) from posts",
        "select views from posts order by views nulls first",
        "select views from posts limit 1",
        "select distinct on (title) views from posts",
        "select * exclude (views) from posts",
        "select centre, count(*) from posts group by all",
        "select count(*) from posts where title ilike '%jh%'",
        "select count(*) from posts where as_of = $as_of",
        "select count(*) from posts where as_of = ?",
        "select cast(views as hugeint) from posts",
        "select cast(published_at as timestamptz) from posts",
        "select try_cast(title as bigint) from posts",
        "select cast(views as decimal(38, 4)) from posts",
        'select count(*) as "Posts" from posts',
        "select count(*) as 条 from posts",
        "select count(*) as Posts from posts",
        "select count(*) from posts using sample 10",
        "select views from",
    ],
)
def test_what_they_read_differently_is_refused(select: str) -> None:
    assert faults(select)
