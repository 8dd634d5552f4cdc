"""Synthetic kinds of export, the files that carry them, and warehouses that hold nothing else."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import duckdb

from sources import Column, Export, Part, Reject
from warehouse.build import build_as_of, prepare
from warehouse.catalogue import Catalogue, Figure
from warehouse.loading import File, load

AS_OF = date(2024, 6, 20)
LOADED_AT = datetime(2024, 6, 21, 2, 0)

Row = Mapping[str, Any]
Rows = Sequence[Row]

_POST = (
    Column("title", "标题", into="title"),
    Column("published_at", "发布时间", "timestamp", "cell", into="published_at"),
    Column("visibility", "状态", into="visibility"),
    Column("views", "播放量", "count", into="views", floors=True),
    Column("contact", "联系电话", private=True),
)


def _works(kind: str, platform: str, **more: Any) -> Export:
    return Export(
        kind, f"{platform}作品", "后台", "posts", _POST, ("published_at",), "published_at", ordinal_by="title",
        constants={"platform": platform, "count_window": "lifetime"}, **more,
    )  # fmt: skip


def _counted(kind: str, platform: str, *names: str) -> Export:
    """Works of which everything is counted that an index needs."""
    columns = (*_POST, *(_count(name) for name in names))
    return replace(_works(kind, platform, covers="span"), columns=columns, key=("title",), ordinal_by=None)


def _days(kind: str, constants: Mapping[str, str], *columns: Column, key: tuple[str, ...] = ("day",)) -> Export:
    day = Column("day", "日期", "date", "cell", into="day")
    return Export(
        kind, f"{kind}日数据", "后台", "account_days", (day, *columns), key, "day", constants=constants, covers="days"
    )


def _ledger(kind: str, grain: Any, day: str, columns: tuple[Column, ...], **constants: str) -> Export:
    number, name = Column("number", "编号", "id", "cell"), Column("day", "日期", "date", "cell", into=day)
    return Export(
        kind, f"{kind}台账", "台账", grain, (number, name, *columns), ("number",), "day", constants=constants,
        replaces="period", covers="stated", template=True,
    )  # fmt: skip


def _count(name: str) -> Column:
    return Column(name, name, "count", into=name)


_CATEGORY = Column("category", "类别", into="category")

DOUYIN = _works("douyin_list", "douyin", lists_all=True)
WEIBO = _works("weibo_list", "weibo", covers="span")
ARTICLES = _counted("articles", "wechat", "recommends", "likes", "shares", "position")
BLOG = _counted("blog", "weibo", "shares", "comments", "likes")
FANS = _days("douyin_fans", {"platform": "douyin"}, _count("followers_total"), _count("followers_new"))
WECHAT_FANS = _days("wechat_fans", {"platform": "wechat"}, _count("followers_total"))
HUAWEI = _days("huawei", {"platform": "app", "segment": "华为"}, _count("downloads_new"))
APPLE = _days("apple", {"platform": "app", "segment": "App Store"}, _count("downloads_new"))
BALANCES = _days(
    "balances", {"platform": "app"}, Column("store", "商店", presence="cell", into="segment"),
    _count("downloads_total"), _count("downloads_new"), key=("day", "store"),
)  # fmt: skip
SPENDING = _ledger(
    "spending", "amounts", "from_day",
    (Column("sort", "种类", into="kind"), Column("amount", "金额", "yuan", into="amount_yuan")),
)  # fmt: skip
PIECES = _ledger("aired", "pieces", "used_on", (Column("title", "标题", into="title"),), medium="电视")
USES = _ledger(
    "used", "pieces", "used_on",
    (Column("medium", "媒体", into="medium"), Column("level", "级别", into="level"),
     Column("story", "稿件编号", into="story_key"), Column("length", "时长", "number", into="length"),
     Column("headline", "头条", "yes_no", into="headline"), Column("points", "积分", "number", into="points_stated")),
)  # fmt: skip
CASES = _ledger(
    "hotline", "cases", "received_at",
    (Column("replied_at", "答复时间", "timestamp", into="replied_at"),
     Column("satisfied", "是否满意", "yes_no", into="satisfied")), channel="hotline",
)  # fmt: skip
INCIDENTS = _ledger("incidents", "events", "happened_on", (_CATEGORY,), register="incidents")
RANKS = _ledger("ranks", "events", "happened_on", (Column("rank", "名次", "count", into="rank"),), register="ranks")
GRADES = _ledger("grades", "events", "happened_on", (Column("grade", "等次", into="grade"),), register="gradings")
SITES = _ledger(
    "sites", "items", "valid_from", (_CATEGORY, Column("until", "停用日期", "date", into="valid_to")), register="sites"
)

EXPORTS: dict[str, Export] = {
    export.kind: export
    for export in (
        DOUYIN, WEIBO, ARTICLES, BLOG, FANS, WECHAT_FANS, HUAWEI, APPLE, BALANCES, SPENDING, PIECES, USES, CASES,
        INCIDENTS, RANKS, GRADES, SITES,
    )
}  # fmt: skip

_names = itertools.count(1)


def day(text: str) -> date:
    """`06-20` of 2024, or a whole date."""
    return date.fromisoformat(text if len(text) > 5 else f"2024-{text}")


def at(text: str, clock: str = "08:00:00") -> datetime:
    return datetime.combine(day(text), time.fromisoformat(clock))


def work(when: str, views: int | None = 100, title: str = "【样例】一", clock: str = "08:00:00", **more: Any) -> Row:
    """One row of a list of works."""
    return {"title": title, "published_at": at(when, clock), "visibility": "公开", "views": views} | more


def each_day(first: str, last: str, **values: Any) -> list[Row]:
    """One row of `values` per day."""
    days = (day(last) - day(first)).days + 1
    return [{"day": day(first) + timedelta(n)} | values for n in range(days)]


def on(when: str, **values: Any) -> dict[str, Any]:
    """One row of a ledger or of day rows."""
    return {"day": day(when)} | values


def numbered(*rows: Row) -> list[Row]:
    """Rows of a ledger, each with a number of its own."""
    return [{"number": str(n), **row} for n, row in enumerate(rows, 1)]


def part(export: Export, rows: Rows, covers: tuple[str, str] | None = None, sheet: str = "Sheet1") -> Part:
    """The rows as a reader hands them over; covering what `covers` says, else from the first row to the last."""
    columns: dict[str, list[Any]] = {"source_row": list(range(2, len(rows) + 2)), "row_key": _keys(export, rows)}
    for column in export.columns:
        if not column.private:
            columns[column.name] = [row.get(column.name) for row in rows]
            if column.floors:
                columns[f"{column.name}_is_floor"] = [row.get(f"{column.name}_is_floor", False) for row in rows]
    days = sorted(_as_day(value) for value in columns[export.day])
    start, end = map(day, covers) if covers else (days[0], days[-1]) if days else (None, None)
    return Part(export.kind, sheet, 1, columns, rows_read=len(rows), covers_from=start, covers_to=end)


def file(observed: str, *parts: Part, name: str = "", account: str = "main", **more: Any) -> File:
    """A loaded file with `parts`, downloaded on the morning of `observed`."""
    number = next(_names)
    return File(
        name or f"{observed}/{number}.xlsx", bytes=number, modified_ns=number, arrived_at=LOADED_AT,
        sha256=f"{number:064x}", centre=more.pop("centre", "jianhu"), account=account, observed_at=at(observed),
        observed_how="folder", status="loaded", parts=parts, **more,
    )  # fmt: skip


def listed(observed: str, export: Export, *rows: Row, covers: tuple[str, str] | None = None, **more: Any) -> File:
    """A file of one part."""
    return file(observed, part(export, rows, covers), **more)


def warehouse_of(
    *files: File, days: Sequence[date] = (AS_OF,), con: duckdb.DuckDBPyConnection | None = None
) -> duckdb.DuckDBPyConnection:
    """A warehouse that knows the kinds of `files` and loaded them in this order, with core tables for `days`."""
    con = con or duckdb.connect()
    kinds = {part.kind for one in files for part in one.parts}
    prepare(con, {kind: export for kind, export in EXPORTS.items() if kind in kinds})
    load(con, files, EXPORTS, LOADED_AT)
    if days:
        build_as_of(con, days)
    return con


def rows_of(con: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return con.execute(sql).fetchall()


def catalogue_of(*figures: Figure) -> Catalogue:
    return Catalogue({figure.id: figure for figure in figures}, {}, {}, {})


def reject(row: int) -> Reject:
    return Reject(row, "views", "不是数字，请改正", "字字9")


def _keys(export: Export, rows: Rows) -> list[str]:
    """Keys as the readers make them: equal ones are numbered in the order of `ordinal_by`."""
    bare = ["|".join("" if row.get(name) is None else str(row[name]) for name in export.key) for row in rows]
    if export.ordinal_by is None:
        return bare
    keys, told_by = list(bare), export.ordinal_by
    for key in set(bare):
        same = sorted((n for n, k in enumerate(bare) if k == key), key=lambda n: str(rows[n].get(told_by)))
        for ordinal, n in enumerate(same[1:], 2):
            keys[n] = f"{key}#{ordinal}"
    return keys


def _as_day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value
