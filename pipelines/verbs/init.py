"""`media-metrics init`."""

from pathlib import Path

import click

from pipelines.command import console, speaks_plainly
from pipelines.progress import progress_of


@click.command()
@click.option("--home", type=click.Path(path_type=Path), default=Path("data"), show_default=True, help="新建的数据目录")
@speaks_plainly
def init(home: Path) -> None:
    """建立正式数据目录：空收件箱、配置文件和台账模板。

    例：media-metrics init --home data
    """
    from pipelines.setup import init_home

    with progress_of(console) as show:
        made = init_home(home, show)
    console.print(f"数据目录：{made.root}")
    console.print(f"1. 在 {made.config / 'config.toml'} 里写上本单位名称和账号。")
    console.print(f"2. 台账模板在 {made.root / 'templates'}，填好后连同各平台导出文件一起放进 {made.inbox}。")
    console.print(f"3. 运行 media-metrics nightly --home {home}")
