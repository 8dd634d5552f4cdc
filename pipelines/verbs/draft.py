"""`media-metrics draft`."""

import sys
from datetime import date
from pathlib import Path

import click

from pipelines.command import (
    CouldNot,
    as_of_option,
    console,
    home_option,
    json_option,
    print_json,
    speaks_plainly,
    writing,
)
from pipelines.progress import progress_of
from warehouse import find_home


@click.command()
@home_option
@as_of_option
@click.option("--item", "items", multiple=True, help="只写这一条，如 二(一)3；写 二(一) 则是它下面的全部；可以重复")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写成这个 docx 文件，按公文格式排版")
@json_option
@speaks_plainly
def draft(home: Path | None, as_of: date | None, items: tuple[str, ...], out: Path | None, as_json: bool) -> None:
    """起草：按数据写出不会说过头的句子；缺数据的不写，列在后面说明原因。

    有因缺数据而没写入的数字时退出码为 1。句子可以在 config/sentences.toml 里改写。

    例：media-metrics draft --as-of 2024-06-20 --item "二(一)3" --out 通报.docx
    """
    from pipelines.drafting.drafted import CannotDraft, drafted
    from pipelines.drafting.terminal import print_remarks, print_text

    if out is not None and out.suffix.lower() != ".docx":
        raise CouldNot(f"--out 只写 docx 文件，请写成 {out.with_suffix('.docx').name} 的样子。")
    try:
        with progress_of(console, quiet=as_json) as show, writing():
            show("计算指标")
            found = drafted(find_home(home), as_of, items)
            if out is not None:
                from pipelines.atomic import replace_with
                from pipelines.drafting.official import official_docx

                show("排版")
                replace_with(out, official_docx(found))
    except CannotDraft as error:
        raise CouldNot(str(error)) from error
    if as_json:
        print_json(found.as_json())
    elif out is None:
        print_text(found)
    else:
        console.print(f"已写入 {out}", soft_wrap=True, markup=False)
    if not as_json:
        print_remarks(console, found)
    sys.exit(found.exit_code)
