"""Long commands show in a terminal what they do, and nowhere else."""

import ast
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from _office import AS_OF, Office, one_night
from rich.console import Console

from pipelines.drift import drifts_of
from pipelines.night import Night
from pipelines.progress import progress_of
from warehouse import Home

pty = pytest.importorskip("pty", reason="no pseudo-terminals here")

ROOT = Path(__file__).parents[2]
NOT_LONG = {"__init__", "files", "learn", "nightly", "serve", "withdraw"}
"""Verbs that show nothing themselves: done at once, asking questions, or (the night) shown by what they call."""

COMMANDS = """
import sys
from pipelines.cli import main
for line in sys.stdin.read().splitlines():
    try:
        main(line.split())
    except SystemExit as end:
        assert end.code in (0, 1), line
    print(end="\\0", flush=True)
"""


def in_terminal(commands: list[str]) -> list[str]:
    """What each command writes to a terminal of 100 columns, one after another in one process."""
    master, slave = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        [sys.executable, "-c", COMMANDS], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=slave,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    os.close(slave)
    assert running.stdin
    running.stdin.write("\n".join(commands).encode())
    running.stdin.close()
    written = b""
    try:
        while piece := os.read(master, 65_536):
            written += piece
    except OSError:  # Linux says so that the other side was closed
        pass
    finally:
        os.close(master)
    assert running.wait() == 0, written.decode()[-2_000:]
    *each, nothing = written.decode().split("\0")
    assert (len(each), nothing) == (len(commands), "")
    return each


def shown(written: str) -> list[str]:
    """The steps named in front of bars, each once, as they first came."""
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", written)
    return list(dict.fromkeys(re.findall(r"^(\S+) [━╸╺ ]{10}", plain.replace("\r", "\n"), re.M)))


def test_long_commands_show_their_steps_and_json_is_nothing_but_json(after: Callable[..., Office], tmp_path: Path):
    home = f"--home {after(one_night).home.root}"
    (tmp_path / "通报.txt").write_text("截至2024年6月20日，微博发布信息2条。", "utf-8")
    steps = {
        f"figures {home}": ["计算指标"],
        f"explain wb_posts {home} --rows {tmp_path}/rows.csv": ["计算指标", "写出全部行"],
        f"doctor {home}": ["体检"],
        f"audit {tmp_path}/通报.txt {home} --out {tmp_path}/核对": ["核对", "写核对稿"],
        f"templates {tmp_path}/模板": ["写台账模板"],
    }
    *told, of_indexes = in_terminal([*steps, f"indexes --json {home}"])
    assert [shown(each) for each in told] == list(steps.values())
    assert json.loads(of_indexes)


def test_drift_tells_how_many_reports_it_has_seen(empty_home: Callable[[], Home], tmp_path: Path):
    told: list[tuple[str, int, int]] = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    found, damaged = drifts_of(empty_home(), [tmp_path / "a", tmp_path / "b"], lambda *step: told.append(step))
    assert told == [("对照签发的报告", 0, 2), ("对照签发的报告", 1, 2)]
    assert (found, len(damaged)) == ([], 2)


def test_a_night_tells_its_steps(office: Office):
    told: list[str] = []
    night = Night.of(office.home, AS_OF, progress=lambda step, done, of: told.append(step))
    for step in (night.take_in, night.build_core, night.compute, night.publish, night.report):
        step()
    assert told == ["整理数据", "计算指标", "发布", "写报表"]


class Terminal(io.StringIO):
    """Where somebody looks."""

    def isatty(self) -> bool:
        return True


def test_a_step_says_how_far_it_is_and_for_how_long():
    console = Console(file=Terminal(), width=80, force_terminal=True)
    with progress_of(console) as show:
        show("读取文件")
        show("读取文件", 1_200, 3_400)
        show("写出全部行", 5_000)
    written = console.file.getvalue()
    for part in ("读取文件", "1,200/3,400", "写出全部行", "5,000", "0:00:00"):
        assert part in written


@pytest.mark.parametrize("looks", [{"quiet": True}, {}], ids=["quiet", "dumb"])
def test_a_terminal_may_be_left_alone_too(looks: dict[str, bool], monkeypatch: pytest.MonkeyPatch):
    if not looks:
        monkeypatch.setenv("TERM", "dumb")
    console = Console(file=Terminal(), width=80)
    with progress_of(console, **looks) as show:
        show("读取文件", 1, 2)
    assert console.file.getvalue() == ""


@pytest.mark.parametrize("looks", [{}, {"force_terminal": True}], ids=["plain", "with colours all the same"])
def test_nothing_is_shown_where_nobody_looks(looks: dict[str, bool]):
    console = Console(file=io.StringIO(), **looks)
    with progress_of(console) as show:
        show("读取文件", 1, 2)
    assert console.file.getvalue() == ""


def test_every_long_command_is_quiet_under_json():
    for path in sorted((ROOT / "pipelines" / "verbs").glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        has_json = any(isinstance(node, ast.arg) and node.arg == "as_json" for node in ast.walk(tree))
        right = "progress_of(console, quiet=as_json)" if has_json else "progress_of(console)"
        calls = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        expected = set() if path.stem in NOT_LONG else {right}
        assert {call for call in calls if call.startswith("progress_of(")} == expected, path.stem
