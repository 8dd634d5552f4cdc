"""知乎, two files: one row per answer or article, and one row per day of the account.

Click path: zhihu.com > 创作中心 > 数据分析 > 内容分析 > 导出. The list of contents is CSV with BOM; `日报表.xls` is
CSV text too, whatever its extension says. Evidence: reported by two projects.

Reads and plays of one content are different deeds: `views` is 阅读, 播放 stays raw. 点赞 is 赞同, 喜欢 stays raw.
发布时间 is a day; the address is the key.
"""

from sources._spec import Column, Export

CONTENT = Export(
    kind="zhihu_content",
    title="知乎内容列表",
    source="知乎创作中心 → 数据分析 → 内容分析 → 导出",
    evidence="reported",
    grain="posts",
    constants={"platform": "zhihu", "visibility": "公开", "count_window": "lifetime"},
    key=("url",),
    day="published_on",
    collect_every=30,
    columns=(
        Column("title", "标题", into="title"),
        Column("published_on", "发布时间", "date", "cell", into="published_at"),
        Column("url", "链接", "url", "cell", into="url"),
        Column("views", "阅读", "count", into="views", floors=True),
        Column("plays", "播放", "count", "optional"),
        Column("likes", "点赞", "count", into="likes", signed=True),
        Column("hearts", "喜欢", "count", signed=True),
        Column("comments", "评论", "count", into="comments", signed=True),
        Column("favourites", "收藏", "count", into="favourites", signed=True),
        Column("shares", "分享", "count", into="shares", signed=True),
    ),
)

ACCOUNT_DAYS = Export(
    kind="zhihu_account_days",
    title="知乎日报表",
    source="知乎创作中心 → 数据分析 → 内容分析 → 日报表 → 导出（日报表.xls，其实是 CSV）",
    evidence="reported",
    grain="account_days",
    constants={"platform": "zhihu"},
    key=("day",),
    day="day",
    covers="days",
    collect_every=30,
    columns=(
        Column("day", "日期", "date", "cell", into="day"),
        Column("reads", "阅读", "count", into="reads", signed=True),
        Column("plays", "播放", "count", "optional", signed=True),
        Column("likes", "点赞", "count", into="likes", signed=True),
        Column("hearts", "喜欢", "count", signed=True),
        Column("comments", "评论", "count", into="comments", signed=True),
        Column("favourites", "收藏", "count", into="favourites", signed=True),
        Column("shares", "分享", "count", into="shares", signed=True),
    ),
)
