"""Figures: entries of the catalogue computed over the core tables, with coverage, evidence and verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import duckdb

from warehouse._compute import days_needed as days_needed
from warehouse._compute import floor_terms, terms
from warehouse._covered import Covered, covered
from warehouse._figure_day import Day
from warehouse._figure_day import proof as proof
from warehouse._figure_row import FigureRow as FigureRow
from warehouse._passes import Results, run
from warehouse._rows import Term
from warehouse._standpoint import Standpoint, standpoint
from warehouse._stores import SILENT_DAYS as SILENT_DAYS
from warehouse._targets import over_its_period, over_the_one_before
from warehouse.catalogue import Catalogue, CatalogueError, Figure, Target
from warehouse.loading import append_rows

DEFAULT_CENTRE = "jianhu"
"""Whose figures they are where nothing was loaded yet."""


def evaluate(
    con: duckdb.DuckDBPyConnection, known: Catalogue, as_of: date, known_at: datetime | None = None
) -> list[FigureRow]:
    """One row per centre and figure as of `as_of`, in the order of the notice of that day, else of the catalogue.

    With `known_at`, over what had been loaded by that moment. Days that the warehouse does not hold are computed into
    TEMP tables, also over a read-only file.
    """
    return evaluate_from(con, known, standpoint(con, known, as_of, known_at))


def evaluate_from(
    con: duckdb.DuckDBPyConnection,
    known: Catalogue,
    here: Standpoint,
    cover: Covered | None = None,
    *,
    with_files: bool = True,
) -> list[FigureRow]:
    """The same from a standpoint whose tables are there; `cover` saves who has it already the reading of it.

    Without `with_files` the `files` of a row mean nothing: to tell thousands of them apart is work that not everybody
    needs.
    """
    as_of, schema = here.as_of, here.schema
    entries = {
        figure.id: [figure, *_for_target(known.target(figure.id, as_of), figure, as_of)]
        + [reading.figure for reading in figure.readings]
        for figure in known.figures.values()
    }
    needed = {
        name: [t for entry in group for find in (terms, floor_terms) for t in find(entry, as_of, schema)]
        for name, group in entries.items()
    }
    results = _run_all(con, needed, with_files)
    day = Day(known, as_of, schema, results, cover or covered(con, here.parts), _files_of_batches(con))
    centres = [row[0] for row in con.execute("select distinct centre from meta.parts order by 1").fetchall()]
    centres = centres or [DEFAULT_CENTRE]  # nothing loaded is 无数据, not nothing
    notice = known.notice(as_of)
    order = {figure: n for n, figure in enumerate(notice.claims)} if notice else {}
    chosen = sorted(known.figures.values(), key=lambda figure: order.get(figure.id, len(order)))
    days = {centre: replace(day, cover=day.cover.only(centre)) for centre in centres}
    return [days[centre].row(centre, figure) for centre in centres for figure in chosen]


def _for_target(target: Target | None, figure: Figure, as_of: date) -> list[Figure]:
    """What else must be computed to judge `figure` by `target`."""
    needed = over_its_period(target, figure, as_of), over_the_one_before(target, figure, as_of)
    return [one for one in needed if one]


def listed(rows: Sequence[FigureRow], known: Catalogue) -> list[FigureRow]:
    """The `rows` that people are shown: those of figures that only carry checks are left out."""
    return [row for row in rows if not known.figures[row.id].supporting]


def _run_all(con: duckdb.DuckDBPyConnection, needed: Mapping[str, list[Term]], with_batches: bool) -> Results:
    """Raises CatalogueError naming the figure whose SQL cannot be run."""
    try:
        return run(con, (term for group in needed.values() for term in group), with_batches=with_batches)
    except duckdb.Error:
        for name, group in needed.items():
            try:
                run(con, group)
            except duckdb.Error as error:
                raise CatalogueError(f"figures.toml［{name}］：SQL 不能执行。{error}") from error
        raise


def append(con: duckdb.DuckDBPyConnection, rows: Sequence[FigureRow], known: Catalogue, known_at: datetime) -> None:
    """Add `rows` to report.figures and report.verdicts; what was said before stays, and is not said twice."""
    if not rows:
        return
    held = "select centre, figure, definition_hash from report.figures where as_of = ? and known_at = ?"
    said = set(con.execute(held, [rows[0].as_of, known_at]).fetchall())
    figures, verdicts = [], []
    for row in rows:
        definition, cover = known.figures[row.id].definition_hash, row.coverage
        if (row.centre, row.id, definition) in said:
            continue
        key = (row.centre, row.id, row.as_of, known_at, definition)
        values = (row.value, row.numerator, row.denominator, row.state)
        coverage = (cover.share, "、".join(cover.missing), cover.late_days, row.files, row.rows)
        figures.append((*key, *values, *coverage))
        notice = row.as_of.isoformat() if row.claim else None
        verdicts.append((*key, notice, row.verdict, row.remark, row.target_verdict))
    append_rows(con, "report.figures", figures)
    append_rows(con, "report.verdicts", verdicts)


def _files_of_batches(con: duckdb.DuckDBPyConnection) -> dict[int, int]:
    return dict(con.execute("select batch, file_id from meta.parts").fetchall())
