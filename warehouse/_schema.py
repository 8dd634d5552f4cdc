"""Tables and views of the build file: meta, raw as exported, and the views that give every raw row its core columns."""

import hashlib
import json
from collections.abc import Iterable, Mapping

import duckdb

from warehouse._grains import GRAINS, KEYS
from warehouse._observed import observed_parts_sql
from warehouse._specs import ExportSpec, raw_columns
from warehouse._store import insert, transaction

# An observation is never overwritten, so the same bytes seen again are one more row of meta.observations: on the days
# between the two, the rows are still those of the first time.
META = f"""
create schema if not exists meta;
create schema if not exists raw;
create schema if not exists core;
create schema if not exists report;
create table if not exists meta.files (
    file_id bigint, centre varchar, account varchar, sha256 varchar, original_path varchar,
    observed_at timestamp, observed_how varchar, arrived_at timestamp, bytes bigint, modified_ns bigint,
    status varchar, reason varchar);
create table if not exists meta.parts (
    batch bigint, file_id bigint, centre varchar, account varchar, sheet varchar, block bigint, kind varchar,
    covers_from date, covers_to date, covers_how varchar, observed_at timestamp,
    rows_read bigint, rows_loaded bigint, rows_rejected bigint, rows_set_aside bigint, loaded_at timestamp);
alter table meta.parts add column if not exists verified varchar;
alter table meta.parts add column if not exists contradicted boolean;
create table if not exists meta.observations (
    file_id bigint, observed_at timestamp, observed_how varchar, by_file_id bigint, recorded_at timestamp);
create table if not exists meta.withdrawals (
    file_id bigint, withdrawn_at timestamp, reason varchar, undone_at timestamp);
create or replace view meta.observed_parts as
{observed_parts_sql()};
create table if not exists meta.rejects (
    batch bigint, source_row bigint, column_name varchar, reason varchar, shape varchar);
create table if not exists meta.notes (batch bigint, note varchar);
create table if not exists meta.as_of_days (as_of date, as_of_end timestamp);
create table if not exists meta.layout (fingerprint varchar);
create table if not exists meta.runs (
    run_id bigint, as_of date, known_at timestamp, definition_hash varchar, finished_at timestamp);
create table if not exists report.figures (
    centre varchar, figure varchar, as_of date, known_at timestamp, definition_hash varchar,
    value double, numerator double, denominator double, state varchar,
    coverage_share double, missing varchar, late_days bigint, files bigint, rows bigint);
create table if not exists report.verdicts (
    centre varchar, figure varchar, as_of date, known_at timestamp, definition_hash varchar, notice varchar,
    verdict varchar, remark varchar, target_verdict varchar);
create table if not exists report.checks (
    check_id varchar, centre varchar, as_of date, known_at timestamp, passed boolean, severity varchar,
    detail varchar);
"""

_KINDS = """create or replace table meta.kinds (
    kind varchar, title varchar, source varchar, grain varchar, replaces varchar, covers varchar, lists_all boolean,
    collect_every bigint, kept_days bigint, domains varchar)"""


_RAW_TABLES = """
select table_name from duckdb_tables() where database_name = current_database() and schema_name = 'raw'"""
"""To ask information_schema binds every view of DuckDB's own."""


def prepare(con: duckdb.DuckDBPyConnection, exports: Mapping[str, ExportSpec]) -> None:
    """Make every schema, table and view that `exports` need; tables that are there keep their rows.

    A build file made for the same exports is left as it is.
    """
    fingerprint = hashlib.sha256((META + _KINDS + repr(sorted(map(_described, exports.values())))).encode()).hexdigest()
    if _layout(con) == [(fingerprint,)]:
        return
    with transaction(con):  # a commit for each of a hundred statements would take most of the time
        _make(con, exports)
        con.execute("insert into meta.layout values (?)", [fingerprint])


def _make(con: duckdb.DuckDBPyConnection, exports: Mapping[str, ExportSpec]) -> None:
    con.execute(META)
    held = {name for (name,) in con.execute(_RAW_TABLES).fetchall()}
    for export in exports.values():
        (_add_columns if export.kind in held else _raw_table)(con, export)
    con.execute(_KINDS)
    insert(
        con,
        "meta.kinds",
        [
            (e.kind, e.title, e.source, e.grain, e.replaces, e.covers, e.lists_all, e.collect_every, e.kept_days,
             json.dumps(domains(e), ensure_ascii=False, sort_keys=True))
            for e in exports.values()
        ],
    )  # fmt: skip
    view_observations(con, exports, GRAINS)
    con.execute("delete from meta.layout")


