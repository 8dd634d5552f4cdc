"""What the doctor finds, and what it makes of it: the exit code, and what to do."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from _office import GARBAGE, Office, one_night
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.doctor import examine, exit_code
from pipelines.doctor import home as doctor_home
from pipelines.doctor import machine as doctor_machine
from pipelines.doctor.finding import Finding
from warehouse import Home, building, connect


@pytest.fixture(autouse=True)
def machine(monkeypatch, request) -> None:
    """Tests of homes look at no machine; `of_machine` marks the others by their name."""
    if "machine" not in request.node.name:
        monkeypatch.setattr("pipelines.doctor.machine_findings", lambda: iter(()))


def not_ok(home: Home) -> list[Finding]:
    return [finding for finding in examine(home.root) if finding.state != "ok"]


def only(findings: list[Finding], state: str, *says: str) -> Finding:
    """The one finding that is not as it should be."""
    (finding,) = findings
    assert finding.state == state
    assert all(word in finding.what for word in says), finding.what
    assert finding.do
    return finding


@pytest.fixture
def healthy(after) -> Office:
    """An office after its night, which was a moment ago."""
    return after(night_just_passed)


def night_just_passed(office: Office) -> None:
    office.now = doctor_home.beijing_now()
    one_night(office)


def original(home: Home) -> Path:
    return next(path for path in home.originals.iterdir() if path.suffix == ".csv")


def test_a_sample_after_its_night_is_healthy(copied_home: Home):
    findings = examine(copied_home.root)
    assert {finding.state for finding in findings} == {"ok"}
    assert exit_code(findings) == 0
    assert any("样例数据" in finding.what for finding in findings)


def test_looking_changes_nothing(healthy: Office):
    build, published = healthy.home.build.read_bytes(), healthy.home.published.read_bytes()
    assert not_ok(healthy.home) == []
    assert healthy.home.build.read_bytes() == build
    assert healthy.home.published.read_bytes() == published


def test_a_home_before_its_first_night_is_told_to_have_one(empty_home: Callable[..., Home]):
    findings = not_ok(empty_home("real"))
    assert [(f.state, f.what, f.do) for f in findings] == [
        ("warn", "还没有运行过", "请运行 media-metrics nightly"),
        ("warn", "还没有发布过数据", "请运行 media-metrics nightly"),
    ]
    assert exit_code(findings) == 0


def test_an_original_that_is_missing_is_bad_and_named(healthy: Office):
    original(healthy.home).unlink()
    finding = only(not_ok(healthy.home), "bad", "1 个原件不见了", "2024-06-21/a.csv")
    assert exit_code([finding]) == 1


def test_an_original_that_was_changed_is_bad(healthy: Office):
    path = original(healthy.home)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b"\n")
    only(not_ok(healthy.home), "bad", "1 个原件的内容被改动过", path.name)


@pytest.mark.parametrize("name", ["config.toml", "aliases.toml", "targets.toml", "figures.toml"])
def test_settings_that_cannot_be_read_are_bad(healthy: Office, name):
    healthy.configure("[broken\n", name)
    only(not_ok(healthy.home), "bad", name, "有错")


def test_aliases_of_a_kind_that_there_is_not_are_told(healthy: Office):
    healthy.configure('[weibo_post]\n"阅读" = "views"\n', "aliases.toml")
    only(not_ok(healthy.home), "bad", "aliases.toml", "没有 [weibo_post] 这种文件（是不是 weibo_posts？）")


def test_a_build_file_that_another_night_writes_is_no_illness(healthy: Office, monkeypatch):
    monkeypatch.setattr("warehouse._store.LOCK_WAIT_SECONDS", 0.0)
    with building(healthy.home):
        only(not_ok(healthy.home), "warn", "另一个任务")


def test_a_build_file_that_another_program_holds_is_no_illness(healthy: Office):
    holds = f"import duckdb; c = duckdb.connect({str(healthy.home.build)!r}); print('held', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", holds], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        only(not_ok(healthy.home), "warn", "build.duckdb 被别的程序打开了")
        other.communicate(b"\n")


def test_a_damaged_build_file_is_bad(healthy: Office):
    healthy.home.build.write_bytes(b"no database" * 1000)
    only(not_ok(healthy.home), "bad", "build.duckdb 已损坏")


def test_a_damaged_published_file_is_bad(healthy: Office):
    healthy.home.published.write_bytes(b"no database" * 1000)
    only(not_ok(healthy.home), "bad", "发布的数据库打不开")


def test_a_night_that_did_not_publish_is_told(healthy: Office):
    healthy.ask("insert into meta.runs select 2, as_of, known_at, definition_hash, finished_at from meta.runs")
    only(not_ok(healthy.home), "warn", "发布的是第 1 次运行，最近的是第 2 次")


def test_a_night_missed_is_told(healthy: Office, monkeypatch):
    with connect(healthy.home.root) as con:
        finished = con.execute("select max(finished_at) from meta.runs").fetchall()[0][0]
    monkeypatch.setattr(doctor_home, "NIGHTS_APART", timedelta(seconds=-1))
    only(not_ok(healthy.home), "warn", f"{finished:%Y-%m-%d %H:%M}", "已超过一天")


def test_refused_files_are_counted(healthy: Office):
    healthy.put("b.csv", GARBAGE)
    healthy.pass_night()
    assert "隔离区有 1 个文件" in [f.what for f in not_ok(healthy.home)]


def test_a_disk_nearly_full_is_told(healthy: Office, monkeypatch):
    monkeypatch.setattr(doctor_home, "LEAST_FREE", 2**60)
    only(not_ok(healthy.home), "warn", "磁盘只剩")


def test_a_home_without_inbox_is_bad(healthy: Office):
    (healthy.home.inbox / "2024-06-21/a.csv").unlink()
    (healthy.home.inbox / "2024-06-21").rmdir()
    healthy.home.inbox.rmdir()
    only(not_ok(healthy.home), "bad", "没有收件箱")


def test_no_home_is_bad(tmp_path: Path):
    only(examine(tmp_path), "bad", "不是数据目录")


def test_this_machine_is_healthy(monkeypatch):
    findings = list(doctor_machine.machine_findings())
    assert {finding.state for finding in findings} == {"ok"}
    assert [f.what.split()[0] for f in findings[:4]] == ["Python", "duckdb", "pandas", "dagster"]
    assert "读取进程能启动，试读成功" in [f.what for f in findings]


def test_a_windows_machine_is_told_which_guards_are_missing(monkeypatch):
    monkeypatch.setattr(doctor_machine, "system", lambda: "win32")
    finding = only(list(doctor_machine.guard_findings()), "warn", "没有内存上限", "forkserver", "超时")
    assert exit_code([finding]) == 0


def test_a_machine_that_refuses_the_limit_is_told(monkeypatch):
    monkeypatch.setattr(doctor_machine, "system", lambda: "darwin")
    monkeypatch.setattr(doctor_machine, "_takes_a_limit", lambda: False)
    limit, server = doctor_machine.guard_findings()
    assert (limit.state, server.state) == ("warn", "ok")
    assert "macOS" in limit.what


def test_a_machine_that_starts_no_worker_is_bad(monkeypatch):
    def read_all(*_: object) -> None:
        raise RuntimeError("no worker could be started to read files")

    monkeypatch.setattr("sources.read_all", read_all)
    assert doctor_machine.worker_finding().state == "bad"


def test_a_package_missing_from_the_machine_is_bad(monkeypatch):
    monkeypatch.setattr(doctor_machine, "PACKAGES", ("no-such-package",))
    found = [f for f in doctor_machine.machine_findings() if f.state == "bad"]
    only(found, "bad", "没有安装 no-such-package")


def test_people_and_programs_are_told_the_same(healthy: Office):
    original(healthy.home).unlink()
    told = CliRunner().invoke(main, ["doctor", "--home", str(healthy.home.root)])
    assert told.exit_code == 1
    assert "有问题 1 个原件不见了" in told.stdout
    assert "→ 请从备份恢复" in told.stdout
    answer = CliRunner().invoke(main, ["doctor", "--home", str(healthy.home.root), "--json"])
    held = json.loads(answer.stdout)
    assert (answer.exit_code, held["exit_code"]) == (1, 1)
    assert [f["state"] for f in held["findings"]].count("bad") == 1
    assert set(held["findings"][0]) == {"state", "what", "do"}
