"""Numbers that are none of what we did: of other places, of one work by name, of a goal, of the year before."""

import re

from warehouse.wording.tokens import Place

__all__ = ["is_goal_or_past", "of_one_work", "of_others"]

_GOAL = re.compile(
    r"力争|预计|目标[为是]|目标定[为在]|争取(?=到|在|年内|全年|达|突破|实现)"
    r"|计划(?=到|于|在|全年|年内|今年|明年|推|发|新增|完成|投|开|举|[0-9])|确保(?=[^,。;:\n]*$)"
)
"""What is meant to be; 确保 only of its own clause, since much is made sure of on the way."""

_DONE = re.compile(r"已|实际|目前|现有|截[至止]")
_PAST = re.compile(r"^[\s(]*(?:去年|上年)同期|(?<![较比与和同为])(?:去年|上年)同期[^,。;:\n]*$")
_OTHERS = re.compile(r"(?<![在居列向为占])(?:全国|全省|各[省市县区地])|邻[县市近]|兄弟[县市单]|外[地省市县]|总台")
_SENTENCE, _CLAUSE = re.compile("[。;\n]"), re.compile("[,:]")
_WORK = re.compile(r"》”?(?!等)[^,。;:、\n]{0,8}$")

REACH = 120
"""How far before a subject it is looked for whose it is, in characters."""


def is_goal_or_past(before: str) -> bool:
    """Whether a number is a goal, or that of the year before, by the words of its sentence before it.

    >>> [is_goal_or_past(words) for words in ("力争到年底,粉丝达到", "计划推出1000条,已推出", "比去年同期增长5%,达")]
    [True, False, False]
    """
    goals = [match.end() for match in _GOAL.finditer(before)]
    return bool(_PAST.search(before) or (goals and not _DONE.search(before, goals[-1])))


def of_others(text: str, subject: Place) -> bool:
    """Whether the clause that names the subject says before it that it is that of other places.

    A clause that begins with the subject goes on about those with whom its sentence begins.

    >>> of_others("全省各县抖音号", (4, 7)), of_others("居全省第一,抖音号", (6, 9)), of_others("邻县5条,抖音号", (5, 8))
    (True, False, True)
    """
    before = text[max(0, subject[0] - REACH) : subject[0]]
    *_, sentence = _SENTENCE.split(before)
    *_, clause = _CLAUSE.split(sentence)
    found = _OTHERS.search(clause) if clause.strip() else _OTHERS.match(sentence.strip())
    return found is not None


def of_one_work(text: str, subject: Place, at: int) -> bool:
    """Whether a work is named by itself between the subject and the number at `at`, as what the number is of.

    >>> of_one_work("视频号《美丽乡村》播放量12万", (0, 3), 12), of_one_work("视频号发布《甲》等304条", (0, 3), 9)
    (True, False)
    """
    return _WORK.search(text, subject[1], at) is not None and text.find("《", subject[1], at) >= 0
