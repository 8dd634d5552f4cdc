"""All notebooks run from top to bottom over the sample, one after another in one kernel, and show the right numbers.

What the notice of that day says is known; other numbers are counted here with pandas over the core tables.
"""

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.notebooks._cells import NOTEBOOKS, SLOW_GRAMMAR, Notebook, code_of, read
from warehouse import Home, connect

ROOT = Path(__file__).parents[2]
PLOTLY = "application/vnd.plotly.v1+json"


@pytest.fixture(scope="module")
def ran(sample_home: Home) -> dict[str, Notebook]:
    """Number of a notebook -> it with its outputs; each began with no names of the one before."""
    from nbclient import NotebookClient
    from nbformat.v4 import new_code_cell, new_notebook

    books = {path.name[:2]: read(path) for path in NOTEBOOKS}
    one = new_notebook(metadata=next(iter(books.values())).metadata)
    one.cells.append(new_code_cell(f"import sys; sys.modules[{SLOW_GRAMMAR!r}] = None"))  # plotly imports nbformat
    for book in books.values():
        one.cells += [new_code_cell("%reset -f"), *book.cells]
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("MEDIA_METRICS_HOME", str(sample_home.root))
        patched.setenv("PYTHONPATH", str(ROOT))
        NotebookClient(one, timeout=120, resources={"metadata": {"path": str(ROOT / "notebooks")}}).execute()
    return books


@pytest.fixture(scope="module")
def core(sample_home: Home) -> Iterator[Any]:
    """Table of core -> its rows as of the day of the notice, as a frame."""
    with connect(sample_home.root) as con:
        yield lambda table: con.execute(f"select * from core.{table} where as_of = date '2024-06-20'").df()


def figures(book: Notebook) -> list[dict[str, Any]]:
    """The plotly figures that it shows, in their order."""
    return [out.data[PLOTLY] for cell in code_of(book) for out in cell.outputs if PLOTLY in out.get("data", {})]


def printed(book: Notebook) -> str:
    """Everything that it shows as text or table."""
    shown = [out for cell in code_of(book) for out in cell.outputs]
    return "\n".join(out.get("text", "") + out.get("data", {}).get("text/html", "") for out in shown)


def points(figure: dict[str, Any], across: str = "x", along: str = "y") -> pd.DataFrame:
    """Every point of `figure`: its trace and axis, x and y."""
    rows = [
        (trace.get("name", ""), trace.get("xaxis", "x"), x, y)
        for trace in figure["data"]
        for x, y in zip(_values(trace[across]), _values(trace[along]), strict=True)
    ]
    return pd.DataFrame(rows, columns=["trace", "axis", "x", "y"])


def _values(held: Any) -> list[Any]:
    if isinstance(held, dict):  # numbers are sent as bytes
        return np.frombuffer(b64decode(held["bdata"]), held["dtype"]).tolist()
    return list(held)


def by_panel(figure: dict[str, Any]) -> dict[str, pd.DataFrame]:
    """Title of each small chart of `figure` -> its points: the title stands above the axes."""
    layout, every = figure["layout"], points(figure)
    found = {}
    for note in layout["annotations"]:
        for number in (name.removeprefix("xaxis") for name in layout if name.startswith("xaxis")):
            (left, right), (_, top) = layout[f"xaxis{number}"]["domain"], layout[f"yaxis{number}"]["domain"]
            if left <= note["x"] <= right and note["y"] == pytest.approx(top):
                found[note["text"]] = every[every["axis"] == f"x{number}"]
    return found


def test_nothing_is_refused_and_nothing_warns(ran):
    for number, book in ran.items():
        for cell in code_of(book):
            assert cell.execution_count, number
            assert [out for out in cell.outputs if out.output_type == "error" or out.get("name") == "stderr"] == []


def test_every_figure_speaks_chinese_in_a_chinese_font(ran):
    for book in ran.values():
        assert figures(book)
        for figure in figures(book):
            assert any("\u4e00" <= character <= "\u9fff" for character in figure["layout"]["title"]["text"])
            assert "Noto Sans CJK SC" in figure["layout"]["template"]["layout"]["font"]["family"]


