"""How alike two labels are: by what their words mean, and a little by their characters."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache

from sources._recognise import plain_label

_WORDS = {
    "日期": "日期 时间 统计日期 数据日期 统计时间 数据时间 date day",
    "发布": "发布 首次发布 发表 发稿 发文 发博 推送 刊发 播出 播出(刊发)",
    "阅": "阅读 浏览 播放 观看 收看 查看 访问 pv view views read reads",
    "阅 人": "uv",
    "点击": "点击 click clicks",
    "人": "人数 人",
    "新增": "新增 增加 新",
    "净增": "净增 净增长 变化",
    "流失": "流失 减少 取消关注 取关 取消",
    "累计": "累计 累积 总 历史 total",
    "注册": "注册",
    "用户": "用户 会员",
    "粉丝": "粉丝 关注者 关注",
    "活跃": "活跃",
    "活跃 用户": "日活跃用户 日活用户 日活 dau",
    "下载": "下载 download downloads",
    "件": "文章 稿件 作品 内容 新闻 资讯 视频 笔记 博文 微博 图文 信息",
    "标题": "标题 题目 名称 title",
    "号": "编号 编码 id 号",
    "序号": "序号 行号 no",
    "代码": "代码",
    "账号": "账号 帐号",
    "栏目": "栏目 频道 板块 版块",
    "类别": "类别 分类 类型 种类",
    "来源": "来源 稿源 出处",
    "链接": "链接 网址 地址 url link",
    "转发": "转发 分享 share shares",
    "评论": "评论 留言 跟帖 comment comments",
    "点赞": "点赞 赞 like likes",
    "收藏": "收藏",
    "曝光": "曝光 展现 展示",
    "率": "率 占比 比例 %",
    "平均": "平均 人均 条均",
    "商店": "应用商店 应用市场 商店 市场 渠道",
    "": "数据 数量 次数 人次 当日 每日 单日 当天 数 量 次 个 条 篇 的",
}
"""What words stand for -> the words; those in the last line say nothing."""

_WEIGHTS = {"件": 0.2, "用户": 0.5, "代码": 3.0, "率": 2.0, "新增": 2.0, "净增": 2.0, "流失": 2.0, "累计": 2.0}
"""文章标题 is a 标题; but a 作者 is no 作者代码 (a name is no code), and what is new is not what there is."""
_LETTER = 0.5
_MEANS = {word: means.split() for means, words in _WORDS.items() for word in words.split()}
_TOKEN = re.compile("|".join(map(re.escape, sorted(_MEANS, key=len, reverse=True))) + "|[a-z0-9]+|[\u3400-\u9fff]")
_BY_MEANING = 0.9


def likeness(one: str, other: str) -> float:
    """0 (nothing in common) to 1 (the same label); 0.9 and more mean the same.

    >>> [round(likeness("阅读量", other), 2) for other in ("阅 读 量", "浏览次数", "总阅读量", "阅读人数", "粉丝数")]
    [1.0, 0.9, 0.54, 0.66, 0.0]
    """
    one, other = plain_label(one), plain_label(other)
    return 1.0 if one == other else _likeness(one, other)


@cache
def _likeness(one: str, other: str) -> float:
    left, right = _meaning(one), _meaning(other)
    shared = sum(weight for word, weight in left.items() if word in right)
    if not shared:
        return 0.0
    alike = 2 * shared / (sum(left.values()) + sum(right.values()))
    return _BY_MEANING * alike + (1 - _BY_MEANING) * SequenceMatcher(None, one, other).ratio()


@cache
def _meaning(label: str) -> Mapping[str, float]:
    """What a label speaks of, each with its weight; characters of unknown words stand for themselves."""
    found: dict[str, float] = {}
    for token in _TOKEN.findall(label):
        if token in _MEANS:
            found |= {word: _WEIGHTS.get(word, 1.0) for word in _MEANS[token]}
        else:
            found[token] = 1.0 if token.isascii() else _LETTER
    return found
