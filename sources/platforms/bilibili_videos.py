"""One row per video of the B站 account among the two to ten that were compared.

Click path: member.bilibili.com > 数据中心 > 近期稿件对比 > choose 自选指标 > 导出 gives `近期稿件对比.csv`; which
columns it has depends on the metrics chosen. Evidence: reported from the text of one export, 2026-06; BOM according
to a reader of such files.

It is a comparison, not a list of works: it proves nothing about days without a row. No id: 发布时间 to the second is
the key. Rates are written 55.9%, 封标点击率 as stars (3.5星) and kept as text.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="bilibili_videos",
    title="B站近期稿件对比",
    source="B站创作中心 → 数据中心 → 近期稿件对比 → 自选指标 → 导出（近期稿件对比.csv）",
    evidence="reported",
    since="2026-06",
    grain="posts",
    constants={"platform": "bilibili", "visibility": "公开", "count_window": "lifetime"},
    key=("published_at",),
    ordinal_by="title",
    day="published_at",
    covers="days",
    collect_every=30,
    columns=(
        Column("title", "视频标题", into="title"),
        Column("published_at", "发布时间", "timestamp", "cell", into="published_at"),
        Column("views", "播放量", "count", into="views", floors=True),
        Column("visitor_view_share", "游客播放占比", "share", "optional", unit="percent"),
        Column("fan_watch_share", "粉丝观看率", "share", "optional", unit="percent"),
        Column("cover_stars", "封标点击率", presence="optional"),
        Column("fan_click_share", "粉丝点击率", "share", "optional", unit="percent"),
        Column("visitor_click_share", "游客点击率", "share", "optional", unit="percent"),
        Column("left_3s_share", "3秒跳出率", "share", "optional", unit="percent"),
        Column("fan_left_3s_share", "粉丝3秒跳出率", "share", "optional", unit="percent"),
        Column("visitor_left_3s_share", "游客3秒跳出率", "share", "optional", unit="percent"),
        Column("engagement_share", "互动率", "share", "optional", unit="percent"),
        Column("fan_engagement_share", "粉丝互动率", "share", "optional", unit="percent"),
        Column("visitor_engagement_share", "游客互动率", "share", "optional", unit="percent"),
        Column("followers_gained", "涨粉量", "count", "optional", into="followers_gained", signed=True),
        Column("follow_share", "播转粉率", "share", "optional", unit="percent"),
        Column("followers_lost", "取关量", "count", "optional"),
        Column("likes", "点赞量", "count", "optional", into="likes", signed=True),
        Column("like_share", "点赞率", "share", "optional", unit="percent"),
        Column("comments", "评论量", "count", "optional", into="comments", signed=True),
        Column("comment_share", "评论率", "share", "optional", unit="percent"),
        Column("bullet_comments", "弹幕量", "count", "optional", signed=True),
        Column("bullet_comment_share", "弹幕率", "share", "optional", unit="percent"),
        Column("favourites", "收藏量", "count", "optional", into="favourites", signed=True),
        Column("favourite_share", "收藏率", "share", "optional", unit="percent"),
        Column("coins", "投币量", "count", "optional"),
        Column("coin_share", "投币率", "share", "optional", unit="percent"),
        Column("shares", "转发量", "count", "optional", into="shares", signed=True),
        Column("share_share", "转发率", "share", "optional", unit="percent"),
        Column("mean_progress_share", "平均播放进度", "share", "optional", unit="percent"),
    ),
)
