"""`media-metrics withdraw`."""

from pathlib import Path

import click

from pipelines.command import CouldNot, home_option, speaks_plainly
from warehouse import find_home


@click.command()
@click.argument("file")
@click.option("--reason", default="", help="为什么撤回；记在文件账和原件的卡片上")
@click.option("--undo", is_flag=True, help="取消撤回，重新计入")
@home_option
@speaks_plainly
def withdraw(file: str, reason: str, undo: bool, home: Path | None) -> None:
    """撤回 FILE（media-metrics files 里的文件名，或 sha256 的前几位）：从下一夜起不再计入，已发布的数字不改。

    例：media-metrics withdraw 2024-06-21/作品列表导出.xlsx --reason "选错了账号"
    """
    from pipelines.withdrawing import WithdrawalError, withdraw_or_undo

    try:
        click.echo(withdraw_or_undo(find_home(home), file, reason, undo=undo))
    except WithdrawalError as error:
        raise CouldNot(str(error)) from error
