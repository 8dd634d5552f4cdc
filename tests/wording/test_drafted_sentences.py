"""What is drafted from a value, worked out by hand: the bound, the scale, the period, and nothing said too much."""

from dataclasses import replace
from datetime import date

import pytest

from tests.wording._drafted import CLAUSES, KNOWN, row
from warehouse._coverage import ShownCoverage
from warehouse.catalogue import Figure
from warehouse.wording.amounts import amount
from warehouse.wording.drafting import sentences

YEAR, DAY = "2024年1月1日至6月20日，", "截至2024年6月20日，"
LESS_SHARE = Figure("late", "", "", "%", "cases", "share", "as_of", better="less")
LESS_GROWTH = Figure("cost", "", "", "%", "amounts", "growth", "year_to_date", better="less")

READS, WORKS = "微博总阅读量", "微博发布信息"
CASES = [
    # views: exact below 10,000 and wherever two decimals of 万 or 亿 say it, else cut to two digits
    ("wb_reads", 1, f"{YEAR}{READS}1次。"),
    ("wb_reads", 7_412, f"{YEAR}{READS}7412次。"),
    ("wb_reads", 9_999, f"{YEAR}{READS}9999次。"),
    ("wb_reads", 10_000, f"{YEAR}{READS}达1万次。"),
    ("wb_reads", 10_001, f"{YEAR}{READS}超1万次。"),
    ("wb_reads", 10_100, f"{YEAR}{READS}达1.01万次。"),
    ("wb_reads", 10_940, f"{YEAR}{READS}超1万次。"),  # 60 below 1.1万: more than half a percent
    ("wb_reads", 10_999, f"{YEAR}{READS}近1.1万次。"),
    ("wb_reads", 11_999, f"{YEAR}{READS}近1.2万次。"),
    ("wb_reads", 19_899, f"{YEAR}{READS}超1.9万次。"),  # 2万 is more than half a percent away
    ("wb_reads", 99_949, f"{YEAR}{READS}近10万次。"),
    ("wb_reads", 99_950, f"{YEAR}{READS}近10万次。"),
    ("wb_reads", 99_499, f"{YEAR}{READS}超9.9万次。"),
    ("wb_reads", 99_999, f"{YEAR}{READS}近10万次。"),
    ("wb_reads", 100_000, f"{YEAR}{READS}达10万次。"),
    ("wb_reads", 100_001, f"{YEAR}{READS}超10万次。"),
    ("wb_reads", 250_000, f"{YEAR}{READS}达25万次。"),
    ("wb_reads", 251_873, f"{YEAR}{READS}超25万次。"),
    ("wb_reads", 258_873, f"{YEAR}{READS}近26万次。"),  # 1127 below: less than half a percent
    ("wb_reads", 257_873, f"{YEAR}{READS}超25万次。"),
    ("wb_reads", 999_999, f"{YEAR}{READS}近100万次。"),
    ("wb_reads", 1_000_000, f"{YEAR}{READS}达100万次。"),
    ("wb_reads", 50_638_217, f"{YEAR}{READS}超5000万次。"),
    ("wb_reads", 50_638_200, f"{YEAR}{READS}达5063.82万次。"),
    ("wb_reads", 99_999_999, f"{YEAR}{READS}近1亿次。"),
    ("wb_reads", 100_000_000, f"{YEAR}{READS}达1亿次。"),
    ("wb_reads", 123_456_789, f"{YEAR}{READS}超1.2亿次。"),
    # pieces: 余 behind the scale
    ("wb_posts", 865, f"{YEAR}{WORKS}865条。"),
    ("wb_posts", 12_345, f"{YEAR}{WORKS}1.2万余条。"),
    ("wb_posts", 20_000, f"{YEAR}{WORKS}达2万条。"),
    ("wb_posts", 19_990, f"{YEAR}{WORKS}近2万条。"),
    ("dy_posts_over_10k", 276, f"{YEAR}抖音号播放量过万的视频276条。"),
    ("app_service_modules", 98, f"{DAY}“建湖发布”嵌入各类服务模块98项。"),
    ("wx_fans_total", 140_322, f"{DAY}微信公众号总粉丝数超14万人。"),
    # fewer on balance: what was lost is never said to be less
    ("wx_fans_new", 7_300, f"{YEAR}微信公众号净增粉丝7300人。"),
    ("wx_fans_new", -120, f"{YEAR}微信公众号粉丝量净减少120人。"),
    ("wx_fans_new", -25_187, f"{YEAR}微信公众号粉丝量净减少超2.5万人。"),
    # means and points
    ("app_dau_avg", 900, f"{YEAR}“建湖发布”客户端平均日活跃用户900人。"),
    ("app_dau_avg", 900.6, f"{YEAR}“建湖发布”客户端平均日活跃用户超900人。"),
    ("app_dau_avg", 154_801 / 172, f"{YEAR}“建湖发布”客户端平均日活跃用户超900人。"),
    ("comment_duty", 170 / 172, f"{YEAR}用户留言平均每日由专人查看近0.99次。"),  # 0.9884
    ("ext_radio_points", 602.5, f"{YEAR}广播外宣综合积分602.5分。"),
    # shares: cut, and all only where it is all
    ("hotline_reply_rate", 100 * 194 / 195, f"{YEAR}《政风行风热线》答复率99.4%。"),
    ("hotline_reply_rate", 100.0, f"{YEAR}《政风行风热线》答复率100%。"),
    ("hotline_reply_rate", 99.96, f"{YEAR}《政风行风热线》答复率99.9%。"),
    ("hotline_reply_rate", 99.9999, f"{YEAR}《政风行风热线》答复率99.9%。"),
    ("hotline_reply_rate", 0, f"{YEAR}《政风行风热线》答复率0%。"),
    ("hotline_reply_rate", 100 / 2_500, f"{YEAR}《政风行风热线》答复率0.04%。"),
    ("comment_satisf_rate", 100 * 398 / 412, f"{YEAR}用户留言满意率96.6%。"),
    ("tv_selfmade_ratio", 80, f"{YEAR}《建湖新闻》《今日播报》自采稿件占80%。"),
    ("dtmb_cover", 100, "截至2023年底，地面数字电视节目信号县域范围覆盖率100%。"),
    ("hr_front_ratio", 100 * 16 / 17, "2022年1月1日至2024年6月20日，新进工作人员在宣传一线的占94.1%。"),
    # growth: a rise is cut, a fall is said to be beyond what is cut
    ("ad_outdoor_yoy", 20.3, f"{YEAR}户外广告收入与上年同期相比增长20.3%。"),
    ("ad_outdoor_yoy", 20.2999999999, f"{YEAR}户外广告收入与上年同期相比增长20.3%。"),  # the rounding of a division
    ("ad_outdoor_yoy", 20.39, f"{YEAR}户外广告收入与上年同期相比增长20.3%。"),
    ("ad_outdoor_yoy", -3.5, f"{YEAR}户外广告收入与上年同期相比下降3.5%。"),
    ("ad_outdoor_yoy", -3.51, f"{YEAR}户外广告收入与上年同期相比下降超3.5%。"),
    ("ad_outdoor_yoy", 0, f"{YEAR}户外广告收入与上年同期相比持平。"),
    ("ad_total_growth", 0.04, f"{YEAR}广告收入总额同比增长0.04%。"),
    # places
    ("ext_radio_rank", 1, f"{YEAR}广播外宣最新名次居全市第1名。"),
    ("ext_tv_rank", 2, f"{YEAR}电视外宣最新名次居全市第2名。"),
    ("wx_rank_national", 86, "2024年2月至5月，微信公众号每月位列全国榜单前86名。"),
    ("wx_rank_national", 1, "2024年2月至5月，微信公众号每月位列全国榜单第1名。"),
    # every month
    ("safety_checks", 1, "2024年1月至5月，每月开展安全生产常规检查不少于1次。"),
    ("safety_checks", 0, "2024年1月至5月，有的月份未开展安全生产常规检查。"),
    # less is better
    ("safety_incidents", 0, f"{YEAR}广播电视播出、新闻生产、网络信息、消防、燃气等未发生安全事故。"),
    ("safety_incidents", 3, f"{YEAR}发生安全事故3起。"),
    ("party_violations", 0, f"{YEAR}未发生违反党纪党规和廉洁纪律的行为。"),
    ("party_violations", 1, f"{YEAR}发生违反党纪党规和廉洁纪律的行为1起。"),
    ("rect_open", 3, f"{DAY}正在整改的问题3个。"),
    ("rect_total", 33, f"{DAY}巡察反馈33个具体问题。"),
    ("fin_depr", 5_075, "2023年1月，入账的折旧费5075元。"),
    ("fin_depr", 50_000, "2023年1月，入账的折旧费5万元。"),
    ("fin_depr", 50_751.5, "2023年1月，入账的折旧费不超过5.1万元。"),
    ("fin_tower", 110_000, "2023年11月，广播电视钢塔检修投入达11万元。"),
    # words
    ("party_grade", "较好", f"{DAY}最新的党建工作考核结果为“较好”。"),
]  # fmt: skip

