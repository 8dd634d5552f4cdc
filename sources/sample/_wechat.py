"""The sample of the official account: followers (HTML), articles (BIFF, two lists), traffic (BIFF, three tables)."""

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any

from sources.sample._draws import AS_OF, MARK, YEAR_START, days
from sources.sample._works import apportion, moments
from sources.sample._write import Table, marked, write_biff, write_html

FOLLOWERS_NEW, FOLLOWERS_LOST, FOLLOWERS_TOTAL = 9_816, 2_516, 140_322
ARTICLES, ARTICLE_VIEWS = 932, 212_386
EARLIER_ARTICLES = 60
WITHOUT_NOTICE = 120

_FIRST_DAY = date(2023, 12, 1)
_BEIJING_EPOCH = datetime(1970, 1, 1, 8)
_CHANNELS = ("公众号消息", "聊天会话", "朋友圈", "推荐", "搜一搜", "公众号主页", "其它")
_ARTICLE_HEADER = (
    "内容标题", "发表时间", "总阅读人数", "总阅读次数", "总分享人数", "总分享次数", "阅读后关注人数", "送达人数",
    "公众号消息阅读次数", "送达阅读率", "首次分享次数", "分享产生阅读次数", "首次分享率", "每次分享带来阅读次数",
    "阅读完成率", "内容url",
)  # fmt: skip
_ONLY_WITH_NOTICE = (_ARTICLE_HEADER.index("送达人数"), _ARTICLE_HEADER.index("送达阅读率"))

Line = list[Any]


def write(folder: Path, rng: random.Random) -> None:
    """Write the five files of the official account into `folder`."""
    write_html(folder / "user_analysis.xls", "用户增长", _followers(rng))
    noticed, unnoticed = _articles(rng)
    write_biff(folder / "已通知内容数据明细.xls", {"Sheet1": [marked(_ARTICLE_HEADER), *noticed]})
    header = _without_delivery(_ARTICLE_HEADER)
    write_biff(folder / "未开启通知内容数据明细.xls", {"Sheet1": [marked(header), *unnoticed]})
    titles = [line[0] for line in noticed]
    published = Counter(date.fromisoformat(str(line[1])) for line in (*noticed, *unnoticed))
    for first, last in ((date(2024, 1, 1), date(2024, 3, 31)), (date(2024, 4, 1), AS_OF)):
        name = f"tendency_{_unix(first)}_{_unix(last)}.xls"
        write_biff(folder / name, {"New Sheet1": _traffic(first, last, titles, published, rng)})


def _followers(rng: random.Random) -> Table:
    """Days from 2023-12-31 on, the total growing to what it is on the last one."""
    span = days(YEAR_START, AS_OF)
    new = apportion(FOLLOWERS_NEW, len(span), rng, least=9, most=400)
    lost = apportion(FOLLOWERS_LOST, len(span), rng, least=2, most=60)
    total = FOLLOWERS_TOTAL - FOLLOWERS_NEW + FOLLOWERS_LOST
    yield marked("时间 新关注人数 取消关注人数 净增关注人数 累积关注人数")
    yield [YEAR_START - timedelta(1), 41, 13, 28, total]
    for day, came, went in zip(span, new, lost, strict=True):
        total += came - went
        yield [day, came, went, came - went, total]


def _articles(rng: random.Random) -> tuple[list[Line], list[Line]]:
    """Rows of the list with notice and of the one without, newest first."""
    earlier = moments(EARLIER_ARTICLES, _FIRST_DAY, YEAR_START - timedelta(1), rng)
    published = earlier + moments(ARTICLES, YEAR_START, AS_OF, rng)
    views = apportion(15_000, EARLIER_ARTICLES, rng, least=20) + apportion(ARTICLE_VIEWS, ARTICLES, rng, least=20)
    by_day = groupby(zip(published, views, strict=True), lambda one: one[0].date())
    firsts: list[tuple[date, int, int, int]] = []
    others: list[tuple[date, int, int, int]] = []
    for number, (day, works) in enumerate(by_day):
        for at, (_, seen) in enumerate(works):
            (others if at else firsts).append((day, number, at, seen))
    quiet = set(rng.sample(range(len(others)), WITHOUT_NOTICE))
    noticed = firsts + [one for at, one in enumerate(others) if at not in quiet]
    unnoticed = [one for at, one in enumerate(others) if at in quiet]
    with_notice = [_article(*one, rng) for one in sorted(noticed, reverse=True)]
    without = [_without_delivery(_article(*one, rng)) for one in sorted(unnoticed, reverse=True)]
    for line in without:  # this list prints days as text and the short address
        line[1] = str(line[1])
        line[-1] = "https://mp.weixin.qq.com/s/" + "".join(rng.choices("abcdefghijkmnpqrstuvwxyz-_23456789", k=22))
    return with_notice, without


