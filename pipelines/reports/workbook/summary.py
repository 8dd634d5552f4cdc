"""The Excel summary: 指标对照, 要补的下载 if there are any, one sheet per platform, 来源."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from pipelines.atomic import replace_with
from pipelines.reports.contents.platforms import platforms
from pipelines.reports.contents.sources import sources
from pipelines.reports.source_list import list_name, write_source_list
from pipelines.reports.wanted import wanted
from pipelines.reports.workbook.cells import add_styles
from pipelines.reports.workbook.downloads import wanted_sheet
from pipelines.reports.workbook.layout import Heading
from pipelines.reports.workbook.platforms import platform_sheet
from pipelines.reports.workbook.scorecard import scorecard_sheet
from pipelines.reports.workbook.sources import source_sheet

if TYPE_CHECKING:
    from warehouse.figures import FigureRow


def write_summary(
    target: Path,
    figures: Sequence["FigureRow"],
    con: duckdb.DuckDBPyConnection,
    *,
    title: str,
    as_of: date,
    centre: str,
    computed_at: datetime,
    is_sample: bool = False,
) -> None:
    """Write the workbook of `figures` to `target`, in place of the one that is there, and beside it the list of files.

    `con` is open on the published warehouse. The same input gives the same bytes. Raises OSError when the disk refuses.
    """
    heading = Heading(title, as_of, computed_at, is_sample)
    book = Workbook()
    add_styles(book)
    scorecard_sheet(book.worksheets[0], figures, heading)
    if downloads := wanted(figures):
        wanted_sheet(book.create_sheet("要补的下载"), downloads, heading)
    for contents in platforms(con, as_of, centre):
        own = [row for row in figures if row.platform == contents.platform]
        platform_sheet(book.create_sheet(contents.name), contents, own, heading)
    files = sources(con, as_of, centre)
    source_sheet(book.create_sheet("来源"), files, heading)
    book.properties.title = title
    book.properties.creator = title
    book.properties.created = book.properties.modified = computed_at.replace(tzinfo=None)
    write_source_list(target.with_name(list_name(as_of)), files)
    replace_with(target, packed(book, computed_at))


def packed(book: Workbook, at: datetime) -> bytes:
    """The workbook as a file: the same workbook at the same time gives the same bytes."""
    # ExcelWriter and not Workbook.save, and every member dated anew: nothing tells when this machine wrote it.
    written, dated = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(written, "w", zipfile.ZIP_STORED)).save()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as result:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, at.timetuple()[:6])
            result.writestr(member, source.read(name), zipfile.ZIP_DEFLATED)
    return dated.getvalue()
