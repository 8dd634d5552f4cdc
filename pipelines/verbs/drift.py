"""`media-metrics drift`."""

import sys
from pathlib import Path

import click

from pipelines.command import CouldNot, console, home_option, json_option, print_json, speaks_plainly
from pipelines.progress import progress_of
from warehouse import find_home


@click.command()
@click.argument("issued", required=False)
@home_option
@json_option
@speaks_plainly
def drift(issued: str | None, home: Path | None, as_json: bool) -> None:
    """签发过的数字现在是多少、为什么变：晚读、新导出、口径改变、撤回的文件、撤下的作品；默认看全部 ISSUED。

    例：media-metrics drift 2024-06-20_1
    """
    from pipelines.drift import drifts_of
    from pipelines.driftlist import as_json as plain
    from pipelines.driftlist import print_drift
    from pipelines.issued import UnknownIssue, folder_named, folders

    at = find_home(home)
    try:
        wanted = [folder_named(at, issued)] if issued else folders(at)
    except UnknownIssue as error:
        raise CouldNot(str(error)) from error
    with progress_of(console, quiet=as_json) as show:
        found, damaged = drifts_of(at, wanted, show)
    code = 2 if damaged else int(any(one.has_moved for _, drifts in found for one in drifts))
    if as_json:
        print_json({"reports": [plain(*one) for one in found], "damaged": damaged, "exit_code": code})
    else:
        for one in found:
            print_drift(console, *one)
        if not wanted:
            console.print("还没有签发过报告。签发用 media-metrics issue。")
    for told in damaged:
        click.echo(f"损坏：{told}。请从备份恢复这个文件夹。", err=True)
    sys.exit(code)
