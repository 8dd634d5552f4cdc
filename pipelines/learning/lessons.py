"""A lesson: what came of teaching one layout, and what must hold before it is written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from rich.console import Console

import sources
from sources import Export, Part
from sources.learning import Proposal, Table, missing

_SPOILT = 0.1
"""Share of rows that may be rejected in what is written without asking."""
_TOLD = 3


class NotLearnt(Exception):
    """The layout was not taught and nothing was written; the message says why and what to do."""


@dataclass(slots=True)
class Lesson:
    """What came of one `learn`.

    taught     label in the file -> column name, as written
    left_out   labels that were in doubt and may as well be absent
    written    path of aliases.toml, or None when nothing was written
    """

    file: str
    known: list[str] = field(default_factory=list)
    kind: str = ""
    sheet: str = ""
    row: int = 0
    columns: list[dict[str, Any]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    taught: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    rows_loaded: int = 0
    rows_rejected: int = 0
    written: str | None = None


def describe(lesson: Lesson, table: Table, proposal: Proposal) -> None:
    """Write into `lesson` where the table is and what is proposed for each of its columns."""
    lesson.kind, lesson.sheet, lesson.row = proposal.kind, table.sheet, table.row
    lesson.missing = list(proposal.missing)
    lesson.columns = [
        {"label": heading.label, "samples": list(heading.samples), "obstacle": heading.obstacle}
        | {"column": guess.column, "is_known": guess.is_known, "is_sure": guess.is_sure}
        for heading, guess in zip(table.headings, proposal.guesses, strict=True)
    ]


def check_complete(lesson: Lesson, table: Table, proposal: Proposal, export: Export, agreed: Mapping[int, str]) -> None:
    """Raises NotLearnt when a column is missing without which the kind is not recognised."""
    lesson.missing = missing(export, set(agreed.values()))
    if not lesson.missing:
        return
    if lesson.left_out and not proposal.missing:
        labels = {column.name: column.label for column in export.columns}
        doubts = [
            f"“{table.headings[at].label}”是不是“{labels[guess.column]}”"
            for at, guess in enumerate(proposal.guesses)
            if labels.get(guess.column) in lesson.missing
        ]
        raise NotLearnt(f"拿不准：{'；'.join(doubts)}。什么也没有写入，请去掉 --yes 再运行一次，逐项回答。")
    lacking = "、".join(f"“{label}”" for label in lesson.missing)
    needs_values = [c.label for c in export.columns if c.presence == "cell" and c.label in lesson.missing]
    advice = f"（{'、'.join(needs_values)} 每行都要填，其余可以留空）" if needs_values else "（可以留空）"
    faults = "".join(f"\n{fault}。" for fault in proposal.faults)
    raise NotLearnt(
        f"这张表里没有{lacking}，不能作为《{export.title}》，什么也没有写入。"
        f"请在表里加上这几列{advice}，保存后再试。{faults}"
    )


def to_teach(table: Table, proposal: Proposal, agreed: Mapping[int, str]) -> dict[str, str]:
    """The labels that are not known as what they are to be."""
    return {
        table.headings[at].label: name
        for at, name in sorted(agreed.items())
        if not (proposal.guesses[at].is_known and proposal.guesses[at].column == name)
    }


def changes_of(
    table: Table, proposal: Proposal, export: Export, agreed: Mapping[int, str], disturbed_titles: list[str]
) -> list[str]:
    """What would be read differently from before once this is taught, in Chinese."""
    labels = {column.name: column.label for column in export.columns}
    told = []
    for at, name in agreed.items():
        guess = proposal.guesses[at]
        if guess.is_known and guess.column != name:
            label = table.headings[at].label
            told.append(
                f"“{label}”本来是“{labels[guess.column]}”，改了以后，所有《{export.title}》都按“{labels[name]}”读"
            )
    told += [f"教了以后，《{title}》自己的表头会认不出，或被认成别的" for title in disturbed_titles]
    return told


def agree_to(changes: list[str], yes: bool) -> None:
    """Have the user agree to what changes. Raises NotLearnt when that is not so, or nobody is to be asked."""
    if not changes:
        return
    text = "；".join(changes)
    if yes:
        raise NotLearnt(f"{text}。什么也没有写入；要这样做，请去掉 --yes 再运行一次。")
    click.echo(f"\n注意：{text}。")
    if not click.confirm("仍然要这样教吗？", default=False):
        raise NotLearnt("没有写入。")


def try_out(
    lesson: Lesson,
    file: Path,
    table: Table,
    export: Export,
    aliases: Mapping[str, Mapping[str, str]],
    console: Console | None,
    yes: bool,
) -> None:
    """Read the file with what is to be taught. Raises NotLearnt when that does not give the rows of the table."""
    ((_, reading),) = sources.read_all([(file, file.name)], aliases)
    if reading.refusal:
        raise NotLearnt(f"按这样教，试读没有成功，什么也没有写入：{reading.refusal}")
    part = next((p for p in reading.parts if (p.kind, p.sheet) == (export.kind, table.sheet)), None)
    if part is None:
        raise NotLearnt(f"按这样教，这张表仍没有认成《{export.title}》，什么也没有写入。")
    lesson.rows_loaded, lesson.rows_rejected = part.rows_loaded, part.rows_rejected
    told = _rejects(part)
    if not part.rows_loaded:
        why = f"没有一行读得出：{told}" if told else "表里没有数据，没法试读；请换一份有数据的文件"
        raise NotLearnt(f"{why}。什么也没有写入。")
    if yes and part.rows_rejected > _SPOILT * (part.rows_loaded + part.rows_rejected):
        raise NotLearnt(f"试读时有 {part.rows_rejected} 行读不出：{told}。什么也没有写入。")
    if console:
        days = f"，日期 {part.covers_from} 至 {part.covers_to}" if part.covers_from else ""
        rejected = f"，{part.rows_rejected} 行读不出（{told}）" if told else ""
        console.print(f"\n试读：{part.rows_loaded} 行能入库{days}{rejected}。", markup=False)


def _rejects(part: Part) -> str:
    return "；".join(f"第 {reject.row} 行 {reject.reason}" for reject in part.rejects[:_TOLD])
