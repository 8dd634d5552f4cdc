"""What people read where a core table holds a code."""

from pipelines.reports.wording import COUNT_WINDOWS, PLATFORMS

_MEASURES = {
    "followers_total": "总粉丝", "followers_new": "新增关注", "followers_lost": "取消关注", "followers_net": "净增关注",
    "downloads_total": "累计下载", "downloads_new": "新增下载", "registered_total": "累计注册",
    "registered_new": "新增注册", "active_users": "日活跃用户", "reads": "阅读量", "readers": "阅读人数",
    "posts": "发布条数", "views": "播放量", "profile_visits": "主页访问", "likes": "点赞", "comments": "评论",
    "shares": "转发", "favourites": "收藏",
}  # fmt: skip
_REGISTERS = {
    "accounts": "平台账号", "ad_sites": "广告点位", "assets": "固定资产", "awards": "获奖", "columns": "专版专栏",
    "coverage_tests": "信号测试", "decisions": "集体研究", "duty": "留言值班", "frequencies": "频点",
    "gradings": "考核等次", "hotline_episodes": "热线播出", "incidents": "差错事故", "inquiries": "询价",
    "inspections": "安全检查", "people": "人员", "people_changes": "人员变动", "radio_channels": "广播节目",
    "ranks": "榜单名次", "rectification": "整改问题", "risk_reviews": "廉政风险排查", "service_modules": "服务模块",
    "sign_offs": "三审三校", "submissions": "创优报送", "talks": "廉政谈话", "tv_channels": "电视节目",
}  # fmt: skip
WORDS = {
    "platform": PLATFORMS,
    "category": PLATFORMS,  # accounts and columns are listed under the platform that they are on
    "level": PLATFORMS,
    "count_window": COUNT_WINDOWS,
    "channel": {"hotline": "热线", "comments": "留言"},
    "measure": _MEASURES,
    "register": _REGISTERS,
}
"""Column whose values are codes -> code -> what people read; no two codes of a column are called the same."""


def word_of(key: str, value: str) -> str:
    """What people read where the column `key` holds `value`.

    >>> word_of("register", "rectification"), word_of("title", "rectification")
    ('整改问题', 'rectification')
    """
    return WORDS.get(key, {}).get(value, value)
