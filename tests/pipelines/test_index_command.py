"""media-metrics indexes: what is computed over the sample, what is missing there, and what people are told of it."""

import json
from datetime import date
from math import log
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from tests.oracle._sample_files import Sample, within
from warehouse import Home


def ask(home: Home, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["indexes", *arguments, "--home", str(home.root)], catch_exceptions=False)


@pytest.fixture(scope="module")
def found(sample_home: Home) -> dict[str, dict]:
    return {row["id"]: row for row in json.loads(ask(sample_home, "--period", "2024-05", "--json").stdout)}


def test_wci_names_what_the_export_does_not_have(found: dict[str, dict]) -> None:
    wci = found["wci"]
    assert wci["value"] is None
    assert [why.partition("（")[0] for why in wci["missing"]] == ["在看数", "点赞数", "哪篇是头条"]
    assert wci["label"].endswith("（自行测算）")


def test_bci_is_what_pandas_and_the_formula_come_to(sample_home: Home, found: dict[str, dict]) -> None:
    posts = Sample(sample_home.inbox).table("微博/微博博文.xlsx", 3)
    posts = within(posts, "发布时间", date(2024, 5, 1), date(2024, 5, 31))
    reposts, comments, likes = (int(pd.to_numeric(posts[column]).sum()) for column in ("转发数", "评论数", "点赞数"))
    spread = 0.4 * log(reposts + 1) + 0.4 * log(comments + 1) + 0.2 * log(likes + 1)
    assert found["bci"]["value"] == pytest.approx(160 * (0.2 * log(len(posts) + 1) + 0.8 * spread))


def test_the_composite_is_its_inputs_over_its_bases(found: dict[str, dict]) -> None:
    given = {one["label"]: one["value"] for one in found["four_channels"]["inputs"]}
    bases = {"公众号阅读量": (30, 5e4), "抖音播放量": (25, 5e6), "视频号播放量": (25, 2e6), "微博阅读量": (20, 1e6)}
    by_hand = sum(weight * given[label] / base for label, (weight, base) in bases.items())
    assert found["four_channels"]["value"] == pytest.approx(by_hand)
    assert found["four_channels"]["missing"] == []


def test_people_read_the_value_or_what_is_missing(sample_home: Home) -> None:
    shown = ask(sample_home, "--period", "2024-05").stdout
    assert "微信传播指数 WCI（自行测算） V14.2（jianhu，账号 main，2024-05）：不出数" in shown
    assert "缺  在看数（全部" in shown
    assert "160 × (0.2×活跃度W1 + 0.8×传播度W2)" in shown
    assert shown.count("二手来源") == 2


def test_the_last_full_period_is_the_one_that_nobody_names(sample_home: Home) -> None:
    rows = json.loads(ask(sample_home, "--json").stdout)
    assert {row["period"]["name"] for row in rows} == {"2024-05"}
    assert {row["as_of"] for row in rows} == {"2024-06-20"}


def test_what_is_not_over_has_no_value(sample_home: Home) -> None:
    rows = json.loads(ask(sample_home, "--period", "2024-06", "--json").stdout)
    assert {row["value"] for row in rows} == {None}
    assert all(row["missing"] for row in rows)


def test_what_is_no_period_is_told(sample_home: Home) -> None:
    result = ask(sample_home, "--period", "五月")
    assert result.exit_code == 2
    assert "不是时段" in result.stderr


def test_a_mistake_in_the_users_file_is_told(copied_home: Home) -> None:
    Path(copied_home.config / "indexes.toml").write_text("[wci]\nfactor = 0\n", "utf-8")
    result = ask(copied_home)
    assert result.exit_code == 2
    assert "factor = 0 应当大于 0" in result.stderr
