"""The Excel summary: its sheets, in order, and how it becomes a file."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from pipelines.held_open import replace_or_beside
from pipelines.reports.report import Report
from pipelines.reports.row_files import write_row_files
from pipelines.reports.source_list import list_name, write_source_list
from pipelines.reports.workbook import (
    cases,
    definitions,
    downloads,
    pieces,
    platforms,
    quality,
    rectification,
    rows,
    scorecard,
    sources,
)
from pipelines.reports.workbook.bodies import completed
from pipelines.reports.workbook.cells import add_styles

SHEETS = (scorecard, downloads, platforms, pieces, cases, rectification, quality, definitions, rows, sources)
"""Modules, each of which adds the sheets that it has something for."""


def write_summary(target: Path, report: Report) -> Path:
    """Where the workbook of `report` was written: at `target`, or beside it where somebody holds that open.

    The list of files and the rows that the workbook has no room for are written beside it. The same input gives the
    same bytes. Raises OSError when the disk refuses.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book)
    for sheet in SHEETS:
        sheet.add(book, report)
    book.properties.title = book.properties.creator = report.title
    book.properties.created = book.properties.modified = report.computed_at.replace(tzinfo=None)
    write_row_files(target.parent, report.behind.sheets, report.as_of)
    write_source_list(target.with_name(list_name(report.as_of)), report.sources)
    return replace_or_beside(target, packed(book, report.computed_at))


def packed(book: Workbook, at: datetime) -> bytes:
    """The workbook as a file: the same workbook at the same time gives the same bytes."""
    # ExcelWriter and not Workbook.save, and every member dated anew: nothing tells when this machine wrote it.
    written, dated = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(written, "w", zipfile.ZIP_STORED)).save()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as result:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, at.timetuple()[:6])
            result.writestr(member, completed(book, name, source.read(name)), zipfile.ZIP_DEFLATED)
    return dated.getvalue()
