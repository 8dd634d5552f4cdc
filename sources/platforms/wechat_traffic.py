"""Three tables that stand side by side in one sheet: day x channel, day, article x channel.

Click path: mp.weixin.qq.com > 数据分析 > 内容分析 > 已发表内容 > 全部 > 流量分析 > 下载数据 gives
`tendency_<from>_<to>.xls`, a true old Excel file, at most three months at a time. Column A is empty, one or two title
rows, then the header row; an empty column parts the tables, which differ in length. The two numbers of the name are
unix seconds: the range, and the time of day of the download.
Evidence: reported. The side-by-side layout with people only (人数) since 2026-08; one table that also has times
(次数) in 2024 and 2025: those columns are optional here.

The channel 全部 is the platform's own total. The single channels are parts of it, and since a reader may come by two
ways they do not even add up to it. So only the rows of 全部 give a measure to the core table, and the channels stay
in the raw table: no sum over segments can count a reader twice. The people of one day and of the next are not
different people either: readers of days are never added up to readers of a month.

People who shared or kept something are not the times they did so: those columns stay raw as well.

The article table is no list of works: an article appears once per channel and only while it draws readers. It goes to
no core column at all; works come from 内容分析明细.
"""

from sources._spec import Column, Export, Row

WHOLE = "全部"
CHANNELS = {
    name: name
    for name in (
        WHOLE,
        "公众号消息",
        "聊天会话",
        "朋友圈",
        "推荐",
        "搜一搜",
        "看一看",
        "公众号主页",
        "历史消息页",
        "其他",
    )
} | {"其它": "其他"}
"""The channels seen. A new one is rejected with its row until it is written here: no total can pass as a part."""

SOURCE = "公众号后台 → 数据分析 → 内容分析 → 已发表内容 → 全部 → 流量分析 → 下载数据（tendency_*.xls，一次最多三个月）"


def only_totals_measure(rows: list[Row]) -> list[Row]:
    """The same rows; those of 全部 repeat their counts in the two columns that the core table takes."""
    for row in rows:
        whole = row["channel"] == WHOLE
        row["all_readers"] = row["readers"] if whole else None
        row["all_reads"] = row["reads"] if whole else None
    return rows


DAYS = Export(
    kind="wechat_traffic_days",
    title="公众号每日流量（分渠道）",
    source=SOURCE,
    evidence="reported",
    since="2024",
    grain="account_days",
    constants={"platform": "wechat"},
    key=("day", "channel"),
    day="day",
    covers="days",
    collect_every=30,
    tidy=only_totals_measure,
    columns=(
        Column("day", "日期", "date", "cell", into="day"),
        Column("channel", "渠道", "choice", "cell", into="segment", choices=CHANNELS),
        Column("readers", "阅读人数", "count", adds=False),
        Column("reads", "阅读次数", "count", "optional"),
        Column("sharers", "分享人数", "count", "optional", adds=False),
        Column("shares", "分享次数", "count", "optional"),
        Column("origin_readers", "阅读原文人数", "count", "optional", adds=False),
        Column("origin_reads", "阅读原文次数", "count", "optional"),
        Column("keepers", "收藏人数", "count", "optional", adds=False),
        Column("keeps", "收藏次数", "count", "optional"),
        Column("pushes", "群发篇数", "count", "optional"),
        Column(
            "all_readers",
            "全渠道阅读人数",
            "count",
            "optional",
            into="readers",
            note="只在渠道为全部的行，文件中没有这一列",
        ),
        Column(
            "all_reads",
            "全渠道阅读次数",
            "count",
            "optional",
            into="reads",
            note="只在渠道为全部的行，文件中没有这一列",
        ),
    ),
)

ACTIVITY = Export(
    kind="wechat_activity_days",
    title="公众号每日分享与收藏",
    source=SOURCE,
    evidence="reported",
    since="2026-08",
    grain="account_days",
    constants={"platform": "wechat"},
    key=("day",),
    day="day",
    covers="days",
    collect_every=30,
    columns=(
        Column("day", "日期", "date", "cell", into="day"),
        Column("sharers", "分享人数", "count", adds=False),
        Column("origin_readers", "跳转阅读原文人数", "count", aliases=("跳转阅读原文",), adds=False),
        Column("keepers", "微信收藏人数", "count", adds=False),
        Column("articles", "发表篇数", "count", into="posts"),
    ),
)

ARTICLES = Export(
    kind="wechat_traffic_articles",
    title="公众号推文阅读来源（分渠道）",
    source=SOURCE,
    evidence="reported",
    since="2024",
    grain="account_days",
    constants={"platform": "wechat"},
    key=("published_on", "title", "channel"),
    day="published_on",
    covers="days",
    collect_every=30,
    columns=(
        Column("channel", "传播渠道", "choice", "cell", choices=CHANNELS),
        Column("published_on", "发表日期", "date", "cell"),
        Column("title", "内容标题"),
        Column("readers", "阅读人数", "count", adds=False),
        Column("readers_share", "阅读人数占比", "share", "optional"),
        Column("reads", "阅读次数", "count", "optional"),
        Column("reads_share", "阅读次数占比", "share", "optional"),
    ),
)
