"""Figures of the ledgers kept by hand, written once more by hand."""

from datetime import date

import pandas as pd

from tests.oracle._asked import Asked, Figures
from tests.oracle._counted import count, different, growth, highest, least_by_month, newest, per_day, share, total
from tests.oracle._sample_files import days, in_force, within

OWN = ["自采", "原创"]
GRADUATES = ["本科", "大学本科", "研究生", "硕士研究生", "博士研究生"]
PAYMENTS = ["钢塔检修", "设备维修", "视频拍摄", "办公用品", "其他支出"]
HOLIDAYS = ["元旦", "春节", "五一", "端午"]
BIG_SPEND_YUAN = 10_000
RADIO_POINTS = {"市级": 3, "省级": 5}
SIX_STEPS = ["初审", "复审", "终审", "一校", "二校", "三校"]
LAST_YEARS_END = date(2023, 12, 31)


def rectification(asked: Asked) -> Figures:
    """One row per problem; a problem belongs to the aspect written above it."""
    problems = asked.sample.ledger("整改台账")
    problems = in_force(problems.assign(方面=problems["方面"].ffill()), "反馈日期", None, asked.day)
    return {
        "insp_aspects": different(problems, "方面"),
        "rect_total": count(problems),
        "rect_done": count(problems[problems["整改状态"] == "已完成"]),
        "rect_open": count(problems[problems["整改状态"] == "正在整改"]),
    }


def what_exists(asked: Asked) -> Figures:
    """Columns opened this year; services, accounts and people that are there on the day; transmitters of 2023."""
    columns = asked.this_year(asked.sample.ledger("专栏台账"), "开设日期")
    modules = in_force(asked.sample.table("客户端/客户端服务模块.xlsx", 3), "上线日期", "下线日期", asked.day)
    accounts = in_force(asked.sample.ledger("平台账号台账"), "开通日期", "停用日期", asked.day)
    people = asked.sample.ledger("人员台账")
    newcomers = within(people, "入职日期", date(2022, 1, 1), asked.day)
    new_media = in_force(people, "入职日期", "离职日期", asked.day)
    new_media = new_media[new_media["部门"] == "新媒体部"]
    on_air = min(asked.day, LAST_YEARS_END)
    resources = in_force(asked.sample.ledger("频点节目台账"), "启用日期", "停用日期", on_air)
    return {
        "col_named": count(columns),
        "app_service_modules": count(modules),
        "platform_n": count(accounts),
        "hr_joined": count(asked.this_year(people, "入职日期")),
        "hr_front_ratio": share(newcomers, newcomers["岗位"] == "宣传一线"),
        "hr_ba_ratio": share(new_media, new_media["学历"].isin(GRADUATES)),
        "dtmb_freqs": count(resources[resources["类型"] == "频点"]),
        "dtmb_tv_ch": count(resources[resources["类型"] == "电视节目"]),
        "dtmb_radio_ch": count(resources[resources["类型"] == "广播节目"]),
    }


def ranks(asked: Asked) -> Figures:
    """Every full month in the national list since February; the newest place among the city's stations."""
    ledger = asked.sample.ledger("榜单名次台账")
    national = ledger[ledger["榜单"].str.match("全国.*公众号")]
    months = asked.full_months("2024-02")
    this_year = asked.this_year(ledger, "月份")
    return {
        "wx_rank_national": highest(national[days(national["月份"]).dt.to_period("M").isin(months)], "名次"),
        "ext_tv_rank": newest(this_year[this_year["榜单"].str.match("全市.*电视外宣")], "月份", "名次"),
        "ext_radio_rank": newest(this_year[this_year["榜单"].str.match("全市.*广播外宣")], "月份", "名次"),
    }


