"""`media-metrics explain`."""

from datetime import date, datetime
from pathlib import Path

import click

from pipelines.command import CouldNot, console, day_options, json_option, last_day, print_json, speaks_plainly
from pipelines.progress import progress_of
from warehouse import connect, find_home


@click.command()
@click.argument("figure")
@day_options
@click.option("--rows", "rows_to", type=click.Path(path_type=Path), help="把全部行写进这个 CSV 文件，Excel 可直接打开")
@json_option
@speaks_plainly
def explain(
    figure: str, home: Path | None, as_of: date | None, known_at: datetime | None, rows_to: Path | None, as_json: bool
) -> None:
    """说明 FIGURE（代号或指标编号）这个数从哪里来：口径、SQL、文件、后台位置和分量最重的行。

    例：media-metrics explain dy.posts_over_10k --rows 过万作品.csv
    """
    from pipelines.explaining import print_explanation, write_all_rows
    from warehouse import catalogue
    from warehouse.evidence import UnknownFigure, named
    from warehouse.evidence import explain as explanation_of

    at = find_home(home)
    known = catalogue.load(at.config)
    with progress_of(console, quiet=as_json) as show, connect(at.root) as con:
        show("计算指标")
        try:
            taken = named(known, figure).id
        except UnknownFigure as error:
            raise CouldNot(str(error)) from error
        day = as_of or last_day(con)
        found = explanation_of(con, known, taken, day, known_at)
        written = write_all_rows(con, known, taken, day, known_at, rows_to, show) if rows_to else ""
    if as_json:
        print_json(found)
        return
    print_explanation(console, found)
    if written:
        console.print(written, soft_wrap=True, markup=False)
