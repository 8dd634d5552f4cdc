"""A report frozen as it was published: whole, provable, and never changed."""

import hashlib
import json
import os
import stat
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from _issues import FIRST, command, issued_by, json_of
from _office import AS_OF, FIRST_NIGHT, Office, weibo

import pipelines.freezing
from pipelines.freezing import put
from pipelines.issued import DamagedIssue, UnknownIssue, folder_named, folders, read_issued
from pipelines.issuing import NotIssued
from warehouse import catalogue

POSTS = weibo("2023-12-31 7", "2024-01-02 10", "2024-06-18 20000")
REVISED = weibo("2023-12-31 7", "2024-01-02 10", "2024-06-18 20090")
SOMETHING = {"report.json": b"{}"}
"""What may be put into a folder where only the folder matters."""


@pytest.fixture
def published(after: Callable[[Callable[[Office], None]], Office]) -> Office:
    """After a night over one list: two posts of 2024, read 20 010 times."""
    return after(one_list)


@pytest.fixture
def has_issued(after: Callable[[Callable[[Office], None]], Office]) -> Office:
    """After that night, and a report was issued."""
    return after(one_list_issued)


@pytest.fixture
def folder(has_issued: Office) -> Path:
    """What was issued after that night."""
    (found,) = folders(has_issued.home)
    return found


def one_list(office: Office) -> None:
    office.put(FIRST, POSTS)
    office.pass_night()


def one_list_issued(office: Office) -> None:
    one_list(office)
    issued_by(office)


def said(report: dict, figure: str) -> dict:
    return next(one for one in report["figures"] if one["id"] == figure)


def test_what_people_saw_is_written_down_with_where_it_came_from(has_issued: Office, folder: Path):
    report = json.loads((folder / "report.json").read_bytes())
    assert (report["title"], report["as_of"], report["run_id"]) == ("半年通报", "2024-06-20", 1)
    assert report["known_at"] == FIRST_NIGHT.isoformat() == report["computed_at"]
    assert report["issued_at"] == has_issued.now.isoformat()
    assert set(report["code"]) == {"version", "sha256"}
    assert [kind["title"] for kind in report["kinds"]] == ["微博博文"]
    reads = said(report, "wb_reads")
    known = catalogue.load().figures["wb_reads"]
    assert (reads["value"], reads["rows"], reads["centre"]) == (20010, 2, "jianhu")
    assert reads["coverage"]["share"] < 1  # the list ends on the 18th
    assert reads["definition_hash"] == known.definition_hash
    assert (reads["definition"]["measure"], reads["definition"]["table"]) == ("sum(views)", "posts")
    assert reads["claim"]["quote"] == catalogue.load().notice(AS_OF).claims["wb_reads"].quote
    assert reads["verdict"]
    sha256 = hashlib.sha256(POSTS.encode("utf-8-sig")).hexdigest()
    assert reads["files"] == [
        {"centre": "jianhu", "account": "main", "sha256": sha256, "path": FIRST, "observed_at": "2024-06-19T00:00:00",
         "rows": 2, "late_days": 0}
    ]  # fmt: skip
    assert {one["id"] for one in report["figures"]} == {"wb_posts", "wb_reads", "wb_posts_over_10k"}


def test_indexes_stand_in_it_with_what_is_missing(folder: Path):
    """The list names no reposts, and of May it has nothing."""
    (bci,) = read_issued(folder).report["indexes"]
    assert (bci["id"], bci["label"], bci["value"]) == ("bci", "微博传播指数 BCI（自行测算）", None)
    assert (bci["account"], bci["period"]["first"], bci["period"]["last"]) == ("main", "2024-05-01", "2024-05-31")
    assert "时段内没有作品" in bci["missing"]
    assert bci["formula"][0] == "160 × (0.2×活跃度W1 + 0.8×传播度W2)"


def test_the_sums_are_those_of_its_files(published: Office, tmp_path: Path):
    text = tmp_path / "通报 终稿.DOCX"
    text.write_bytes(b"PK\x03\x04 no real document")
    folder = issued_by(published, notice=text).folder
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    assert sorted(line.split("  ")[1] for line in lines) == ["notice.docx", "report.json"]
    for line in lines:
        sha256, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256
    assert (folder / "notice.docx").read_bytes() == text.read_bytes()
    assert read_issued(folder).report["notice"] == {"file": "notice.docx", "original_name": "通报 终稿.DOCX"}


