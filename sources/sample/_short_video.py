"""The sample of 视频号 (one CSV) and 抖音 (a list of works and the account's days, every cell a text)."""

import random
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sources.sample._draws import AS_OF, MARK, YEAR_START, days
from sources.sample._works import apportion, moments, percent, shuffled_values
from sources.sample._write import Table, marked, write_csv, write_xlsx

CHANNELS_VIDEOS, CHANNELS_VIEWS, CHANNELS_MOST = 304, 20_412_640, 412_380
DOUYIN_WORKS, DOUYIN_VIEWS, DOUYIN_MOST = 1_004, 50_638_217, 1_103_482
DOUYIN_OVER_10K, DOUYIN_PRIVATE, DOUYIN_FOLLOWERS = 276, 24, 50_218
DOUYIN_KEPT_DAYS = 30

_DECEMBER = (date(2023, 12, 1), date(2023, 12, 31))
_ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_CHANNELS_HEADER = (
    "视频描述 视频ID 发布时间 完播率 平均播放时长 播放量 推荐 喜欢 评论量 分享量 关注量 "
    "转发聊天和朋友圈 设为铃声 设为状态 设为朋友圈封面"
)
_DOUYIN_HEADER = (
    "作品名称 发布时间 体裁 审核状态 播放量 完播率 5s完播率 封面点击率 2s跳出率 平均播放时长 "
    "点赞量 分享量 评论量 收藏量 主页访问量 粉丝增量"
)


def write(folder: Path, rng: random.Random) -> None:
    """Write the files of both platforms into sub-folders of `folder`."""
    write_csv(folder / "视频号" / "视频号动态数据明细.csv", _channels_videos(rng), quote_text=True, final_newline=False)
    works = [_douyin_work(*work, rng) for work in _douyin_works(rng)]
    write_xlsx(folder / "抖音" / "作品列表导出.xlsx", {"Sheet1": [marked(_DOUYIN_HEADER), *works]}, as_text=True)
    for name, table in _douyin_days(Counter(work[1].date() for work in works), rng).items():
        write_xlsx(folder / "抖音" / f"数据表现_{name}.xlsx", {"Sheet1": table}, as_text=True)


def _channels_videos(rng: random.Random) -> Table:
    """Newest first; the busiest of all came out in December and never counts."""
    others = apportion(CHANNELS_VIEWS - CHANNELS_MOST, CHANNELS_VIDEOS - 1, rng, least=900, most=CHANNELS_MOST - 1)
    published = moments(20, *_DECEMBER, rng) + moments(CHANNELS_VIDEOS, YEAR_START, AS_OF, rng)
    views = [*apportion(900_000, 19, rng, least=900, most=300_000), 450_017]
    views += shuffled_values([CHANNELS_MOST, *others], rng)
    yield marked(_CHANNELS_HEADER)
    for number in range(len(published) - 1, -1, -1):
        seen, shares = views[number], int(views[number] * rng.uniform(0, 0.01))
        yield [
            f"{MARK}视频号短视频 {number + 1:03d}\n#样例 #第{number % 7 + 1}类 ",
            "export/" + "".join(rng.choices(_ID_LETTERS, k=93)),
            f"{published[number]:%Y/%m/%d}",
            percent(rng.uniform(0.05, 0.6)),
            f"{rng.uniform(4, 90):.2f}秒",
            seen,
            int(seen * rng.uniform(0, 0.02)),
            int(seen * rng.uniform(0, 0.03)),
            int(seen * rng.uniform(0, 0.004)),
            shares,
            int(seen * rng.uniform(0, 0.001)),
            shares,
            0,
            0,
            0,
        ]


def _douyin_works(rng: random.Random) -> list[tuple[int, datetime, str, int]]:
    """Number, time, state and plays, newest first.

    Two works are of one second, one has exactly 10,000 plays, and some only their owner sees.
    """
    published = moments(40, *_DECEMBER, rng) + moments(DOUYIN_WORKS + DOUYIN_PRIVATE, YEAR_START, AS_OF, rng)
    views = apportion(400_000, 40, rng, least=200) + _douyin_views(rng)
    states = ["公开"] * len(published)
    for at in sorted(rng.sample(range(40, len(published)), DOUYIN_PRIVATE)):
        states[at] = "自见"
        views.insert(at, 0)
    published[-2] = published[-1]
    return [(at + 1, published[at], states[at], views[at]) for at in range(len(published) - 1, -1, -1)]


