"""The sample of 微博, the website, 小红书, B站, 今日头条 and 知乎: small, but each in the shape in which it comes."""

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sources._spec import Row
from sources.platforms import website_posts, weibo
from sources.sample._draws import AS_OF, MARK, YEAR_START, days
from sources.sample._ledger_sheet import Ledger, write_ledger
from sources.sample._works import apportion, moments, percent, shuffled_values
from sources.sample._write import Table, marked, write_csv, write_xlsx

WEIBO_POSTS, WEIBO_VIEWS, WEIBO_OVER_10K = 865, 6_045_210, 98

_DECEMBER = (date(2023, 12, 1), date(2023, 12, 31))
_XIAOHONGSHU_HEADER = "笔记标题 首次发布时间 体裁 曝光 观看量 封面点击率 点赞 评论 收藏 涨粉 分享 人均观看时长 弹幕"
_BILIBILI_HEADER = (
    "视频标题 发布时间 播放量 游客播放占比 粉丝观看率 封标点击率 3秒跳出率 互动率 涨粉量 取关量 点赞量 评论量 "
    "弹幕量 收藏量 投币量 转发量 平均播放进度"
)


def write(folder: Path, rng: random.Random) -> None:
    """Write the files of the six platforms into sub-folders of `folder`."""
    posts = _weibo_posts(rng)
    trend = _weibo_days(Counter(post["published_at"].date() for post in posts), rng)
    write_ledger(folder / "微博", Ledger(weibo.POSTS, lambda _: posts, starts=_DECEMBER[0]), rng)
    write_ledger(folder / "微博", Ledger(weibo.ACCOUNT_DAYS, lambda _: trend, starts=_DECEMBER[1]), rng)
    write_ledger(folder / "网站", Ledger(website_posts.EXPORT, _website_posts, starts=_DECEMBER[0]), rng)
    notes = {"笔记数据": _xiaohongshu_notes(rng)}
    write_xlsx(folder / "小红书" / "笔记列表明细表.xlsx", notes, merged={"笔记数据": "A1:M1"})
    write_csv(folder / "B站" / "近期稿件对比.csv", _bilibili_videos(rng))
    _write_toutiao(folder / "今日头条", rng)
    write_csv(folder / "知乎" / "内容列表.csv", _zhihu_content(rng))
    write_csv(folder / "知乎" / "日报表.xls", _zhihu_days(rng))


def _weibo_posts(rng: random.Random) -> list[Row]:
    published = moments(31, *_DECEMBER, rng) + moments(WEIBO_POSTS, YEAR_START, AS_OF, rng)
    small = apportion(3_400_000, WEIBO_POSTS - WEIBO_OVER_10K, rng, least=300, most=10_000)
    big = apportion(WEIBO_VIEWS - sum(small), WEIBO_OVER_10K, rng, least=10_001, most=180_000)
    views = apportion(90_000, 31, rng, least=300) + shuffled_values(small + big, rng)
    return [
        {
            "published_at": when,
            "title": f"{MARK}微博博文 {number:04d}",
            "views": seen,
            "shares": int(seen * rng.uniform(0, 0.003)),
            "comments": int(seen * rng.uniform(0, 0.002)),
            "likes": int(seen * rng.uniform(0, 0.01)),
        }
        for number, (when, seen) in enumerate(zip(published, views, strict=True), 1)
    ]


def _weibo_days(published: Counter[date], rng: random.Random) -> list[Row]:
    total, rows = 20_480, []
    for day in days(_DECEMBER[1], AS_OF):
        new, lost = rng.randrange(2, 30), rng.randrange(12)
        total += new - lost
        counts = {"followers_total": total, "followers_net": new - lost, "followers_new": new, "followers_lost": lost}
        rows.append({"day": day, **counts, "reads": rng.randrange(20_000, 60_000), "posts": published[day]})
    return rows


def _website_posts(rng: random.Random) -> list[Row]:
    published = moments(40, *_DECEMBER, rng) + moments(410, YEAR_START, AS_OF, rng)
    return [
        {
            "title": f"{MARK}网站文章 {number:04d}",
            "url": f"https://example.com/{when:%Y%m%d}/{number:04d}.html",
            "section": rng.choice(("要闻", "民生", "公告")),
            "published_at": when,
            "views": int(rng.lognormvariate(4, 1)),
        }
        for number, when in enumerate(published, 1)
    ]


