"""The Excel summary, written at once or by the process beside the night, which meanwhile writes the page.

Nothing here imports openpyxl before it is needed: it is slow to import, and the page does without.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipelines.beside import Beside, GetReady, Progress
from pipelines.reports.report import Report
from warehouse import connect

Wait = Callable[[], object]
"""Comes back once the summary is written; raises what stopped the process that writes it."""

Writer = Callable[[Path, Report], Wait]
"""Begins to write the summary of a report to a path."""

SLOW_TO_IMPORT = GetReady("pipelines.reports.workbook.summary")


def at_once(target: Path, report: Report) -> Wait:
    """Write it here and now. Raises OSError when the disk refuses."""
    from pipelines.reports.workbook.summary import write_summary

    write_summary(target, report)
    return lambda: None


def written_by(beside: Beside, root: Path) -> Writer:
    """Have the process `beside` write it, over what the home at `root` has published."""

    def begin(target: Path, report: Report) -> Wait:
        return beside.ask(_WriteSummary(root, target, report)).result

    return begin


@dataclass(frozen=True, slots=True)
class _WriteSummary:
    root: Path
    target: Path
    report: Report

    def do(self, _: Progress) -> None:
        with connect(self.root) as con:
            at_once(self.target, self.report.over(con))
