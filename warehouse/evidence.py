"""Where a number comes from: its definition, the SQL as run, the files, and the rows that weigh most."""

import difflib
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import duckdb

from warehouse._compute import terms
from warehouse._covered import covered
from warehouse._rows import Rows, Term
from warehouse._standpoint import Standpoint, standpoint
from warehouse._store import dicts
from warehouse.catalogue import Catalogue, Figure
from warehouse.figures import FigureRow, evaluate_from, proof

HEAVIEST = 10
_LIKE = 5
"""Names that are told where what was asked for is none."""

_WEIGHED = re.compile(r"(?:sum|max|min)\((\w+)\)")
_THRESHOLD = re.compile(r"(\w+) >=? \d+")


class UnknownFigure(Exception):
    """No figure, or more than one, is called so; the message names those that are most like it."""


def named(known: Catalogue, name: str) -> Figure:
    """The figure whose id or metric_id is `name`. Raises UnknownFigure."""
    if figure := known.figures.get(name):
        return figure
    found = [figure for figure in known.figures.values() if figure.metric_id == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownFigure(f"{name} 有 {len(found)} 个指标，请写代号：{_listed(found)}")
    by_word = {word: figure for figure in known.figures.values() for word in (figure.id, figure.metric_id)}
    close = [by_word[word] for word in difflib.get_close_matches(name, by_word, 2 * _LIKE)]
    like = list(dict.fromkeys([*close, *(figure for figure in known.figures.values() if name in figure.label)]))
    hint = f"最接近的是：{_listed(like[:_LIKE])}。" if like else ""
    raise UnknownFigure(f"没有指标 {name}。{hint}全部指标见 media-metrics figures。")


def explain(
    con: duckdb.DuckDBPyConnection, known: Catalogue, figure_id: str, as_of: date, known_at: datetime | None = None
) -> dict[str, Any]:
    """Everything behind one figure: {figure, definition, sql, files, rows}; `figure` is one entry per centre.

    files: path, sha256, observed_at, where in the back end it is downloaded, rows that count; over no rows those that
    speak for the period. rows: the heaviest first. With `known_at`, over what had been loaded by that moment.
    """
    figure = known.figures[figure_id]
    here = standpoint(con, known, as_of, known_at)
    needed = terms(figure, as_of, here.schema)
    shown = [row for row in evaluate_from(con, known, here) if row.id == figure_id]
    return {
        "figure": [row.as_json() for row in shown],
        "definition": _definition(figure),
        "sql": sql_as_run(figure, as_of, here.schema),
        "files": _files(con, needed, _silent_batches(con, figure, shown, here)),
        "rows": _heaviest(con, needed[0], figure.where),
    }


def sql_as_run(figure: Figure, as_of: date, schema: str = "core") -> list[str]:
    """The queries behind `figure` as of `as_of`, over all centres: one, or one for each part or period."""
    needed = terms(figure, as_of, schema)
    return [term.rows.sql(f"centre, {term.measure} as value") + " group by centre" for term in needed]


def _listed(figures: list[Figure]) -> str:
    return "、".join(f"{figure.id}（{figure.label}）" for figure in figures)


def _definition(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id, "metric_id": figure.metric_id, "label": figure.label, "unit": figure.unit,
        "kind": figure.kind, "period": figure.period, "from": figure.table,
        "of": {name: list(values) for name, values in figure.of}, "where": figure.where, "measure": figure.measure,
        "numerator": figure.numerator, "denominator": figure.denominator, "better": figure.better, "note": figure.note,
        "definition_hash": figure.definition_hash, "other_readings": [r.label for r in figure.readings],
        "rules": [str(rule) for rule in figure.rules],
    }  # fmt: skip


def _silent_batches(
    con: duckdb.DuckDBPyConnection, figure: Figure, shown: list[FigureRow], here: Standpoint
) -> set[int]:
    """What was loaded for the period and holds no row that counts, in centres where none does."""
    centres = [row.centre for row in shown if row.files and not row.rows]
    cover = covered(con, here.parts) if centres else None
    return {batch for centre in centres if cover for batch in proof(cover, centre, figure, here.as_of)}


def _files(con: duckdb.DuckDBPyConnection, needed: list[Term], silent: set[int]) -> list[dict[str, Any]]:
    batches = " union all ".join(
        [f"({rows.sql('batch, 1 as counted')})" for rows in _distinct_rows(needed)]
        + [f"(select {batch} as batch, 0 as counted)" for batch in sorted(silent)]
    )
    return dicts(
        con,
        "select f.original_path as path, p.sheet, k.title, k.source, f.observed_at, f.observed_how, f.sha256, "
        "cast(sum(e.counted) as bigint) as rows "
        f"from ({batches}) e join meta.parts p on p.batch = e.batch join meta.files f on f.file_id = p.file_id "
        "join meta.kinds k on k.kind = p.kind group by all order by rows desc, path",
    )


def _heaviest(con: duckdb.DuckDBPyConnection, term: Term, where: str) -> list[dict[str, Any]]:
    weighed = _WEIGHED.fullmatch(term.measure.strip()) or _THRESHOLD.fullmatch(where)
    order = f"{weighed[1]} desc nulls last, " if weighed else ""
    rows = dicts(con, f"{term.rows.sql()} order by {order}batch, source_row limit {HEAVIEST}")
    paths = dict(
        con.execute(
            "select p.batch, f.original_path from meta.parts p join meta.files f on f.file_id = p.file_id"
        ).fetchall()
    )
    return [_located(row, paths) for row in rows]


def _located(row: Mapping[str, Any], paths: Mapping[int, str]) -> dict[str, Any]:
    """The row, first where a person finds it; columns without a value are left out."""
    place = {"file": paths[row["batch"]], "source_row": row["source_row"]}
    hidden = {"as_of", "batch", "source_row", "withdrawn", "is_last", "newest_day"}
    return place | {name: value for name, value in row.items() if value is not None and name not in hidden}


def _distinct_rows(needed: list[Term]) -> list[Rows]:
    return list(dict.fromkeys(term.rows for term in needed))
