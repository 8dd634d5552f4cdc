"""`media-metrics learn`."""

from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from pipelines.command import CouldNot, console, home_option, json_option, print_json, speaks_plainly
from warehouse import find_home


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@home_option
@click.option("--kind", default="", help="这张表是哪一种，写代号或名称，如 app_user_days 或 客户端每日用户")
@click.option("--yes", is_flag=True, help="不提问；只要有一处拿不准就不写入")
@json_option
@speaks_plainly
def learn(file: Path, home: Path | None, kind: str, yes: bool, as_json: bool) -> None:
    """教程序认 FILE 的列名：逐项确认、试读，再写进 aliases.toml；不带 --yes 的 --json 只列出建议。

    例：media-metrics learn 友盟导出.csv
    """
    from pipelines.learning import learn as learnt
    from pipelines.learning.lessons import NotLearnt

    at = find_home(home)
    told = Console(quiet=True) if as_json else console
    try:
        lesson = learnt(at, file, told, kind=kind, yes=yes, ask=not as_json)
    except NotLearnt as error:
        raise CouldNot(str(error)) from error
    except click.Abort as error:
        raise CouldNot("没有答完，什么也没有写入。") from error
    if as_json:
        print_json(asdict(lesson))
    elif lesson.written:
        if lesson.left_out:
            console.print(f"拿不准、没有教的列：{'、'.join(lesson.left_out)}", markup=False)
        console.print(f"已写入 {lesson.written}", markup=False)
        console.print(f"这样的文件放进 {at.inbox}，下次运行 media-metrics nightly 就会读入。", markup=False)