def _xiaohongshu_notes(rng: random.Random) -> Table:
    """A banner, then notes; the newest has views before it has exposures, one has no title."""
    published = moments(4, *_DECEMBER, rng) + moments(36, YEAR_START, AS_OF, rng)
    yield ["最多导出排序后前1000条笔记"]
    yield marked(_XIAOHONGSHU_HEADER)
    for at in range(len(published) - 1, -1, -1):
        views = rng.randrange(60, 4_000)
        newest = at == len(published) - 1
        yield [
            None if at == 11 else f"{MARK}小红书笔记 {at + 1:02d}",
            f"{published[at]:%Y年%m月%d日%H时%M分%S秒}",
            rng.choice(("图文", "视频")),
            0 if newest else views * rng.randrange(4, 12),
            views,
            round(rng.uniform(0.05, 0.3), 3),
            *(int(views * rng.uniform(0, top)) for top in (0.08, 0.01, 0.03, 0.01, 0.02)),
            rng.randrange(3, 60),
            0,
        ]


def _bilibili_videos(rng: random.Random) -> Table:
    published = moments(8, date(2024, 5, 1), AS_OF, rng)
    yield marked(_BILIBILI_HEADER)
    for at in range(len(published) - 1, -1, -1):
        views = rng.randrange(200, 9_000)
        rates = [percent(rng.uniform(0.05, 0.95)) for _ in range(2)]
        counts = [int(views * rng.uniform(0, 0.02)) for _ in range(8)]
        stars = f"{rng.randrange(2, 10) / 2}星"
        more = [percent(rng.uniform(0.05, 0.6)) for _ in range(3)]
        yield [
            f"{MARK}B站视频 {at + 1}",
            f"{published[at]:%Y年%m月%d日 %H:%M:%S}",
            views,
            *rates,
            stars,
            *more[:2],
            *counts,
            more[2],
        ]


def _write_toutiao(folder: Path, rng: random.Random) -> None:
    span = days(AS_OF - timedelta(29), AS_OF)
    write_xlsx(folder / "微头条_-_1-38.xlsx", {"Sheet1": _toutiao_works(rng)})
    between = f"{span[0]}-{span[-1]}"
    write_xlsx(folder / f"数据趋势_1000000000000001_{between}.xlsx", {"Sheet1": _toutiao_days(span, rng)})
    write_xlsx(folder / f"粉丝趋势_{between}.xlsx", {"Sheet1": _toutiao_followers(span, rng)})


def _toutiao_works(rng: random.Random) -> Table:
    """Titles with line breaks, ids of 19 digits as text."""
    yield marked("标题 发布时间 ID 展现量 粉丝展现量 阅读量 点击率 平均阅读时长 点赞量 评论量 分享量 收藏量")
    published = moments(8, *_DECEMBER, rng) + moments(52, YEAR_START, AS_OF, rng)
    for at in range(len(published) - 1, -1, -1):
        views = rng.randrange(50, 6_000)
        shown = views * rng.randrange(5, 20)
        deeds = [int(views * rng.uniform(0, 0.02)) for _ in range(4)]
        title, when, work_id = f"{MARK}微头条 {at + 1:02d}\n第二行", f"{published[at]}", f"73{10**16 + at * 977:017d}"
        yield [
            title,
            when,
            work_id,
            shown,
            shown // 3,
            views,
            percent(views / shown),
            f"{rng.randrange(3, 60)}",
            *deeds,
        ]


def _toutiao_days(span: list[date], rng: random.Random) -> list[list[Any]]:
    """The first row of data is the total of the others."""
    counts = [[rng.randrange(1, top) for top in (90_000, 30_000, 9_000, 3_000, 200, 40)] for _ in span]
    totals = [sum(column) for column in zip(*counts, strict=True)]
    header = marked("时间 展现量 粉丝展现量 阅读(播放)量 粉丝阅读(播放)量 点赞量 评论量")
    return [header, ["累计", *totals], *([f"{day}", *row] for day, row in zip(span, counts, strict=True))]


def _toutiao_followers(span: list[date], rng: random.Random) -> Table:
    total = 8_800
    yield marked("时间 总粉丝数 粉丝变化数 新增粉丝数 流失粉丝数 活跃粉丝数 总铁粉数")
    for day in span:
        new, lost = rng.randrange(12), rng.randrange(9)
        total += new - lost
        yield [f"{day}", total, new - lost, new, lost, rng.randrange(200, 600), 120 + rng.randrange(9)]


def _zhihu_content(rng: random.Random) -> Table:
    yield marked("标题 发布时间 链接 阅读 播放 点赞 喜欢 评论 收藏 分享")
    for number, when in enumerate(moments(12, date(2023, 12, 1), AS_OF, rng), 1):
        deeds = [rng.randrange(top) for top in (9, 60, 20, 15, 40, 9)]
        url = f"https://www.zhihu.com/answer/{3_000_000_000 + number}"
        yield [f"{MARK}知乎回答 {number:02d}", when.date(), url, rng.randrange(100, 5_000), *deeds]


def _zhihu_days(rng: random.Random) -> Table:
    yield marked("日期 阅读 播放 点赞 喜欢 评论 收藏 分享")
    for day in days(AS_OF - timedelta(29), AS_OF):
        yield [day, *(rng.randrange(top) for top in (900, 9, 30, 9, 12, 20, 6))]
