"""The words in which notices usually speak of our figures, and words that only look alike."""

import pytest

from warehouse import catalogue
from warehouse.wording import account_for

KNOWN = catalogue.load()


def figures(text: str) -> list[str | None]:
    return [claim.figure for claim in account_for(text, KNOWN).claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("抖音播放量5000万次，粉丝5万人，作品1004件。", ["dy_views", "dy_fans_total", "dy_posts"]),
        ("抖音短视频总播放5000万。", ["dy_views"]),
        ("抖音号播放量破万的作品276个，单条播放量最高110万。", ["dy_posts_over_10k", "dy_views_max"]),
        ("微博阅读量600万次，发布博文865条，阅读过万98条。", ["wb_reads", "wb_posts", "wb_posts_over_10k"]),
        ("公众号推送图文932篇，粉丝14万，新增粉丝1.2万。", ["wx_posts", "wx_fans_total", "wx_fans_new"]),
        ("公众号关注人数14万人，粉丝净增1.2万人，总阅读1300万次。", ["wx_fans_total", "wx_fans_new", "wx_reads"]),
        ("官方微信发布文章932篇。", ["wx_posts"]),
        ("客户端装机量26万，注册人数19万人，日均活跃用户6000人。", ["app_downloads", "app_registered", "app_dau_avg"]),
        ("客户端发布稿件7412条，累计下载26万次。", ["app_posts", "app_downloads"]),
        ("视频号作品304件，播放量2000万次，单条最高播放55万。", ["wxch_posts", "wxch_views", "wxch_views_max"]),
        ("电视外宣用稿257条，其中央视用稿19条、省台用稿66条。", ["ext_tv_total", "ext_tv_cctv", "ext_tv_prov"]),
        ("电视外宣居全市县级台第一。", ["ext_tv_rank"]),
        ("《行风热线》播出22期，受理诉求195件，回复率100%，满意度98%。",
         ["hotline_episodes", "hotline_cases", "hotline_reply_rate", "hotline_satisf_rate"]),
        ("户外广告收入同比增长20%，广告收入同比增长18%。", ["ad_outdoor_yoy", "ad_total_growth"]),
        ("确定发展对象2名，入党积极分子3名。", ["party_cand", "party_activists"]),
        ("公开招聘工作人员6名。", ["hr_hired"]),
        ("地面数字电视免费发射电视节目17套、广播节目12套。", ["dtmb_tv_ch", "dtmb_radio_ch"]),
        ("针对问题整改，已整改30个，尚未完成整改3个。", ["rect_done", "rect_open"]),
    ],
)  # fmt: skip
def test_they_are_known(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "视频号粉丝5万。",  # 视频 is in the name only
        "微博粉丝1万人。",
        "抖音新增粉丝1万人。",  # what was added is not the stock
        "抖音播放量过10万作品30个。",  # another limit
        "抖音单条最高点赞5万。",
        "微博话题阅读量1.2亿次。",
        "抖音号一条视频播放量12万次。",
        "小程序注册用户3万人。",
    ],
)
def test_what_looks_alike_is_not_taken_for_them(text: str) -> None:
    assert set(figures(text)) == {None}


def test_a_subject_holds_for_its_paragraph_and_the_heading_above() -> None:
    assert figures("抖音号\n发布视频1004条。") == ["dy_posts"]
    assert figures("《行风热线》开办22期，运行良好。\n学生满意率98%。") == ["hotline_episodes", None]
