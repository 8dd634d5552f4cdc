"""Numbers below a heading that says what is to be done are goals, to the next heading as high."""

import pytest

from warehouse import catalogue
from warehouse.wording import account_for

KNOWN = catalogue.load()
WORKS = "抖音号发布视频1004条。"


def figures(text: str) -> list[str | None]:
    return [claim.figure for claim in account_for(text, KNOWN).claims]


@pytest.mark.parametrize(
    "heading",
    [
        "二、下一步工作打算", "二、下步计划", "（二）2025年目标", "2.工作思路", "下一步工作安排", "下半年工作计划：",
        "三、2025年工作目标", "努力方向", "（三）下一步打算。",
    ],
)  # fmt: skip
def test_below_such_a_heading_are_goals(heading: str) -> None:
    (claim,) = account_for(f"一、成效\n成绩显著。\n{heading}\n{WORKS}", KNOWN).claims
    assert claim.figure is None
    assert claim.not_ours.endswith("之下的是目标，不是已经做到的数")


@pytest.mark.parametrize(
    "heading",
    [
        "二、2024年目标任务完成情况", "二、下一步整改落实情况", "二、工作成效", "二、围绕年度目标，狠抓落实",
        "存在的问题", "今年以来，聚焦全年目标任务，",
    ],
)  # fmt: skip
def test_a_heading_that_looks_back_makes_no_goals(heading: str) -> None:
    assert figures(f"一、概况\n良好。\n{heading}\n{WORKS}") == ["dy_posts"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"一、下步打算\n（一）视频\n{WORKS}\n二、成效\n{WORKS}", [None, "dy_posts"]),
        (f"（一）下步打算\n1.视频\n{WORKS}\n（二）成效\n{WORKS}", [None, "dy_posts"]),
        (f"（一）下步打算\n{WORKS}\n二、成效\n{WORKS}", [None, "dy_posts"]),
        (f"一、成效\n{WORKS}\n下步打算\n一、视频\n{WORKS}\n二、微博\n{WORKS}", ["dy_posts", None, None]),
        (f"一、成效\n{WORKS}\n下步打算\n{WORKS}\n二、建议\n{WORKS}", ["dy_posts", None, "dy_posts"]),
        (f"下步打算\n{WORKS}\n工作成效\n{WORKS}", [None, "dy_posts"]),
    ],
)
def test_a_plan_ends_at_the_next_heading_as_high(text: str, expected: list[str | None]) -> None:
    assert figures(text) == expected


def test_what_is_done_already_is_no_goal_even_there() -> None:
    assert figures("二、下步打算\n目前抖音号已发布视频1004条，力争抖音号发布视频2000条。") == ["dy_posts", None]


@pytest.mark.parametrize(
    "text", ["下一步，抖音号发布视频2000条。", "抖音号将发布视频2000条。", "拟新增专题，抖音号发布视频2000条。"]
)
def test_a_sentence_that_looks_ahead_says_a_goal(text: str) -> None:
    assert figures(text) == [None]


def test_what_is_done_to_something_is_no_goal() -> None:
    assert figures(f"将发布权限下放，{WORKS}") == ["dy_posts"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("全年抖音号发布视频1004条。", "全年"),
        ("对照全年目标任务，抖音号发布视频1004条。", ""),
        ("全年无休。抖音号发布视频1004条。", ""),
        ("2023年全年成绩显著。抖音号发布视频1004条。", "2023年全年"),
    ],
)
def test_a_whole_year_holds_for_its_own_sentence_and_no_plan(text: str, period: str) -> None:
    assert account_for(text, KNOWN).claims[-1].period == period