def news(asked: Asked) -> Figures:
    """Works sent in and awarded; own items on television and in print; livelihood news of three media."""
    asked_for = _required(asked.this_year(asked.sample.ledger("创优报送台账"), "截止日期"), "应报送")
    awards = asked.this_year(asked.sample.ledger("获奖台账"), "获奖日期")
    learning, third = awards["主办方"] == "学习强国", awards["奖次"] == "三等奖"
    items = asked.this_year(asked.sample.ledger("播出刊发稿件台账"), "播出（刊发）日期")
    bulletins = items[(items["媒体"] == "电视") & items["栏目"].isin(["建湖新闻", "今日播报"])]
    paper = items[items["媒体"] == "报纸"]
    pieces = asked.this_year(asked.sample.table("客户端/客户端发稿.xlsx", 3), "发布时间")
    livelihood = items[items["媒体"].isin(["报纸", "电视"]) & (items["类别"] == "民生")]
    return {
        "award_submit_rate": share(asked_for, asked_for["已报送"] == "是"),
        "award_xxqg_list": count(awards[learning & (awards["奖次"] == "入选")]),
        "award_xxqg_3rd": count(awards[learning & third]),
        "award_prov_3rd": count(awards[(awards["级别"] == "省级") & third]),
        "award_city": count(awards[(awards["级别"] == "市级") & awards["奖次"].isin(["二等奖", "三等奖"])]),
        "tv_selfmade_ratio": share(bulletins, bulletins["来源"] == "自采"),
        "paper_selfmade_ratio": share(paper, paper["来源"].isin(OWN)),
        "livelihood_posts": count(pd.concat([livelihood, pieces[pieces["栏目"] == "民生"]])),
    }


def pieces_outside(asked: Asked) -> Figures:
    """Pieces that stations above us used."""
    used = asked.this_year(asked.sample.ledger("外宣用稿台账"), "采用日期")
    television, radio = used[used["媒体类型"] == "电视"], used[used["媒体类型"] == "广播"]
    return {
        "ext_tv_total": count(television),
        "ext_tv_cctv": count(television[television["级别"] == "央级"]),
        "ext_tv_prov": count(television[television["级别"] == "省级"]),
        "ext_tv_city": count(television[television["级别"] == "市级"]),
        "ext_radio_total": count(radio),
        "ext_radio_points": total(radio.assign(得分=radio["级别"].map(RADIO_POINTS)), "得分"),
        "ext_radio_points_stated": total(radio, "积分"),
    }


def discipline(asked: Asked) -> Figures:
    """Reviews, incidents, risks, talks and gradings."""
    signed = asked.this_year(asked.sample.table("台账/三审三校台账.xlsx", 4), "签发日期")
    incidents = asked.this_year(asked.sample.ledger("差错事故台账"), "发生日期")
    reviewed = asked.this_year(asked.sample.ledger("廉政风险排查台账"), "排查日期")
    due = _required(reviewed, "应排查")
    talks = within(asked.sample.ledger("廉政谈话台账"), "谈话日期", date(2023, 12, 1), asked.day)
    gradings = asked.until(asked.sample.ledger("考核等次台账"), "公布日期", asked.day)
    return {
        "rule_review_steps": share(signed, (signed[SIX_STEPS] == "是").all(axis=1)),
        "safety_editorial_incidents": count(incidents[incidents["类别"] == "新闻责任事故"]),
        "party_violations": count(incidents[incidents["类别"] == "违纪违规"]),
        "fin_irregular": count(incidents[incidents["类别"] == "不规范报支"]),
        "safety_incidents": count(incidents[incidents["类别"] == "安全事故"]),
        "party_risk_cover": share(due, due["已排查"] == "是"),
        "party_reviewer": different(reviewed, "审核人代码"),
        "party_talks": different(talks[talks["节点"].isin(HOLIDAYS)], "节点"),
        "party_grade": newest(gradings[gradings["考核项目"] == "党建"], "公布日期", "等次"),
    }


