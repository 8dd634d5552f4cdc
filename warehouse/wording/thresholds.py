"""A limit and the number of those beyond it are one figure: 过万276条, 18件作品阅读量10万+, 35岁以下11名."""

import re
from dataclasses import replace

from warehouse.wording.quantities import Quantity
from warehouse.wording.scanning import Mark

__all__ = ["joined"]

PIECES = frozenset(
    (
        "条 篇 个 件 部 期 场 则 款 支 份 集 首 张 幅 组 档 名 人 家 户 项 处 所 条次 台 次 篇(条) 位 座 单 笔 起 宗 例"
    ).split()
)
"""Units of what is counted: those beyond the limit."""

TIMES = frozenset(("", "次", "人次", "人"))
"""Units of what a piece brings: 10万+, 过百万人次."""

CLASSES = frozenset("岁 周岁 元 天 日 年 个工作日 工作日 小时 分钟 个月 分 公里 平方米 亩 吨 人 %".split())
"""Units of limits that make a class when their bound stands behind them: 35岁以下, 3天内办结的."""

_DEEDS = re.compile(
    r"发布|推送|推出|新增|完成|开展|制作|生产|举办|组织|采写|刊发|播出|累计|总|增长|推文|粉丝|平均|超过?其"
)
_GAP = re.compile(r"[^,。;:、!?\n]{0,14}")
_OF_PIECES = re.compile(r"[”\"’)]?(?:以上)?的?[\u4e00-\u9fff”“\"《》()]{0,12}")
_PIECES_WITH = re.compile(
    r"(?:个|条|篇)?[\u4e00-\u9fff“”]{0,8}(?:作品|视频|稿件|报道|产品|推文|图文|新闻|文章|节目|直播|信息|话题|短剧|海报|内容)[\u4e00-\u9fff]{0,6}(?:量|数|点击|播放|阅读|浏览|点赞|转发|传播|观看)(?:均|都)?"
)
_TAKES = re.compile(
    r"(?:内)?(?:办结|完成|回复|答复|处置|到位|的|青年|人员|党员|干部|职工|用户|学生|老人|记者|员工|[\u4e00-\u9fff]{0,6}){0,1}[\u4e00-\u9fff]{0,8}?(?:占(?:比)?|率|比例|比重)(?:为|到)?"
)
_REACHES_TOP = re.compile(
    r"(?:跻身|进入|入围|位列|位居|居|排名|上榜|入选|荣登|登上|闯入|挺进|名列)[\u4e00-\u9fff]{0,8}"
)


def joined(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks, with each limit and its count as the one figure that they are."""
    found: list[Mark] = []
    for mark in marks:
        before = found[-1] if found else None
        one = _join(text, before, mark) if before is not None and before.quantity and mark.quantity else None
        if one is not None:
            found[-1] = Mark(one.start, one.end, "figure", quantity=one)
        else:
            found.append(mark)
    return found


def _join(text: str, before: Mark, mark: Mark) -> Quantity | None:
    first, second = before.quantity, mark.quantity
    if first is None or second is None:
        return None
    gap = text[first.end : second.start]
    if first.threshold is not None or first.value is None or _GAP.fullmatch(gap) is None:
        return None
    if _limit_then_count(first, second, gap) or _class_then_count(text, first, second, gap):
        return _one(first, second, second, first.value)
    if _class_then_share(text, first, second, gap):
        return replace(_one(first, second, second, first.value), kind="share")
    if second.value is not None and _count_then_limit(first, second, gap):
        return _one(first, second, first, second.value)
    return None


def _one(first: Quantity, second: Quantity, count: Quantity, threshold: float) -> Quantity:
    return replace(
        count, start=first.start, end=second.end, threshold=threshold, kind="threshold_count", exact=count.unit != "%"
    )


def _limit_then_count(first: Quantity, second: Quantity, gap: str) -> bool:
    """过万276条, 破百万的短视频达33条, 10万+图文逾700篇, 亿级传播产品5个."""
    if first.bound not in (">", ">=") or first.moved or first.unit not in TIMES or second.unit not in PIECES | {""}:
        return False
    if (first.value or 0) < 1000 or second.kind or second.moved:
        return False
    if (second.value or 0) >= (first.value or 0) and not gap.startswith("的"):
        return False
    if first.unit and not gap.startswith(("的", "以上")):
        return False
    if second.unit == "" and gap:
        return False
    return _OF_PIECES.fullmatch(gap) is not None and _DEEDS.search(gap) is None


def _class_then_count(text: str, first: Quantity, second: Quantity, gap: str) -> bool:
    """35岁以下11名, 1000万元以上项目12个."""
    limits = first.unit in CLASSES and text[first.number[1] : first.end].endswith(("以上", "以下", "以内"))
    counts = second.unit in PIECES and second.unit != first.unit and not second.kind and not second.moved
    return limits and counts and _OF_PIECES.fullmatch(gap) is not None and _DEEDS.search(gap) is None


def _class_then_share(text: str, first: Quantity, second: Quantity, gap: str) -> bool:
    """35岁以下青年占约四成, 3天内办结的占七成."""
    if (
        first.unit not in CLASSES - {"%"}
        or second.unit != "%"
        or second.moved
        or not re.search(r"占|率|比例|比重", gap)
    ):
        return False
    limits = first.bound != "=" or gap.startswith("内")
    return limits and _TAKES.fullmatch(gap) is not None


def _count_then_limit(first: Quantity, second: Quantity, gap: str) -> bool:
    """18件作品阅读量10万+; 7次跻身前十."""
    if first.kind or first.moved or first.unit not in PIECES:
        return False
    if second.kind == "rank" and second.bound == "<=":
        return first.unit == "次" and _REACHES_TOP.fullmatch(gap) is not None
    beyond = second.bound in (">", ">=") and not second.kind and not second.moved and second.unit in TIMES
    return beyond and (second.value or 0) >= 1000 and _PIECES_WITH.fullmatch(gap) is not None
