"""What the figures of a sentence say of one another."""

import pytest

from warehouse.wording import account_for


@pytest.mark.parametrize(
    ("text", "said", "holds"),
    [
        ("用稿322条，央视用稿30条，省台用稿78条，市台用稿214条。", "30+78+214=322，相符", True),
        ("33个具体问题，已完成整改30个，正在整改的3个。", "30+3=33，相符", True),
        ("21个问题，已整改18个，正在整改5个。", "18+5=23，与总数21个不符", False),
        ("稿件8600篇，其中原创9200篇。", "其中的9200篇多于总数8600篇", False),
        ("稿件100篇，其中消息60篇、通讯50篇。", "各部分合计60+50=110，多于总数100篇", False),
        ("编报信息123条，被采用45条，采用率36.6%。", "45/123=36.59%，与36.6%相符", True),
        ("编报信息123条，被采用45条，采用率46.6%。", "45/123=36.59%，不是46.6%", False),
        ("抖音号发布10条，总播放量达500万，单条最高40万。", "最高40万低于平均数500000（达500万，10条）", False),
    ],
)
def test_findings(text: str, said: str, holds: bool) -> None:
    assert [(finding.text, finding.holds) for finding in account_for(text).findings] == [(said, holds)]


@pytest.mark.parametrize(
    "text", ["稿件322条，其中央视30条、省台78条。", "新增5家，总数58家。", "消息860篇、通讯124篇、评论39篇。"]
)
def test_nothing_is_found_where_nothing_is_said(text: str) -> None:
    assert account_for(text).findings == ()
