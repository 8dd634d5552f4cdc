"""Numbers that are none of what we did: of a goal, of the year before, of other places, of one work by name.

Each of these is told by a sentence in Chinese that says what the number is instead; "" where it may be ours.
"""

import re

from warehouse.wording.quantities import Quantity
from warehouse.wording.tokens import Place

__all__ = ["as_goal_or_past", "as_of_others", "as_one_work"]

TIMES = frozenset(("", "次", "人次"))
"""Units of what one work brings."""

ONE_WORK = "这是一件作品的数，不是全部的"

_GOAL = re.compile(
    r"力争|预计|目标[为是]|目标定[为在]|争取(?=到|在|年内|全年|达|突破|实现)|下一?步[,将要拟]|拟(?=推|发|新增|开|举|建|制作)"
    r"|计划(?=到|于|在|全年|年内|今年|明年|推|发|新增|完成|投|开|举|[0-9])|确保(?=[^,。;:\n]*$)"
    r"|将(?=(?:推出|发布|完成|达到|突破|新增|开展|举办|实现|打造|建成|制作)[^,。;:\n]*$)"
)
"""What is meant to be; 确保 and 将 only of their own clause: much is made sure of on the way, and 将 also says 把."""

_DONE = re.compile(r"已|实际|目前|现有|截[至止]")
_PAST = re.compile(r"^[\s(]*(?:去年|上年)同期|(?<![较比与和同为])(?:去年|上年)同期[^,。;:\n]*$")
_OTHERS = re.compile(r"(?<![在居列向为占])(?:全国|全省|各[省市县区地])|邻[县市近]|兄弟[县市单]|外[地省市县]|总台")
_SENTENCE, _CLAUSE = re.compile("[。;\n]"), re.compile("[,:]")
_TITLE = re.compile(r"》”?(?!等)[^,。;:、\n]{0,8}$")
_ITS = re.compile(r"[\u4e00-\u9fff]{0,8}(?:播放|浏览|阅读|流量|点赞|转发)")
_PIECE = re.compile(r"(?:[一该这此][条篇部个则期]|话题|直播)[\u4e00-\u9fff]{0,8}$")

REACH = 120
"""How far before a subject it is looked for whose it is, in characters."""


def as_goal_or_past(before: str, plan: str) -> str:
    """What a number is that is meant to be, or was that of the year before, by the words of its sentence before it.

    `plan` is the heading of what is to be done, if it stands below one.

    >>> [as_goal_or_past(words, "") for words in ("力争到年底,粉丝达到", "计划推出1000条,已推出", "比去年同期增长5%")]
    ['“力争”之后的是目标，不是已经做到的数', '', '']
    >>> as_goal_or_past("粉丝", "下步打算"), as_goal_or_past("目前粉丝", "下步打算")
    ('“下步打算”之下的是目标，不是已经做到的数', '')
    """
    goal = next(iter([*_GOAL.finditer(before)][-1:]), None)
    if _DONE.search(before, goal.end() if goal else 0):
        goal, plan = None, ""
    if goal or plan:
        return f"“{goal.group() if goal else plan}”之{'后' if goal else '下'}的是目标，不是已经做到的数"
    return "这是上年同期的数，不是本期的" if _PAST.search(before) else ""


def as_of_others(text: str, subject: Place) -> str:
    """Of whom it is where the clause that names the subject says before it that it is that of other places.

    A clause that begins with the subject goes on about those with whom its sentence begins.

    >>> [as_of_others(text, (at, at + 3)) for text, at in (("居全省第一,抖音号", 6), ("邻县5条,抖音号", 5))]
    ['', '这是“邻县”的数，不是本中心的']
    """
    before = text[max(0, subject[0] - REACH) : subject[0]]
    *_, sentence = _SENTENCE.split(before)
    *_, clause = _CLAUSE.split(sentence)
    found = _OTHERS.search(clause) if clause.strip() else _OTHERS.match(sentence.strip())
    return f"这是“{found.group()}”的数，不是本中心的" if found else ""


def as_one_work(text: str, subject_end: int, quantity: Quantity, kind: str) -> str:
    """What it is where one work stands by itself between the subject and the number, or is the number (一条播放超5万).

    >>> from warehouse.wording.quantities import quantity_at
    >>> texts = (("视频号《美丽乡村》播放量12万", 12), ("视频号发布《甲》等304条", 9), ("视频号一条视频播放量3万", 10))
    >>> [as_one_work(text, 3, quantity_at(text, at, 0), "flow") for text, at in texts]
    ['这是一件作品的数，不是全部的', '', '这是一件作品的数，不是全部的']
    """
    if _TITLE.search(text, subject_end, quantity.start) and quantity.unit in TIMES:
        return ONE_WORK
    piece = kind != "maximum" and quantity.unit in TIMES and _PIECE.search(text, subject_end, quantity.start)
    single = text[slice(*quantity.number)] == "一" and _ITS.match(text, quantity.end)
    return ONE_WORK if piece or single else ""
