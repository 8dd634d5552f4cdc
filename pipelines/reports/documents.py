"""The documents of one night, each written whole or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from pipelines.atomic import replace_with
from pipelines.config import Config
from pipelines.held_open import settle, told_of_waiting
from pipelines.reports.dashboard.page import write_dashboard
from pipelines.reports.house.package import NotATemplate
from pipelines.reports.places import PAGE, filled_path, folder, house_template, summary_path
from pipelines.reports.report import Report
from pipelines.reports.summaries import Wait, Writer, at_once
from warehouse import Home
from warehouse.catalogue import Catalogue
from warehouse.figures import FigureRow

STAMP = ".run"
"""Beside the documents: the run they show."""


class NotWritten(Exception):
    """The disk refused a document; the message says where, why and what to do."""


@dataclass(frozen=True, slots=True)
class Written:
    """Whether any document was not there yet, and what people are told of them."""

    is_new: bool
    told: Sequence[str]


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
    begin_summary: Writer = at_once,
) -> Written:
    """Write the documents of every centre that has figures, unless they show this run.

    They are the Excel summary, the dashboard and, where there is a house template, that one filled.
    Raises NotWritten.
    """
    template = house_template(home)
    run, is_new = _run_shown(run_id, template), False
    told: list[str] = []
    for centre in config.centres.values():
        rows = [row for row in figures if row.centre == centre.id]
        place, summary = folder(home, config, centre, as_of), summary_path(home, config, centre, as_of)
        stamp = place / STAMP
        is_written = stamp.is_file() and stamp.read_text("utf-8") == run
        if not rows or (is_written and summary.is_file() and (place / PAGE).is_file()):
            continue
        is_sample = home.kind == "sample"
        report = Report(rows, known, con, centre.name, as_of, centre.id, computed_at, is_sample)
        with _telling_where(place):
            _write_side_by_side(begin_summary(summary, report), place, report)
            if template:
                told += _filled(template, filled_path(home, config, centre, as_of, template), report)
            replace_with(stamp, run.encode())
        is_new = True
    return Written(is_new, [*told, *map(told_of_waiting, settle(home.reports))])


def _write_side_by_side(wait: Wait, place: Path, report: Report) -> None:
    """Write the page while the summary is written; what stops the page is told, once the summary is whole."""
    try:
        write_dashboard(place, report)
    except Exception:
        with suppress(Exception):
            wait()
        raise
    wait()


@contextmanager
def _telling_where(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotWritten(
            f"报表写不进 {place}（{error.strerror}）。请检查这个文件夹能不能写、磁盘满没满，"
            "再运行一次，已算好的数不会重算。"
        ) from error


def _run_shown(run_id: int, template: Path | None) -> str:
    """What tells documents apart that would come out different: the run, and the house template if there is one."""
    if template is None:
        return str(run_id)
    about = template.stat()
    return f"{run_id} {about.st_size} {about.st_mtime_ns}"


def _filled(template: Path, target: Path, report: Report) -> Sequence[str]:
    """What is told of the house template, filled; one that cannot be filled does not spoil the night."""
    from pipelines.reports.house.fill import fill_template  # it needs openpyxl, which is slow to import

    try:
        return fill_template(template, target, report).told
    except NotATemplate as error:
        return [str(error)]
