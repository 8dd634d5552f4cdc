"""A draft in the terminal: its text, then what was left out of it."""

import click
from rich.console import Console
from rich.markup import escape

from pipelines.drafting.drafted import LEFT_OUT, Draft
from pipelines.reports.text import clean


def print_text(draft: Draft) -> None:
    """Print the text as it is, one paragraph a line, so that it can be copied."""
    click.echo(draft.text, nl=False)


def print_remarks(console: Console, draft: Draft) -> None:
    """Print what was left out, and why; nothing where nothing was."""
    if not draft.left_out:
        return
    console.print(f"[bold]{escape(LEFT_OUT)}[/]")
    for remark in draft.remarks:
        console.print(f"  {escape(clean(remark))}", soft_wrap=True)