def test_it_is_for_reading_only(folder: Path):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o555
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o444}


def test_issued_again_it_is_another_one(has_issued: Office, folder: Path):
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    second = issued_by(has_issued).folder
    third = issued_by(has_issued, "a/b\\c:*? 更正").report
    assert [path.name for path in folders(has_issued.home)] == [
        "2024-06-20_1-半年通报", "2024-06-20_2-半年通报", "2024-06-20_3-a-b-c-更正"
    ]  # fmt: skip
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before
    assert folder_named(has_issued.home, "2024-06-20_2") == second
    assert third["title"] == "a/b\\c:*? 更正"


@pytest.mark.parametrize(
    ("title", "slug"), [("a/b\\c:*? 甲", "a-b-c-甲"), ("../..", "报告"), ("……", "报告"), ("长" * 80, "长" * 40)]
)
def test_any_title_makes_a_name(office: Office, title: str, slug: str):
    assert put(office.home, AS_OF, title, SOMETHING).name == f"2024-06-20_1-{slug}"


def test_what_is_not_published_yet_is_not_in_it_and_of_two_runs_of_a_day_the_last_one_is_issued(published: Office):
    published.put("2024-06-20/b.csv", REVISED)
    night = published.night()
    with night:
        for step in (night.take_in, night.build_core, night.compute):
            step()
    report = issued_by(published).report
    assert (report["run_id"], said(report, "wb_reads")["value"]) == (1, 20010)
    night.publish()
    report = issued_by(published).report
    assert (report["run_id"], said(report, "wb_reads")["value"]) == (2, 20100)


def test_of_an_earlier_day_it_is_what_people_then_saw(published: Office):
    published.put("2024-06-20/b.csv", REVISED)
    published.pass_night(date(2024, 6, 21))
    report = issued_by(published).report
    assert (report["run_id"], said(report, "wb_reads")["value"]) == (1, 20010)
    assert [file["path"] for file in said(report, "wb_reads")["files"]] == [FIRST]


# ---- refused ------------------------------------------------------------------------------------


def test_a_day_that_nobody_computed_is_refused(published: Office):
    with pytest.raises(NotIssued, match="2024-06-19 没有计算并发布过（最近发布的有 2024-06-20）"):
        issued_by(published, as_of=date(2024, 6, 19))
    assert folders(published.home) == []


def test_numbers_whose_definition_was_changed_since_are_refused(published: Office):
    published.configure('[wb_posts_over_10k]\nwhere = "views > 5000"\n', "figures.toml")
    with pytest.raises(NotIssued, match="请先运行 media-metrics nightly --as-of 2024-06-20 再签发"):
        issued_by(published)
    published.pass_night()
    assert said(issued_by(published).report, "wb_posts_over_10k")["definition"]["where"] == "views > 5000"


def test_numbers_that_cannot_be_computed_again_are_refused(published: Office):
    published.put("2024-06-20/b.csv", REVISED)
    published.night().take_in()
    published.ask("update report.figures set value = 1 where figure = 'wb_reads'")
    published.pass_night(date(2024, 6, 21))
    with pytest.raises(NotIssued, match=r"微博总阅读量（jianhu）发布的是 1\.0，按现在的程序重算是 20010"):
        issued_by(published)


@pytest.mark.parametrize("title", ["", " \n"])
def test_no_title_is_refused(published: Office, title: str):
    with pytest.raises(NotIssued, match="标题是空的"):
        issued_by(published, title)
    assert folders(published.home) == []


def test_a_text_that_is_not_there_is_refused(published: Office, tmp_path: Path):
    with pytest.raises(NotIssued, match="打不开"):
        issued_by(published, notice=tmp_path / "none.txt")
    assert list(published.home.issued.iterdir()) == []


@pytest.mark.parametrize("step", ["_write", "_renamed"])
def test_cut_short_it_is_not_there(published: Office, monkeypatch: pytest.MonkeyPatch, step: str):
    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(pipelines.freezing, step, fail)
    with pytest.raises(OSError, match="no space left"):
        issued_by(published)
    assert list(published.home.issued.iterdir()) == []


