"""平台账号台账: one row per account of ours on a platform.

Kept by the new media desk. Rests on it: how many platforms the centre runs on a given day.
"""

from sources._spec import Column, Export

PLATFORMS = {
    "客户端": "app",
    "网站": "website",
    "微信公众号": "wechat",
    "微博": "weibo",
    "视频号": "channels",
    "抖音": "douyin",
    "快手": "kuaishou",
    "今日头条": "toutiao",
    "小红书": "xiaohongshu",
    "哔哩哔哩": "bilibili",
    "知乎": "zhihu",
    "学习强国": "xuexi",
    "报纸": "newspaper",
    "电视": "tv",
    "广播": "radio",
    "其他": "other",
    "APP": "app",
    "微信": "wechat",
    "抖音号": "douyin",
    "微博号": "weibo",
    "B站": "bilibili",
}
"""Name of a platform as people write it -> its id; of several names the first is the one we print."""

EXPORT = Export(
    kind="platform_accounts",
    title="平台账号台账",
    source="新媒体部登记：每个账号记一行；登记起填最早的开通日期或更早",
    grain="items",
    constants={"register": "accounts"},
    columns=(
        Column("account_name", "账号名称", presence="cell", into="title", example="建湖发布"),
        Column("platform", "平台", "choice", "cell", into="category", choices=PLATFORMS),
        Column(
            "level",
            "类型",
            "choice",
            "cell",
            into="level",
            choices={name: name for name in ("端", "网", "微", "号", "报", "台")},
            note="端：客户端；网：网站；微：微信、微博；号：视频号、抖音号等",
        ),
        Column("opened_on", "开通日期", "date", "cell", into="valid_from"),
        Column("closed_on", "停用日期", "date", into="valid_to", note="还在用的留空"),
    ),
    key=("platform", "account_name"),
    day="opened_on",
    replaces="period",
    covers="stated",
    collect_every=365,
    template=True,
)
