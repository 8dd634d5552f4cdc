"""`media-metrics audit`."""

import sys
from datetime import date
from pathlib import Path

import click

from pipelines.command import CouldNot, Day, console, home_option, json_option, print_json, speaks_plainly, writing
from pipelines.progress import progress_of


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@home_option
@click.option("--as-of", type=Day(), help="以哪一天的数据核对；默认看文中的“截至”，再看最近一次计算的那一天")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="把核对稿、数据核对单写到这个文件夹")
@click.option("--overrule", help="放行这个指标（代号或编号）结论为偏高的说法，要写 --reason")
@click.option("--reason", default="", help="为什么放行；记在 issued/overruled.jsonl，以后不改")
@click.option("--by", help="谁放行；默认为登录名")
@json_option
@speaks_plainly
def audit(
    file: Path, home: Path | None, as_of: date | None, out: Path | None, overrule: str | None, reason: str,
    by: str | None, as_json: bool,
) -> None:  # fmt: skip
    """核对 FILE（txt、docx、html）里的每个数字：说的是什么、数据是多少、能不能发布。

    有偏高、口径不符或数据不全的说法，或文中的数自相矛盾（各部分相加不等于总数等）时，退出码为 1；放行过的偏高不算。
    没有数据目录时只核对文字本身。

    例：media-metrics audit 通报.docx --out 核对
    """
    from pipelines.auditing.as_json import as_json as plain
    from pipelines.auditing.audit import audited, home_for, let_through
    from pipelines.auditing.refusal import Refused
    from pipelines.auditing.terminal import print_audit
    from warehouse.loading import beijing_now

    now, written = beijing_now(), list[Path]()
    try:
        at = home_for(home)
        with progress_of(console, quiet=as_json) as show, writing():
            show("核对")
            found = audited(file, at, as_of, now, with_files=out is not None)
            if overrule or reason:
                found = let_through(found, at, overrule, reason, by)
            if out:
                show("写核对稿")
                from pipelines.auditing.outputs import write_outputs  # what writes workbooks takes its time to load

                written = write_outputs(found, out)
    except Refused as error:
        raise CouldNot(str(error)) from error
    if as_json:
        print_json(plain(found))
    else:
        print_audit(console, found)
        for path in written:
            console.print(f"已写入 {path}", soft_wrap=True, markup=False)
    sys.exit(found.exit_code)
