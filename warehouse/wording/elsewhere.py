"""Whether a number is that of another place, which the clauses before it name and go on about."""

import re
from functools import lru_cache

from warehouse.wording.places import around, place_at

__all__ = ["other_place"]

REACH = 300
"""How far before a number its line is read, in characters."""

_CLAUSE = re.compile("[^,;:]+")
_LEADS = re.compile(
    r"(?:[\s(“\"]|据(?:悉|了解|介绍|统计|报道)|目前|此外|另外|同时|其中|例如|比如|譬如|[又再]?如|像|而|但|反观|日前|近年来"
    r"|今年(?:以来)?|去年|上年|(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:底|末|以来|全年|[上下]半年)?"
    r"|截[至止][0-9年月日底末目前]*|[邻相]近的?|周边的?|先进地区|以(?=[^,]{2,12}为例))*"
)
"""What a clause may begin with before the place that it is about."""

_CENTRE = "级?融媒|广播电视|广电|电视台|报业|传媒"
_MEDIA = "客户端|APP|抖音|快手|微信|微博|公众号|视频号|头条号|网站|小红书|官微"
_SPEAKS = re.compile(
    rf"[,;:。、0-9“]|为例|等[地县市区]|[和与及的]|全[县市区]|{_CENTRE}|{_MEDIA}|新闻|媒体|台|发布|发稿|推送|共|累计|已|今年|截"
)
"""Behind the name of a place: it is who acts, and no mere beginning of a name (北京冬奥会)."""

_OUTLET = re.compile(
    r"(?:广播|电视|广电)*(?:卫视|[日晚晨时]报|都市报|总?台|新闻网|在线)[^,;。]{0,8}?(?:用稿|采用|刊|播|录用|转载|推送)"
)
"""Behind the name of a place: one that used our pieces."""

_UNLISTED = re.compile(
    r"((?![我本各该全居在向为占列位与和同跟赴到由从给被把将对让])[\u4e00-\u9fff]{2,3}?[县市区旗])"
    rf"(?={_CENTRE}|{_MEDIA})"
)
_CENTRE_BEHIND = re.compile(_CENTRE)
_REFERS = re.compile(r"其(?![中次他它余实])|该[县市区旗地台中单融]|当地|对方|他们|那里")
_US = r"我[县市区旗台中单们]|本[县市区旗台中单地]|(?:\A|(?<=[,;:。!?\n]))(?:[县市区]?级?融媒体?)?中心"


def other_place(text: str, at: int, ours: str) -> str:
    """The place whose number stands at `at` of the plain text; "" where it may be that of the centre named `ours`.

    A clause in which a place acts, or which refers back to one (其, 该县), is about it, and so is what follows in the
    sentence until the words return to us. A place named on the way only (赴昆山学习) changes nothing by itself.

    >>> ours = "建湖县融媒体中心"
    >>> texts = ("学习浙江安吉,其下载量", "江苏东台客户端,粉丝", "东台5条,我县抖音", "赴昆山学习后,抖音", "江苏抖音")
    >>> [other_place(text, len(text), ours) for text in texts]
    ['安吉', '东台', '', '', '']
    """
    if not ours:
        return ""
    begin = max(text.rfind("\n", 0, at) + 1, at - REACH)
    sentence = max(begin, *(text.rfind(stop, begin, at) + 1 for stop in "。!?"))
    own, us = _own(ours)
    whose = ""
    for match in _CLAUSE.finditer(text, sentence, at):
        start = _lead_end(text, match.start(), match.end())
        named, end = _headed_by(text, start, own)
        if not named and _REFERS.match(text, start, match.end()):
            named = whose or _last_named(text[begin : match.start()], own)
        whose = named or whose
        if whose and us.search(text, end, match.end()):
            whose = ""
        elif not whose and text.startswith(":", match.end()):  # 对标昆山: what follows is theirs
            whose = _ended_by(match.group(), own)
    return whose


def _lead_end(text: str, start: int, end: int) -> int:
    match = _LEADS.match(text, start, end)
    return match.end() if match else start


@lru_cache(8)
def _own(ours: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """The places that `ours` lies in, itself among them, and the words that speak of us."""
    own = around(ours)
    itself = next((name for name in own if ours.startswith(name)), ours)
    kind = ours[len(itself) : len(itself) + 1]
    whole = f"|全{kind}(?!级)" if kind in tuple("县市区旗") else ""
    return own, re.compile(f"{_US}{whole}|{re.escape(itself)}")


def _headed_by(text: str, start: int, own: frozenset[str]) -> tuple[str, int]:
    """The other place that the clause beginning at `start` is about, and where its name ends; "" if there is none."""
    place = place_at(text, start)
    if place is None:
        unlisted = _UNLISTED.match(text, start)
        place = unlisted.span(1) if unlisted else None
    if place is None or _OUTLET.match(text, place[1]) or not _SPEAKS.match(text, place[1]):
        return "", start
    name = text[slice(*place)]
    larger = around(name) <= own and around(name) != own and _CENTRE_BEHIND.match(text, place[1])
    return (name, place[1]) if larger or not around(name) <= own else ("", start)


def _ended_by(clause: str, own: frozenset[str]) -> str:
    """The other place with whose name the clause ends."""
    name = _last_named(clause, own)
    return name if name and clause.endswith(name) else ""


def _last_named(before: str, own: frozenset[str]) -> str:
    """The other place that the words before name last."""
    for start in range(len(before) - 2, -1, -1):
        place = place_at(before, start)
        name = before[slice(*place)] if place else ""
        if name and not around(name) <= own:
            return name
    return ""
