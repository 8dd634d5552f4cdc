"""The script that a careful analyst would write for the same folder: pandas and openpyxl, every file read once.

Run as `python -m tests.benchmarks.analyst INBOX AS_OF`; prints the figures as JSON, by the names of our catalogue, and
writes beside the inbox what the office gets from a night as well: a workbook, and a page with charts.
"""

import hashlib
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from tests.benchmarks.analyst_outputs import Works, write_page, write_workbook

BOOK = "analyst.xlsx"
WORKS: Works = {}
SOURCES: list[dict[str, Any]] = []
"""Every table read: its file, sheet, rows and hash."""
TRENDS: dict[str, "pd.Series[Any]"] = {}
"""Figure -> what it had come to by the end of each month."""


def read(inbox: Path, platform: str, as_of: date, header: int = 0) -> dict[str, pd.DataFrame]:
    """Sheet -> its rows in all files of `platform` up to `as_of`, as text, with the day of the download."""
    found: dict[str, list[pd.DataFrame]] = {}
    for path in sorted(inbox.glob(f"*/{platform}/*.xlsx")):
        observed = path.parent.parent.name
        if observed > as_of.isoformat():
            continue
        sheets = pd.read_excel(path, sheet_name=None, header=header, dtype=str, engine="openpyxl")
        digest, file = hashlib.sha256(path.read_bytes()).hexdigest(), str(path.relative_to(inbox))
        for sheet, frame in sheets.items():
            SOURCES.append({"文件": file, "工作表": sheet, "行数": len(frame), "sha256": digest})
            frame.columns = frame.columns.str.replace("\u2063", "")
            rows = range(header + 2, header + 2 + len(frame))
            found.setdefault(sheet, []).append(frame.assign(observed=observed, 文件=file, 工作表=sheet, 行号=rows))
    return {sheet: pd.concat(frames, ignore_index=True) for sheet, frames in found.items()}


