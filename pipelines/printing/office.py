"""A workbook as PDF, through LibreOffice in a profile of its own: the sheets that a meeting looks at."""

import io
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from pipelines.printing.made import made_by

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def workbook_as_pdf(office: str, workbook: Path) -> bytes:
    """What `office` makes of the first sheet of `workbook` and of those with charts.

    Raises NotMade, or OSError where it does not start.
    """

    def command(scratch: Path) -> list[str]:
        copy = scratch / "book.xlsx"
        copy.write_bytes(for_a_meeting(workbook.read_bytes()))
        own = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
        quietly = [own, "--headless", "--norestore", "--nolockcheck", "--nofirststartwizard"]
        return [office, *quietly, "--convert-to", "pdf", "--outdir", str(scratch), str(copy)]

    return made_by(command, "book.pdf")


def for_a_meeting(content: bytes) -> bytes:
    """The workbook with all sheets hidden but the first and those with charts: formulas still find their rows."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in book.namelist():
            copy.writestr(name, _hiding(book) if name == "xl/workbook.xml" else book.read(name))
    return written.getvalue()


def _hiding(book: zipfile.ZipFile) -> bytes:
    root = etree.fromstring(book.read("xl/workbook.xml"))
    related = etree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    parts = {one.get("Id"): PurePosixPath(str(one.get("Target"))).name for one in related}
    sheets: list[Any] = list(root.iter("{*}sheet"))
    for sheet in sheets[1:]:
        if not _has_charts(book, parts[sheet.get(_ID)]):
            sheet.set("state", "hidden")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _has_charts(book: zipfile.ZipFile, sheet: str) -> bool:
    about = f"xl/worksheets/_rels/{sheet}.rels"
    return about in book.namelist() and b"/drawing" in book.read(about)
