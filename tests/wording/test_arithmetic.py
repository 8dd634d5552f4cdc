"""What the figures of a sentence say of one another."""

import pytest

from warehouse.wording import account_for


@pytest.mark.parametrize(
    ("text", "said", "holds"),
    [
        ("用稿322条，央视用稿30条，省台用稿78条，市台用稿214条。", "30+78+214=322，相符", True),
        ("用稿322条，央视用稿30条，省台用稿78条，市台用稿204条。", "各部分合计30+78+204=312，少于总数322条", False),
        ("用稿322条，其中央视用稿30条，省台用稿78条，市台用稿224条。", "各部分合计30+78+224=332，多于总数322条", False),
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
    "text",
    [
        "稿件322条，其中央视30条、省台78条。",
        "新增5家，总数58家。",
        "消息860篇、通讯124篇、评论39篇。",
        "用稿322条，其中央视用稿30条，省台用稿78条。",  # there may be others
        "职工86人，其中党员45人、女职工40人、本科60人。",  # one may be all three
        "整改24项，基本完成1项，完成率92.3%。",  # nearly done is not done
        "获优秀奖的作品9件，获省级好新闻三等奖的作品1件，获市级好新闻二等奖的作品4件，获县级表彰的作品2件。",
        "接访60件，已办10件，见面率100%。",  # of those whom we met nothing is said
    ],
)
def test_nothing_is_found_where_nothing_is_said(text: str) -> None:
    assert account_for(text).findings == ()
