"""A limit and the number of those beyond it are one figure."""

import pytest

from warehouse.wording import account_for


@pytest.mark.parametrize(
    ("text", "quote", "value", "bound", "threshold"),
    [
        ("播放量过万276条", "过万276条", 276, "=", 10_000),
        ("超过1万的30篇", "超过1万的30篇", 30, "=", 10_000),
        ("破百万的短视频达33条", "破百万的短视频达33条", 33, ">=", 1_000_000),
        ("播放量100万+作品近1800个", "100万+作品近1800个", 1800, "<", 1_000_000),
        ("亿级传播产品5个", "亿级传播产品5个", 5, "=", 100_000_000),
        ("18件作品阅读量10万+", "18件作品阅读量10万+", 18, "=", 100_000),
        ("其中35岁以下11名", "35岁以下11名", 11, "=", 35),
        ("35岁以下青年占约四成", "35岁以下青年占约四成", 40, "~", 35),
        ("7次跻身前十", "7次跻身前十", 7, "=", 10),
    ],
)
def test_joined(text: str, quote: str, value: float, bound: str, threshold: float) -> None:
    (claim,) = account_for(text).claims
    assert (claim.quote, claim.value, claim.bound, claim.threshold) == (quote, value, bound, threshold)


@pytest.mark.parametrize("text", ["总浏览量超2000万，单条最高40万", "阅读量超900万；发布876条", "参与超200人发放500份"])
def test_not_joined(text: str) -> None:
    assert [claim.threshold for claim in account_for(text).claims] == [None, None]
