"""What a text says of another media centre is not held against the data of ours."""

import pytest
from _notice import claim

from pipelines.auditing.another_centre import without_others
from pipelines.config import Centre

OURS = Centre("jianhu", "建湖县融媒体中心", "建湖", ("main",))


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("丙丁县融媒体中心微博发布信息3条", None),
        ("今年来，丙丁市融媒体中心发力，微博发布信息3条", None),
        ("建湖县融媒体中心微博发布信息3条", "wb_posts"),
        ("县委巡察组向县融媒体中心反馈后，微博发布信息3条", "wb_posts"),
        ("学习丙丁县融媒体中心。微博发布信息3条", "wb_posts"),
        ("丙丁县融媒体中心5条，建湖县融媒体中心微博3条", "wb_posts"),
    ],
)
def test_the_centre_named_last_in_the_sentence_is_meant(text, figure):
    said = claim("3条", "=", 3, "wb_posts", start=text.index("3条"))
    assert [one.figure for one in without_others(text, [said], OURS)] == [figure]
