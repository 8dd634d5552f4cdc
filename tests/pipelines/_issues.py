"""Reports issued in an office, and what became of them."""

import json
from typing import Any

from _office import AS_OF, Office
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.drift import Drift, drift
from pipelines.issued import Issued
from pipelines.issuing import issue
from warehouse import catalogue, connect

FIRST = "2024-06-19/a.csv"
LATE, NEW, WITHDRAWN, GONE = "晚读", "新导出", "撤回的文件", "撤下的作品"
REDEFINED, UNKNOWN, SAME = "口径改变", "原因不明", "不变"


def issued_by(office: Office, title: str = "半年通报", **more: Any) -> Issued:
    """A report of the office's day, issued when its clock says."""
    return issue(office.home, more.pop("as_of", AS_OF), title, more.pop("notice", None), office.now)


def drifts(office: Office, issued: Issued) -> dict[str, Drift]:
    """Figure id -> what became of it."""
    with connect(office.home.root) as con:
        return {one.figure: one for one in drift(con, catalogue.load(office.home.config), issued)}


def words(one: Drift) -> list[str]:
    return [cause.word for cause in one.causes]


def values(one: Drift) -> tuple[float | None, float | None]:
    """What was said, and what it is today."""
    assert one.now is not None
    return one.then.value, one.now.value


def command(office: Office, *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a verb in the office's home."""
    result = CliRunner().invoke(main, [*arguments, "--home", str(office.home.root)], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def json_of(office: Office, *arguments: str) -> dict[str, Any]:
    return json.loads(command(office, *arguments, "--json")[1])
