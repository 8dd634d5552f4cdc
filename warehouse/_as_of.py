"""What every core table holds as of a day: the newest observation of each thing, withdrawn works marked."""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources

import duckdb

from warehouse._grains import DAYS, GRAINS, KEYS
from warehouse._observed import NOW_KNOWN, THEN_KNOWN, observed_parts_sql
from warehouse._points import rules_sql
from warehouse._records import PointRule
from warehouse._schema import no_rows_sql, observed_columns
from warehouse._store import insert

_BEFORE_GRAINS = ("current_parts", "ledger_parts", "list_parts")
_AFTER_GRAINS = ("downloads", "points")

_LISTED = """
select as_of, {columns}
from (
    select d.as_of, {own_columns},
        row_number() over (
            partition by d.as_of, o.centre, o.account, {identity}
            order by case when d.observed_at < d.as_of_end then 0 else 1 end nulls last,
                case when d.observed_at < d.as_of_end then d.observed_at end desc nulls last,
                d.observed_at asc nulls last, o.batch desc nulls last, o.source_row asc nulls last
        ) as rn
    from core.{grain}_observed o
    join core.current_parts d on d.batch = o.batch
    where o.replaces = 'key'
) newest
where rn = 1"""

_REGISTERED = """
select own.as_of, {own_columns}
from core.{grain}_observed o
join core.ledger_parts own on own.batch = o.batch
where o.replaces = 'period'
    and not exists (
        select 1 from core.ledger_parts better
        where better.as_of = own.as_of and better.centre = own.centre and better.account = own.account
            and better.kind = own.kind and better.standing < own.standing and better.file_id <> own.file_id{same_day}
    )"""

_SAME_DAY = """
            and cast(o.{day} as date) >= better.covers_from and cast(o.{day} as date) <= better.covers_to"""

_MARKED_POSTS = """,
withdrawn_rows as (
    select distinct c.as_of, c.batch, c.source_row
    from current_rows c
    join core.list_parts l on l.as_of = c.as_of and l.centre = c.centre and l.account = c.account
        and l.kind = c.source_kind and l.observed_at > c.observed_at and l.covers_from <= cast(c.published_at as date)
)
select c.*, w.batch is not null as withdrawn
from current_rows c
left join withdrawn_rows w on w.as_of = c.as_of and w.batch = c.batch and w.source_row = c.source_row"""

_ANSWERED_CASES = """
select {columns}
from current_rows"""

_MARKS = {"posts": ("withdrawn",), "account_days": ("is_last",)}
"""Grain -> what is said of its rows as of a day beside what was observed."""

_ANSWERS = ("replied_at", "surveyed", "satisfied")
_NOT_YET = "case when replied_at is null or cast(replied_at as date) <= as_of then {0} end as {0}"
"""An answer given after the day had not been given on it, nor had anybody been asked about it."""

_MARKED_DAYS = """,
placed as (
    select c.*, row_number() over (
            partition by {series}, c.day
            order by case when cast(c.observed_at as date) <= c.as_of then 0 else 1 end nulls last,
                case when cast(c.observed_at as date) <= c.as_of then c.observed_at end desc nulls last,
                c.observed_at asc nulls last, c.batch desc nulls last
        ) as place
    from current_rows c
),
told as (
    select c.*, max(case when c.place = 1 then c.source_kind end) over (partition by {series}, c.day) as told_by
    from placed c
)
select c.as_of, {columns}, {is_last}
from told c
where c.source_kind = c.told_by"""
"""Of a day that two kinds of export tell, the kind observed last counts, with all its rows: never both."""

_SERIES = "c.as_of, c.centre, c.platform, c.account, c.segment, c.measure"

_IS_LAST = f"""\
c.day <= c.as_of and c.day = max(case when c.day <= c.as_of then c.day end) over (
        partition by {_SERIES}) as is_last"""


def build(
    con: duckdb.DuckDBPyConnection,
    days: Iterable[date],
    schema: str = "core",
    known_at: datetime | None = None,
    rules: tuple[PointRule, ...] = (),
) -> None:
    """Make the as-of tables anew for `days`, in `core`, or as TEMP tables over a read-only warehouse.

    Pieces bring points by `rules`.

    With `known_at` the TEMP tables are of what was known at that moment, and THEN_KNOWN says which parts those are.
    """
    create = "create or replace table core.{}" if schema == "core" else "create or replace temp table {}"
    if schema == "core":
        con.execute("delete from meta.as_of_days")
    else:
        con.execute("create or replace temp table as_of_days (as_of date, as_of_end timestamp)")
    if known_at is not None:
        con.execute(f"create or replace temp table observed_parts as\n{observed_parts_sql(known_at)}").fetchall()
    rows = [(day, datetime.combine(day + timedelta(1), time())) for day in sorted(set(days))]
    insert(con, _as_of_days(schema), rows)
    for name, select in selects(rules, _grains_that_came(con)):
        con.execute(f"{create.format(name)} as\n{_within(select, schema, known_at)}").fetchall()


