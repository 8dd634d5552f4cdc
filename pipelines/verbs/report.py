"""`media-metrics report`."""

from datetime import date
from pathlib import Path

import click

from pipelines.command import CouldNot, Day, console, home_option, speaks_plainly, writing
from pipelines.progress import progress_of
from warehouse import find_home


@click.command()
@home_option
@click.option("--as-of", type=Day(), help="哪一天的报表，那一天要发布过；默认为最近发布的那一天")
@click.option("--pdf", is_flag=True, help="再打印一份 PDF，供开会用：用浏览器，没有浏览器时用 LibreOffice")
@click.option("--template", type=click.Path(path_type=Path, dir_okay=False), help="要填的 Excel 模板，本单位自己的版式")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="写到这个文件夹；默认写在数据目录里")
@speaks_plainly
def report(home: Path | None, as_of: date | None, pdf: bool, template: Path | None, out: Path | None) -> None:
    """重写一天的报表：Excel 汇总和网页，需要时填模板、打印 PDF。数字按现在的数据和口径重新计算。

    例：media-metrics report --pdf --out 会议材料
    """
    from pipelines.printing.pdf import CannotPrint
    from pipelines.reporting import Asked, write_anew
    from pipelines.reports.house.package import NotATemplate
    from warehouse.loading import beijing_now

    with progress_of(console) as show, writing():
        try:
            for told in write_anew(find_home(home), Asked(as_of, out, template, pdf), beijing_now(), show):
                console.print(told, soft_wrap=True, markup=False)
        except (CannotPrint, NotATemplate) as error:
            raise CouldNot(str(error)) from error
