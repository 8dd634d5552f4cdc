"""The documents of one night, each written whole or not at all."""

from collections.abc import Sequence
from datetime import date, datetime

import duckdb

from pipelines.atomic import replace_with
from pipelines.config import Config
from pipelines.reports.dashboard.page import write_dashboard
from pipelines.reports.places import PAGE, folder, summary_path
from pipelines.reports.report import Report
from pipelines.reports.workbook.summary import write_summary
from warehouse import Home
from warehouse.catalogue import Catalogue
from warehouse.figures import FigureRow

STAMP = ".run"
"""Beside the documents: the run they show."""


def write_documents(
    home: Home,
    config: Config,
    figures: Sequence[FigureRow],
    known: Catalogue,
    con: duckdb.DuckDBPyConnection,
    *,
    as_of: date,
    run_id: int,
    computed_at: datetime,
) -> bool:
    """Write the Excel summary and the dashboard of every centre that has figures; whether any was not there yet."""
    has_written = False
    for centre in config.centres.values():
        rows = [row for row in figures if row.centre == centre.id]
        place, summary = folder(home, config, centre, as_of), summary_path(home, config, centre, as_of)
        stamp = place / STAMP
        is_written = stamp.is_file() and stamp.read_text("utf-8") == str(run_id)
        if not rows or (is_written and summary.is_file() and (place / PAGE).is_file()):
            continue
        is_sample = home.kind == "sample"
        report = Report(rows, known, con, centre.name, as_of, centre.id, computed_at, is_sample)
        for write, target in ((write_summary, summary), (write_dashboard, place)):
            write(target, report)
        replace_with(stamp, str(run_id).encode())
        has_written = True
    return has_written
