"""`media-metrics sample`."""

from pathlib import Path

import click

from pipelines.command import console, speaks_plainly
from pipelines.progress import progress_of


@click.command()
@click.option("--home", type=click.Path(path_type=Path), required=True, help="新建的样例目录")
@click.option("--seed", type=int, default=0, show_default=True, help="随机种子；同一种子写出同样的文件")
@speaks_plainly
def sample(home: Path, seed: int) -> None:
    """建立样例目录：各平台导出和台账的仿真文件，全部为虚构数据。

    例：media-metrics sample --home ./demo
    """
    from pipelines.setup import sample_home

    with progress_of(console) as show:
        made = sample_home(home, seed, show)
    console.print(f"样例文件已写入 {made.inbox}（全部为虚构数据，正式目录不收）")
