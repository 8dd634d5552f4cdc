"""Whose data it is, and what is said of a config that cannot be used."""

from pathlib import PurePosixPath

import pytest

from pipelines.config import ConfigError, load_aliases, load_config

TWO_CENTRES = """
default_centre = "jianhu"
[centres.jianhu]
name = "建湖县融媒体中心"
accounts = ["main", "民生"]
[centres.sheyang]
name = "射阳县融媒体中心"
accounts = ["second"]
"""


def test_a_home_without_a_config_has_one_centre_with_one_account(office):
    config = load_config(office.home)
    assert config.owner(PurePosixPath("谁/main/作品.csv")) == ("jianhu", "main")
    assert config.centres["jianhu"].short_name == "建湖融媒"


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("作品.csv", ("jianhu", "main")),
        ("2024-06-21/作品.csv", ("jianhu", "main")),
        ("民生/2024-06-21/作品.csv", ("jianhu", "民生")),
        ("sheyang/作品.csv", ("sheyang", "second")),
        ("2024-06-21/sheyang/second/作品.csv", ("sheyang", "second")),
        ("sheyang/民生/作品.csv", ("sheyang", "second")),  # an account of another centre
        ("sheyang", ("jianhu", "main")),  # a file, not a folder
        ("Sheyang/作品.csv", ("jianhu", "main")),  # not listed
    ],
)
def test_only_listed_folders_are_centres_and_accounts(office, path, owner):
    office.configure(TWO_CENTRES)
    assert load_config(office.home).owner(PurePosixPath(path)) == owner


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("default_centre = ", "不是有效的 TOML"),
        ('default_centre = "jianhu"', "centres"),
        ('default_centre = "x"\n[centres.jianhu]\nname = "甲"', "'x'"),
        ('default_centre = "jianhu"\n[centres.jianhu]\nshort_name = "甲"', "name"),
        ('default_centre = "jianhu"\n[centres.jianhu]\nname = "甲"\naccounts = "main"', "accounts"),
        ('default_centre = "jianhu"\n[centres.jianhu]\nname = "甲"\naccounts = []', "accounts"),
        ('default_centre = "jianhu"\n[centres.jianhu]\nname = "甲"\nshort_name = "甲/乙"', "short_name.*文件名.*甲/乙"),
        ('default_centre = "jianhu"\n[centres.jianhu]\nname = "甲：乙?"', "short_name.*文件名"),
        ('default_centre = "jianhu"\n[centres.jianhu]\nname = 7', "short_name.*文件名.*7"),
        ('default_centre = ".."\n[centres.".."]\nname = "甲"', "centres.*文件名"),
    ],
)
def test_a_config_that_cannot_be_used_is_named_with_the_place(office, text, says):
    office.configure(text)
    with pytest.raises(ConfigError, match=says) as refused:
        load_config(office.home)
    assert "config.toml" in str(refused.value)


def test_aliases_are_labels_of_kinds(office):
    assert load_aliases(office.home) == {}
    office.configure('[weibo_posts]\n"看过" = "views"', "aliases.toml")
    assert load_aliases(office.home) == {"weibo_posts": {"看过": "views"}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[weibo_post]\n"看过" = "views"', r"没有 \[weibo_post\] 这种文件（是不是 weibo_posts？）"),
        ('[weibo_posts]\n"看过" = "view"', r"“看过”对应的 view 不是标准列名（是不是 views？）"),
    ],
)
def test_aliases_of_what_there_is_not_are_refused(office, text, told):
    office.configure(text, "aliases.toml")
    with pytest.raises(ConfigError, match=told):
        load_aliases(office.home)


def test_aliases_are_written_below_their_kind(office):
    office.configure('weibo_posts = "views"', "aliases.toml")
    with pytest.raises(ConfigError, match=r"aliases\.toml"):
        load_aliases(office.home)


def test_a_config_saved_by_a_windows_editor_is_read(office):
    (office.home.config / "config.toml").write_bytes(TWO_CENTRES.encode("utf-8-sig"))
    assert set(load_config(office.home).centres) == {"jianhu", "sheyang"}
