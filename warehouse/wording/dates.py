"""Days, periods and times of day as they are written: 2024年1—5月, 截至2023年底, 近三年, “十四五”, 2021.3.15."""

import re
from dataclasses import dataclass

from warehouse.wording.lost_dates import COUNTING, glued_at
from warehouse.wording.tokens import Damage
from warehouse.wording.units import unit_at

__all__ = ["LEADS", "When", "when_at"]

YEAR = r"(?:(?:19|20)[0-9]{2}|[一二][〇零九][〇零一二三四五六七八九]{2})"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元正])(?![0-9])"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?![0-9])"
SOME = r"(?:[0-9]{1,2}|[一二两三四五六七八九十几数]{1,2})"
TO = r"(?:-{1,2}|至|到)"
SINCE = r"(?:以来|起至今|至今|起|期间)"
WEEKDAY = r"[一二三四五六日]"
CLOCK = (
    r"(?:\s?(?:上午|下午|晚上?|早上?|凌晨)?[0-9]{1,2}"
    r"(?:[:：][0-9]{2}(?:[:：][0-9]{2})?|[时点](?:[0-9]{1,2}分|半|整)?))"
)
QUARTER = r"(?:第?[一二三四1-4](?:至第?[一二三四1-4])?个?季度|前[二两三四]个?季度)"
HALF = rf"(?:全年|[上下]半年|[前后]{SOME}个?月|{QUARTER}|[春秋夏冬暑寒][季假](?:学期|期)?|[上下]学期)"
FEAST = (
    r"(?:国庆节?|中秋节?|春节|元旦|元宵|端午节?|清明|五一|劳动节|十一|两节|双节|黄金周|暑假|寒假|暑期|高考|双11|双十一)"
)

_DAY = rf"{YEAR}年{MONTH}月{DAY}[日号]?"
FORMS = {
    "date": (
        rf"{_DAY}{CLOCK}?(?:{TO}(?:{_DAY}|{MONTH}月{DAY}[日号]|{DAY}[日号]|{CLOCK}){CLOCK}?)?",
        rf"{YEAR}年{MONTH}月{DAY}{TO}(?:{MONTH}月)?{DAY}[日号]",
        rf"{YEAR}([./-])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12][0-9]|0?[1-9])(?![0-9]){CLOCK}?",
        rf"{MONTH}月{DAY}[日号]{CLOCK}?(?:{TO}(?:{MONTH}月)?{DAY}[日号]{CLOCK}?)?",
        rf"{MONTH}月{DAY}{TO}(?:{MONTH}月)?{DAY}[日号]",
        rf"{DAY}日(?:{TO}(?:{MONTH}月)?{DAY}日)?",
        rf"(?:{YEAR}年)?{MONTH}月(?:份?[底初末]|[上中下]旬)",
        rf"{YEAR}年?(?:年[底初末中]|[底初末])",
        r"(?:[今去本明][年月]|上年)[底初末]|年[底末初](?!以来)",
        rf"[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?:{TO}[0-9]{{1,2}}:[0-9]{{2}})?",
    ),
    "period": (
        rf"(?:{YEAR}年)?{MONTH}月?份?{TO}(?:{YEAR}年)?{MONTH}月份?{SINCE}?",
        rf"{YEAR}年?{TO}{YEAR}年度?{SINCE}?",
        rf"{YEAR}年?度?{HALF}{SINCE}?",
        rf"(?:{YEAR}年)?{MONTH}月份?{SINCE}?(?![0-9])",
        rf"{YEAR}[./-](?:1[0-2]|0[1-9])(?![0-9.])",
        rf"{YEAR}年度?{FEAST}?{SINCE}?",
        rf"[今去本当上同]年度?(?:{HALF}|{MONTH}{TO}{MONTH}月份?|{MONTH}月份?|{FEAST})?{SINCE}?(?:同期)?",
        rf"(?:近|最近|过去|前|未来|今后)?{SOME}(?:年|个月|周|天|个季度|个年度)多?以?来",
        rf"(?:近|最近|过去|未来|今后|前|上){SOME}(?:年|个月|周|个季度|个年度|季度)(?!级)",
        r"[“\"]?十[一二三四五]五[”\"]?(?:规划)?(?:期间|时期|以来|末|初)?",
        rf"每(?:天|日|周|月|年|季度|个?工作日|晚|早)(?:{WEEKDAY}(?:至{WEEKDAY})?)?[上下晚早]?[午上]?{CLOCK}(?:{TO}{CLOCK})?",
        rf"[每逢]?(?:周|星期){WEEKDAY}(?:(?:{TO}|、|和)(?:周|星期)?{WEEKDAY})*(?![0-9])",
        rf"每(?:年|季度?|个?月)?的?{MONTH}月(?:{DAY}日|份)?|每月{DAY}日",
        rf"{HALF}{SINCE}?|年初以来|年内|本[年月季周]度?|当[年月]|上个?月|上季度|全[月季]度?|半年(?:来|多来)?",
        rf"{FEAST}(?:[一二三四五六七八九0-9]天|假期|期间|长假|小长假|当天|黄金周|档)+",
        r"(?:十九|二十|十八)大以来|近年来",
    ),
}
"""Kind -> the forms it is written in; of all that fit, the longest is meant."""

