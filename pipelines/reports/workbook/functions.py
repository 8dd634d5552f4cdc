"""Numbers over rows sheets, as functions of a spreadsheet."""

from collections.abc import Mapping, Sequence

from pipelines.reports.behind.criteria import EMPTY, Criterion
from pipelines.reports.behind.measures import NotRecalculable
from pipelines.reports.behind.sheet import RowSheet
from pipelines.reports.behind.tallies import Tally
from warehouse._grains import DAYS


def total(tally: Tally, sheets: Sequence[RowSheet]) -> str:
    """`tally` over `sheets`, each of which has its rows or some of them. Raises NotRecalculable."""
    calls = [_call(tally, criteria, _ranges(sheet)) for sheet in sheets for criteria in tally.met]
    if len(calls) == 1:
        return calls[0]
    if tally.is_picked:
        raise NotRecalculable("要从几张表里挑出一个数，一个公式说不清")
    return f"({'+'.join(calls)})"


def _ranges(sheet: RowSheet) -> Mapping[str, str]:
    return {column.key: sheet.range_name(column) for column in sheet.columns}


def _call(tally: Tally, criteria: Sequence[Criterion], ranges: Mapping[str, str]) -> str:
    # LibreOffice leaves out rows of a column that is nearly empty where the first criterion asks for nothing in it.
    ordered = sorted(criteria, key=lambda criterion: criterion[1] == EMPTY)
    met = ",".join(f"{ranges[key]},{said}" for key, said in ordered)
    if tally.rows.mode == "newest":
        day = ranges[DAYS[tally.rows.table]]
        met += f",{day},_xlfn.MAXIFS({day},{met})"
    return f"{tally.function}({ranges[tally.summed]},{met})" if tally.summed else f"{tally.function}({met})"