FLOORS = [
    ("wx_reads", 212_386, f"{YEAR}微信公众号推文阅读量21万次以上。"),
    ("wx_reads", 100_000, f"{YEAR}微信公众号推文阅读量10万次以上。"),
    ("wx_reads", 9_412, f"{YEAR}微信公众号推文阅读量9412次以上。"),
    ("wxch_views_max", 119_999, f"{YEAR}视频号单条短视频最高浏览量11万次以上。"),
]


@pytest.mark.parametrize(("figure", "value", "sentence"), CASES)
def test_a_value_is_said_so(figure, value, sentence):
    assert sentences([row(figure, value)], KNOWN, CLAUSES) == (sentence, [])


@pytest.mark.parametrize(("figure", "value", "sentence"), FLOORS)
def test_a_floor_is_said_to_be_one(figure, value, sentence):
    assert sentences([row(figure, value, floors=2)], KNOWN, CLAUSES) == (sentence, [])


@pytest.mark.parametrize(
    ("figure", "value", "said"),
    [
        (LESS_SHARE, 0.5, "0.5%"),
        (LESS_SHARE, 0.3, "0.3%"),
        (LESS_SHARE, 0.35001, "不超过0.4%"),
        (LESS_SHARE, 99.961, "不超过99.97%"),  # not all
        (LESS_SHARE, 100, "100%"),
        (LESS_GROWTH, 12.34, "增长超12.3%"),
        (LESS_GROWTH, -12.34, "下降12.3%"),
    ],
)
def test_where_less_is_better_all_is_turned_round(figure, value, said):
    assert amount(value, figure) == said


