"""Each figure once more: as a formula over the rows sheets, which anybody can follow in a spreadsheet alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.reports.behind.measures import NotRecalculable
from pipelines.reports.behind.rows import Behind
from pipelines.reports.behind.sheet import RowSheet
from pipelines.reports.workbook.functions import total
from warehouse._compute import terms
from warehouse._periods import window
from warehouse._rows import Rows
from warehouse.catalogue import Catalogue, Figure
from warehouse.figures import FigureRow

_LONGEST = 8_192
"""Characters of the longest formula that Excel takes."""

_MADE_OF = {"share": "100*{0}/{1}", "growth": "100*({0}/{1}-1)", "mean_per_day": "{0}/{1}"}
"""Kind -> what it makes of its numbers; behind them stand the days of its period."""


@dataclass(frozen=True, slots=True)
class Recalculation:
    """A figure as a formula (from its "=" on, in the unit of the figure), or None and, in Chinese, why there is none.

    `link` is where its rows begin in the workbook, as 'sheet'!cell, or the name of the file beside it that has them.
    """

    formula: str | None
    why_not: str = ""
    link: str | None = None


def recalculations(
    behind: Behind, known: Catalogue, figures: Sequence[FigureRow], as_of: date
) -> Mapping[str, Recalculation]:
    """Figure id -> its recalculation over the sheets of `behind`, for every one of `figures`."""
    return {row.id: _recalculation(behind, known.figures.get(row.id), row, as_of) for row in figures}


def _recalculation(behind: Behind, figure: Figure | None, row: FigureRow, as_of: date) -> Recalculation:
    if figure is None:
        return Recalculation(None, "口径目录里没有这个指标")
    first = terms(figure, as_of)[0].rows
    sheets = behind.sheets_of(first)
    link = sheets[0].place_of(first, as_of) if sheets else None
    try:
        return Recalculation(_formula(behind, figure, row, as_of), "", link)
    except NotRecalculable as reason:
        return Recalculation(None, str(reason), link)


def _formula(behind: Behind, figure: Figure, row: FigureRow, as_of: date) -> str:
    """Raises NotRecalculable."""
    tallies = behind.tallies_of(figure)
    if row.value is None:
        raise NotRecalculable("没有计算值")
    numbers = [total(tally, _open_sheets(behind, tally.rows, as_of)) for tally in tallies]
    formula = f"={_combined(figure, numbers, len(window(figure.period, as_of).days))}"
    if len(formula) > _LONGEST:
        raise NotRecalculable("公式太长，Excel 放不下")
    return formula


def _open_sheets(behind: Behind, rows: Rows, as_of: date) -> Sequence[RowSheet]:
    """The sheets that have `rows`. Raises NotRecalculable where there is none, or one that the workbook lacks."""
    sheets = behind.sheets_of(rows)
    if not sheets:
        raise NotRecalculable("没有一行计入")
    if outside := [sheet.file_name(as_of) for sheet in sheets if not sheet.fits]:
        raise NotRecalculable(f"行数太多，在同一文件夹的 {'、'.join(outside)}")
    return sheets


def _combined(figure: Figure, numbers: Sequence[str], days: int) -> str:
    """What the kind of `figure` makes of its `numbers`, `days` being those of its period."""
    if figure.kind == "streak":
        return f"{'MIN' if figure.better == 'more' else 'MAX'}({','.join(numbers)})"
    return _MADE_OF.get(figure.kind, "{0}").format(*numbers, days)
