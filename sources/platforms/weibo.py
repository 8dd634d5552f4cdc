"""微博, in a layout of our own: one row per post, and one row per day of the account.

No export of the platform has been seen: 微博数据助手 (me.weibo.com/data/overview) shows the numbers, and details are
said to need 10,000 followers. So both kinds are templates to fill in or to paste into; a file with other headings is
taught once (`media-metrics learn`) and then read as it is.
Evidence: guessed; the headings follow a collector that writes such a workbook itself.

阅读数 are times. 转评赞数 is the sum of the three and stays raw. Posts are told apart by the time of publication,
within one second or minute by their text: give the clock time.
"""

from sources._spec import Column, Export

POSTS = Export(
    kind="weibo_posts",
    title="微博博文",
    source="微博管理中心 → 数据助手 → 博文分析，按模板填写或粘贴",
    evidence="guessed",
    grain="posts",
    constants={"platform": "weibo", "visibility": "公开", "count_window": "lifetime"},
    key=("published_at",),
    ordinal_by="title",
    day="published_at",
    covers="span",
    collect_every=7,
    template=True,
    columns=(
        Column("published_at", "发布时间", "timestamp", "cell", into="published_at", example="2024-01-01 08:30"),
        Column("title", "微博内容", presence="cell", aliases=("博文内容",), into="title", example="博文的开头几个字"),
        Column("views", "阅读数", "count", aliases=("阅读量",), into="views", floors=True, example="5230"),
        Column("shares", "转发数", "count", "optional", ("转发",), into="shares", example="12"),
        Column("comments", "评论数", "count", "optional", ("评论",), into="comments", example="8"),
        Column("likes", "点赞数", "count", "optional", ("点赞", "赞"), into="likes", example="96"),
        Column("engagements", "转评赞数", "count", "optional", note="转发、评论、点赞之和，不参与计算"),
        Column("clicks", "点击数", "count", "optional"),
        Column("url", "URL", "url", "optional", ("链接", "博文链接"), into="url"),
    ),
)

ACCOUNT_DAYS = Export(
    kind="weibo_account_days",
    title="微博每日趋势",
    source="微博管理中心 → 数据助手 → 数据概览，按模板填写或粘贴",
    evidence="guessed",
    grain="account_days",
    constants={"platform": "weibo"},
    key=("day",),
    day="day",
    covers="days",
    collect_every=30,
    template=True,
    columns=(
        Column("day", "日期", "date", "cell", into="day", example="2024-01-01"),
        Column("followers_total", "粉丝总数", "count", into="followers_total", example="20500", adds=False),
        Column("followers_net", "粉丝净增数", "count", "optional", into="followers_net", signed=True, example="15"),
        Column("followers_new", "新增粉丝数", "count", "optional", into="followers_new", example="21"),
        Column("followers_lost", "减少粉丝数", "count", "optional", into="followers_lost", example="6"),
        Column("reads", "阅读数", "count", into="reads", example="35000"),
        Column("posts", "发博数", "count", "optional", into="posts", example="5"),
        Column("engagements", "转评赞数", "count", "optional", note="转发、评论、点赞之和，不参与计算"),
        Column("shares", "转发数", "count", "optional", into="shares", signed=True),
        Column("comments", "评论数", "count", "optional", into="comments", signed=True),
        Column("likes", "点赞数", "count", "optional", into="likes", signed=True),
    ),
)
