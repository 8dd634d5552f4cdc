"""`media-metrics templates`."""

from pathlib import Path

import click

from pipelines.command import console, speaks_plainly
from pipelines.progress import progress_of


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@speaks_plainly
def templates(folder: Path) -> None:
    """把空白台账模板写到 FOLDER，每种台账一个 Excel 文件。

    例：media-metrics templates ./台账模板
    """
    import sources
    from sources.templates import write_templates

    ledgers = sources.exports().values()
    with progress_of(console) as show:
        written = write_templates(folder, ledgers, lambda done, of: show("写台账模板", done, of))
    for path in written:
        console.print(str(path))
