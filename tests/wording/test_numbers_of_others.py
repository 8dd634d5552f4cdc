"""Numbers of other places, goals, the year before and single works speak of none of our figures."""

import pytest

from warehouse import catalogue
from warehouse.wording import account_for


@pytest.fixture(scope="module")
def figures():
    known = catalogue.load()
    return lambda text: [one.figure for one in account_for(text, known).claims]


@pytest.mark.parametrize(
    "text",
    [
        "全省各县级融媒体中心抖音号总播放量超过30亿次。",
        "邻县抖音号粉丝86万人，视频号短视频发布1200条。",
        "力争到2025年底，抖音号总播放量突破2亿次。",
        "计划全年微信公众号推文不少于2000条。",
        "预计客户端下载量将达到30万次。",
        "客户端注册用户目标为30万人。",
        "去年同期，抖音号发布视频890条，总播放量4200万次。",
        "视频号《美丽乡村》播放量12万次。",
    ],
)
def test_they_are_held_against_nothing_of_ours(figures, text):
    assert set(figures(text)) == {None}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("居全省第一，抖音号发布视频1004条。", "dy_posts"),
        ("计划推出视频1200条，目前抖音号已发布视频1004条。", "dy_posts"),
        ("比去年同期有所增长，抖音号发布视频1004条。", "dy_posts"),
        ("全省客户端下载量8000万次，建湖发布客户端下载量26万次。", "app_downloads"),
        ("视频号发布《美丽乡村》等短视频304条。", "wxch_posts"),
    ],
)
def test_ours_beside_them_are_still_ours(figures, text, figure):
    assert figures(text)[-1] == figure
