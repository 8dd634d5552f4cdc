"""`media-metrics issue`."""

import sys
from datetime import date
from pathlib import Path

import click

from pipelines.command import CouldNot, Day, console, home_option, json_option, print_json, speaks_plainly
from pipelines.progress import progress_of
from warehouse import find_home


@click.command()
@home_option
@click.option("--as-of", type=Day(), required=True, help="签发哪一天的数字；那一天要已经计算并发布过")
@click.option("--title", required=True, help="报告的标题，也是文件夹名的一部分")
@click.option("--notice", type=click.Path(path_type=Path), help="通报正文，原样存一份（txt、docx 都可以）")
@json_option
@speaks_plainly
def issue(home: Path | None, as_of: date, title: str, notice: Path | None, as_json: bool) -> None:
    """签发：把已发布的数字连同口径、文件和结论冻结在 issued/ 里，以后不再改；再签发就是新的一份。

    例：media-metrics issue --as-of 2024-06-20 --title 半年通报 --notice 通报.docx
    """
    from pipelines.issuelist import print_issued, stopped
    from pipelines.issuing import NotIssued
    from pipelines.issuing import issue as issued_of
    from warehouse.loading import beijing_now

    try:
        with progress_of(console, quiet=as_json) as show:
            show("重算并冻结")
            issued = issued_of(find_home(home), as_of, title, notice, beijing_now())
    except NotIssued as error:
        raise CouldNot(str(error)) from error
    if as_json:
        print_json({"folder": str(issued.folder), **issued.report})
    else:
        print_issued(console, issued)
    sys.exit(1 if stopped(issued) else 0)
