"""The list of every file that a report rests on, for the many that no sheet should hold."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipelines.held_open import replace_or_beside
from pipelines.reports.contents.sources import Source
from pipelines.reports.text import plain_text

SHOWN_MOST = 500
"""Tables of files that are listed in the workbook and on the page, the newest; the list beside them has all."""

_COLUMNS = "文件 类型 工作表 账号 读到行 计入行 拒收行 略过行 覆盖自 覆盖至 数据时刻 时刻由来 sha256".split()


def newest(sources: Sequence[Source]) -> list[Source]:
    """Those of `sources` that a person is shown, in their order: all, or the ones observed last."""
    if len(sources) <= SHOWN_MOST:
        return list(sources)
    by_age = sorted(range(len(sources)), key=lambda n: (str(sources[n].observed_at), n))
    return [sources[n] for n in sorted(by_age[-SHOWN_MOST:])]


def list_name(as_of: date) -> str:
    """Name of the list that lies beside the workbook."""
    return f"来源_{as_of}.csv"


def write_source_list(target: Path, sources: Sequence[Source]) -> None:
    """Write one line per table of every file to `target`, as Excel opens it. Raises OSError when the disk refuses."""
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(_COLUMNS)
    lines.writerows(_line(source) for source in sources)
    replace_or_beside(target, written.getvalue().encode("utf-8-sig"))


def _line(one: Source) -> tuple[object, ...]:
    texts = [plain_text(text) for text in (one.path, one.kind, one.sheet, one.account)]
    counts = (one.rows_read, one.rows_loaded, one.rows_rejected, one.rows_set_aside)
    how = "推定" if one.is_assumed else ""
    return (*texts, *counts, one.covers_from, one.covers_to, one.observed_at, how, one.sha256)
