"""`media-metrics nightly`: the Dagster job run here and now, and what it came to, told to people or to programs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pipelines.config import load_config
from pipelines.intake import STATUSES, Intake, intake_of
from pipelines.night import Night
from pipelines.reports.places import PAGE, folder, summary_path
from pipelines.scorecard import print_scorecard
from warehouse import Home, connect, identities
from warehouse.figures import FigureRow
from warehouse.identities import Outcome
from warehouse.verdicts import STOPS

DONE, DOUBTFUL, FAILED = 0, 1, 2


def run_nightly(home: Home, as_of: date | None, as_json: bool, console: Console) -> int:
    """The exit code of one night: done, done but something needs a person, or could not."""
    with _progress(console, quiet=as_json) as bar:
        tasks: dict[str, Any] = {}

        def show(step: str, done: int, of: int) -> None:
            task = tasks.setdefault(step, bar.add_task(step, total=of)) if step not in tasks else tasks[step]
            bar.update(task, completed=done, total=of)

        with Night.of(home, as_of, show) as night:
            night.begin()
            from pipelines.definitions import run  # Dagster takes its time to import: what came is loaded meanwhile

            error = run(night)
    if error is not None:
        click.echo(f"没有完成：{error}\n上一次发布的数据仍然有效。", err=True)
        return FAILED
    with connect(home.root) as con:
        taken = intake_of(con, night.now)
        rows = night.rows(con)
        outcomes = list(identities.last(con, night.as_of).values())
    code = _exit_code(taken, rows, outcomes)
    if as_json:
        from pipelines.cli import print_json

        print_json(_as_json(home, night, taken, rows, outcomes) | {"exit_code": code})
    else:
        _tell(console, home, night, taken, rows, outcomes)
    return code


def _progress(console: Console, *, quiet: bool) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal)


def _exit_code(taken: Intake, rows: Sequence[FigureRow], outcomes: Sequence[Outcome]) -> int:
    broken = any(o.passed is False and o.severity == "error" for o in outcomes)
    return DOUBTFUL if taken.refused or broken or any(row.verdict in STOPS for row in rows) else DONE


def _tell(
    console: Console, home: Home, night: Night, taken: Intake, rows: Sequence[FigureRow], outcomes: Sequence[Outcome]
) -> None:  # fmt: skip
    print_scorecard(console, rows)
    for outcome in outcomes:
        if outcome.passed is not True:
            console.print(f"[yellow]核对[/] {escape(outcome.detail)}")
    for path, reason in taken.refused:
        console.print(f"[bold red]已隔离[/] {escape(path)}：{escape(reason)}")
    for note in taken.notes:
        console.print(f"[yellow]提示[/] {escape(note)}")
    files = "　".join(f"{word} {taken.files[status]}" for status, word in STATUSES.items())
    console.print(f"\n新文件 {taken.new_files} = {files}")
    counts = taken.rows
    console.print(
        f"读入 {counts['read']} 行 = 入库 {counts['loaded']} + 退回 {counts['rejected']} + 搁置 {counts['set_aside']}"
    )
    if not night.has_published:
        console.print("[bold]没有新的内容，什么也没有改动。[/]")
    for name, path in _documents(home, night).items():
        console.print(f"{name}：{path}", soft_wrap=True, markup=False)


def _documents(home: Home, night: Night) -> dict[str, str]:
    config = load_config(home)
    found = {}
    for centre in config.centres.values():
        found["Excel 汇总"] = str(summary_path(home, config, centre, night.as_of))
        found["看板"] = str(folder(home, config, centre, night.as_of) / PAGE)
    return found | {"发布的数据库": str(home.published)}


def _as_json(
    home: Home, night: Night, taken: Intake, rows: Sequence[FigureRow], outcomes: Sequence[Outcome]
) -> dict[str, Any]:
    return {
        "home": str(home.root),
        "as_of": night.as_of,
        "changed": night.has_published,
        "files": {status: taken.files[status] for status in STATUSES} | {"new": taken.new_files},
        "rows": dict(taken.rows),
        "refused": [{"file": path, "reason": reason} for path, reason in taken.refused],
        "notes": taken.notes,
        "checks": [{"id": o.check_id, "centre": o.centre, "passed": o.passed, "detail": o.detail} for o in outcomes],
        "documents": _documents(home, night),
        "figures": [row.as_json() for row in rows],
    }