def _douyin_views(rng: random.Random) -> list[int]:
    under = DOUYIN_WORKS - DOUYIN_OVER_10K
    small = apportion(1_900_000, under - 1, rng, least=60, most=9_999)
    large = DOUYIN_VIEWS - DOUYIN_MOST - 10_000 - sum(small)
    big = apportion(large, DOUYIN_OVER_10K - 1, rng, least=10_001, most=DOUYIN_MOST - 1)
    return shuffled_values([DOUYIN_MOST, 10_000, *small, *big], rng)


def _douyin_work(number: int, published: datetime, state: str, views: int, rng: random.Random) -> list[Any]:
    return [
        f"{MARK}抖音作品 {number:04d}  #样例",
        published,
        rng.choice(("1min-视频", "1min-视频", "1-3min视频", "5min+视频", "图文")),
        state,
        views,
        f"{rng.uniform(0.02, 0.5):.6f}",
        f"{rng.uniform(0.1, 0.7):.6f}",
        f"{rng.uniform(0.01, 0.3):.6f}" if rng.random() < 0.07 else "-",
        f"{rng.uniform(0.2, 0.7):.6f}",
        f"{rng.uniform(3, 40):.6f}",
        int(views * rng.uniform(0, 0.03)),
        int(views * rng.uniform(0, 0.01)),
        int(views * rng.uniform(0, 0.004)),
        int(views * rng.uniform(0, 0.006)),
        int(views * rng.uniform(0, 0.02)),
        rng.randrange(-2, 40) if views else 0,
    ]


def _douyin_days(published: Counter[date], rng: random.Random) -> dict[str, list[list[Any]]]:
    """File name -> table: single metrics, then the two files with all metrics of the same 30 days."""
    span = days(AS_OF - timedelta(DOUYIN_KEPT_DAYS - 1), AS_OF)
    new, lost = [rng.randrange(10, 90) for _ in span], [rng.randrange(5, 45) for _ in span]
    net = [came - went for came, went in zip(new, lost, strict=True)]
    total = [DOUYIN_FOLLOWERS - sum(net[at + 1 :]) for at in range(len(span))]
    views, likes = [rng.randrange(40_000, 600_000) for _ in span], [rng.randrange(-30, 3_000) for _ in span]
    shares, comments = [rng.randrange(300) for _ in span], [rng.randrange(-3, 400) for _ in span]
    clicks = [percent(rng.uniform(0, 0.9)) for _ in span]
    single: dict[str, list[Any]] = {
        "播放量": views,
        "总粉丝量": total,
        "净增粉丝": net,
        "作品点赞": likes,
        "封面点击率": clicks,
    }
    tables = {f"{label}数据": _columns({"日期": span, label: values}) for label, values in single.items()}
    tables["短视频全量指标"] = _columns(
        {
            "日期": span,
            "投稿量": [published[day] for day in span],
            "总播放量": views,
            "总点赞量": likes,
            "总分享量": shares,
            "总评论量": comments,
            "5秒完播率": [percent(rng.uniform(0.1, 0.7)) for _ in span],
            "2秒跳出率": [percent(rng.uniform(0.2, 0.8)) for _ in span],
            "封面点击率": clicks,
            "平均播放时长": [f"{rng.uniform(5, 30):.2f}s" for _ in span],
        }
    )
    tables["粉丝全量指标"] = _columns(
        {"日期": span, "总粉丝量": total, "新增粉丝": new, "取关粉丝": lost, "净增粉丝": net}
    )
    return tables


def _columns(table: dict[str, list[Any]]) -> list[list[Any]]:
    return [marked(list(table)), *map(list, zip(*table.values(), strict=True))]
