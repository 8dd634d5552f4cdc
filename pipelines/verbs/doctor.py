"""`media-metrics doctor`."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from pipelines.command import console, home_option, json_option, print_json, speaks_plainly
from pipelines.progress import progress_of


@click.command()
@home_option
@json_option
@speaks_plainly
def doctor(home: Path | None, as_json: bool) -> None:
    """体检：程序、读取进程的防护、数据目录、设置、数据库和原件，有问题的说明怎么办。

    例：media-metrics doctor --home data
    """
    from pipelines.doctor import examine, exit_code, print_findings

    with progress_of(console, quiet=as_json) as show:
        show("体检")
        findings = examine(home)
    code = exit_code(findings)
    if as_json:
        print_json({"findings": [asdict(finding) for finding in findings], "exit_code": code})
    else:
        print_findings(console, findings)
    sys.exit(code)
