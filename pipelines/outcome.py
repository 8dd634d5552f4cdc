"""What a night came to, told to people or to programs."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from rich.console import Console
from rich.markup import escape

import sources
from pipelines.config import load_config
from pipelines.downloadlist import print_downloads
from pipelines.downloads import Due, due, never_received
from pipelines.held_open import newest
from pipelines.intake import STATUSES, Intake, intake_of, told_of_assumed, untold_nights
from pipelines.night import Night
from pipelines.reports.places import PAGE, filled_path, folder, house_template, summary_path
from pipelines.scorecard import print_scorecard
from warehouse import connect, identities
from warehouse.figures import FigureRow
from warehouse.identities import Outcome
from warehouse.verdicts import STOPS

DONE, DOUBTFUL = 0, 1

_FAILED = {"warn": "[yellow]核对[/] {}（提醒）", "error": "[bold red]核对[/] {}（错误）"}


@dataclass(frozen=True, slots=True)
class NightOutcome:
    """What came in, what was computed and checked, what to download; `exit_code` says whether a person must look."""

    night: Night
    taken: Intake
    figures: Sequence[FigureRow]
    identities: Sequence[Outcome]
    dues: Sequence[Due]
    never_received: Sequence[str]

    @classmethod
    def of(cls, night: Night) -> "NightOutcome":
        """The outcome of a night that has published."""
        exports = sources.exports()
        with connect(night.home.root) as con:
            return cls(
                night,
                intake_of(con, night.now, *untold_nights(con, is_published=night.has_published)),
                night.rows(con),
                identities.last(con, night.as_of),
                due(con, night.as_of + timedelta(1), exports),
                never_received(con, exports),
            )

    @property
    def exit_code(self) -> int:
        broken = any(o.passed is False and o.severity == "error" for o in self.identities)
        stopped = any(row.verdict in STOPS for row in self.figures)
        empty = any(one.is_all for one in self.taken.returned)
        return DOUBTFUL if self.taken.refused or self.taken.asked or empty or broken or stopped else DONE

    def tell(self, console: Console) -> None:
        """Print the scorecard, what needs a person, the ledger of files, and where the documents lie."""
        print_scorecard(console, self.night.home, self.figures)
        self._tell_of_checks(console)
        self._tell_of_files(console)
        print_downloads(console, self.dues, self.never_received)
        self._tell_counts(console)
        if not self.night.has_published and not self.taken.new_files:
            console.print("[bold]没有新的内容，什么也没有改动。[/]")
        for name, path in self._documents().items():
            console.print(f"{name}：{path}", soft_wrap=True, markup=False)

    def as_json(self) -> dict[str, Any]:
        """The same for programs."""
        taken = self.taken
        return {
            "home": str(self.night.home.root),
            "as_of": self.night.as_of,
            "changed": self.night.has_published,
            "files": {status: taken.files[status] for status in STATUSES} | {"new": taken.new_files},
            "rows": dict(taken.rows),
            "refused": [{"file": path, "reason": reason} for path, reason in taken.refused],
            "asked": [{"file": path, "reason": reason} for path, reason in taken.asked],
            "returned": [asdict(one) for one in taken.returned],
            "assumed": taken.assumed,
            "notes": [*taken.notes, *self.night.told],
            "checks": [
                {"id": o.check_id, "centre": o.centre, "passed": o.passed, "detail": o.detail} for o in self.identities
            ],
            "downloads": [one.as_json() for one in self.dues],
            "documents": self._documents(),
            "figures": [row.as_json() for row in self.figures],
            "exit_code": self.exit_code,
        }

    def _tell_of_checks(self, console: Console) -> None:
        unknown = [outcome for outcome in self.identities if outcome.passed is None]
        if all(row.value is None and row.state is None for row in self.figures):
            if unknown:
                console.print(f"[yellow]核对[/] {len(unknown)} 项缺数据，无法判断")
            unknown = []
        for outcome in unknown:
            console.print(f"[yellow]核对[/] {escape(self._of_centre(outcome))}")
        for outcome in self.identities:
            if outcome.passed is False:
                console.print(_FAILED[outcome.severity].format(escape(self._of_centre(outcome))))

    def _of_centre(self, outcome: Outcome) -> str:
        """What an identity came to, and in which centre where there are several."""
        if len({one.centre for one in self.identities}) == 1:
            return outcome.detail
        centres = load_config(self.night.home).centres
        whose = centres[outcome.centre].name if outcome.centre in centres else outcome.centre
        return f"{whose}：{outcome.detail}"

    def _tell_of_files(self, console: Console) -> None:
        for path, reason in self.taken.refused:
            console.print(f"[bold red]已隔离[/] {escape(path)}：{escape(reason)}")
        for path, reason in self.taken.asked:
            console.print(f"[bold yellow]请决定[/] {escape(path)}：{escape(reason)}")
        for one in self.taken.returned:
            console.print(f"[bold yellow]退回[/] {escape(one.path)}：{escape(one.told)}")
        for note in [*self.taken.notes, *self.night.told]:
            console.print(f"[yellow]提示[/] {escape(note)}")
        if told := told_of_assumed(len(self.taken.assumed)):
            console.print(f"[yellow]提示[/] {escape(told)}")

    def _tell_counts(self, console: Console) -> None:
        files = "　".join(f"{word} {self.taken.files[status]}" for status, word in STATUSES.items())
        console.print(f"\n新文件 {self.taken.new_files} = {files}")
        rows = self.taken.rows
        console.print(
            f"读入 {rows['read']} 行 = 入库 {rows['loaded']} + 退回 {rows['rejected']} + 搁置 {rows['set_aside']}"
        )

    def _documents(self) -> dict[str, str]:
        home, as_of = self.night.home, self.night.as_of
        config, template = load_config(home), house_template(home)
        found, with_figures = {}, {row.centre for row in self.figures}
        for centre in config.centres.values():
            if centre.id not in with_figures:
                continue
            whose = f"（{centre.name}）" if len(config.centres) > 1 else ""
            found[f"Excel 汇总{whose}"] = str(newest(summary_path(home, config, centre, as_of)))
            if template:
                found[f"本单位报表{whose}"] = str(newest(filled_path(home, config, centre, as_of, template)))
            found[f"看板{whose}"] = str(folder(home, config, centre, as_of) / PAGE)
        return found | {"发布的数据库": str(home.published)}
