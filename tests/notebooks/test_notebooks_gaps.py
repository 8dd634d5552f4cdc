"""Notebooks over a home where data is missing: gaps stay gaps, and a home with nothing in it is no error."""

from pathlib import Path

import duckdb
import pytest

from pipelines.night import Night
from tests.conftest import AS_OF
from tests.notebooks._cells import NOTEBOOKS, run
from warehouse import Home, create_home


@pytest.fixture
def with_gaps(copied_home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """The sample, where 抖音 was listed from the 10th of March on, and no ledger of pieces tells of before April."""
    with duckdb.connect(str(copied_home.published)) as con:
        for kind, table, day, first in (
            ("douyin_works", "posts", "published_at", "2024-03-10"),
            ("external_pieces", "pieces", "used_on", "2024-04-01"),
        ):
            con.execute(f"update meta.parts set covers_from = date '{first}' where kind = '{kind}'").fetchall()
            batches = f"(select batch from meta.parts where kind = '{kind}')"
            con.execute(f"delete from core.{table} where batch in {batches} and {day} < date '{first}'").fetchall()
    monkeypatch.setenv("MEDIA_METRICS_HOME", str(copied_home.root))
    return copied_home


@pytest.mark.usefixtures("with_gaps")
def test_days_that_nobody_downloaded_are_no_days_without_works():
    names, _ = run("02", until="weekly")
    works = names["by_day"]("works")
    assert works["抖音号"].isna().sum() == 31 + 29 + 9
    assert works["微信公众号"].isna().sum() == 0
    views = names["views"].query("平台 == '抖音号'").set_index("月份")
    assert views["数"].isna().to_list() == [True, True, False, False, False, False]
    assert views["数据"].to_list() == ["没过完或没收齐"] * 3 + ["整月"] * 2 + ["没过完或没收齐"]
    assert names["weekly"]["抖音号"].first_valid_index().date().isoformat() == "2024-03-11"  # the first whole week


@pytest.mark.usefixtures("with_gaps")
def test_months_without_a_ledger_are_no_months_without_pieces():
    names, (lacking, *_) = run("03", until="by_level")
    assert lacking["缺的日子"].to_dict() == {"外宣用稿": "2024-01-01~2024-03-31", "热线": "不缺", "留言": "不缺"}
    tv = names["by_level"].query("媒介 == '电视' and 级别 == '央级'").set_index("月份")["条"]
    assert tv.index.to_list() == ["1月<br>缺日子", "2月<br>缺日子", "3月<br>缺日子", "4月", "5月", "6月<br>没过完"]
    assert tv.isna().to_list() == [True, True, True, False, False, False]


@pytest.fixture(scope="module")
def nothing_loaded(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home whose night found an empty inbox."""
    night = Night.of(create_home(tmp_path_factory.mktemp("empty") / "home", "real"), AS_OF)
    for step in (night.take_in, night.build_core, night.compute, night.publish):
        step()
    return night.home


@pytest.mark.parametrize("number", [path.name[:2] for path in NOTEBOOKS])
def test_a_home_without_any_data_is_no_error(number, nothing_loaded: Home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MEDIA_METRICS_HOME", str(nothing_loaded.root))
    names, _ = run(number)
    assert names["centre"] == "jianhu"


def test_a_draft_may_hold_anything(sample_home: Home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MEDIA_METRICS_HOME", str(sample_home.root))
    _, shown = run("04", draft="<img src=x onerror=alert()>抖音号发布视频1004条<b>，播放量过万的300条。")
    page, table = shown[0].html, shown[1].to_html()
    assert "<img" not in page
    assert "<b>" not in page + table
    assert "&lt;img src=x onerror=alert()&gt;" in page


def test_a_draft_may_come_from_a_file(sample_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MEDIA_METRICS_HOME", str(sample_home.root))
    (tmp_path / "通报.txt").write_text("截至2024年6月20日，抖音号发布视频1005条。", "utf-8")
    names, _ = run("04", file=str(tmp_path / "通报.txt"))
    assert [one.verdict for one in names["audit"].claims] == ["偏高"]
