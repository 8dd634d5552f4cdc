"""One row per note of the 小红书 account, with its counts since publication.

Click path: creator.xiaohongshu.com > 数据看板 > 笔记数据 > 导出数据 gives `笔记列表明细表.xlsx`: a merged banner
(最多导出排序后前1000条笔记), then the header. People who save the file again sometimes delete the banner.
Evidence: seen in three files, 2025-09 to 2026-07, the same 13 columns.

There is no id, and titles may be empty: 首次发布时间 to the second makes the key. 曝光 lags a day behind 观看量.
Views are 观看量.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="xiaohongshu_notes",
    title="小红书笔记列表",
    source="小红书创作服务平台 → 数据看板 → 笔记数据 → 导出数据（笔记列表明细表.xlsx，最多1000条）",
    evidence="seen",
    since="2025-09",
    grain="posts",
    constants={"platform": "xiaohongshu", "visibility": "公开", "count_window": "lifetime"},
    key=("published_at",),
    ordinal_by="title",
    day="published_at",
    cap=1000,
    collect_every=30,
    columns=(
        Column("title", "笔记标题", into="title"),
        Column("published_at", "首次发布时间", "timestamp", "cell", into="published_at"),
        Column("form", "体裁"),
        Column("exposures", "曝光", "count"),
        Column("views", "观看量", "count", into="views", floors=True),
        Column("cover_click_share", "封面点击率", "share", "optional"),
        Column("likes", "点赞", "count", into="likes", signed=True),
        Column("comments", "评论", "count", into="comments", signed=True),
        Column("favourites", "收藏", "count", into="favourites", signed=True),
        Column("followers_gained", "涨粉", "count", into="followers_gained", signed=True),
        Column("shares", "分享", "count", into="shares", signed=True),
        Column("mean_watched_seconds", "人均观看时长", "seconds", "optional"),
        Column("bullet_comments", "弹幕", "count", "optional", signed=True),
    ),
)
