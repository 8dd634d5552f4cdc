"""A year of daily exports of six platforms: 2,196 synthetic workbooks of about 30 rows each, in layouts that we read.

They roll: each repeats the works or days before it with newer counts, so that only the newest observation counts.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from sources import SAMPLE_MARK
from tests.benchmarks._workbook import Rows, write_workbook

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
WORKS_BACK, DAYS_BACK = 10, 15
"""Days that a list of works, and a table of days, reaches back."""

_DOUYIN = """作品名称 发布时间 体裁 审核状态 播放量 完播率 5s完播率 封面点击率 2s跳出率 平均播放时长
点赞量 分享量 评论量 收藏量 主页访问量 粉丝增量"""
_WEIBO = "发布时间 微博内容 阅读数 转发数 评论数 点赞数 转评赞数 URL"
_USERS = "日期 新增注册用户 累计注册用户 日活跃用户"
_PIECES = "稿件ID 标题 栏目 来源 发布时间 阅读量 部门 作者代码"
_XIAOHONGSHU = "笔记标题 首次发布时间 体裁 曝光 观看量 封面点击率 点赞 评论 收藏 涨粉 分享 人均观看时长 弹幕"
_TOUTIAO = "标题 发布时间 ID 展现量 粉丝展现量 阅读量 点击率 平均阅读时长 点赞量 评论量 分享量 收藏量"
_ARTICLES = """内容标题 发表时间 总阅读人数 总阅读次数 总分享人数 总分享次数 阅读后关注人数 送达人数 公众号消息阅读次数
送达阅读率 首次分享次数 分享产生阅读次数 首次分享率 每次分享带来阅读次数 阅读完成率 内容url"""
_FOLLOWERS = "时间 新关注人数 取消关注人数 净增关注人数 累积关注人数"
_BANNER = "最多导出排序后前1000条笔记"


def write_days(inbox: Path, first: date = FIRST, last: date = LAST) -> Iterator[date]:
    """Write what is downloaded in the evening of every day from `first` to `last`; yields each day when it is there."""
    for day in _span(first, last):
        for platform, (name, sheets) in PLATFORMS.items():
            path = inbox / day.isoformat() / platform / name
            write_workbook(path, sheets(day))
            # Nobody runs a night seconds after a download: a file that young would be waited for.
            evening = datetime.combine(day, time(23, 30)).timestamp()
            os.utime(path, (evening, evening))
        yield day


class Work:
    """One work of a platform, and how its counts grow."""

    def __init__(self, platform: str, day: date, number: int, second: int) -> None:
        draw = Random(f"{platform} {day} {number}")
        self.day, self.key = day, f"{day:%y%m%d}{number:02d}"
        self.published_at = datetime.combine(day, time(7)) + timedelta(seconds=second)
        self.title = f"【样例】{day.month}月{day.day}日第{number + 1}条"
        self.kind = draw.choice(("民生", "要闻", "文化", "三农"))
        self.origin = draw.choice(("自采", "自采", "原创", "转载", "转载"))
        self.hidden = draw.random() < 0.02
        self.deleted_after = draw.randint(1, 6) if draw.random() < 0.02 else 999
        self._final = int(10 ** draw.uniform(2.3, 5.3))

    def views(self, on: date) -> int:
        """Views since publication, as the platform says at the end of `on`."""
        return int(self._final * (1 - 0.7 ** ((on - self.day).days + 1)))


@cache
def _works_of(platform: str, day: date, mean: float) -> list[Work]:
    draw = Random(f"{platform} {day}")
    count = int(mean) + (draw.random() < mean % 1) + draw.choice((-1, 0, 0, 1))
    seconds = sorted(draw.sample(range(50_000), max(0, count)), reverse=True)
    if len(seconds) > 1 and draw.random() < 0.01:
        seconds[1] = seconds[0]  # two works of one second: told apart by their titles
    return [Work(platform, day, number, second) for number, second in enumerate(seconds)]


def _works(platform: str, on: date, mean: float = 3.0) -> Iterator[tuple[Work, int]]:
    """Works that a list downloaded at the end of `on` shows, the newest first, and their views then."""
    for day in reversed(_span(on - timedelta(WORKS_BACK - 1), on)):
        for work in _works_of(platform, day, mean):
            if (on - work.day).days <= work.deleted_after:
                yield work, work.views(on)


def _douyin(on: date) -> dict[str, Rows]:
    rows = [
        [w.title, str(w.published_at), "视频", "自见" if w.hidden else "公开", str(0 if w.hidden else v),
         *(f"{v % most / 100:.6f}" for most in (90, 70, 30, 50)), f"{v % 40 + 5}.5",
         *map(str, _parts(v, 30, 90, 200, 150, 80, 500))]
        for w, v in _works("douyin", on)
    ]  # fmt: skip
    return {"Sheet1": [_header(_DOUYIN), *rows]}


def _weibo(on: date) -> dict[str, Rows]:
    rows = [
        [str(w.published_at), w.title, v, *_parts(v, 400, 300, 60), sum(_parts(v, 400, 300, 60)),
         f"https://weibo.example/{w.key}"]
        for w, v in _works("weibo", on)
    ]  # fmt: skip
    return {"Sheet1": [_header(_WEIBO), *rows]}


def _app(on: date) -> dict[str, Rows]:
    pieces = [
        [f"9{w.key}", w.title, w.kind, w.origin, str(w.published_at), v // 20, "新媒体部", f"A{v % 12:02d}"]
        for w, v in _works("app", on, 1.5)
    ]
    users = [[str(day), new, total, 880 + new + late] for day, new, total, late in _accounts("app", on)]
    return {"发稿": [_header(_PIECES), *pieces], "每日用户": [_header(_USERS), *users]}


def _xiaohongshu(on: date) -> dict[str, Rows]:
    rows = [
        [w.title, f"{w.published_at:%Y年%m月%d日%H时%M分%S秒}", "图文", v * 6, v, v % 25 / 100,
         *_parts(v, 25, 300, 80, 700, 250), v % 60 + 3, 0]
        for w, v in _works("xiaohongshu", on)
    ]  # fmt: skip
    return {"Sheet1": [[_BANNER], _header(_XIAOHONGSHU), *rows]}


def _toutiao(on: date) -> dict[str, Rows]:
    rows = [
        [w.title, str(w.published_at), f"7{w.key:0>18}", v * 9, v // 3, v, f"{v % 12}.5%", f"{v % 50}秒",
         *_parts(v, 40, 200, 300, 600)]
        for w, v in _works("toutiao", on)
    ]  # fmt: skip
    return {"Sheet1": [_header(_TOUTIAO), *rows]}


def _wechat(on: date) -> dict[str, Rows]:
    """Both lists of the official account in one workbook, as whoever downloads them keeps them."""
    articles = [
        [w.title, str(w.day), v // 9, v // 8, *_parts(v, 300, 250, 900), 140_000, v // 14, v % 30 / 1000,
         v // 500, v // 30, v % 40 / 1000, v % 90 / 10, v % 100 / 100, f"https://mp.weixin.qq.com/s?mid={w.key}&idx=1"]
        for w, v in _works("wechat", on, 1.5)
    ]  # fmt: skip
    followers = [
        [str(day), new, new // 4 + late, new - new // 4 - late, total]
        for day, new, total, late in _accounts("wechat", on)
    ]
    return {"推文": [_header(_ARTICLES), *articles], "用户增长": [_header(_FOLLOWERS), *followers]}


PLATFORMS: dict[str, tuple[str, Callable[[date], dict[str, Rows]]]] = {
    "douyin": ("作品列表导出.xlsx", _douyin),
    "weibo": ("微博博文.xlsx", _weibo),
    "app": ("客户端.xlsx", _app),
    "xiaohongshu": ("笔记列表明细表.xlsx", _xiaohongshu),
    "toutiao": ("作品数据.xlsx", _toutiao),
    "wechat": ("公众号.xlsx", _wechat),
}
"""Platform -> name of its daily file, and the sheets in it."""


def _accounts(platform: str, on: date) -> Iterator[tuple[date, int, int, int]]:
    """(day, new, total, what the platform adds when it counts again) for the days up to `on`."""
    for day in _span(on - timedelta(DAYS_BACK - 1), on):
        new = Random(f"{platform} {day}").randint(5, 60)
        yield day, new, 190_000 + (day - FIRST).days * 33 + new, min((on - day).days, 2)


def _parts(value: int, *one_in: int) -> list[int]:
    return [value // number for number in one_in]


def _header(labels: str) -> Sequence[Any]:
    first, *others = labels.split()
    return [first + SAMPLE_MARK, *others]


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]