def services(asked: Asked) -> Figures:
    """The hotline and the comments, answered by the day; the tests of the signal."""
    today = pd.Timestamp(asked.day)
    episodes = asked.this_year(asked.sample.ledger("热线播出台账"), "播出日期")
    cases = asked.this_year(asked.sample.ledger("热线受理台账"), "受理时间")
    # Nobody is asked before the answer.
    called_back = cases[(cases["是否回访"] == "是") & ~(days(cases["答复时间"]) > today)]
    comments = asked.this_year(asked.sample.ledger("留言办理台账"), "留言时间")
    rated = comments[(comments["是否评价"] == "是") & ~(days(comments["回复时间"]) > today)]
    duty = asked.this_year(asked.sample.ledger("留言值班台账"), "日期")
    tests = asked.until(asked.sample.ledger("信号覆盖测试台账"), "测试日期", LAST_YEARS_END)
    tested = _required(tests, "应覆盖")
    return {
        "hotline_episodes": count(episodes),
        "hotline_cases": count(cases),
        "hotline_case_episodes": different(cases, "期号"),
        "hotline_reply_rate": share(cases, days(cases["答复时间"]) <= today),
        "hotline_satisf_rate": share(called_back, called_back["是否满意"] == "是"),
        "comment_reply_rate": share(comments, days(comments["回复时间"]) <= today),
        "comment_satisf_rate": share(rated, rated["是否满意"] == "是"),
        "comment_duty": per_day(different(duty[duty["查看留言"] == "是"], "日期"), asked.days_of_year),
        "dtmb_cover": share(tested, tested["达标"] == "是"),
    }


def money(asked: Asked) -> Figures:
    """Amounts booked in a month, payments that needed a decision, advertising beside the same days a year before."""
    booked = asked.sample.ledger("费用支出台账")
    january = asked.until(within(booked, "入账日期", date(2023, 1, 1), date(2023, 1, 31)), "入账日期", asked.day)
    november = asked.until(within(booked, "入账日期", date(2023, 11, 1), date(2023, 11, 30)), "入账日期", asked.day)
    paid = asked.this_year(booked, "入账日期")
    big = paid[paid["类别"].isin(PAYMENTS) & (pd.to_numeric(paid["金额"]) > BIG_SPEND_YUAN)]
    income = asked.sample.ledger("广告收入台账")
    now = asked.this_year(income, "到账日期")
    before = within(income, "到账日期", *asked.same_days_last_year)
    quotes = asked.this_year(asked.sample.ledger("询价台账"), "询价日期")
    quotes = _required(quotes[quotes["类别"].isin(["保洁费用", "保安费用"])], "应询价")
    matters = _required(asked.this_year(asked.sample.ledger("集体研究台账"), "会议日期"), "应集体研究")
    return {
        "fin_depr": total(january[january["类别"] == "折旧"], "金额"),
        "fin_tower": total(november[november["类别"] == "钢塔检修"], "金额"),
        "rule_big_spend": share(big, big["会议纪要号"].notna()),
        "ad_outdoor_yoy": growth(_outdoor(now), _outdoor(before), "金额"),
        "ad_total_growth": growth(now, before, "金额"),
        "proc_quoted": share(quotes, quotes["已询价"] == "是"),
        "rule_collective": share(matters, matters["已集体研究"] == "是"),
    }


def people_and_safety(asked: Asked) -> Figures:
    """Changes of this year; inspections in every full month."""
    changes = asked.this_year(asked.sample.ledger("人员变动台账"), "日期")
    candidate, activist = changes["事项"] == "确定发展对象", changes["事项"] == "确定入党积极分子"
    months = asked.full_months("2024-01")
    done = asked.sample.ledger("安全检查台账")
    done = done[(done["检查类别"] == "安全生产") & (done["已检查"] == "是")]
    done = done[days(done["检查日期"]).dt.to_period("M").isin(months)]
    return {
        "party_cand": count(changes[candidate]),
        "party_activists": count(changes[activist]),
        "party_cand_front": count(changes[(candidate | activist) & (changes["宣传一线"] == "是")]),
        "hr_hired": count(changes[changes["事项"] == "新招聘"]),
        "safety_checks": least_by_month(done, "检查日期", months),
    }


def _required(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    return rows[rows[column] == "是"]


def _outdoor(income: pd.DataFrame) -> pd.DataFrame:
    return income[income["类别"] == "户外广告"]
