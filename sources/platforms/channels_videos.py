"""One row per video of the 视频号, with its counts since publication.

Click path: channels.weixin.qq.com > 数据中心 > 视频数据 > 单篇视频 > choose the whole time (the page starts at 近7天)
> 下载表格 gives `视频号动态数据明细.csv`: UTF-8 with BOM, CRLF between records, LF inside descriptions, no line end
after the last row.
Evidence: seen, 2025-09; the four 企微 and 通讯录 columns reported in 2026 files only.

推荐 (the heart) and 喜欢 (the thumb) are different deeds: `likes` is 喜欢, 推荐 stays raw, they are never added.
转发聊天和朋友圈 equalled 分享量 in every row seen and is not a second share. That 视频ID stays the same from download
to download is not verified. 发布时间 is a day without a clock time.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="channels_videos",
    title="视频号单篇视频",
    source="视频号助手 → 数据中心 → 视频数据 → 单篇视频 → 选择全部时间（默认只有近7天）→ 下载表格",
    evidence="seen",
    since="2025-09",
    grain="posts",
    constants={"platform": "channels", "visibility": "公开", "count_window": "lifetime"},
    key=("video_id",),
    day="published_on",
    lists_all=True,
    collect_every=7,
    columns=(
        Column("title", "视频描述", into="title"),
        Column("video_id", "视频ID", "id", "cell"),
        Column("published_on", "发布时间", "date", "cell", into="published_at"),
        Column("finished_share", "完播率", "share", unit="percent"),
        Column("mean_watched_seconds", "平均播放时长", "seconds"),
        Column("views", "播放量", "count", into="views", floors=True),
        Column("hearts", "推荐", "count"),
        Column("likes", "喜欢", "count", into="likes"),
        Column("comments", "评论量", "count", into="comments"),
        Column("shares", "分享量", "count", into="shares"),
        Column("followers_gained", "关注量", "count", into="followers_gained", signed=True),
        Column("forwards", "转发聊天和朋友圈", "count", "optional"),
        Column("ringtones", "设为铃声", "count", "optional"),
        Column("statuses", "设为状态", "count", "optional"),
        Column("covers", "设为朋友圈封面", "count", "optional"),
        Column("work_link_clicks", "企微链接点击次数", "count", "optional"),
        Column("work_link_clickers", "企微链接点击人数", "count", "optional", adds=False),
        Column("contact_adds", "添加到通讯录次数", "count", "optional"),
        Column("contact_adders", "添加到通讯录人数", "count", "optional", adds=False),
    ),
)
