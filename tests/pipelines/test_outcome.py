"""What a night says at its end: samples, rows sent back, nights cut off, several centres, checks."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from _office import GARBAGE, HALF_YEAR, Office, one_night, weibo
from click.testing import CliRunner
from rich.console import Console

from pipelines.cli import main
from pipelines.outcome import NightOutcome
from pipelines.scorecard import print_scorecard
from warehouse import Home
from warehouse.identities import Outcome

Command = Callable[..., tuple[int, str]]
TWO_CENTRES = """
default_centre = "jianhu"
[centres.jianhu]
name = "建湖[1]"
[centres.sheyang]
name = "射阳"
"""
NOTHING_NEW = "没有新的内容，什么也没有改动。"
WRONG = weibo("2024-01-02 10", *(f"2024-01-0{day} 很多" for day in range(3, 8)))
NOTHING_RIGHT = weibo("2024-01-02 许多", "2024-01-03 很多")


@pytest.fixture
def command(office: Office, without_dagster, monkeypatch) -> Command:
    """The command in this process, its nights a day apart: exit code and output."""
    monkeypatch.setattr("pipelines.night.beijing_now", lambda: office.night().now)

    def called(*arguments: str) -> tuple[int, str]:
        as_of = ["--as-of", "2024-06-20"] if arguments[0] == "nightly" else []
        result = CliRunner().invoke(main, [*arguments, *as_of, "--home", str(office.home.root)])
        return result.exit_code, result.stdout

    return called


def told(command: Command) -> dict:
    return json.loads(command("nightly", "--json")[1])


def test_the_figures_of_a_sample_say_that_they_are(sample_home: Home, office: Office, sample_figures):
    for home, is_marked in ((sample_home, True), (office.home, False)):
        out = io.StringIO()
        print_scorecard(Console(file=out, width=120), home, [sample_figures["wb_posts"]])
        assert ("样例（虚构数据）" in out.getvalue().splitlines()[0]) is is_marked
    result = CliRunner().invoke(main, ["figures", "--home", str(sample_home.root)])
    assert "样例（虚构数据）" in result.stdout.splitlines()[0]


def test_rows_sent_back_are_told_with_their_reasons(office: Office, command: Command):
    office.put("2024-06-21/a.csv", HALF_YEAR)
    office.put("2024-06-21/b[1].csv", WRONG)
    _, said = command("nightly")
    said = "".join(said.splitlines())  # the line is longer than the window is wide
    assert "退回 2024-06-21/b[1].csv：第 3 行 阅读数：" in said
    assert said.count("阅读数：") == 3
    assert "第 6 行" not in said
    assert "；等 5 行" in said
    listed = {row["path"]: row for row in json.loads(command("files", "--json")[1])}
    wrong = listed["2024-06-21/b[1].csv"]
    assert (wrong["rows_read"], wrong["rows"], wrong["rows_rejected"], wrong["rows_set_aside"]) == (6, 1, 5, 0)
    assert [(one["row"], one["column"]) for one in wrong["rejects"]] == [(row, "views") for row in range(3, 8)]
    assert all(one["reason"].startswith("阅读数：") for one in wrong["rejects"])
    assert listed["2024-06-21/a.csv"]["rejects"] == []
    assert "退回" in command("files")[1]


@pytest.mark.parametrize(("content", "code"), [(WRONG, 0), (NOTHING_RIGHT, 1)])
def test_a_file_of_which_nothing_could_be_loaded_needs_a_person(office: Office, content, code):
    office.put("2024-06-21/a.csv", content)
    night = office.pass_night()
    outcome = NightOutcome.of(night)
    assert outcome.taken.files["loaded"] == 1
    assert NightOutcome(night, outcome.taken, (), (), (), ()).exit_code == code
    (returned,) = outcome.as_json()["returned"]
    assert returned["path"] == "2024-06-21/a.csv"
    assert returned["is_all"] is bool(code)


def test_what_a_night_refused_that_was_cut_off_is_told_by_the_next(office: Office, command: Command):
    office.put("2024-06-21/a.csv", HALF_YEAR)
    assert told(command)["files"]["new"] == 1
    office.put("b.csv", GARBAGE)
    office.night().take_in()
    office.put("2024-06-21/c.csv", weibo("2024-03-01 5"))
    second = told(command)
    assert [one["file"] for one in second["refused"]] == ["b.csv"]
    assert second["files"] == {"loaded": 1, "duplicate": 0, "quarantined": 1, "ignored": 0, "new": 2}
    assert (second["rows"]["read"], second["exit_code"]) == (1, 1)
    third = told(command)
    assert set(third["files"].values()) == set(third["rows"].values()) == {0}
    assert third["changed"] is False


@pytest.mark.parametrize("broken", ["pipelines.night.publish", "pipelines.reports.documents.write_dashboard"])
def test_it_is_told_as_well_when_the_night_ended_before_people_could_read_it(
    after, command: Command, monkeypatch, broken
):
    after(one_night).put("b.csv", GARBAGE)
    with monkeypatch.context() as broken_night:
        broken_night.setattr(broken, lambda *_, **__: 1 / 0)
        assert command("nightly")[0] == 2
    code, said = command("nightly")
    assert code == 1
    assert "已隔离 b.csv" in said
    assert NOTHING_NEW not in said
    assert NOTHING_NEW in command("nightly")[1]


def one_night_of_two_centres(office: Office) -> None:
    office.configure(TWO_CENTRES)
    office.put("2024-06-21/sheyang/a.csv", weibo("2024-03-01 5"))
    one_night(office)


def test_every_centre_has_its_table_and_its_documents(after, command: Command):
    after(one_night_of_two_centres)
    said = command("nightly")[1].splitlines()
    assert said.count("建湖[1]") == said.count("射阳") == 1
    assert sum("微博发布信息" in line for line in said[: said.index("射阳")]) == 1
    documents = told(command)["documents"]
    assert set(documents) == {
        "Excel 汇总（建湖[1]）", "看板（建湖[1]）", "Excel 汇总（射阳）", "看板（射阳）", "发布的数据库",
    }  # fmt: skip
    assert len({Path(path) for path in documents.values() if Path(path).is_file()}) == 5


def checks_told(office: Office, outcomes: list[Outcome]) -> list[str]:
    """The lines about checks, were `outcomes` what the last night has found."""
    out = io.StringIO()
    night = office.night()
    night.has_published = True
    replace(NightOutcome.of(night), identities=outcomes).tell(Console(file=out, width=132))
    return [line for line in out.getvalue().splitlines() if line.startswith("核对")]


def test_a_check_that_does_not_hold_says_how_bad_that_is(after):
    outcomes = [
        Outcome("a", "jianhu", False, "warn", "甲：不成立"),
        Outcome("b", "jianhu", False, "error", "乙：不成立"),
        Outcome("c", "jianhu", None, "error", "丙：缺数据，无法判断"),
        Outcome("d", "jianhu", True, "error", "丁：成立"),
    ]
    assert set(checks_told(after(one_night), outcomes)) == {
        "核对 甲：不成立（提醒）", "核对 乙：不成立（错误）", "核对 丙：缺数据，无法判断",
    }  # fmt: skip


def test_checks_without_any_data_are_one_line(office: Office):
    office.pass_night()
    outcomes = [Outcome(key, "jianhu", None, "error", f"{key}：缺数据，无法判断") for key in "甲乙丙"]
    assert checks_told(office, outcomes) == ["核对 3 项缺数据，无法判断"]


def test_of_several_centres_a_check_says_which_one_fails(after):
    outcomes = [
        Outcome("a", "jianhu", True, "error", "甲：成立"),
        Outcome("a", "sheyang", False, "error", "甲：不成立"),
        Outcome("b", "jianhu", None, "error", "乙：缺数据，无法判断"),
    ]
    assert checks_told(after(one_night_of_two_centres), outcomes) == [
        "核对 建湖[1]：乙：缺数据，无法判断",
        "核对 射阳：甲：不成立（错误）",
    ]