def _article(day: date, number: int, at: int, views: int, rng: random.Random) -> Line:
    viewers = max(1, int(views * rng.uniform(0.55, 0.95)))
    message_views = int(views * rng.uniform(0.2, 0.7))
    shares = int(views * rng.uniform(0, 0.12))
    first_shares = min(shares, int(message_views * rng.uniform(0, 0.15)))
    from_shares = int(shares * rng.uniform(0, 9))
    delivered = FOLLOWERS_TOTAL - rng.randrange(3_000, 12_000)
    mid, idx = 2_247_480_000 + number * 10 + at // 8, at % 8 + 1
    return [
        f"{MARK}公众号推文 {day} | 第{at + 1}篇",
        int(f"{day:%Y%m%d}"),
        viewers,
        views,
        max(0, shares - rng.randrange(3)),
        shares,
        int(viewers * rng.uniform(0, 0.02)),
        delivered,
        message_views,
        round(message_views / delivered, 4),
        first_shares,
        from_shares,
        round(first_shares / message_views, 4) if message_views else None,
        round(from_shares / shares, 4) if shares else None,
        round(rng.uniform(0.3, 0.95), 4),
        f"http://mp.weixin.qq.com/s?__biz=MzA4AAAAAAAAAA==&mid={mid}&idx={idx}&sn={rng.getrandbits(64):016x}#wechat_redirect",
    ]


def _without_delivery(line: Sequence[Any]) -> Line:
    return [cell for at, cell in enumerate(line) if at not in _ONLY_WITH_NOTICE]


def _unix(day: date) -> int:
    """Unix seconds of the download's time of day on `day`, as they stand in the name of the file."""
    return int((datetime.combine(day, time(9, 12, 33)) - _BEIJING_EPOCH).total_seconds())


def _traffic(first: date, last: date, titles: list[str], published: Counter[date], rng: random.Random) -> Table:
    """Three tables side by side behind an empty column A, a title row on top."""
    span = days(first, last)
    tables = [_channel_days(span, rng), _activity_days(span, published, rng), _article_channels(span, titles, rng)]
    widths = [len(table[0]) for table in tables]
    yield [None, "数据趋势概况", *[None] * (sum(widths) + 1), "数据来源概况"]
    for lines in zip_longest(*tables):
        row: Line = []
        for line, width in zip(lines, widths, strict=True):
            row += [None, *(line or [None] * width)]
        yield row


def _channel_days(span: list[date], rng: random.Random) -> list[Line]:
    """Day x channel; a reader who came by two ways counts in both channels and once in 全部."""
    lines: list[Line] = [marked("日期 渠道 阅读人数")]
    for day in span:
        readers = [rng.randrange(5, 400) for _ in _CHANNELS]
        lines.append([day, "全部", max(int(sum(readers) * rng.uniform(0.8, 0.97)), max(readers))])
        lines += [[day, channel, count] for channel, count in zip(_CHANNELS, readers, strict=True)]
    return lines


def _activity_days(span: list[date], published: Counter[date], rng: random.Random) -> list[Line]:
    lines: list[Line] = [marked("日期 分享人数 跳转阅读原文人数 微信收藏人数 发表篇数")]
    return lines + [[day, rng.randrange(150), rng.randrange(5), rng.randrange(60), published[day]] for day in span]


def _article_channels(span: list[date], titles: list[str], rng: random.Random) -> list[Line]:
    lines: list[Line] = [marked("传播渠道 发表日期 内容标题 阅读人数 阅读人数占比")]
    wanted = {f"{day}" for day in span[-10:]}
    for title in titles:
        day = title.split()[1]
        if day not in wanted:
            continue
        readers = [rng.randrange(3, 200) for _ in ("公众号消息", "推荐")]
        whole = sum(readers) - rng.randrange(3)
        for channel, count in zip(("全部", "公众号消息", "推荐"), (whole, *readers), strict=True):
            lines.append([channel, day.replace("-", ""), title, count, round(count / whole, 4)])
    return lines
