"""The script that a careful analyst would write for the same folder: pandas and openpyxl, every file read once.

Run as `python -m tests.benchmarks.analyst INBOX AS_OF`; prints the figures as JSON, by the names of our catalogue, and
writes what the office wants to see beside them into a workbook next to the inbox: works by month, top works, files.
"""

import hashlib
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

WORKS: dict[str, pd.DataFrame] = {}
"""Label of what tells works apart on a platform -> its works of the year, for the workbook."""
SOURCES: list[dict[str, Any]] = []
"""Every table read: its file, sheet, rows and hash, for the workbook."""


def read(inbox: Path, platform: str, as_of: date, header: int = 0) -> dict[str, pd.DataFrame]:
    """Sheet -> its rows in all files of `platform` up to `as_of`, as text, with the day of the download."""
    found: dict[str, list[pd.DataFrame]] = {}
    for path in sorted(inbox.glob(f"*/{platform}/*.xlsx")):
        observed = path.parent.parent.name
        if observed > as_of.isoformat():
            continue
        sheets = pd.read_excel(path, sheet_name=None, header=header, dtype=str, engine="openpyxl")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        for sheet, frame in sheets.items():
            SOURCES.append(
                {"文件": str(path.relative_to(inbox)), "工作表": sheet, "行数": len(frame), "sha256": digest}
            )
            frame.columns = frame.columns.str.replace("\u2063", "")
            found.setdefault(sheet, []).append(frame.assign(observed=observed))
    return {sheet: pd.concat(frames, ignore_index=True) for sheet, frames in found.items()}


def newest(frame: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """The newest observation of each key."""
    return frame.sort_values("observed", kind="stable").drop_duplicates(key, keep="last")


def works(frame: pd.DataFrame, day: str, views: str, key: list[str], as_of: date) -> pd.DataFrame:
    """The works of the year up to `as_of`, newest observation each, with `published_at` and `views` converted."""
    frame = newest(frame, key)
    frame["published_at"] = pd.to_datetime(frame[day])
    frame["views"] = pd.to_numeric(frame[views])
    end = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    found = frame[(frame["published_at"] >= pd.Timestamp(as_of.year, 1, 1)) & (frame["published_at"] < end)]
    WORKS[key[-1]] = found
    return found


def douyin(inbox: Path, as_of: date) -> dict[str, Any]:
    """Public works that a later list, which reaches back as far, still shows."""
    lists = read(inbox, "douyin", as_of)["Sheet1"]
    starts = lists.groupby("observed")["发布时间"].min().str[:10].sort_index(ascending=False)
    reached = starts.cummin().shift()  # how far back the lists after each one reach
    found = works(lists, "发布时间", "播放量", ["发布时间", "作品名称"], as_of)
    still_up = ~(found["observed"].map(reached) <= found["发布时间"].str[:10])
    WORKS["作品名称"] = found = found[still_up & (found["审核状态"] == "公开")]
    return {
        "dy_posts": len(found),
        "dy_views": found["views"].sum(),
        "dy_posts_over_10k": (found["views"] > 10_000).sum(),
        "dy_views_max": found["views"].max(),
    }


def weibo(inbox: Path, as_of: date) -> dict[str, Any]:
    """Posts, reads, and posts read more than 10,000 times."""
    found = works(read(inbox, "weibo", as_of)["Sheet1"], "发布时间", "阅读数", ["发布时间", "微博内容"], as_of)
    return {
        "wb_posts": len(found),
        "wb_reads": found["views"].sum(),
        "wb_posts_over_10k": (found["views"] > 10_000).sum(),
    }


def app(inbox: Path, as_of: date) -> dict[str, Any]:
    """Pieces, the share of our own, and users."""
    sheets = read(inbox, "app", as_of)
    pieces = works(sheets["发稿"], "发布时间", "阅读量", ["稿件ID"], as_of)
    users = newest(sheets["每日用户"], ["日期"]).set_index("日期").sort_index()
    users = users[users.index <= as_of.isoformat()]
    active = pd.to_numeric(users["日活跃用户"])[users.index >= f"{as_of.year}-01-01"]
    return {
        "app_posts": len(pieces),
        "app_selfmade_ratio": 100 * pieces["来源"].isin(["自采", "原创"]).mean(),
        "livelihood_posts": (pieces["栏目"] == "民生").sum(),
        "app_registered": int(users["累计注册用户"].iloc[-1]),
        "app_dau_avg": active.sum() / as_of.timetuple().tm_yday,
    }


def xiaohongshu(inbox: Path, as_of: date) -> dict[str, Any]:
    """Notes, views, and the best note."""
    lists = read(inbox, "xiaohongshu", as_of, header=1)["Sheet1"]
    lists["首次发布时间"] = pd.to_datetime(lists["首次发布时间"], format="%Y年%m月%d日%H时%M分%S秒")
    found = works(lists, "首次发布时间", "观看量", ["首次发布时间", "笔记标题"], as_of)
    return {"xhs_posts": len(found), "xhs_views": found["views"].sum(), "xhs_views_max": found["views"].max()}


def toutiao(inbox: Path, as_of: date) -> dict[str, Any]:
    """Works and their reads."""
    found = works(read(inbox, "toutiao", as_of)["Sheet1"], "发布时间", "阅读量", ["ID"], as_of)
    return {"tt_posts": len(found), "tt_views": found["views"].sum()}


def wechat(inbox: Path, as_of: date) -> dict[str, Any]:
    """Articles and reads, followers won less those lost, and followers at the end of the day."""
    sheets = read(inbox, "wechat", as_of)
    articles = works(sheets["推文"], "发表时间", "总阅读次数", ["内容url"], as_of)
    days = newest(sheets["用户增长"], ["时间"]).set_index("时间").sort_index()
    days = days[days.index <= as_of.isoformat()]
    year = days[days.index >= f"{as_of.year}-01-01"]
    net = pd.to_numeric(year["新关注人数"]).sum() - pd.to_numeric(year["取消关注人数"]).sum()
    return {
        "wx_posts": len(articles),
        "wx_reads": articles["views"].sum(),
        "wx_fans_new": net,
        "wx_fans_total": int(days["累积关注人数"].iloc[-1]),
    }


def figures(inbox: Path, as_of: date) -> dict[str, float]:
    """Every figure for which `inbox` has data, by id."""
    found: dict[str, Any] = {}
    for platform in (douyin, weibo, app, xiaohongshu, toutiao, wechat):
        found |= platform(inbox, as_of)
    return {name: float(value) for name, value in found.items()}


def write_workbook(target: Path, found: dict[str, float]) -> None:
    """The figures, the works of each platform by month and its twenty best, and every table that was read."""
    with pd.ExcelWriter(target, engine="openpyxl") as book:
        pd.Series(found, name="计算值").to_excel(book, sheet_name="指标")
        for label, held in WORKS.items():
            months = held.groupby(held["published_at"].dt.month)["views"].agg(["size", "sum"])
            months.to_excel(book, sheet_name=label)
            best = held.sort_values("views", ascending=False).head(20)
            best.to_excel(book, sheet_name=label, startrow=len(months) + 3, index=False)
        pd.DataFrame(SOURCES).to_excel(book, sheet_name="来源", index=False)


if __name__ == "__main__":
    inbox = Path(sys.argv[1])
    said = figures(inbox, date.fromisoformat(sys.argv[2]))
    write_workbook(inbox.with_name("analyst.xlsx"), said)
    print(json.dumps(said))