def newest(frame: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """The newest observation of each key."""
    return frame.sort_values("observed", kind="stable").drop_duplicates(key, keep="last")


def works(frame: pd.DataFrame, day: str, title: str, views: str, key: list[str], as_of: date) -> pd.DataFrame:
    """The works of the year up to `as_of`, newest observation each, under the names that all platforms share."""
    frame = newest(frame, key)
    moments, counts = pd.to_datetime(frame[day]), pd.to_numeric(frame[views])
    named = frame.assign(发布时间=moments, 标题=frame[title], 阅读量=counts, 写成=frame[day])
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    return named[(named["发布时间"] >= pd.Timestamp(as_of.year, 1, 1)) & (named["发布时间"] < end)]


def told(platform: str, held: pd.DataFrame, **figures: Callable[[pd.DataFrame], Any]) -> dict[str, Any]:
    """The `figures` of these works, and of those until each month's end."""
    WORKS[platform] = held
    months = held["发布时间"].dt.month
    for name, count in figures.items():
        TRENDS[name] = pd.Series({month: count(held[months <= month]) for month in sorted(months.unique())})
    return {name: count(held) for name, count in figures.items()}


def views(held: pd.DataFrame) -> Any:
    """How often these works were read."""
    return held["阅读量"].sum()


def most(held: pd.DataFrame) -> Any:
    """How often the best of these works was read."""
    return held["阅读量"].max()


def over_10k(held: pd.DataFrame) -> Any:
    """How many of these works were read more than 10,000 times."""
    return (held["阅读量"] > 10_000).sum()


def douyin(inbox: Path, as_of: date) -> dict[str, Any]:
    """Public works that a later list, which reaches back as far, still shows."""
    lists = read(inbox, "douyin", as_of)["Sheet1"]
    starts = lists.groupby("observed")["发布时间"].min().str[:10].sort_index(ascending=False)
    reached = starts.cummin().shift()  # how far back the lists after each one reach
    found = works(lists, "发布时间", "作品名称", "播放量", ["发布时间", "作品名称"], as_of)
    still_up = ~(found["observed"].map(reached) <= found["写成"].str[:10])
    public = found[still_up & (found["审核状态"] == "公开")]
    return told("抖音号", public, dy_posts=len, dy_views=views, dy_posts_over_10k=over_10k, dy_views_max=most)


def weibo(inbox: Path, as_of: date) -> dict[str, Any]:
    """Posts, reads, and posts read more than 10,000 times."""
    lists = read(inbox, "weibo", as_of)["Sheet1"]
    found = works(lists, "发布时间", "微博内容", "阅读数", ["发布时间", "微博内容"], as_of)
    return told("微博", found, wb_posts=len, wb_reads=views, wb_posts_over_10k=over_10k)


def app(inbox: Path, as_of: date) -> dict[str, Any]:
    """Pieces, the share of our own, and users."""
    sheets = read(inbox, "app", as_of)
    pieces = works(sheets["发稿"], "发布时间", "标题", "阅读量", ["稿件ID"], as_of)
    users = newest(sheets["每日用户"], ["日期"]).set_index("日期").sort_index()
    users = users[users.index <= as_of.isoformat()]
    active = pd.to_numeric(users["日活跃用户"])[users.index >= f"{as_of.year}-01-01"]
    registered = users["累计注册用户"].astype(int)
    TRENDS["app_registered"] = by_month_end(registered[registered.index >= f"{as_of.year}-01-01"])
    TRENDS["app_dau_avg"] = by_month_end(active.expanding().mean())
    return {
        **told(
            "客户端",
            pieces,
            app_posts=len,
            app_selfmade_ratio=lambda held: 100 * held["来源"].isin(["自采", "原创"]).mean(),
            livelihood_posts=lambda held: (held["栏目"] == "民生").sum(),
        ),
        "app_registered": int(registered.iloc[-1]),
        "app_dau_avg": active.sum() / as_of.timetuple().tm_yday,
    }


def xiaohongshu(inbox: Path, as_of: date) -> dict[str, Any]:
    """Notes, views, and the best note."""
    lists = read(inbox, "xiaohongshu", as_of, header=1)["Sheet1"]
    lists["首次发布时间"] = pd.to_datetime(lists["首次发布时间"], format="%Y年%m月%d日%H时%M分%S秒")
    found = works(lists, "首次发布时间", "笔记标题", "观看量", ["首次发布时间", "笔记标题"], as_of)
    return told("小红书", found, xhs_posts=len, xhs_views=views, xhs_views_max=most)


def toutiao(inbox: Path, as_of: date) -> dict[str, Any]:
    """Works and their reads."""
    found = works(read(inbox, "toutiao", as_of)["Sheet1"], "发布时间", "标题", "阅读量", ["ID"], as_of)
    return told("今日头条", found, tt_posts=len, tt_views=views)


def wechat(inbox: Path, as_of: date) -> dict[str, Any]:
    """Articles and reads, followers won less those lost, and followers at the end of the day."""
    sheets = read(inbox, "wechat", as_of)
    articles = works(sheets["推文"], "发表时间", "内容标题", "总阅读次数", ["内容url"], as_of)
    days = newest(sheets["用户增长"], ["时间"]).set_index("时间").sort_index()
    days = days[days.index <= as_of.isoformat()]
    year = days[days.index >= f"{as_of.year}-01-01"]
    net = pd.to_numeric(year["新关注人数"]) - pd.to_numeric(year["取消关注人数"])
    TRENDS["wx_fans_new"] = by_month_end(net.cumsum())
    TRENDS["wx_fans_total"] = by_month_end(year["累积关注人数"].astype(int))
    return {
        **told("微信公众号", articles, wx_posts=len, wx_reads=views),
        "wx_fans_new": net.sum(),
        "wx_fans_total": int(days["累积关注人数"].iloc[-1]),
    }


def by_month_end(days: "pd.Series[Any]") -> "pd.Series[Any]":
    """The last value of each month of a series by day."""
    return days.groupby(days.index.str[5:7]).last()


def figures(inbox: Path, as_of: date) -> dict[str, float]:
    """Every figure for which `inbox` has data, by id."""
    found: dict[str, Any] = {}
    for platform in (douyin, weibo, app, xiaohongshu, toutiao, wechat):
        found |= platform(inbox, as_of)
    return {name: float(value) for name, value in found.items()}


if __name__ == "__main__":
    inbox = Path(sys.argv[1])
    said = figures(inbox, date.fromisoformat(sys.argv[2]))
    write_workbook(inbox.with_name(BOOK), said, WORKS, pd.DataFrame(SOURCES))
    write_page(inbox.with_name("analyst.html"), said, WORKS, TRENDS)
    print(json.dumps(said))
