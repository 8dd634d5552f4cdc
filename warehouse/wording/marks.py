"""Numbers that mark a place and count nothing: the marks of lists (一、 1. ① 一是), ordinals (第三届, 二等奖)."""

import re

from warehouse.wording.tokens import Place

__all__ = ["enumerator", "list_number_at", "ordinal_at"]


WORD = "[一二三四五六七八九十]"
CIRCLED = "①-⑳㈠-㈩⑴-⒇⒈-⒛❶-❿"
STOPS = ("", "\n", "。", ";", ":", ",", " ", "!", "?", ")", "”")
"""Behind these a list may go on within a line."""

PAIRED = f"{WORD}(?:等|季度|月|产业|线|级|类)"
"""Behind 二、 these make two of one kind: 二、三等奖."""

_LEADS = re.compile(f"[(0-9第其{CIRCLED}]|{WORD}")
_HEADING = re.compile(
    rf"{WORD}{{1,3}}、(?!{PAIRED})|\((?:{WORD}{{1,3}}|[0-9]{{1,3}})\)(?![0-9])"
    rf"|[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}(?=\s)|[0-9]{{1,3}}(?:[.、](?![0-9])|[ ](?=[\u4e00-\u9fff“《]))"
    rf"|第{WORD}{{1,3}}[章节篇][ :、]?"
)
_INLINE = re.compile(
    rf"\((?:{WORD}{{1,3}}|[0-9]{{1,2}})\)|(?:{WORD}{{1,3}}、(?!{PAIRED})|[0-9]{{1,2}}[.、])(?=[\u4e00-\u9fff“《])"
)
_CIRCLE = re.compile(f"[{CIRCLED}]")
_FIRST_IS = re.compile(rf"第?{WORD}{{1,2}}则?(?:是|要|抓|看|靠|为)(?![一二三四五六七八九十0-9])|其{WORD}[,是]")
_ENUMERATOR = re.compile(rf"({WORD}{{1,2}})是")

ORDERED = (
    "届 批次 批 次 个 轮 期 组 条 款 项 章 季 部 集 场 家 站 套 产业 代 类 级 版 方面 阶段 年 天 例 人 支 专题 单元 "
    "巡察组 巡视组 督导组 督察组 检查组"
).split()
"""What 第N may number, as far as it belongs to the ordinal."""

RANKED = "巡视员 调研员 主任科员 警 演员 教师 响应 保护 公路 文物 甲等 医院 英模 建造 高级 注册".split()
"""Behind 三级 these make it a grade."""

_NUMBER = r"(?:[0-9]{1,5}|[零一二三四五六七八九十百]{1,5})"
_ORDINAL = re.compile(rf"第{_NUMBER}(?:(?:至第?|、第?){_NUMBER}){{0,4}}(?:{'|'.join(ORDERED)})?")
_PRIZE = re.compile(rf"(?:特|{WORD}|[1-3])(?:[、和及](?:{WORD}|[1-3])){{0,3}}等(?:奖|功|品|次|舱)")
_UNMARKED = re.compile(
    rf"(?:[0-9]{{1,3}}|[一二三四五六七八九十百]{{1,4}})"
    rf"(?:届|年级|级(?={'|'.join(RANKED)})|类(?=事件|事故|单位|地区|[甲乙])|期(?=工程|项目|建设|课题)|标段)"
)
_FIRST = re.compile(r"首(?:届|批|次|个|家|部|期|场|条|轮|例|季|支|站|创|设|发|播)")


def list_number_at(text: str, at: int) -> Place | None:
    """The mark of an item that begins at `at`: 一、 （一） 1. ① 一是; brackets and stops belong to it.

    >>> texts = (("一、整改", 0), ("。(1)立行", 1), (",二是细化", 1), ("1.5万", 0), ("3.关于", 0))
    >>> [list_number_at(text, at) for text, at in texts]
    [(0, 2), (1, 4), (1, 3), None, (0, 2)]
    """
    if not _LEADS.match(text, at):
        return None
    if _CIRCLE.match(text, at):
        return at, at + 1
    before = text[max(0, at - 1) : at]
    form = _HEADING if _begins_a_line(text, at) else _INLINE if before in STOPS else None
    match = form.match(text, at) if form else None
    if match is None:
        match = _FIRST_IS.match(text, at)
        if match is None or (match.group()[-1] != "是" and before not in STOPS):
            return None
    return match.span()


def _begins_a_line(text: str, at: int) -> bool:
    """Whether nothing but blanks stands before it in its line."""
    before = text[max(0, at - 8) : at].rpartition("\n")
    return before[2].strip() == "" and (before[1] == "\n" or at <= 8)


def enumerator(text: str, place: Place) -> str:
    """The number of 一是, 二是; "" for any other mark."""
    match = _ENUMERATOR.match(text, place[0])
    return match.group(1) if match and match.end() == place[1] else ""


def ordinal_at(text: str, at: int) -> Place | None:
    """第三届, 首批, 二、三等奖, 十五届, 三级警: which one, not how many.

    >>> [ordinal_at(text, 0) for text in ("第三十届好", "二、三等奖分别", "首届", "十五届县委", "三项")]
    [(0, 4), (0, 5), (0, 2), (0, 3), None]
    """
    for form in (_ORDINAL, _PRIZE, _UNMARKED, _FIRST):
        match = form.match(text, at)
        if match:
            return match.span()
    return None