def test_what_the_power_cut_left_is_no_report_and_is_cleared_away(office: Office):
    left, at_work = (office.home.issued / f".2024-06-20.{pid}.tmp" for pid in (77, 78))
    for folder in (left, at_work):
        folder.mkdir()
        (folder / "report.json").write_text("{")
        (folder / "report.json").chmod(0o444)
    os.utime(left, (0, 0))
    assert folders(office.home) == []
    assert put(office.home, AS_OF, "半年通报", SOMETHING).name == "2024-06-20_1-半年通报"
    assert (left.exists(), at_work.exists()) == (False, True)


# ---- read back ----------------------------------------------------------------------------------


def open_for(folder: Path) -> None:
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.chmod(0o644)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda folder: (folder / "report.json").write_text("{}"), "report.json 被改动过"),
        (lambda folder: (folder / "report.json").unlink(), "report.json 不见了或打不开"),
        (lambda folder: (folder / "SHA256SUMS").unlink(), "SHA256SUMS 不见了或打不开"),
        (lambda folder: (folder / "SHA256SUMS").write_text(""), "SHA256SUMS 里没有 report.json"),
        (lambda folder: (folder / "SHA256SUMS").write_text("00  ../x\n"), "SHA256SUMS 读不出来"),
        (lambda folder: (folder / "补充.docx").write_text("后来放进去的"), "签发以后多出了 补充.docx"),
    ],
)
def test_a_folder_that_was_touched_is_named(folder: Path, harm, told: str):
    open_for(folder)
    harm(folder)
    with pytest.raises(DamagedIssue, match=f"{folder.name}：{told}"):
        read_issued(folder)


def test_what_a_program_leaves_in_a_folder_is_no_change(folder: Path):
    open_for(folder)
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "~$report.xlsx").write_bytes(b"x")
    assert read_issued(folder).report["as_of"] == "2024-06-20"


@pytest.mark.parametrize("content", [b"no json", b"[]", b'{"as_of": "2024-06-20"}', b"\xff"])
def test_sums_that_were_made_for_nonsense_do_not_help(folder: Path, content: bytes):
    open_for(folder)
    (folder / "report.json").write_bytes(content)
    sums = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    others = [line for line in sums if not line.endswith("  report.json")]
    (folder / "SHA256SUMS").write_text("\n".join([*others, f"{hashlib.sha256(content).hexdigest()}  report.json"]))
    with pytest.raises(DamagedIssue, match=r"report\.json 读不出来"):
        read_issued(folder)


def test_a_name_of_none_or_of_several_is_told(office: Office):
    with pytest.raises(UnknownIssue, match="还没有签发过"):
        folder_named(office.home, "x")
    for _ in range(2):
        put(office.home, AS_OF, "半年通报", SOMETHING)
    with pytest.raises(UnknownIssue, match=r"(?s)对应 2 份.*2024-06-20_1-半年通报"):
        folder_named(office.home, "2024-06-20")
    with pytest.raises(UnknownIssue, match=r"(?s)没有签发过“2023”.*2024-06-20_2-半年通报"):
        folder_named(office.home, "2023")


# ---- the command --------------------------------------------------------------------------------


def test_the_command_says_where_it_lies_and_what_must_not_go_out(published: Office, tmp_path: Path):
    text = tmp_path / "通报.txt"
    text.write_text("通报", "gb18030")
    code, told, _ = command(published, "issue", "--as-of", "2024-06-20", "--title", "通报", "--notice", str(text))
    assert code == 1
    (folder,) = folders(published.home)
    assert f"已签发，不会再改：{folder}" in told
    assert "数据不全 3" in told  # the list ends two days before
    assert "数据不全　二(一)3 微博总阅读量：原文“总浏览量超600万”，计算值 20,010次" in told
    assert (folder / "notice.txt").read_bytes() == "通报".encode("gb18030")


def test_the_command_in_json(published: Office):
    found = json_of(published, "issue", "--as-of", "2024-06-20", "--title", "通报")
    assert os.path.basename(found["folder"]) == "2024-06-20_1-通报"
    assert said(found, "wb_posts")["value"] == 2
    assert datetime.fromisoformat(found["issued_at"])


def test_the_command_refuses_with_2(published: Office):
    code, _, told = command(published, "issue", "--as-of", "2024-01-01", "--title", "通报")
    assert (code, told.count("没有计算并发布过")) == (2, 1)


def test_nothing_to_stop_is_0(published: Office):
    published.pass_night(date(2024, 6, 19))  # no notice speaks for that day
    assert command(published, "issue", "--as-of", "2024-06-19", "--title", "通报")[0] == 0
