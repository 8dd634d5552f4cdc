"""What is missing, in words: of one figure, and gathered over all of them."""

from collections.abc import Sequence

from pipelines.reports import wording
from pipelines.reports.wanted import Wanted, gathered
from warehouse.figures import FigureRow

_OPEN = ("无数据", "数据不全")


def gaps(figures: Sequence[FigureRow]) -> list[Wanted]:
    """What is missing where no download would mend it: each gap once, with all the figures that it leaves open."""
    left = [(missing_of(row), row) for row in figures if not row.coverage.mends]
    return gathered((missing, row.label) for missing, row in left if missing)


def missing_of(row: FigureRow) -> str:
    """What `row` lacks beyond what is tolerated; empty where that is nothing."""
    return _open_text(row) if row.verdict in _OPEN or not row.complete else ""


def _open_text(row: FigureRow) -> str:
    if row.verdict == "无数据":
        return "一行数据也没有读到"
    missing = wording.missing_text(row)
    return f"缺 {missing}" if row.coverage.missing else missing or "没有收齐"