def test_one_number_is_followed_down_to_its_rows(ran):
    text = printed(ran["01"])
    assert "276" in text
    assert "作品列表导出.xlsx" in text
    months = points(figures(ran["01"])[0])
    assert list(months["x"]) == ["1月", "2月", "3月", "4月", "5月", "6月"]
    assert months["y"].sum() == 276


def test_views_by_month_add_up_to_those_of_the_notice(ran):
    panels = by_panel(figures(ran["02"])[0])
    for name, views in {"抖音号": 50_638_217, "视频号": 20_412_640, "微博": 6_045_210, "微信公众号": 212_386}.items():
        assert panels[name]["y"].sum() * 10_000 == pytest.approx(views)
        assert set(panels[name][panels[name]["trace"] == "没过完或没收齐"]["x"]) == {"6月"}
    assert "报纸" not in panels  # nobody counts how often a page is read
    assert set(panels["哔哩哔哩"].dropna()["x"]) == {"5月", "6月"}  # its list begins on the 6th of May


def test_views_by_week_are_those_of_whole_weeks(ran, core):
    posts = core("posts").query("platform == 'douyin' and visibility == '公开' and not withdrawn")
    shown = by_panel(figures(ran["02"])[1])["抖音号"].set_index("x")["y"]
    week = posts[posts["published_at"].between("2024-03-04", "2024-03-11", inclusive="left")]
    assert shown["2024-03-04T00:00:00.000000"] * 10_000 == pytest.approx(week["views"].sum())
    assert shown.dropna().index.max().startswith("2024-06-10")  # the week of the 17th has four days yet


def test_works_over_ten_thousand(ran):
    panels = by_panel(figures(ran["02"])[2])
    assert {name: panels[name]["y"].sum() for name in ("抖音号", "微博")} == {"抖音号": 276, "微博": 98}


def test_days_without_followers_stay_empty(ran):
    panels = by_panel(figures(ran["02"])[3])
    wechat, douyin = panels["微信公众号"]["y"], panels["抖音号"].set_index("x")["y"]
    assert (len(wechat), wechat.iloc[-1]) == (172, pytest.approx(14.0322))
    assert douyin.iloc[-1] == pytest.approx(5.0218)
    assert douyin.first_valid_index().startswith("2024-05-22")  # thirty days is what the back end keeps
    assert len(douyin) == 172


def test_what_moved_most_is_named_first(ran, core):
    pieces = core("pieces").query("medium == '电视' and level == '央级'")["used_on"].dt.month.value_counts()
    moved = figures(ran["02"])[4]
    largest = points(moved, "y", "x").set_index("x")["y"]
    assert largest["电视外宣央视用稿"] == pytest.approx(100 * (pieces[5] - pieces[4]) / pieces[4])
    assert moved["layout"]["yaxis"]["categoryarray"][-1] == largest.abs().idxmax()


def test_pieces_by_level_and_outlet(ran):
    panels = by_panel(figures(ran["03"])[0])
    tv = panels["电视"].groupby("trace")["y"].sum()
    assert tv.to_dict() == {"央级": 30, "省级": 78, "市级": 214}
    assert panels["广播"]["y"].sum() == 148
    assert "央视" in printed(ran["03"])


def test_cases_received_answered_and_satisfied(ran):
    hotline, comments = (points(figure).groupby("trace")["y"].sum() for figure in figures(ran["03"])[1:3])
    assert hotline.to_dict() == {"受理": 195, "答复": 195, "回访": 195, "满意": 195}
    assert comments.to_dict() == {"受理": 1286, "答复": 1286, "回访": 412, "满意": 398}
    assert "96.6%" in printed(ran["03"])


def test_a_draft_is_judged_number_by_number(ran):
    text = printed(ran["04"])
    assert "不能这样发布的 1 处\n  过万的300条（偏高）" in text
    differences = points(figures(ran["04"])[0], "y", "x").set_index("x").sort_index()
    assert differences["trace"].to_dict() == {
        "0　1004条": "一致", "1　超5000万次": "一致", "2　过万的300条": "偏高", "3　约5万人": "舍入后一致",
        "4　900条": "偏低", "5　7300人": "一致", "6　40万次": "偏低",
    }  # fmt: skip
    assert differences["y"]["2　过万的300条"] == pytest.approx(100 * 24 / 276)
    assert "没有对应的指标" in text  # of 今日头条
