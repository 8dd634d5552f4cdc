"""One row per day: followers of the official account won, lost and held.

Click path: mp.weixin.qq.com > 数据分析 > 用户分析 > 用户增长 > 下载表格 gives `user_analysis.xls`, which is an HTML
table: a title row, the header row, then one row per day, oldest first, no total row. The range is chosen on the page.
Evidence: reported by four projects that read such files, 2022 to 2026; 累计关注人数 only in copies made by others.

净增关注人数 is the platform's own 新关注人数 - 取消关注人数. Figures take new and lost from here, and say which of
the two they mean.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="wechat_followers",
    title="公众号用户增长",
    source="公众号后台 → 数据分析 → 用户分析 → 用户增长 → 选择日期 → 下载表格（user_analysis.xls）",
    evidence="reported",
    since="2022",
    grain="account_days",
    constants={"platform": "wechat"},
    key=("day",),
    day="day",
    covers="days",
    collect_every=7,
    columns=(
        Column("day", "时间", "date", "cell", into="day"),
        Column("followers_new", "新关注人数", "count", into="followers_new"),
        Column("followers_lost", "取消关注人数", "count", into="followers_lost"),
        Column("followers_net", "净增关注人数", "count", into="followers_net", signed=True),
        Column(
            "followers_total", "累积关注人数", "count", aliases=("累计关注人数",), into="followers_total", adds=False
        ),
    ),
)