def test_the_figures_of_a_group_stand_together_by_period():
    rows = [row("wx_posts", 932), row("wx_fans_new", 7_300), row("wx_fans_total", 140_322), row("wx_reads", 212_386)]
    text, left = sentences(rows, KNOWN, CLAUSES)
    assert text == (
        f"{YEAR}微信公众号发布推文932条，推文阅读量超21万次，净增粉丝7300人。{DAY}微信公众号总粉丝数超14万人。"
    )
    assert left == []


def test_what_is_missing_is_dropped_and_said_and_the_sentence_stands():
    gaps = ShownCoverage(0.9, ["2024-03-01~2024-03-05"], 0, mends=["热线受理台账缺3月1日至3月5日"])
    rows = [
        row("hotline_episodes", 22),
        row("hotline_cases", None, files=0, complete=False, coverage=replace(gaps, mends=["热线受理台账从未收到"])),
        row("wx_rank_national", None, files=0, complete=False, coverage=replace(gaps, missing=[], mends=[])),
        row("hr_hired", None, files=0, complete=False, coverage=replace(gaps, missing=[], mends=[])),
        row("hotline_reply_rate", None),
        row("ext_tv_rank", None),
        row("hotline_satisf_rate", 100, complete=False, coverage=gaps),
        row("comment_reply_rate", 99.0, complete=False, coverage=replace(gaps, missing=[], mends=[], late_days=9)),
        row("app_dau_avg", 900, floors=1),
        row("party_grade", "等次不一"),
    ]
    text, left = sentences(rows, KNOWN, CLAUSES)
    assert text == f"{YEAR}《政风行风热线》开办22期。"
    assert [(one.figure, one.reason) for one in left] == [
        ("hotline_cases", "没有读到数据：热线受理台账从未收到"),
        ("wx_rank_national", "还没有一个完整的月份"),
        ("hr_hired", "没有读到数据"),
        ("hotline_reply_rate", "数据完整，但没有可算的基数"),
        ("ext_tv_rank", "数据完整，但时段内没有可写的数"),  # nothing divides a rank
        ("hotline_satisf_rate", "数据不全：热线受理台账缺3月1日至3月5日"),
        ("comment_reply_rate", "数据不全：过了9天才导出，数里已有其后的增长"),
        ("app_dau_avg", "有1条只显示“10万+”，算不出确数"),
        ("party_grade", "没有可写的等次：等次不一"),
    ]


