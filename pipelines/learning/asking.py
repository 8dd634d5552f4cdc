"""Questions of `learn`, in plain Chinese: which table, which kind, which column. A number answers, Enter agrees."""

from collections.abc import Mapping, Sequence

import click
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Printed

from sources import Column, Export
from sources.learning import Guess, Heading, Proposal, Table, missing

_CHOICES = 8
_KINDS = 6
_UNLIKELY = 0.3


def show_table(console: Console, table: Table, proposal: Proposal, kinds: Mapping[str, Export]) -> None:
    """Print the columns of a strange table, what they look like and what they may be."""
    export = kinds[proposal.kind]
    labels = {column.name: column.label for column in export.columns}
    printed = Printed(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in ("文件里的列", "样子", f"像《{export.title}》的", "把握"):
        printed.add_column(name, overflow="fold")
    for heading, guess in zip(table.headings, proposal.guesses, strict=True):
        samples = "，".join(heading.samples)
        certainty = heading.obstacle or _certainty(guess)
        printed.add_row(
            *map(escape, (heading.label or "（没有列名）", samples, labels.get(guess.column, ""), certainty))
        )
    console.print(printed)
    for fault in proposal.faults:
        console.print(f"注意：{fault}", markup=False)


def ask_table(tables: Sequence[Table]) -> Table:
    """The table that is to be taught. Asks only where there are several."""
    if len(tables) == 1:
        return tables[0]
    told = [f"{place(table)}：{'、'.join(h.label for h in table.headings[:_CHOICES])}" for table in tables]
    chosen = _choose("文件里有几张不认识的表，先教哪一张？", told, default=1)
    return tables[max(chosen, 1) - 1]


def ask_kind(table: Table, kinds: Mapping[str, Export]) -> str | None:
    """The kind that a table is to be taken for; None when it is none of ours."""
    likely = [one for one in table.proposals[:_KINDS] if one.likely >= _UNLIKELY]
    told = [
        f"{kinds[one.kind].title}" + (f"（还缺 {'、'.join(one.missing)}）" if one.missing else "") for one in likely
    ]
    if likely:
        chosen = _choose("这张表是哪一种？", [*told, "都不像，列出全部种类"], default=1)
        if chosen <= len(likely):
            return likely[chosen - 1].kind if chosen else None
    every = list(kinds)
    chosen = _choose("这张表是哪一种？", [kinds[kind].title for kind in every], default=0)
    return every[chosen - 1] if chosen else None


def ask_columns(table: Table, proposal: Proposal, export: Export) -> dict[int, str]:
    """Heading -> column of ours, as agreed: first for each heading that is in doubt or needed, then for what is left.

    What is known already, and what is sure and may as well be absent, is not asked.
    """
    columns = {column.name: column for column in export.columns}
    agreed = {at: guess.column for at, guess in enumerate(proposal.guesses) if guess.is_known}
    for at, guess in enumerate(proposal.guesses):
        if guess.is_known or not guess.column or guess.column in agreed.values():
            continue
        if guess.is_sure and columns[guess.column].presence == "optional":
            agreed[at] = guess.column
            continue
        names = [guess.column, *(n for n in guess.others if n != guess.column and n not in agreed.values())][:_CHOICES]
        chosen = _choose(f"{_described(table.headings[at])}是哪一列？", [_meant(columns[n]) for n in names], default=1)
        if chosen:
            agreed[at] = names[chosen - 1]
    for column in export.columns:
        if column.label in missing(export, set(agreed.values())):
            _ask_for(column, table, proposal, columns, agreed)
    return agreed


def _ask_for(
    column: Column, table: Table, proposal: Proposal, columns: Mapping[str, Column], agreed: dict[int, str]
) -> None:
    """Ask which heading holds a column that is needed; one that holds something optional may be given up for it."""
    free = [
        at
        for at, guess in enumerate(proposal.guesses)
        if column.name in guess.others and (at not in agreed or columns[agreed[at]].presence == "optional")
    ]
    if not free:
        return
    chosen = _choose(
        f"还缺“{_meant(column)}”，是文件里的哪一列？", [_described(table.headings[at]) for at in free], default=0
    )
    if chosen:
        agreed[free[chosen - 1]] = column.name


def _choose(question: str, options: Sequence[str], default: int) -> int:
    """The number of the option that was chosen, 0 for none of them."""
    click.echo(f"\n{question}")
    for number, option in enumerate(options, 1):
        click.echo(f"  {number}. {option}")
    click.echo("  0. 都不是" if len(options) > 1 else "  0. 不是")
    chosen: int = click.prompt(
        f"请输入数字（直接回车＝{default}）", type=click.IntRange(0, len(options)), default=default, show_default=False
    )
    return chosen


def place(table: Table) -> str:
    """Where the header of a table is, in Chinese."""
    return f"工作表“{table.sheet}”第 {table.row} 行" if table.sheet else f"第 {table.row} 行"


def _described(heading: Heading) -> str:
    return f"“{heading.label}”" + (f"（如 {'，'.join(heading.samples)}）" if heading.samples else "（没有数据）")


def _meant(column: Column) -> str:
    return column.label + (f"（{column.note}）" if column.note else "")


def _certainty(guess: Guess) -> str:
    if not guess.column:
        return "不用"
    return "认识" if guess.is_known else "有把握" if guess.is_sure else "请确认"
