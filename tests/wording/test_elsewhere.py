"""Numbers of another place, known by its name alone, are not ours: there, in the clauses that go on, and no further."""

import pytest

from warehouse import catalogue
from warehouse.wording import account_for

OURS = "建湖县融媒体中心"
KNOWN = catalogue.load()


def figures(text: str, ours: str = OURS) -> list[str | None]:
    return [claim.figure for claim in account_for(text, KNOWN, ours).claims]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("江苏东台抖音号发布视频1200条。", "东台"),
        ("东台市抖音号发布视频1200条。", "东台市"),
        ("据了解，昆山市融媒体中心抖音号发布视频1200条。", "昆山市"),
        ("2023年，浙江省湖州市安吉县抖音号发布视频1200条。", "安吉县"),
        ("例如浙江安吉，抖音号发布视频1200条。", "安吉"),
        ("以浙江安吉为例，抖音号发布视频1200条。", "安吉"),
        ("学习浙江安吉，其抖音号发布视频1200条。", "安吉"),
        ("赴昆山考察。该市抖音号发布视频1200条。", "昆山"),
        ("东台客户端很活跃，运营有方，抖音号发布视频1200条。", "东台"),
        ("丙丁县融媒体中心抖音号发布视频1200条。", "丙丁县"),
        ("盐城市融媒体中心抖音号发布视频1200条。", "盐城市"),
        ("大丰、东台等地抖音号发布视频1200条。", "大丰"),
        ("对标昆山：抖音号发布视频1200条。", "昆山"),
    ],
)
def test_a_number_of_another_place_says_so(text: str, place: str) -> None:
    claim = account_for(text, KNOWN, OURS).claims[-1]
    assert (claim.figure, claim.not_ours) == (None, f"这是外地（{place}）的数，不是本中心的")


@pytest.mark.parametrize(
    "text",
    [
        "江苏东台抖音号发布视频1200条；我中心抖音号发布视频1004条。",
        "东台市融媒体中心1200条，建湖县融媒体中心抖音号发布视频1004条。",
        "学习浙江安吉经验，抖音号发布视频1004条。",
        "江苏东台抖音号发布视频1200条。抖音号发布视频1004条。",
        "与东台市融媒体中心联合直播，抖音号发布视频1004条。",
        "在昆山召开的会议上获奖，抖音号发布视频1004条。",
        "江苏省盐城市建湖县抖音号发布视频1004条。",
        "县委巡察组向县融媒体中心反馈后，抖音号发布视频1004条。",
        "公安机关通过，抖音号发布视频1004条。",
        "居全市县级融媒体中心前列，抖音号发布视频1004条。",
        "北京日报采用3篇，抖音号发布视频1004条。",
        "北京冬奥会期间，抖音号发布视频1004条。",
        "上海电视节获奖，抖音号发布视频1004条。",
        "江苏省盐城市抖音大赛，抖音号发布视频1004条。",
    ],
)
def test_ours_stays_ours(text: str) -> None:
    assert figures(text)[-1] == "dy_posts"


def test_who_speaks_decides_which_place_is_another() -> None:
    text = "江苏东台抖音号发布视频1200条。"
    assert figures(text, "东台市融媒体中心") == ["dy_posts"]
    assert figures(text, "") == ["dy_posts"]  # nobody knows who speaks
