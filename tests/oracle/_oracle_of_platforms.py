"""Figures of the App, the official account, 视频号, 抖音 and 微博, written once more by hand."""

import pandas as pd

from tests.oracle._asked import Asked, Figures
from tests.oracle._counted import count, highest, newest, observed, per_day_observed, share, total
from tests.oracle._sample_files import days, within

OWN = ["自采", "原创"]
FIRST_DOWNLOADS = ["1", "1F", "1T", "F1"]
OVER_10K = 10_000


def app(asked: Asked) -> Figures:
    """The App's pieces, users and downloads."""
    pieces = asked.this_year(asked.sample.table("客户端/客户端发稿.xlsx", 3), "发布时间")
    users = asked.sample.table("客户端/客户端每日用户.xlsx", 3)
    return {
        "app_posts": count(pieces),
        "app_selfmade_ratio": share(pieces, pieces["来源"].isin(OWN)),
        "app_downloads": observed(_downloads(asked), "下载量"),
        "app_posts_reprinted": count(pieces[pieces["来源"] == "转载"]),
        "app_registered_opening": observed(within(users, "日期", asked.eve, asked.eve), "累计注册用户"),
        "app_registered_new": observed(asked.this_year(users, "日期"), "新增注册用户"),
        "app_registered": newest(asked.until(users, "日期", asked.day), "日期", "累计注册用户"),
        "app_dau_avg": per_day_observed(asked.this_year(users, "日期"), "日期", "日活跃用户"),
    }


def _downloads(asked: Asked) -> pd.DataFrame:
    """Per store its newest balance and the first downloads of the days after it: column 下载量."""
    stores = asked.sample.table("应用商店/客户端商店下载量.xlsx", 3)
    sales = asked.sample.tables("应用商店/App Store/*.gz")
    sales = sales[sales["Product Type Identifier"].isin(FIRST_DOWNLOADS) & (sales["Begin Date"] == sales["End Date"])]
    of_stores = [
        stores.assign(下载量=stores["当日下载量"])[stores["当日下载量"].notna()],
        _store_days(asked.sample.tables("应用商店/华为/*.csv"), "华为", "日期", "新增下载量"),
        _store_days(asked.sample.tables("应用商店/Google Play/*.csv"), "Google Play", "Date", "Daily User Installs"),
        _store_days(sales, "App Store", "Begin Date", "Units"),
    ]
    added = asked.until(pd.concat(of_stores), "日期", asked.day)
    balances = asked.until(stores[stores["期初累计下载量"].notna()], "日期", asked.day)
    balance_day = days(balances["日期"]).groupby(balances["应用商店"]).max()
    is_newest = days(balances["日期"]) == balances["应用商店"].map(balance_day)
    opening = balances[is_newest].assign(下载量=balances["期初累计下载量"])
    since = added["应用商店"].map(balance_day).fillna(pd.Timestamp(0))
    return pd.concat([opening, added[days(added["日期"]) > since]])


def _store_days(rows: pd.DataFrame, store: str, day: str, column: str) -> pd.DataFrame:
    return rows.assign(应用商店=store, 日期=rows[day], 下载量=pd.to_numeric(rows[column]))


def wechat(asked: Asked) -> Figures:
    """Articles of both lists by their address; followers day by day."""
    lists = asked.sample.tables("微信公众号/*内容数据明细.xls")
    articles = asked.this_year(lists[~lists["内容url"].duplicated()], "发表时间")
    followers = asked.sample.table("微信公众号/user_analysis.xls", 2)
    this_year = asked.this_year(followers, "时间")
    net = pd.to_numeric(this_year["新关注人数"]) - pd.to_numeric(this_year["取消关注人数"])
    held = followers.assign(累积关注人数=pd.to_numeric(followers["累积关注人数"]))
    return {
        "wx_posts": count(articles),
        "wx_reads": total(articles, "总阅读次数"),
        "wx_fans_new": observed(this_year.assign(净增=net), "净增"),
        "wx_fans_total": newest(asked.until(held, "时间", asked.day), "时间", "累积关注人数"),
        "wx_fans_opening": observed(within(held, "时间", asked.eve, asked.eve), "累积关注人数"),
        "wx_posts_by_day": observed(asked.this_year(_activity(asked), "日期"), "发表篇数"),
    }


def _activity(asked: Asked) -> pd.DataFrame:
    """发表篇数 day by day: it stands in the second of the blocks side by side, whose 日期 is the second too."""
    names = ("tendency_1704071553_1711847553.xls", "tendency_1711933953_1718845953.xls")
    blocks = pd.concat(asked.sample.table(f"微信公众号/{name}", 2) for name in names)
    return blocks[["发表篇数"]].assign(日期=blocks["日期"].iloc[:, 1])


def short_video(asked: Asked) -> Figures:
    """视频号, 抖音 and 微博: works published this year, with all plays that they had when the list was taken."""
    channels = asked.this_year(asked.sample.table("视频号/视频号动态数据明细.csv"), "发布时间")
    works = asked.sample.table("抖音/作品列表导出.xlsx")
    works = works.assign(播放量=pd.to_numeric(works["播放量"]))
    douyin = asked.this_year(works[works["审核状态"] == "公开"], "发布时间")
    trend = asked.this_year(asked.sample.table("微博/微博每日趋势.xlsx", 3), "日期")
    weibo = asked.this_year(asked.sample.table("微博/微博博文.xlsx", 3), "发布时间")
    fans = asked.sample.table("抖音/数据表现_粉丝全量指标.xlsx")
    fans = fans.assign(总粉丝量=pd.to_numeric(fans["总粉丝量"]))
    return {
        "wxch_posts": count(channels),
        "wxch_views": total(channels, "播放量"),
        "wxch_views_max": highest(channels, "播放量"),
        "dy_posts": count(douyin),
        "dy_views": total(douyin, "播放量"),
        "dy_posts_over_10k": count(douyin[douyin["播放量"] > OVER_10K]),
        "dy_views_max": highest(douyin, "播放量"),
        "dy_fans_total": newest(asked.until(fans, "日期", asked.day), "日期", "总粉丝量"),
        "wb_posts": count(weibo),
        "wb_posts_by_day": observed(trend, "发博数"),
        "wb_reads": total(weibo, "阅读数"),
        "wb_posts_over_10k": count(weibo[weibo["阅读数"] > OVER_10K]),
    }
