"""The columns of the rows sheets: how each is headed, what kind of values it holds, which ones are always shown."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "flag", "number", "day", "moment", "mark"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` is its name in core, or, where `sql` says what it holds, the name made up for one figure."""

    key: str
    heading: str
    kind: Kind
    width: float
    sql: str = ""

    @property
    def name(self) -> str:
        """What formulas call it: a defined name takes letters, digits and underscores only."""
        return self.key if self.sql else re.sub(r"\W+", "_", self.heading).strip("_")


_OF_CORE = (
    Column("published_at", "发布时间", "moment", 18),
    Column("title", "标题", "text", 52),
    Column("section", "版块", "text", 12),
    Column("programme", "栏目", "text", 16),
    Column("origin", "来源", "text", 9),
    Column("visibility", "可见范围", "text", 10),
    Column("desk", "部门", "text", 14),
    Column("author_code", "作者代码", "text", 12),
    Column("story_key", "稿件编号", "text", 16),
    Column("position", "位次", "number", 8),
    Column("count_window", "计数到", "text", 14),
    Column("views", "阅读播放量", "number", 13),
    Column("views_is_floor", "只显示“10万+”", "flag", 13),
    Column("viewers", "阅读人数", "number", 12),
    Column("likes", "点赞", "number", 10),
    Column("recommends", "推荐", "number", 10),
    Column("comments", "评论", "number", 10),
    Column("shares", "转发", "number", 10),
    Column("favourites", "收藏", "number", 10),
    Column("followers_gained", "涨粉", "number", 10),
    Column("url", "网址", "text", 40),
    Column("account", "账号", "text", 10),
    Column("platform", "平台", "text", 13),
    Column("segment", "商店或渠道", "text", 14),
    Column("day", "日期", "day", 12),
    Column("measure", "项目", "text", 16),
    Column("value", "数值", "number", 13),
    Column("is_last", "最后一日", "flag", 10),
    Column("amount", "下载次数", "number", 12),
    Column("medium", "媒体", "text", 9),
    Column("level", "级别", "text", 9),
    Column("outlet", "采用媒体", "text", 16),
    Column("used_on", "采用日期", "day", 12),
    Column("length", "时长或字数", "number", 12),
    Column("headline", "头条", "flag", 8),
    Column("points_stated", "登记积分", "number", 10),
    Column("points", "积分", "number", 8),
    Column("channel", "渠道", "text", 10),
    Column("received_at", "受理时间", "moment", 18),
    Column("replied_at", "答复时间", "moment", 18),
    Column("surveyed", "已回访", "flag", 9),
    Column("satisfied", "满意", "flag", 9),
    Column("episode_key", "期号", "text", 16),
    Column("category", "类别", "text", 16),
    Column("kind", "种类", "text", 20),
    Column("from_day", "起始日", "day", 12),
    Column("to_day", "截止日", "day", 12),
    Column("amount_yuan", "金额（元）", "number", 15),
    Column("decision_key", "集体研究纪要", "text", 20),
    Column("register", "台账", "text", 14),
    Column("state", "状态", "text", 12),
    Column("valid_from", "起始日期", "day", 12),
    Column("valid_to", "终止日期", "day", 12),
    Column("quantity", "数量", "number", 10),
    Column("happened_on", "发生日期", "day", 12),
    Column("issuer", "颁发或审核方", "text", 16),
    Column("grade", "等次", "text", 10),
    Column("rank", "名次", "number", 8),
    Column("list", "榜单", "text", 34),
    Column("subject_key", "对象代码", "text", 14),
    Column("required", "应当", "flag", 8),
    Column("compliant", "做到", "flag", 8),
)
COLUMNS = {column.key: column for column in _OF_CORE}
"""Column of core -> how a rows sheet shows it."""

SHOWN = {
    "posts": "published_at title section programme origin visibility views views_is_floor".split(),
    "account_days": "platform measure segment day value is_last".split(),
    "downloads": "platform segment day amount".split(),
    "pieces": "medium level outlet used_on title".split(),
    "points": "medium level outlet used_on title length headline points".split(),
    "cases": "channel received_at category episode_key replied_at surveyed satisfied".split(),
    "amounts": "kind from_day to_day amount_yuan decision_key".split(),
    "items": "register title category level state valid_from valid_to".split(),
    "events": "register happened_on kind category level issuer grade list rank required compliant".split(),
}
"""Core table -> the columns that its sheet shows, in order, where they hold anything; formulas may ask for more."""

SORTED_BY = {
    "posts": "published_at",
    "account_days": "platform, measure, segment, day",
    "downloads": "platform, segment, day",
    "pieces": "medium, used_on",
    "points": "medium, used_on",
    "cases": "channel, received_at",
    "amounts": "kind, from_day",
    "items": "register, valid_from",
    "events": "register, happened_on",
}
"""Core table -> how its rows are sorted, so that those of a figure stand together."""

TABLES = {
    "posts": "作品",
    "account_days": "每日数据",
    "downloads": "下载",
    "pieces": "外宣用稿",
    "points": "外宣积分",
    "cases": "热线与留言",
    "amounts": "收支",
    "items": "在册事项",
    "events": "发生事项",
}
"""Core table -> what its sheet is called; works have a sheet per platform, which is called like that."""
