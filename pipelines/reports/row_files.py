"""Rows behind the figures that no workbook has room for, as files beside it."""

import io
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from pipelines.held_open import replace_or_beside
from pipelines.reports.behind.sheet import RowSheet
from pipelines.rowsfile import write_lines


def write_row_files(folder: Path, sheets: Sequence[RowSheet], as_of: date) -> None:
    """Write those of `sheets` that do not fit into `folder`, as Excel opens them, and take away what is of another run.

    Raises OSError when the disk refuses.
    """
    outside = {sheet.file_name(as_of): sheet for sheet in sheets if not sheet.fits}
    for stale in folder.glob(RowSheet.files(as_of)):
        if stale.name not in outside:
            with suppress(PermissionError):  # somebody looks at it
                stale.unlink()
    for name, sheet in outside.items():
        written = io.StringIO(newline="")
        write_lines(written, [column.heading for column in sheet.columns], zip(*sheet.values, strict=True))
        replace_or_beside(folder / name, written.getvalue().encode("utf-8-sig"))
