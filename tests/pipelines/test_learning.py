"""The dialogue of `learn`: what is asked, what is written, and that the file is then read with the right values."""

import json
import os
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from _office import GARBAGE, HALF_YEAR, OTHER_COLUMNS, Office
from click.testing import CliRunner, Result

from pipelines.aliases import teach, with_labels, worth_another_look
from pipelines.cli import main
from pipelines.config import ConfigError, load_aliases
from sources import learning
from warehouse import building

UMENG = (
    "日期,新增用户,活跃用户,启动次数,累计用户,次日留存率\n"
    "2024-06-19,52,900,2100,190052,31.2%\n2024-06-20,48,910,2200,190100,30.1%\n"
)
OWN_BACK_END = "统计日期,新增注册用户数,累计注册用户数,DAU\n2024-06-19,52,190052,900\n2024-06-20,48,190100,910\n"
XIAOMI = "日期,下载量\n2024-06-19,12\n2024-06-20,15\n"
CLICKS = "发布时间,微博内容,点击数\n2024-06-19 08:30,甲,320\n2024-06-20 08:30,乙,410\n"

Ask = Callable[..., Result]


@pytest.fixture
def learn(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Runs `learn` on a file with the given text and answers; the file is looked at in this process."""
    monkeypatch.setattr(learning, "alone", lambda work, *arguments: work(*arguments))

    def run(content: str | bytes, *arguments: str, answers: str = "") -> Result:
        path = tmp_path / "导出.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8-sig"))
        command = ["learn", str(path), "--home", str(office.home.root), *arguments]
        return CliRunner().invoke(main, command, input=answers, catch_exceptions=False)

    return run


def written(office: Office) -> dict[str, dict[str, str]]:
    return load_aliases(office.home)


def test_enter_accepts_what_is_proposed(office: Office, learn: Ask):
    result = learn(UMENG, answers="\n\n\n\n")  # the kind, 新增用户, 累计用户, write
    assert (result.exit_code, result.stderr) == (0, "")
    assert "表头在第 1 行" in result.stdout
    assert "这张表是哪一种？\n  1. 客户端每日用户\n" in result.stdout
    assert "“新增用户”（如 52，48）是哪一列？\n  1. 新增注册用户\n" in result.stdout
    assert "试读：2 行能入库，日期 2024-06-19 至 2024-06-20" in result.stdout
    assert written(office) == {"app_user_days": {"新增用户": "registered_new", "累计用户": "registered_total"}}


def test_the_next_night_reads_it_with_the_right_values(office: Office, learn: Ask):
    learn(UMENG, answers="\n\n\n\n")
    office.put("友盟.csv", UMENG)
    office.night().take_in()
    assert office.statuses() == {"友盟.csv": "loaded"}
    rows = office.ask(
        "select cast(day as varchar), registered_new, registered_total, active_users from raw.app_user_days"
    )
    assert sorted(rows) == [("2024-06-19", 52, 190052, 900), ("2024-06-20", 48, 190100, 910)]


def test_a_number_picks_another_column(office: Office, learn: Ask):
    result = learn(UMENG, answers="\n2\n2\n\n")
    assert "还缺“新增注册用户”，是文件里的哪一列？\n  1. “启动次数”（如 2100，2200）\n  2. “累计用户”" in result.stdout
    assert written(office) == {"app_user_days": {"新增用户": "registered_total", "累计用户": "registered_new"}}


def test_0_is_none_of_them(office: Office, learn: Ask):
    text = "发布时间,微博内容,浏览次数,观看次数\n2024-06-19 08:30,甲,320,7\n2024-06-20 08:30,乙,410,8\n"
    result = learn(text, "--kind", "weibo_posts", answers="0\n2\n\n")
    assert "“浏览次数”（如 320，410）是哪一列？\n  1. 阅读数\n" in result.stdout
    assert written(office) == {"weibo_posts": {"观看次数": "views"}}


def test_a_column_that_is_left_is_asked_for(office: Office, learn: Ask):
    text = "发布时间,微博内容,热度\n2024-06-19 08:30,甲,320\n2024-06-20 08:30,乙,410\n"
    result = learn(text, "--kind", "微博博文", answers="1\ny\n")
    assert "还缺“阅读数”，是文件里的哪一列？\n  1. “热度”（如 320，410）\n" in result.stdout
    assert written(office) == {"weibo_posts": {"热度": "views"}}


def test_what_is_missing_is_told(office: Office, learn: Ask):
    result = learn(XIAOMI, answers="\n\n")
    assert result.exit_code == 2
    assert "这张表里没有“应用商店”、“期初累计下载量”，不能作为《客户端商店下载量》" in result.stderr
    assert "应用商店 每行都要填，其余可以留空" in result.stderr
    assert written(office) == {}
    with_columns = "日期,下载量,应用商店,期初累计下载量\n2024-06-19,12,小米,38000\n2024-06-20,15,小米,\n"
    assert learn(with_columns, answers="\n\n\n").exit_code == 0
    assert written(office) == {"app_store_days": {"下载量": "downloads_new"}}


@pytest.mark.parametrize("answers", ["", "\n", "\n\n", "\n\n\nn\n", "0\n"])
def test_nothing_is_written_without_the_last_answer(office: Office, learn: Ask, answers: str):
    result = learn(UMENG, answers=answers if answers != "0\n" else "0\n")
    assert result.exit_code == 2
    assert "没有" in result.stderr
    assert not (office.home.config / "aliases.toml").exists()


def test_yes_writes_what_is_sure(office: Office, learn: Ask):
    result = learn(OWN_BACK_END, "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert written(office) == {"app_user_days": {"统计日期": "day", "DAU": "active_users"}}


def test_yes_leaves_out_what_is_in_doubt_and_not_needed(office: Office, learn: Ask):
    text = "发博时间,微博内容,阅读次数,分享次数合计\n2024-06-19 08:30,甲,320,7\n2024-06-20 08:30,乙,410,8\n"
    result = learn(text, "--yes")
    assert "拿不准、没有教的列：分享次数合计" in result.stdout
    assert written(office) == {"weibo_posts": {"发博时间": "published_at", "阅读次数": "views"}}


@pytest.mark.parametrize(
    ("text", "arguments", "reason"),
    [
        (UMENG, [], "“新增用户”是不是“新增注册用户”；“累计用户”是不是“累计注册用户”"),
        (XIAOMI, [], "拿不准是哪一种"),
        (XIAOMI, ["--kind", "app_store_days"], "没有“应用商店”"),
        ("姓名,电话\n甲,1\n", [], "拿不准是哪一种"),
        (OWN_BACK_END, ["--kind", "没有这种"], "没有“没有这种”这个种类"),
        ("统计日期,新增注册用户数,累计注册用户数,DAU\n", ["--kind", "app_user_days"], "拿不准"),
    ],
)
def test_yes_writes_nothing_that_is_in_doubt(office: Office, learn: Ask, text: str, arguments: list[str], reason: str):
    result = learn(text, "--yes", *arguments)
    assert (result.exit_code, written(office)) == (2, {})
    assert reason in result.stderr


def test_json_only_proposes_unless_it_is_told_yes(office: Office, learn: Ask):
    result = learn(OWN_BACK_END, "--json")
    lesson = json.loads(result.stdout)
    assert (result.exit_code, lesson["kind"], lesson["written"], lesson["row"]) == (0, "app_user_days", None, 1)
    assert lesson["columns"][3] == {
        "label": "DAU", "samples": ["900", "910"], "obstacle": "", "column": "active_users", "is_known": False,
        "is_sure": True,
    }  # fmt: skip
    assert written(office) == {}
    lesson = json.loads(learn(OWN_BACK_END, "--json", "--yes").stdout)
    assert lesson["taught"] == {"统计日期": "day", "DAU": "active_users"}
    assert (lesson["rows_loaded"], lesson["rows_rejected"]) == (2, 0)
    assert written(office) == {"app_user_days": lesson["taught"]}


def test_a_file_that_is_known_is_not_taught(office: Office, learn: Ask):
    result = learn(HALF_YEAR)
    assert result.exit_code == 0
    assert "已经认得：《微博博文》，不用教" in result.stdout
    assert json.loads(learn(HALF_YEAR, "--json").stdout)["known"] == ["weibo_posts"]
    learn(OWN_BACK_END, "--yes")
    assert "教过的列名" in learn(OWN_BACK_END).stdout


@pytest.mark.parametrize(
    ("content", "reason"),
    [(GARBAGE, "不是表格文件"), (b"", "文件是空的"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "工作簿")],
)
def test_files_that_are_refused_are_refused_in_the_readers_words(learn: Ask, content: bytes, reason: str):
    result = learn(content)
    assert result.exit_code == 2
    assert reason in result.stderr


def test_a_file_that_is_not_there(office: Office):
    command = ["learn", "没有.csv", "--home", str(office.home.root)]
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (2, "文件打不开（文件不在了）；请检查文件是否还在、是否正被占用\n")


def test_another_meaning_for_a_label_we_know_is_warned_of(office: Office, learn: Ask):
    result = learn(CLICKS, "--kind", "weibo_posts", answers="1\n\n")
    assert "“点击数”本来是“点击数”，改了以后，所有《微博博文》都按“阅读数”读" in result.stdout
    assert "教了以后，《微博博文》自己的表头会认不出" in result.stdout
    assert (result.exit_code, written(office)) == (2, {})
    assert learn(CLICKS, "--kind", "weibo_posts", answers="1\ny\n\n").exit_code == 0
    assert written(office) == {"weibo_posts": {"点击数": "views"}}


def test_a_trial_that_fails_writes_nothing(office: Office, learn: Ask):
    text = "发布时间,微博内容,浏览次数\n" + "2024-06-20 08:30,甲,320\n" * 20
    broken = text.replace("甲", "", 5)
    result = learn(broken, "--yes")
    assert "试读时有 5 行读不出：第 2 行 微博内容：不能为空" in result.stderr
    assert (result.exit_code, written(office)) == (2, {})
    assert learn(text, "--yes").exit_code == 0


def test_in_a_worker(empty_home, tmp_path: Path):
    office = Office(empty_home("real"))
    path = office.put("友盟.csv", UMENG)
    command = ["learn", str(path), "--home", str(office.home.root)]
    assert CliRunner().invoke(main, command, input="\n\n\n\n", catch_exceptions=False).exit_code == 0
    assert set(written(office)) == {"app_user_days"}


# aliases.toml


MINE = """\
# 我们自己的说法
[weibo_posts]  # 微博
"看过" = "views"   # 老刘定的
'赞过' = "likes"

# 网站
[website_posts]
"题" = "title"
"""


def test_what_stands_there_stays_as_it_is(office: Office):
    office.configure(MINE, "aliases.toml")
    teach(office.home, "weibo_posts", "微博博文", {'转"过\\': "shares"})
    teach(office.home, "app_posts", "客户端发稿", {"文章ID": "post_id"})
    text = (office.home.config / "aliases.toml").read_text("utf-8")
    assert (
        text
        == MINE.replace("'赞过' = \"likes\"\n", '\'赞过\' = "likes"\n"转\\"过\\\\" = "shares"\n')
        + '\n[app_posts]  # 客户端发稿\n"文章ID" = "post_id"\n'
    )
    assert tomllib.loads(text)["weibo_posts"] == {"看过": "views", "赞过": "likes", '转"过\\': "shares"}


def test_a_label_in_another_spelling_is_replaced(office: Office):
    office.configure(MINE, "aliases.toml")
    teach(office.home, "weibo_posts", "微博博文", {" 看 过": "likes"})
    assert load_aliases(office.home)["weibo_posts"] == {"赞过": "likes", " 看 过": "likes"}
    assert with_labels({"a": {"看过": "views"}}, "a", {"看 过": "likes"}) == {"a": {"看 过": "likes"}}


def test_what_cannot_be_added_to_is_told_line_by_line(office: Office):
    odd = 'weibo_posts = { "看过" = "views" }\n'
    office.configure(odd, "aliases.toml")
    with pytest.raises(ConfigError, match='\\[weibo_posts\\]\n"转过" = "shares"'):
        teach(office.home, "weibo_posts", "微博博文", {"转过": "shares"})
    assert (office.home.config / "aliases.toml").read_text("utf-8") == odd


# Files that were refused before


def test_files_of_no_known_kind_are_worth_another_look_once_something_was_taught(office: Office):
    office.put("友盟.csv", UMENG)
    office.put("坏的.csv", GARBAGE)
    office.put("名单.csv", OTHER_COLUMNS)
    office.put("微博.csv", HALF_YEAR)
    night = office.night()
    night.take_in()

    def again() -> set[str]:
        with building(office.home) as con:
            return {name for name, _, _ in worth_another_look(con, office.home)}

    assert again() == set()
    path = teach(office.home, "app_user_days", "客户端每日用户", {"新增用户": "registered_new"})
    for hour, names in (("00:00", set()), ("12:00", {"友盟.csv", "名单.csv"})):
        moment = datetime.fromisoformat(f"2024-06-21T{hour}:00+08:00").timestamp()
        os.utime(path, (moment, moment))
        assert again() == names


def test_a_file_refused_before_is_read_once_it_was_taught(office: Office):
    office.put("友盟.csv", UMENG)
    office.night().take_in()
    columns = {"新增用户": "registered_new", "累计用户": "registered_total"}
    path = teach(office.home, "app_user_days", "客户端每日用户", columns)
    moment = datetime.fromisoformat("2024-06-21T12:00:00+08:00").timestamp()
    os.utime(path, (moment, moment))
    office.night().take_in()
    office.night().take_in()
    statuses = office.ask("select file_id, status from meta.files order by 1")
    assert [status for _, status in statuses] == ["quarantined", "loaded"]
