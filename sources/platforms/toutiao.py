"""今日头条, three files: one row per work, one row per day of the data, one row per day of the followers.

Click path: mp.toutiao.com > 数据 > 作品数据 / 收益与数据趋势 / 粉丝数据 > 导出 Excel gives `微头条_-_1-38.xlsx`,
`数据趋势_<uid>_<from>-<to>.xlsx` and `粉丝趋势_<from>-<to>.xlsx`, workbooks that some programs cannot open.
Evidence: reported by two projects, 2026-09.

The first row of 数据趋势 is 累计, a total that is set aside. 展现量 (shown in a list) is no view: views are 阅读量 or
阅读(播放)量. The unit of 点击率 and 平均阅读时长 in the list of works has not been seen, so they stay text.
"""

from sources._spec import Column, Export

WORKS = Export(
    kind="toutiao_works",
    title="头条作品列表",
    source="头条号后台 → 数据 → 作品数据 → 导出 Excel",
    evidence="reported",
    since="2026-09",
    grain="posts",
    constants={"platform": "toutiao", "visibility": "公开", "count_window": "lifetime"},
    key=("work_id",),
    day="published_at",
    collect_every=30,
    columns=(
        Column("title", "标题", into="title"),
        Column("published_at", "发布时间", "timestamp", "cell", into="published_at"),
        Column("work_id", "ID", "id", "cell"),
        Column("exposures", "展现量", "count"),
        Column("fan_exposures", "粉丝展现量", "count", "optional"),
        Column("views", "阅读量", "count", into="views", floors=True),
        Column("click_rate", "点击率", presence="optional"),
        Column("mean_read", "平均阅读时长", presence="optional"),
        Column("likes", "点赞量", "count", "optional", into="likes", signed=True),
        Column("comments", "评论量", "count", "optional", into="comments", signed=True),
        Column("shares", "分享量", "count", "optional", into="shares", signed=True),
        Column("favourites", "收藏量", "count", "optional", into="favourites", signed=True),
    ),
)

ACCOUNT_DAYS = Export(
    kind="toutiao_account_days",
    title="头条每日数据趋势",
    source="头条号后台 → 数据 → 整体数据 → 数据趋势 → 导出 Excel",
    evidence="reported",
    since="2026-09",
    grain="account_days",
    constants={"platform": "toutiao"},
    key=("day",),
    day="day",
    covers="days",
    collect_every=30,
    columns=(
        Column("day", "时间", "date", "cell", into="day"),
        Column("exposures", "展现量", "count"),
        Column("fan_exposures", "粉丝展现量", "count", "optional"),
        Column("views", "阅读(播放)量", "count", into="views", signed=True),
        Column("fan_views", "粉丝阅读(播放)量", "count", "optional", signed=True),
        Column("likes", "点赞量", "count", "optional", into="likes", signed=True),
        Column("comments", "评论量", "count", "optional", into="comments", signed=True),
    ),
)

FAN_DAYS = Export(
    kind="toutiao_fan_days",
    title="头条每日粉丝趋势",
    source="头条号后台 → 数据 → 粉丝数据 → 粉丝趋势 → 导出 Excel",
    evidence="reported",
    since="2026-09",
    grain="account_days",
    constants={"platform": "toutiao"},
    key=("day",),
    day="day",
    covers="days",
    collect_every=30,
    columns=(
        Column("day", "时间", "date", "cell", into="day"),
        Column("followers_total", "总粉丝数", "count", into="followers_total", adds=False),
        Column("followers_net", "粉丝变化数", "count", into="followers_net", signed=True),
        Column("followers_new", "新增粉丝数", "count", into="followers_new"),
        Column("followers_lost", "流失粉丝数", "count", into="followers_lost"),
        Column("active_followers", "活跃粉丝数", "count", "optional", adds=False),
        Column("core_followers", "总铁粉数", "count", "optional", adds=False),
    ),
)
