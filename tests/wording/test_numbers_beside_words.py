"""Numbers whose neighbours make them look like something else: a day of commerce, a date, a remainder."""

import pytest

from warehouse.wording import account_for

READ = [
    ("发布视频315条。", [(315, "=", "条", None)]),
    ("发生不规范报支现象618起。", [(618, "=", "起", None)]),
    ("投入1949.01元，支出2010.11万元。", [(1949.01, "=", "元", None), (20_101_100, "=", "元", None)]),
    ("开展活动30余项，嵌入服务模块100万余项。", [(30, ">", "项", None), (1_000_000, ">", "项", None)]),
    ("综合积分达1万分。", [(10_000, ">=", "分", None)]),
    ("播放量过万的视频达1.2万条。", [(12_000, ">=", "条", 10_000)]),
    ("播放5千多万次，点赞3百余万次。", [(50_000_000, ">", "次", None), (3_000_000, ">", "次", None)]),
    ("培训30多次，奖励500多元，探索多元化发展。", [(30, ">", "次", None), (500, ">", "元", None)]),
    ("短视频占全部稿件的23%。", [(23, "=", "%", None)]),
    ("阅读\t865\t604万", [(865, "=", "", None), (6_040_000, "=", "", None)]),
]


@pytest.mark.parametrize(("text", "read"), READ)
def test_they_are_read_as_numbers(text, read):
    assert [(one.value, one.bound, one.unit, one.threshold) for one in account_for(text).claims] == read


@pytest.mark.parametrize("text", ["“315”晚会举办。", "618期间开展直播。", "2021.05开始试运行。", "其余项目有序推进。"])
def test_what_they_look_like_is_still_known(text):
    assert account_for(text).claims == ()
