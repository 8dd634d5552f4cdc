"""What opens under a figure: its definition in words, what is missing, its trend, its heaviest rows, its files.

All of it is text and numbers for the script of the page; rows and tables of files that figures share stand there once.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pipelines.reports import wording
from pipelines.reports.contents.heaviest import MOST, TOLD, HeavyRow, heaviest, is_weighed
from pipelines.reports.contents.tables_behind import FileTable, file_tables, newest_first, rows_by_batch
from pipelines.reports.dashboard.definition import definition
from pipelines.reports.dashboard.missing import missing_of
from pipelines.reports.dashboard.trend import trend_chart, trend_notes
from pipelines.reports.report import Report
from pipelines.reports.text import clean, link_of, shortened
from warehouse.catalogue import Figure
from warehouse.figures import FigureRow

MOST_FILES = 20
_LONGEST = 120
"""Characters of a title, which may be a whole post."""

Thing = TypeVar("Thing", bound=Hashable)


@dataclass(slots=True)
class Once(Generic[Thing]):
    """Things that many speak of, each kept once and spoken of by its number."""

    number: dict[Thing, int] = field(default_factory=dict)

    def of(self, thing: Thing) -> int:
        """The number of `thing`."""
        return self.number.setdefault(thing, len(self.number))

    def written(self, write: Callable[[Thing], Any]) -> list[Any]:
        """All of them as `write` has them, in the order of their numbers."""
        return [write(thing) for thing in self.number]


def panels(report: Report) -> dict[str, Any]:
    """{figures: id -> panel, rows, tables}: a panel names rows and tables of files by their number in the lists."""
    with_rows = [row.id for row in report.figures if row.rows]
    heavy = heaviest(report.con, report.known, with_rows, report.as_of, report.centre)
    behind = rows_by_batch(report.con, report.known, report.figures, report.as_of, report.centre)
    known_tables = file_tables(report.con)
    rows: Once[HeavyRow] = Once()
    tables: Once[int] = Once()
    figures = {}
    for row in report.figures:
        held = behind.get(row.id, {})
        shown = newest_first(held, known_tables)[:MOST_FILES]
        figures[row.id] = _said(report, row) | {
            "rows": [rows.of(one) for one in heavy.get(row.id, ())],
            "tables": [[tables.of(batch), held[batch]] for batch in shown],
            "tablesInAll": len(held),
            "downloads": _downloads([known_tables[batch] for batch in shown]),
        }
    written_rows = rows.written(lambda one: _row(one, tables.of(one.batch)))
    return {
        "figures": figures,
        "rows": written_rows,
        "tables": tables.written(lambda batch: _table(known_tables[batch])),
    }


def _said(report: Report, row: FigureRow) -> dict[str, Any]:
    """What the panel of `row` says that is not a row or a file."""
    points = report.trends.get((row.centre, row.id), ())
    chart = trend_chart(row, points)
    figure = report.known.figures.get(row.id)
    return {
        "label": clean(row.label),
        "definition": definition(row, figure, report.known.notice(report.as_of)),
        "missing": clean(missing_of(row)),
        "mends": [clean(mend) for mend in row.coverage.mends],
        "chart": chart,
        "notes": [clean(note) for note in trend_notes(row, points, chart)],
        "order": _order(figure, row) if figure else "",
        "quantity": _quantity_word(figure, row) if figure else "",
        "explain": f"media-metrics explain {row.id} --as-of {report.as_of} --rows {row.id}.csv",
    }


def _order(figure: Figure, row: FigureRow) -> str:
    """Which rows come first, and how many are shown of how many."""
    first = "未计入分子的在前" if figure.kind == "share" else "分量重的在前" if is_weighed(figure) else "新的在前"
    return f"共 {row.rows:,} 行，{first}" + (f"，这里列 {MOST} 行" if row.rows > MOST else "")


def _quantity_word(figure: Figure, row: FigureRow) -> str:
    if figure.table == "posts" and row.platform:
        return f"{wording.views_word(row.platform)}（次）"
    return TOLD[figure.table].word


def _downloads(shown: Sequence[FileTable]) -> list[list[str]]:
    """What kinds of export they are, and where each is downloaded."""
    found = dict.fromkeys((table.kind, table.download) for table in shown)
    return [[clean(kind), clean(download)] for kind, download in found]


def _row(row: HeavyRow, table: int) -> list[Any]:
    title, *more = row.words or ("（没有标题）",)
    quantity = "" if row.quantity is None else wording.exact(row.quantity) + ("+" if row.is_floor else "")
    counted = {True: "是", False: "否", None: ""}[row.is_counted]
    said = [*(shortened(clean(one), _LONGEST) for one in (title, "　".join(more))), link_of(row.url)]
    return [table, row.source_row, *said, str(row.day or ""), quantity, counted]


def _table(table: FileTable) -> list[str]:
    observed = f"{table.observed_at:%Y-%m-%d %H:%M}" if table.observed_at else ""
    return [clean(table.path), clean(table.sheet), observed + ("（推定）" if table.is_assumed else ""), table.sha256]
