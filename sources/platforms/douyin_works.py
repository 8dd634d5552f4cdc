"""One row per work of the 抖音 account, with its counts since publication.

Click path: creator.douyin.com > 内容管理 (投稿列表) > 导出数据 gives `作品列表导出.xlsx`: header in row 1, newest
first, no total row, and every cell a text, the numbers too.
Evidence: seen, 2025-09 (审核状态, 封面点击率); a second header reported in 2026 (发布状态, 作品时长, no 封面点击率,
other order). Both live side by side. How many rows an export may have is unknown; 150 were seen.

There is no id and no link: 发布时间 to the second makes the key, and works of one second are told apart by their
titles. A work that only its owner sees (自见) shows 0 plays, whatever it had: figures of works ask for 公开. Other
states of review are kept as the file says them and are not 公开 either.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="douyin_works",
    title="抖音作品列表",
    source="抖音创作者中心 → 内容管理 → 投稿列表 → 导出数据（作品列表导出.xlsx）",
    evidence="seen",
    since="2025-09",
    grain="posts",
    constants={"platform": "douyin", "count_window": "lifetime"},
    key=("published_at",),
    ordinal_by="title",
    day="published_at",
    lists_all=True,
    collect_every=7,
    columns=(
        Column("title", "作品名称", into="title"),
        Column("published_at", "发布时间", "timestamp", "cell", into="published_at"),
        Column("form", "体裁"),
        Column("visibility", "审核状态", presence="cell", aliases=("发布状态",), into="visibility"),
        Column("views", "播放量", "count", into="views", floors=True),
        Column("finished_share", "完播率", "share"),
        Column("watched_5s_share", "5s完播率", "share"),
        Column("cover_click_share", "封面点击率", "share", "optional"),
        Column("left_2s_share", "2s跳出率", "share"),
        Column("mean_watched_seconds", "平均播放时长", "seconds"),
        Column("length", "作品时长", presence="optional"),
        Column("likes", "点赞量", "count", into="likes", signed=True),
        Column("shares", "分享量", "count", into="shares", signed=True),
        Column("comments", "评论量", "count", into="comments", signed=True),
        Column("favourites", "收藏量", "count", into="favourites", signed=True),
        Column("profile_visits", "主页访问量", "count"),
        Column("followers_gained", "粉丝增量", "count", into="followers_gained", signed=True),
    ),
)
