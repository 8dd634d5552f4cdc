"""`learn`: teach a layout that no kind knows. Nothing is written before the file was really read with it."""

from collections.abc import Mapping
from pathlib import Path

import click
from rich.console import Console

import sources
from pipelines.aliases import teach, with_labels
from pipelines.config import load_aliases
from pipelines.learning.asking import ask_columns, ask_kind, ask_table, place, show_table
from pipelines.learning.lessons import (
    Lesson,
    NotLearnt,
    agree_to,
    changes_of,
    check_complete,
    describe,
    to_teach,
    try_out,
)
from sources import Export
from sources.learning import Look, Proposal, Table, disturbed, look_safely
from warehouse import Home

_AHEAD = 0.1
"""By how much the likeliest kind must be ahead of the next to be taken without asking."""
_TOLD = 3


def learn(home: Home, file: Path, console: Console, *, kind: str = "", yes: bool = False, ask: bool = True) -> Lesson:
    """Teach the layout of one file: asked for step by step, or with `yes` where nothing is in doubt.

    With neither `yes` nor `ask` the lesson only says what would be proposed.

    Raises:
        NotLearnt: the file cannot be read, or the layout cannot be taught.
        ConfigError: aliases.toml cannot be read, or not be added to.
    """
    kinds, aliases = sources.exports(), load_aliases(home)
    look = look_safely(file, file.name, aliases)
    lesson = Lesson(file.name, list(look.known))
    if look.refusal:
        raise NotLearnt(look.refusal)
    if look.known and not _goes_on(look, kinds, console, home, ask and not yes):
        return lesson
    if yes and len(look.tables) > 1:
        raise NotLearnt("文件里有几张不认识的表。请去掉 --yes 再运行一次，逐项回答。")
    table = ask_table(look.tables) if ask and not yes else look.tables[0]
    named = _kind_named(kind, kinds) if kind else ""
    if ask:
        console.print(f"表头在{place(table)}：", markup=False)
        show_table(console, table, _taken_for(table, named or table.proposals[0].kind), kinds)
    wanted = named or _kind(table, kinds, yes, ask)
    proposal, export = _taken_for(table, wanted), kinds[wanted]
    describe(lesson, table, proposal)
    if ask and wanted != (named or table.proposals[0].kind):
        show_table(console, table, proposal, kinds)
    if not (ask or yes):
        return lesson
    agreed = _sure_columns(lesson, table, proposal) if yes else ask_columns(table, proposal, export)
    check_complete(lesson, table, proposal, export, agreed)
    lesson.taught = to_teach(table, proposal, agreed)
    after = with_labels(aliases, wanted, lesson.taught)
    agree_to(changes_of(table, proposal, export, agreed, disturbed(aliases, after)), yes)
    try_out(lesson, file, table, export, after, console if ask else None, yes)
    if ask and not yes and not click.confirm("写入配置，以后这样的文件都这样读？", default=True):
        raise NotLearnt("没有写入。")
    lesson.written = str(teach(home, wanted, export.title, lesson.taught))
    return lesson


def _goes_on(look: Look, kinds: Mapping[str, Export], console: Console, home: Home, may_ask: bool) -> bool:
    """Say that a file is known; whether one of its other tables is to be taught."""
    titles = "、".join(f"《{kinds[kind].title}》" for kind in look.known)
    how = f"（按 {home.config / 'aliases.toml'} 里教过的列名）" if look.taught else "，不用教"
    console.print(f"这个文件已经认得：{titles}{how}。", markup=False)
    if not look.tables:
        return False
    console.print(f"另有 {len(look.tables)} 张表认不出。", markup=False)
    return may_ask and click.confirm("要教其中一张吗？", default=False)


def _taken_for(table: Table, kind: str) -> Proposal:
    return next(one for one in table.proposals if one.kind == kind)


def _kind_named(name: str, kinds: Mapping[str, Export]) -> str:
    found = [kind for kind, export in kinds.items() if name in (kind, export.title)]
    if not found:
        every = "、".join(f"{export.title}（{kind}）" for kind, export in kinds.items())
        raise NotLearnt(f"没有“{name}”这个种类。可用的有：{every}")
    return found[0]


def _kind(table: Table, kinds: Mapping[str, Export], yes: bool, ask: bool) -> str:
    first, second = table.proposals[:2]
    if ask and not yes:
        kind = ask_kind(table, kinds)
        if kind is None:
            raise NotLearnt("没有选种类，什么也没有写入。")
        return kind
    if yes and (not first.is_complete or first.likely - second.likely < _AHEAD):
        titles = "、".join(f"《{kinds[one.kind].title}》" for one in table.proposals[:_TOLD])
        lacking = f"，但缺 {'、'.join(first.missing)}" if first.missing else ""
        raise NotLearnt(f"拿不准是哪一种，最像 {titles}{lacking}。请去掉 --yes 再运行一次，或用 --kind 指明。")
    return first.kind


def _sure_columns(lesson: Lesson, table: Table, proposal: Proposal) -> dict[int, str]:
    pairs = list(enumerate(proposal.guesses))
    lesson.left_out = [table.headings[at].label for at, g in pairs if g.column and not (g.is_known or g.is_sure)]
    return {at: guess.column for at, guess in pairs if guess.is_known or guess.is_sure}
