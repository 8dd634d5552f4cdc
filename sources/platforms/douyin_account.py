"""One row per day of the 抖音 account, in three layouts: one metric per file, all of the videos, all of the followers.

Click path: creator.douyin.com > 数据中心 > 账号数据总览 > choose 近30天 > 导出 gives `数据表现_<指标>数据.xlsx` with
two columns, or `数据表现_短视频全量指标.xlsx` and `数据表现_粉丝全量指标.xlsx` with many. 昨天, 近7天 and 近30天 are
all that is offered: what was not downloaded within 30 days is gone.
Evidence: the single metrics and 短视频全量指标 reported, 2026-07 and 2026-08; the header of 粉丝全量指标 is a guess.

Counts of a day may be negative: likes withdrawn, followers lost. Rates are written 37.50%, times 16.63s, and 秒
stands where the list of works has s. All three layouts share the key, so that a metric exported twice is one and the
same.
"""

from sources._spec import Column, Export

METRICS = (
    Column("views", "播放量", "count", "optional", into="views", signed=True),
    Column("profile_visits", "主页访问", "count", "optional", into="profile_visits"),
    Column("followers_total", "总粉丝量", "count", "optional", into="followers_total", adds=False),
    Column("followers_lost", "取关粉丝", "count", "optional", into="followers_lost"),
    Column("followers_net", "净增粉丝", "count", "optional", into="followers_net", signed=True),
    Column("cover_click_share", "封面点击率", "share", "optional", unit="percent"),
    Column("comments", "作品评论", "count", "optional", into="comments", signed=True),
    Column("shares", "作品分享", "count", "optional", into="shares", signed=True),
    Column("likes", "作品点赞", "count", "optional", into="likes", signed=True),
)
DAY = Column("day", "日期", "date", "cell", into="day")

METRIC_DAYS = Export(
    kind="douyin_metric_days",
    title="抖音每日单项指标",
    source="抖音创作者中心 → 数据中心 → 账号数据总览 → 选择指标 → 近30天 → 导出数据（数据表现_*数据.xlsx）",
    evidence="reported",
    since="2026-07",
    grain="account_days",
    constants={"platform": "douyin"},
    key=("day",),
    day="day",
    covers="days",
    any_of=tuple(metric.name for metric in METRICS),
    collect_every=7,
    kept_days=30,
    columns=(DAY, *METRICS),
)

VIDEO_DAYS = Export(
    kind="douyin_video_days",
    title="抖音每日短视频全量指标",
    source="抖音创作者中心 → 数据中心 → 账号数据总览 → 短视频 → 近30天 → 导出全量指标",
    evidence="reported",
    since="2026-08",
    grain="account_days",
    constants={"platform": "douyin"},
    key=("day",),
    day="day",
    covers="days",
    collect_every=7,
    kept_days=30,
    columns=(
        DAY,
        Column("posts", "投稿量", "count", into="posts"),
        Column("views", "总播放量", "count", into="views", signed=True),
        Column("likes", "总点赞量", "count", into="likes", signed=True),
        Column("shares", "总分享量", "count", into="shares", signed=True),
        Column("comments", "总评论量", "count", into="comments", signed=True),
        Column("watched_5s_share", "5秒完播率", "share", unit="percent", presence="optional"),
        Column("left_2s_share", "2秒跳出率", "share", unit="percent", presence="optional"),
        Column("cover_click_share", "封面点击率", "share", unit="percent", presence="optional"),
        Column("mean_watched_seconds", "平均播放时长", "seconds", presence="optional"),
    ),
)

FAN_DAYS = Export(
    kind="douyin_fan_days",
    title="抖音每日粉丝全量指标",
    source="抖音创作者中心 → 数据中心 → 账号数据总览 → 粉丝 → 近30天 → 导出全量指标",
    evidence="guessed",
    grain="account_days",
    constants={"platform": "douyin"},
    key=("day",),
    day="day",
    covers="days",
    collect_every=7,
    kept_days=30,
    columns=(
        DAY,
        Column("followers_total", "总粉丝量", "count", aliases=("总粉丝数",), into="followers_total", adds=False),
        Column("followers_new", "新增粉丝", "count", aliases=("新增粉丝量", "新增粉丝数"), into="followers_new"),
        Column("followers_lost", "取关粉丝", "count", "optional", ("取关粉丝量", "取关粉丝数"), into="followers_lost"),
        Column(
            "followers_net",
            "净增粉丝",
            "count",
            "optional",
            ("净增粉丝量", "净增粉丝数"),
            into="followers_net",
            signed=True,
        ),
    ),
)
