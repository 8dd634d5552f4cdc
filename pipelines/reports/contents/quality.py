"""What is to be known of the data before its numbers are used: what is missing, was refused, or is only assumed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from pipelines.intake import STATUSES
from pipelines.reports import wording
from pipelines.reports.contents.finding import Findings
from pipelines.reports.contents.trouble import trouble
from warehouse import identities
from warehouse.figures import FigureRow

_COUNTED = "select status, count(*) from meta.files where centre = ? group by status"


@dataclass(frozen=True, slots=True)
class Quality:
    """How many files came, by what became of them; how many checks hold and do not; and everything found."""

    files: Mapping[str, int]
    checks_held: int
    checks_open: int
    findings: Sequence[Findings]


def quality(con: duckdb.DuckDBPyConnection, figures: Sequence[FigureRow], as_of: date, centre: str) -> Quality:
    """What is found of `centre`: what the figures lack, what does not add up, then what became of the files."""
    came = dict(con.execute(_COUNTED, [centre]).fetchall())
    judged = [one for one in identities.last(con, as_of) if one.centre == centre]
    open_ones = [one for one in judged if one.passed is not True]
    found = [_gaps(figures), _late(figures), _checks(open_ones), *trouble(con, centre)]
    files = {word: came.get(status, 0) for status, word in STATUSES.items()}
    return Quality(files, len(judged) - len(open_ones), len(open_ones), [one for one in found if one.listed])


def _gaps(figures: Sequence[FigureRow]) -> Findings:
    lacking = [row for row in figures if row.coverage.missing or not row.complete]
    return _alike(
        "缺口", [(row.label, wording.missing_text(row) or "一天也没有", _covered(row), _mended(row)) for row in lacking]
    )


def _covered(row: FigureRow) -> str:
    days = f"（{wording.covered_days(row)}天）" if wording.covered_days(row) else ""
    return f"覆盖 {wording.covered_share(row):.1%}{days}，{'在容许之内' if row.complete else '数据不全'}"


def _mended(row: FigureRow) -> str:
    return "；".join(row.coverage.mends) or ("" if row.complete else "没有能补上的下载")


def _late(figures: Sequence[FigureRow]) -> Findings:
    late = [row for row in figures if row.coverage.late_days and row.complete and not row.coverage.missing]
    return _alike(
        "晚读",
        [
            (row.label, f"最新数据 {row.coverage.newest}", f"晚读{row.coverage.late_days}天，在容许之内", _in_time(row))
            for row in late
        ],
    )


def _in_time(row: FigureRow) -> str:
    return f"容许晚{row.coverage.late_days_tolerated}天；在统计当日下载就不晚"


def _checks(outcomes: Sequence[identities.Outcome]) -> Findings:
    said = [(one.detail, one.check_id, "不相符" if one.passed is False else "缺数据，无法判断", "") for one in outcomes]
    return Findings.of("核对", said)


def _alike(category: str, said: Iterable[tuple[str, str, str, str]]) -> Findings:
    """Each thing once, with all the figures of which it is said."""
    labels: dict[tuple[str, str, str], list[str]] = {}
    for label, where, what, remedy in said:
        labels.setdefault((where, what, remedy), []).append(label)
    return Findings.of(category, [("、".join(of), *rest) for rest, of in labels.items()])