def test_of_many_downloads_the_first_are_named_and_all_are_counted():
    lacks = [f"第{n}家商店缺1月1日" for n in range(1, 6)]
    short = ShownCoverage(0.9, ["2024-01-01"], 0, mends=lacks)
    _, left = sentences([row("app_downloads", 9, complete=False, coverage=short)], KNOWN, CLAUSES)
    assert left[0].reason == "数据不全：第1家商店缺1月1日；第2家商店缺1月1日；第3家商店缺1月1日等5项"


def test_nothing_is_worth_no_words_and_is_no_lack_of_data():
    rows = [row("wb_reads", 0), row("award_prov_3rd", 0), row("safety_incidents", 0), row("hotline_reply_rate", 0)]
    text, left = sentences(rows, KNOWN, CLAUSES)
    assert text == (
        f"{YEAR}广播电视播出、新闻生产、网络信息、消防、燃气等未发生安全事故。{YEAR}《政风行风热线》答复率0%。"
    )
    assert [(one.figure, one.lacking) for one in left] == [("wb_reads", False), ("award_prov_3rd", False)]
    assert left[0].reason == "数为0，不写进正文"


@pytest.mark.parametrize(
    ("figure", "as_of", "begins"),
    [
        ("wb_posts", date(2024, 1, 1), "2024年1月1日，"),
        ("wb_posts", date(2024, 1, 31), "2024年1月1日至31日，"),
        ("wb_posts", date(2023, 12, 31), "2023年1月1日至12月31日，"),
        ("wx_fans_total", date(2023, 12, 31), "截至2023年底，"),
        ("dtmb_freqs", date(2023, 6, 1), "截至2023年6月1日，"),
        ("fin_depr", date(2023, 1, 9), "2023年1月1日至9日，"),
        ("safety_checks", date(2024, 2, 29), "2024年1月至2月，"),
        ("safety_checks", date(2024, 2, 1), "2024年1月，"),
        ("safety_checks", date(2025, 2, 1), "2024年1月至2025年1月，"),
    ],
)
def test_the_period_is_said_day_by_day(figure, as_of, begins):
    text, _ = sentences([row(figure, 1, as_of=as_of)], KNOWN, CLAUSES)
    assert text.startswith(begins)