def selects(rules: tuple[PointRule, ...] = (), came: Collection[str] = tuple(GRAINS)) -> list[tuple[str, str]]:
    """(table, select) of every as-of table, in the order in which they rest on one another.

    Grains that are not among those that `came` are empty: to plan their selects over nothing would take longer than
    to run all others.
    """
    grains = [(grain, as_of_sql(grain) if grain in came else nothing_sql(grain)) for grain in GRAINS]
    before, after = ([(name, model(name)) for name in names] for names in (_BEFORE_GRAINS, _AFTER_GRAINS))
    return [*before, *grains, ("points_rules", rules_sql(rules)), *after]


def as_of_sql(grain: str) -> str:
    """The select of one row per thing and as-of day for `grain`."""
    key, day = KEYS[grain], DAYS[grain]
    names = [name for name in observed_columns(grain) if name != "replaces"]
    columns = ", ".join(names)
    identity = {"account_days": "o.platform, o.segment, o.day, o.measure, o.row_key", "posts": f"o.platform, o.{key}"}
    listed = _LISTED.format(
        columns=columns, own_columns=_from_parts(names, "d"), grain=grain,
        identity=identity.get(grain, f"o.source_kind, o.{key}"),
    )  # fmt: skip
    same_day = "" if grain == "items" else _SAME_DAY.format(day=day)
    registered = _REGISTERED.format(own_columns=_from_parts(names, "own"), grain=grain, same_day=same_day)
    union = f"{listed}\nunion all{registered}"
    if grain == "posts":
        return f"with current_rows as ({union}\n){_MARKED_POSTS}"
    if grain == "cases":
        shown = ", ".join(_NOT_YET.format(name) if name in _ANSWERS else name for name in columns.split(", "))
        return f"with current_rows as ({union}\n){_ANSWERED_CASES.format(columns=f'as_of, {shown}')}"
    if grain == "account_days":
        marked = _MARKED_DAYS.format(series=_SERIES, columns=_of("c", names), is_last=_IS_LAST)
        return f"with current_rows as ({union}\n){marked}"
    return union


def nothing_sql(grain: str) -> str:
    """A select of no row, with the columns of `as_of_sql`."""
    held = {name: sql_type for name, sql_type in observed_columns(grain).items() if name != "replaces"}
    return no_rows_sql({"as_of": "date"} | held | dict.fromkeys(_MARKS.get(grain, ()), "boolean"))


def _grains_that_came(con: duckdb.DuckDBPyConnection) -> set[str]:
    came = "select distinct k.grain from meta.kinds k join meta.parts p on p.kind = k.kind"
    return {grain for (grain,) in con.execute(came).fetchall()}


def build_earlier(con: duckdb.DuckDBPyConnection, as_of: date, days: Iterable[date], schema: str) -> None:
    """Make TEMP tables of what `schema` holds, and of what is counted day by day as it stood on each of `days`.

    What it is counted as is known as of `as_of`, which may be among the days.
    """
    others = {*GRAINS, *_AFTER_GRAINS} - {"account_days", "downloads"} if schema == "core" else ()
    for name in sorted(others):
        con.execute(f"create or replace temp view {name} as select * from core.{name}").fetchall()
    names = [name for name in observed_columns("account_days") if name != "replaces"]
    stood = ", ".join(f"(date '{day}')" for day in days)
    con.execute(
        "create or replace temp table account_days as "
        f"select as_of, {', '.join(names)}, is_last from {schema}.account_days where as_of not in ({stood}) union all "
        f"select c.as_of, {_of('c', names)}, {_IS_LAST} from (select d.as_of, {_of('o', names)} "
        f"from {schema}.account_days o join (values {stood}) as d (as_of) on o.day <= d.as_of "
        f"where o.as_of = date '{as_of}') c"
    ).fetchall()
    con.execute(f"create or replace temp table downloads as\n{_within(model('downloads'), 'temp', None)}").fetchall()


def _of(table: str, names: Iterable[str]) -> str:
    return ", ".join(f"{table}.{name}" for name in names)


def _from_parts(names: Iterable[str], part: str) -> str:
    """Columns of an observation; when it was made is for its part to say, which may have been seen more than once."""
    return ", ".join(f"{part if name == 'observed_at' else 'o'}.{name}" for name in names)


@cache
def model(name: str) -> str:
    """The text of models/`name`.sql: one select, described by its first comment lines."""
    return resources.files("warehouse.models").joinpath(f"{name}.sql").read_text("utf-8")


def _as_of_days(schema: str) -> str:
    return "meta.as_of_days" if schema == "core" else "temp.as_of_days"


def _within(select: str, schema: str, known_at: datetime | None) -> str:
    if schema == "core":
        return select
    select = _made_here().sub(r"temp.\1", select.replace("meta.as_of_days", "temp.as_of_days"))
    return select if known_at is None else select.replace(NOW_KNOWN, THEN_KNOWN)


@cache
def _made_here() -> re.Pattern[str]:
    return re.compile(rf"\bcore\.({'|'.join(name for name, _ in selects())})\b")