LEADS = frozenset(
    '截近最过未今去本当上同下前后年全每逢周星半春夏秋冬暑寒国中元清端劳两双黄高“"十第一二三四五六七八九正'
)
"""What a date or period can begin with, besides digits."""

COMPARED = ("较", "比", "与", "由", "从", "和", "同", "是", "创", "历")
"""Right before a date: what follows it is not about that time."""

_COMPILED = [(kind, re.compile(form)) for kind, forms in FORMS.items() for form in forms]
_PLANNED = re.compile("[的各项重点工作]{0,4}(?:目标|任务|计划|指标|预算|要点)")
_UNTIL = re.compile(r"截[至止](?:到)?目?前?")


@dataclass(frozen=True, slots=True)
class When:
    """A date or period in its place; `in_force` says whether the claims behind it are about it."""

    start: int
    end: int
    kind: str
    damage: Damage | None = None
    in_force: bool = True


def when_at(text: str, at: int) -> When | None:
    """The date, period or time of day that begins at `at`, with the 截至 before it; None if there is none.

    >>> text = "截至2023年底,近三年,2024年1-5月,2023814日至1031县"
    >>> [text[w.start : w.end] for w in map(lambda i: when_at(text, i), (0, 9, 13, 23)) if w]
    ['截至2023年底', '近三年', '2024年1-5月', '2023814日至1031']
    """
    if not text[at].isdigit() and text[at] not in LEADS:
        return None
    until = _UNTIL.match(text, at)
    begin = until.end() if until else at
    found = glued_at(text, begin) or _longest(text, begin)
    if found is None:
        return None
    kind, end, damage = found
    if until and not text.startswith("全年", begin):
        kind = "date"
    return When(at, end, kind, damage, _in_force(text, at, end, kind, until is not None))


def _longest(text: str, at: int) -> tuple[str, int, None] | None:
    kind, end = "", at
    for candidate, form in _COMPILED:
        match = form.match(text, at)
        if match and match.end() > end:
            kind, end = candidate, match.end()
    return None if end == at or _is_a_quantity(text, at, end) else (kind, end, None)


def _is_a_quantity(text: str, at: int, end: int) -> bool:
    """Whether what looks like a date counts days or months, or is part of a number: 公示5日, 3个月, 2010.05元."""
    words, before, behind = text[at:end], text[max(0, at - 1) : at], text[end : end + 1]
    if before.isdigit() and words[0].isdigit():
        return True
    if re.fullmatch(r"[0-9]{4}\.[0-9]{2}", words) and (behind in ("万", "亿") or unit_at(text, end)):
        return True
    if words.endswith("日") and not any(mark in words for mark in "月至到-"):
        return before in COUNTING or behind in tuple("内游均常报前活益") or not words[0].isdigit()
    return words == "十一" or (words.endswith("月") and before in ("个", "数"))


def _in_force(text: str, at: int, end: int, kind: str, until: bool) -> bool:
    """Whether the claims behind are about it: not if it is compared with, a deadline, or one single day."""
    if text.endswith(COMPARED, max(0, at - 1), at) or text.startswith(("同期", "相比", "前"), end):
        return False
    words = text[at:end]
    if words.startswith(("每", "逢", "周", "星期")) or (words == "全年" and _PLANNED.match(text, end)):
        return False
    over_days = words.endswith("日") and any(mark in words for mark in "至到—–~-")
    return not words.endswith("同期") and (until or kind == "period" or over_days or words.endswith(("底", "末", "初")))
