"""`media-metrics nightly` as people and schedulers call it: in a process of its own."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import click
import pytest
from _office import GARBAGE, HALF_YEAR, ROOT, Office, media_metrics
from click.testing import CliRunner

from pipelines import nightly
from pipelines.cli import main
from pipelines.intake import Intake
from pipelines.outcome import NightOutcome
from warehouse import create_home
from warehouse.identities import Outcome

FIELDS = set(
    "home as_of changed files rows refused asked returned assumed notes checks downloads documents figures "
    "exit_code".split()
)


def test_what_needs_a_person_is_1_and_programs_are_told_all(tmp_path):
    office = Office(create_home(tmp_path / "data", "real"))
    office.put("2024-06-21/a.csv", HALF_YEAR)
    office.put("2024-06-21/b.csv", GARBAGE)
    night = media_metrics("nightly", "--as-of", "2024-06-20", "--json", cwd=tmp_path)
    told = json.loads(night.stdout)
    assert (night.returncode, night.stderr) == (1, "")
    assert set(told) == FIELDS
    assert (told["as_of"], told["changed"], told["exit_code"]) == ("2024-06-20", True, 1)
    assert told["files"] == {"loaded": 1, "duplicate": 0, "quarantined": 1, "ignored": 0, "new": 2}
    assert told["rows"] == {"read": 3, "loaded": 3, "rejected": 0, "set_aside": 0}
    assert [one["file"] for one in told["refused"]] == ["2024-06-21/b.csv"]
    posts = next(row for row in told["figures"] if row["id"] == "wb_posts")
    assert (posts["value"], posts["claim"]["value"], posts["verdict"]) == (2, 865, "偏高")
    assert all((tmp_path / path).is_file() for path in told["documents"].values())
    assert {path.name for path in tmp_path.iterdir()} == {"data"}  # no statistics of use in the user's own folder


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nightly"], "没有找到数据目录"),
        (["nightly", "--home", "."], "不是数据目录"),
        (["nightly", "--as-of", "20.6.2024"], "'20.6.2024' 不是日期"),
        (["figures"], "没有找到数据目录"),
        (["figures", "--home", "empty"], "还没有发布的数据"),
        (["explain", "wb_posts", "--home", "empty"], "还没有发布的数据"),
        (["files", "--home", "empty"], "还没有发布的数据"),
    ],
)
def test_what_cannot_be_done_is_2_in_one_sentence(arguments, says, tmp_path, monkeypatch):
    create_home(tmp_path / "empty", "real")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MEDIA_METRICS_HOME", raising=False)
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_the_command_line_says_so_in_a_process_too(tmp_path):
    (tmp_path / "x").write_text("somebody's own")
    refused = media_metrics("nightly", "--home", tmp_path, cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "不是数据目录" in refused.stderr


def test_a_mistake_of_ours_is_2_and_shown_whole(office: Office, monkeypatch):
    monkeypatch.setattr(nightly, "run_nightly", lambda *_: 1 / 0)
    result = CliRunner().invoke(main, ["nightly", "--home", str(office.home.root)])
    assert result.exit_code == 2
    assert "ZeroDivisionError" in result.stderr
    assert "程序出错" in result.stderr


def test_asking_for_help_is_no_mistake(monkeypatch):
    monkeypatch.setattr("warehouse.find_home", lambda *_: pytest.fail("asked for a home"))
    assert CliRunner().invoke(main, ["nightly", "--help"]).exit_code == 0


@pytest.mark.parametrize("how", [KeyboardInterrupt(), click.Abort(), RuntimeError("Query interrupted")])
def test_breaking_off_is_no_mistake_and_not_done(monkeypatch, how):
    def broken_off(*_):
        raise how

    monkeypatch.setattr("pipelines.verbs.files.find_home", broken_off)
    stopped = CliRunner().invoke(main, ["files"])
    assert (stopped.exit_code, stopped.stdout) == (2, "")
    assert stopped.stderr == "没有完成：中断了，重新运行即可。\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for another process there")
def test_a_night_broken_off_while_it_waits_for_its_readers_says_so(office: Office):
    office.put("a.csv", HALF_YEAR)
    program = f"""
import os, signal
from pipelines import cli, night
from pipelines.beside import Asked
Asked.result = lambda *_: os.kill(os.getpid(), signal.SIGINT)
cli.main(["nightly", "--home", {str(office.home.root)!r}])
"""
    stopped = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60
    )
    assert (stopped.returncode, stopped.stdout) == (2, "")
    assert stopped.stderr.startswith("没有完成：中断了，重新运行即可")


NOTHING = Intake(Counter(), Counter(), [], [], [], [])


@pytest.mark.parametrize(
    ("refused", "passed", "severity", "verdict", "code"),
    [
        ([], True, "error", "一致", 0),
        ([], False, "warn", "一致", 0),
        ([], None, "error", "一致", 0),
        ([], False, "error", "一致", 1),
        ([("a.csv", "坏")], True, "error", "一致", 1),
        ([], True, "error", "偏高", 1),
        ([], True, "error", "口径不符", 1),
        ([], True, "error", "数据不全", 1),
        ([], True, "error", "偏低", 0),
        ([], True, "error", "文字残缺", 0),
        ([], True, "error", "无法核对", 0),
        ([], True, "error", "", 0),
    ],
)
def test_exit_code_of_a_night_that_was_done(sample_figures, refused, passed, severity, verdict, code):
    rows = [replace(sample_figures["wb_posts"], verdict=verdict)]
    outcome = NightOutcome(
        SimpleNamespace(), replace(NOTHING, refused=refused), rows,
        [Outcome("s1", "jianhu", passed, severity, "")], (), (),
    )  # fmt: skip
    assert outcome.exit_code == code


def test_names_and_remarks_are_printed_as_they_are(office: Office, without_dagster):
    office.put("[red]旧[/red].csv", GARBAGE)
    office.put("[/].csv", "发布时间,微博内容,阅读数,[bold]\n2024-01-02 08:00,甲,10,1\n")
    home = ["--home", str(office.home.root)]
    night = CliRunner().invoke(main, ["nightly", *home, "--as-of", "2024-06-20"])
    assert night.exit_code == 1
    assert "新文件 2 = 已入库 1　重复 0　已隔离 1　已忽略 0" in night.stdout
    assert "读入 1 行 = 入库 1 + 退回 0 + 搁置 0" in night.stdout
    assert "已隔离 [red]旧[/red].csv" in night.stdout
    assert "提示 [/].csv：weibo_posts：不认识的列“[bold]”" in night.stdout
    files = CliRunner().invoke(main, ["files", *home]).stdout
    assert "[red]旧[/red].csv" in files
    assert "[/].csv" in files
