"""What became of issued figures: each cause, brought about by hand, is named and no other."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from _issues import (
    FIRST,
    GONE,
    LATE,
    NEW,
    REDEFINED,
    SAME,
    UNKNOWN,
    WITHDRAWN,
    command,
    drifts,
    issued_by,
    json_of,
    values,
    words,
)
from _office import AS_OF, Office, weibo

import pipelines.drift
from pipelines.issued import Issued, folders, read_issued
from pipelines.rebuilding import rebuild
from pipelines.withdrawing import put_back, withdraw
from warehouse import building, catalogue, publish

LOAD = catalogue.load
OTHER = "2024-06-18/x.csv"
REVISED = "2024-06-20/b.csv"


@pytest.fixture
def published(after: Callable[[Callable[[Office], None]], Office]) -> Office:
    """After a night over two lists, and issued: three posts of 2024, of which one was read 20 000 times, one 8 000."""
    return after(two_lists)


@pytest.fixture
def issued(published: Office) -> Issued:
    """What was issued of `published`."""
    return first_issued(published)


@pytest.fixture
def revised(published: Office, after: Callable[[Callable[[Office], None]], Office]) -> Office:
    """The same after a night over a newer list, by which the first was read 90 times more, and issued once more."""
    return after(revision)


def two_lists(office: Office) -> None:
    office.put(FIRST, weibo("2023-12-31 7", "2024-06-18 20000"))
    office.put(OTHER, weibo("2024-03-01 8000", "2024-03-02 5"))
    office.pass_night()
    issued_by(office)


def revision(office: Office) -> None:
    """What comes after `two_lists`."""
    office.put(REVISED, weibo("2023-12-31 7", "2024-06-18 20090"))
    office.pass_night()
    issued_by(office, "更正")


def first_issued(office: Office) -> Issued:
    return read_issued(folders(office.home)[0])


def last_issued(office: Office) -> Issued:
    return read_issued(folders(office.home)[-1])


def names(one, word: str) -> tuple[str, ...]:
    return next(cause.names for cause in one.causes if cause.word == word)


def test_nothing_changed_and_nothing_moved(published: Office, issued: Issued):
    found = drifts(published, issued)
    assert {figure: (one.has_moved, words(one)) for figure, one in found.items()} == {
        figure: (False, [SAME]) for figure in ("wb_posts", "wb_reads", "wb_posts_over_10k")
    }
    assert values(found["wb_reads"]) == (28005, 28005)


def test_what_speaks_for_other_days_moves_nothing(published: Office, issued: Issued):
    """The day is the report's, and not the last night's."""
    assert issued.as_of == AS_OF
    published.put("2024-07-02/later.csv", weibo("2024-06-21 9", "2024-06-25 9", "2024-07-01 9"))
    published.pass_night(date(2024, 6, 30))
    found = drifts(published, issued)
    assert {tuple(words(one)) for one in found.values()} == {(SAME,)}
    assert values(found["wb_posts"]) == (3, 3)


def test_a_rebuild_moves_nothing(published: Office, issued: Issued):
    rebuild(published.home, lambda step, done, of: None)
    publish(published.home)
    assert {tuple(words(one)) for one in drifts(published, issued).values()} == {(SAME,)}


def test_a_new_export_is_named(revised: Office):
    found = drifts(revised, first_issued(revised))
    assert (values(found["wb_reads"]), words(found["wb_reads"])) == ((28005, 28095), [NEW])
    assert names(found["wb_reads"], NEW) == ("2024-06-20/b.csv",)
    assert words(found["wb_posts"]) == [SAME]  # as many as before


def test_what_was_read_after_the_day_is_late(published: Office, issued: Issued):
    published.put("2024-06-25/c.csv", weibo("2024-06-18 30000", "2024-06-20 5"))  # of the first we know better
    published.pass_night()
    found = drifts(published, issued)
    assert (values(found["wb_posts"]), words(found["wb_posts"])) == ((3, 4), [LATE])
    assert values(found["wb_reads"]) == (28005, 28010)
    (cause,) = found["wb_posts"].causes
    assert (cause.told, cause.names) == ("1 行在截至日之后才读到，最晚 5 天", ("2024-06-25/c.csv",))


def test_the_same_bytes_seen_again_later_are_late_too(office: Office):
    office.put("2024-06-16/a.csv", weibo("2024-06-15 10"))
    office.put("2024-06-17/b.csv", weibo("2024-06-15 12"))
    office.pass_night()
    issued = issued_by(office)
    office.put("2024-06-19/a (1).csv", weibo("2024-06-15 10"))
    office.pass_night()
    found = drifts(office, issued)["wb_reads"]
    assert (values(found), words(found)) == ((12, 10), [LATE])
    assert names(found, LATE) == ("2024-06-16/a.csv",)


def test_a_withdrawn_file_is_named_and_so_is_one_put_back(published: Office, issued: Issued):
    with building(published.home) as con:
        withdraw(con, published.home, OTHER, "选错了账号", published.now)
    published.now += timedelta(hours=1)
    published.pass_night()
    found = drifts(published, issued)
    assert (values(found["wb_posts"]), words(found["wb_posts"])) == ((3, 1), [WITHDRAWN])
    assert names(found["wb_posts"], WITHDRAWN) == (OTHER,)
    assert words(found["wb_posts_over_10k"]) == [SAME]

    issued_without = issued_by(published)
    with building(published.home) as con:
        put_back(con, published.home, OTHER, published.now)
    published.now += timedelta(hours=1)
    published.pass_night()
    posts = drifts(published, issued_without)["wb_posts"]
    assert (values(posts), words(posts)) == ((1, 3), [WITHDRAWN])
    assert posts.causes[0].told == "1 个文件已取消撤回"


def test_what_a_withdrawn_file_hid_is_not_new(revised: Office):
    """The older list of the same post was there when the report was issued."""
    issued = last_issued(revised)
    with building(revised.home) as con:
        withdraw(con, revised.home, REVISED, "", revised.now)
    revised.pass_night()
    found = drifts(revised, issued)["wb_reads"]
    assert (values(found), words(found)) == ((28095, 28005), [WITHDRAWN])


def test_another_definition_is_told_with_what_it_was(published: Office, issued: Issued):
    published.configure('[wb_posts_over_10k]\nwhere = "views > 5000"\n', "figures.toml")
    found = drifts(published, issued)
    one = found["wb_posts_over_10k"]
    assert (values(one), words(one)) == ((1, 2), [REDEFINED])
    assert one.causes[0].told == "where 原为“views > 10000”，现为“views > 5000”"
    assert one.by_old is not None
    assert one.by_old.value == 1  # the data alone moved nothing
    assert words(found["wb_posts"]) == [SAME]


def test_of_two_causes_each_has_its_share(published: Office, issued: Issued):
    published.configure('[wb_posts_over_10k]\nwhere = "views > 5000"\n', "figures.toml")
    published.put("2024-06-20/b.csv", weibo("2024-03-02 11000"))
    published.pass_night()
    one = drifts(published, issued)["wb_posts_over_10k"]
    assert (values(one), words(one)) == ((1, 3), [REDEFINED, NEW])
    assert one.by_old is not None
    assert one.by_old.value == 2


def test_another_definition_that_gives_the_same_number_is_told_and_moves_nothing(published: Office, issued: Issued):
    published.configure('[wb_posts_over_10k]\nwhere = "views > 15000"\n', "figures.toml")
    one = drifts(published, issued)["wb_posts_over_10k"]
    assert (one.has_moved, words(one)) == (False, [REDEFINED])


def test_other_words_are_no_other_definition(published: Office, issued: Issued):
    published.configure('[wb_posts_over_10k]\nlabel = "过万"\nnote = "改了说明"\n', "figures.toml")
    assert words(drifts(published, issued)["wb_posts_over_10k"]) == [SAME]


OWN = """
[wb_small]
label = "阅读不到一百的博文"
unit = "条"
from = "posts"
of = { platform = "weibo" }
where = "views < 100"
measure = "count(*)"
kind = "flow"
period = "year_to_date"
"""


def test_a_figure_that_is_defined_no_more_has_no_number_today(published: Office):
    published.configure(OWN, "figures.toml")
    published.pass_night()
    issued = issued_by(published)
    (published.home.config / "figures.toml").unlink()
    one = drifts(published, issued)["wb_small"]
    assert (one.then.value, one.now, words(one)) == (1, None, [REDEFINED])
    assert one.by_old is not None
    assert one.by_old.value == 1
    assert one.has_moved


def test_a_definition_that_cannot_be_run_any_more_is_told(published: Office, issued: Issued):
    report = json.loads(json.dumps(issued.report))
    for said in report["figures"]:
        if said["id"] == "wb_posts_over_10k":
            said["definition"] |= {"where": "plays > 10000"}
            said["definition_hash"] = "of an older model"
    found = drifts(published, Issued(issued.folder, report))
    assert found["wb_posts_over_10k"].causes[0].told == "旧口径的 SQL 现在不能执行，不能按旧口径重算"
    assert words(found["wb_posts"]) == [SAME]


@cache
def only_douyin(config: Path | None = None) -> catalogue.Catalogue:
    known = LOAD(config)
    return replace(known, figures={key: f for key, f in known.figures.items() if key.startswith("dy_posts")}, checks={})


def douyin(*works: str) -> str:
    """A 抖音 list of public works "day views title"."""
    heads = (
        "作品名称,发布时间,体裁,审核状态,播放量,完播率,5s完播率,2s跳出率,平均播放时长,"
        "点赞量,分享量,评论量,收藏量,主页访问量,粉丝增量\n"
    )
    rows = (work.split() for work in works)
    return heads + "".join(f"{title},{day} 08:00:00,视频,公开,{views},,,,,0,0,0,0,0,0\n" for day, views, title in rows)


def test_works_that_a_later_list_misses_are_named_once(office: Office, monkeypatch: pytest.MonkeyPatch):
    """Those that were missing already when a report was issued are no cause of what moved since."""
    monkeypatch.setattr(catalogue, "load", only_douyin)
    office.put("2024-06-18/a.csv", douyin("2024-05-01 30000 撤下的", "2024-01-02 20000 还在的"))
    office.pass_night()
    issued = issued_by(office)
    office.put("2024-06-19/b.csv", douyin("2024-05-02 4 新的", "2024-03-01 5 小的"))  # reaches back to March only
    office.pass_night()
    found = drifts(office, issued)
    assert (values(found["dy_posts_over_10k"]), words(found["dy_posts_over_10k"])) == ((2, 1), [GONE])
    assert names(found["dy_posts_over_10k"], GONE) == ("撤下的",)
    assert (values(found["dy_posts"]), words(found["dy_posts"])) == ((2, 3), [NEW, GONE])

    issued_without = issued_by(office)
    office.put("2024-06-20/c.csv", douyin("2024-05-02 4 新的", "2024-03-01 50000 小的"))
    office.pass_night()
    one = drifts(office, issued_without)["dy_posts_over_10k"]
    assert (values(one), words(one)) == ((1, 2), [NEW])


def test_a_number_that_nothing_explains_is_said_to_be_one(
    published: Office, issued: Issued, monkeypatch: pytest.MonkeyPatch
):
    published.ask("update core.posts set views = views + 1")
    publish(published.home)
    assert drifts(published, issued)["wb_reads"].causes == [(UNKNOWN, "文件、口径和程序都没有变", ())]
    monkeypatch.setattr(pipelines.drift, "code_version", lambda: {"version": "9", "sha256": "abc"})
    (cause,) = drifts(published, issued)["wb_reads"].causes
    assert cause.told.startswith("程序换过版本：")
    assert cause.told.endswith("→ 9（abc）")


# ---- the command --------------------------------------------------------------------------------


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_looking_changes_nothing(published: Office, issued: Issued):
    before = everything(issued.folder), issued.folder.stat().st_mtime_ns, published.home.published.read_bytes()
    code, told, _ = command(published, "drift")
    assert (code, told.count("3 项中 0 项与签发时不同")) == (0, 1)
    now = everything(issued.folder), issued.folder.stat().st_mtime_ns, published.home.published.read_bytes()
    assert now == before


def test_the_command_tells_people(revised: Office):
    revised.configure('[wb_posts_over_10k]\nwhere = "views > 5000"\n', "figures.toml")
    code, told, _ = command(revised, "drift", "2024-06-20_1")
    assert code == 1
    for word in (
        "半年通报（截至 2024-06-20，2024-06-22 01:30 签发）", "微博总阅读量", "28,005次", "28,095次", "新导出",
        "2024-06-20/b.csv",
        "口径改变", "views > 5000", "按旧口径用现在的数据算：1条，数据没有变", "3 项中 2 项与签发时不同",
    ):  # fmt: skip
        assert word in told


def test_the_command_tells_programs(revised: Office):
    found = json_of(revised, "drift")
    assert [(one["issued"], one["moved"]) for one in found["reports"]] == [
        ("2024-06-20_1-半年通报", 1), ("2024-06-20_2-更正", 0)
    ]  # fmt: skip
    reads = next(one for one in found["reports"][0]["figures"] if one["figure"] == "wb_reads")
    shown = reads["moved"], reads["then"]["value"], reads["now"]["value"], reads["by_old"]
    assert shown == (True, 28005, 28095, None)
    assert reads["causes"] == [{"word": NEW, "told": "签发之后收到 1 个文件", "names": ["2024-06-20/b.csv"]}]
    assert (found["damaged"], found["exit_code"]) == ([], 1)


def test_a_damaged_folder_is_named_and_the_others_are_told(revised: Office):
    folder = first_issued(revised).folder
    folder.chmod(0o755)
    report = folder / "report.json"
    report.chmod(0o644)
    report.write_bytes(report.read_bytes().replace(b"28005", b"38005"))
    code, told, errors = command(revised, "drift")
    assert code == 2
    assert "2024-06-20_1-半年通报：report.json 被改动过" in errors
    assert "更正" in told
    found = json_of(revised, "drift")
    assert (len(found["reports"]), len(found["damaged"]), found["exit_code"]) == (1, 1, 2)


def test_none_issued_and_none_of_that_name(office: Office):
    code, told, _ = command(office, "drift")
    assert (code, "还没有签发过报告" in told) == (0, True)
    code, _, errors = command(office, "drift", "2020")
    assert (code, "没有签发过“2020”" in errors) == (2, True)
