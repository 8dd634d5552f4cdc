"""`media-metrics templates`."""

from pathlib import Path

import click

from pipelines.command import console, speaks_plainly


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@speaks_plainly
def templates(folder: Path) -> None:
    """把空白台账模板写到 FOLDER，每种台账一个 Excel 文件。

    例：media-metrics templates ./台账模板
    """
    import sources
    from sources.templates import write_templates

    for path in write_templates(folder, sources.exports().values()):
        console.print(str(path))