def view_observations(con: duckdb.DuckDBPyConnection, exports: Mapping[str, ExportSpec], grains: Iterable[str]) -> None:
    """Make the views of the observations of `grains` anew, over the kinds that ever came.

    Over all kinds that could come, to plan a query would take longer than to run it.
    """
    came = {kind for (kind,) in con.execute("select distinct kind from meta.parts").fetchall()}
    for grain in grains:
        kinds = [e for e in exports.values() if e.grain == grain and e.kind in came]
        con.execute(f"create or replace view core.{grain}_observed as\n{observed_sql(grain, kinds)}").fetchall()


def domains(export: ExportSpec) -> dict[str, list[str]]:
    """Core column -> the values that rows of `export` can have in it, where the kind says so."""
    found = {name: [value] for name, value in export.constants.items()}
    for column in export.columns:
        if column.into and column.choices:
            found[column.into] = sorted(set(column.choices.values()))
    if export.grain == "account_days":
        found["measure"] = sorted(_measures(export))
    return found


def observed_sql(grain: str, exports: list[ExportSpec]) -> str:
    """A select of one row per observation of `grain`, over the raw tables of `exports`, in core columns."""
    if not exports:
        return no_rows_sql(observed_columns(grain))
    if grain == "account_days":
        return "\nunion all\n".join(_measure_sql(e, measure) for e in exports for measure in sorted(_measures(e)))
    return "\nunion all\n".join(_row_sql(grain, e, {}) for e in exports)


def no_rows_sql(types: Mapping[str, str]) -> str:
    """A select of no row with the columns of `types`, which gives the SQL type of each."""
    return f"select {', '.join(f'cast(null as {sql_type}) as {name}' for name, sql_type in types.items())} where false"


def observed_columns(grain: str) -> dict[str, str]:
    """Column -> SQL type of the view of observations of `grain`."""
    head = {"centre": "varchar", "source_kind": "varchar", "replaces": "varchar", "batch": "bigint"}
    head |= {"source_row": "bigint", "observed_at": "timestamp", "account": "varchar", KEYS[grain]: "varchar"}
    return head | GRAINS[grain]


def _layout(con: duckdb.DuckDBPyConnection) -> list[tuple[str]]:
    """The fingerprint of what the tables were made for; nothing where there are none."""
    try:
        return con.execute("select fingerprint from meta.layout").fetchall()
    except duckdb.CatalogException:
        return []


def _described(export: ExportSpec) -> str:
    """Everything of `export` that tables and views are made from, in one line."""
    kept = (export.kind, export.title, export.source, export.grain, export.replaces, export.covers, export.lists_all)
    return repr(
        (
            *kept,
            export.collect_every,
            export.kept_days,
            raw_columns(export),
            domains(export),
            observed_sql(export.grain, [export]),
        )
    )


def _raw_table(con: duckdb.DuckDBPyConnection, export: ExportSpec) -> None:
    body = ", ".join(f"{name} {sql_type}" for name, sql_type in raw_columns(export).items())
    con.execute(f"create table raw.{export.kind} ({body})").fetchall()


def _add_columns(con: duckdb.DuckDBPyConnection, export: ExportSpec) -> None:
    """A newer version of us may know more columns."""
    wanted = raw_columns(export)
    held = {name for name, *_ in con.execute(f"describe raw.{export.kind}").fetchall()}
    for name in wanted.keys() - held:
        con.execute(f"alter table raw.{export.kind} add column {name} {wanted[name]}").fetchall()


def _measures(export: ExportSpec) -> set[str]:
    return {c.into for c in export.columns if c.into and c.into not in GRAINS["account_days"]}


def _measure_sql(export: ExportSpec, measure: str) -> str:
    column = next(c.name for c in export.columns if c.into == measure)
    return (
        _row_sql("account_days", export, {"measure": f"'{measure}'", "value": column}) + f" where {column} is not null"
    )


def _row_sql(grain: str, export: ExportSpec, given: dict[str, str]) -> str:
    unless_said = {"segment": "''"} if grain == "account_days" else {}
    sources = unless_said | given | {name: f"'{value}'" for name, value in export.constants.items()}
    for column in export.columns:
        if column.into in GRAINS[grain]:
            sources[column.into] = column.name
            if column.floors:
                sources[f"{column.into}_is_floor"] = f"{column.name}_is_floor"
    selected = [f"'{export.kind}' as source_kind", f"'{export.replaces}' as replaces"]
    selected += [
        f"cast({sources.get(name, 'null')} as {sql_type}) as {name}" for name, sql_type in GRAINS[grain].items()
    ]
    return (
        f"select centre, {selected[0]}, {selected[1]}, batch, source_row, observed_at, account, "
        f"row_key as {KEYS[grain]}, {', '.join(selected[2:])} from raw.{export.kind}"
    )
