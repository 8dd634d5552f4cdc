"""One row per day: registrations and active users of the App 建湖发布.

Where: the user statistics of the App's own back end, or 友盟+ (no export of which has been seen), filled into our
template.
Evidence: guessed. A day must have been counted the same way throughout: say in the back end's own terms what active
means.

累计注册用户 is a balance at the end of the day and is never added up. 日活跃用户 are people of one day; their sum
over days is only good for a mean per day.
"""

from sources._spec import Column, Export

EXPORT = Export(
    kind="app_user_days",
    title="客户端每日用户",
    source="App 后台 → 用户统计 → 按日导出，按模板粘贴",
    evidence="guessed",
    grain="account_days",
    constants={"platform": "app"},
    key=("day",),
    day="day",
    covers="days",
    collect_every=7,
    template=True,
    columns=(
        Column("day", "日期", "date", "cell", into="day", example="2024-01-01"),
        Column(
            "registered_new", "新增注册用户", "count", aliases=("新增注册用户数",), into="registered_new", example="52"
        ),
        Column(
            "registered_total",
            "累计注册用户",
            "count",
            aliases=("累计注册用户数",),
            into="registered_total",
            example="190052",
            adds=False,
        ),
        Column(
            "active_users",
            "日活跃用户",
            "count",
            aliases=("日活跃用户数", "日活", "活跃用户"),
            into="active_users",
            example="900",
            adds=False,
        ),
    ),
)
