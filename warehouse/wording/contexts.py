"""What a claim stands under: the period in force, the subject, the item of the text, its own clause."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warehouse.wording.goals import plans
from warehouse.wording.scanning import Mark
from warehouse.wording.tokens import Place

__all__ = ["Context", "contexts"]

CARRIERS = (
    "客户端 微信公众号 政务公众号 公众号 视频号 抖音号 抖音 快手号 微博号 微博 头条号 小红书 B站 网站 电视外宣 广播外宣"
).split()
"""What publishes: the subject until the next one is named, or a programme or paper in its 《》."""

NOUN_BEFORE = frozenset(("", "次", "人", "人次", "元", "%", "个百分点", "倍", "分"))
"""Units whose noun stands before them: behind them the next figure begins, even where a comma is lost."""

DEEDS = (
    "共 共计 累计 发布 推出 开展 完成 组织 举办 制作 收集 征集 排查 下发 签订 形成 确定 投入 接受 "
    "嵌入 指出 反馈 参与 采写 走访 新增 其中"
).split()
"""Verbs before the thing counted."""

WINDOW = 600
"""How far back a subject holds, in characters."""

_CARRIER = re.compile(rf"“[^”\n]{{1,10}}”客户端|{'|'.join(CARRIERS)}|《[^《》\n]{{1,20}}》")
_STOP = re.compile("[。;\n]")
_ABOVE = re.compile(r"(?:^|(?<=\n))[^\n。;,:]{1,20}\n+\Z")
_NOUN = re.compile(r"[\u4e00-\u9fff“”《》]{1,12}$")
_NEXT_NOUN = re.compile(r"[\u4e00-\u9fff]{2,6}")
_DEED = re.compile(rf"^.*(?:{'|'.join(DEEDS)})(?=[\u4e00-\u9fff“])")


@dataclass(frozen=True, slots=True)
class Context:
    """The subject in words of the plain text; the rest are places in it.

    period    where the words in force stand, None if there are none
    item      where the item begins (its heading line included), at most some hundred characters back; where nothing is
              numbered, the paragraph
    clause    from the last stop or figure to the next stop
    sentence  likewise, of the whole sentence
    plan      the heading of what is to be done, if it stands below one
    """

    period: Place | None
    subject: str
    item: int
    clause: Place
    sentence: Place
    plan: str = ""


def contexts(text: str, marks: Sequence[Mark]) -> Iterator[tuple[Mark, Context]]:
    """Each figure among the marks with what it stands under; time grows with the text, not with its square."""
    figures = [mark for mark in marks if mark.quantity is not None]
    numbers = iter([mark.start for mark in figures if not _in_words(mark)])
    carriers, planned = _Carriers(text), _Planned(text)
    period: Place | None = None
    item: int | None = None
    behind, follows = 0, next(numbers, len(text))
    for mark in marks:
        if mark.kind == "list_number" and text[mark.start - 1 : mark.start] in ("", "\n"):
            period, item = None, mark.start
        if mark.when is not None and mark.when.in_force:
            period = (mark.start, mark.end)
        if mark.quantity is None:
            continue
        if period and _is_over(text, period, mark.start):
            period = None
        follows = follows if follows > mark.start else next(numbers, len(text))
        start = _paragraph(text, mark.start) if item is None else max(item, mark.start - WINDOW)
        clause = _last_stop(text, mark.start, max(behind, mark.start - 60), ",。;:!?\n")
        carrier = carriers.before(mark.start)
        yield (
            mark,
            Context(
                period,
                carrier if carrier and carriers.since >= start else _thing_counted(text, clause, mark),
                start,
                (clause, _clause_end(text, mark, follows)),
                (_last_stop(text, mark.start, max(0, mark.start - 300), "。;\n"), _next_stop(text, mark.end, "。;\n")),
                planned.at(mark.start),
            ),
        )
        behind = behind if _in_words(mark) else mark.end


class _Carriers:
    """The carriers of a text, asked for from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._found = _CARRIER.finditer(text)
        self._next = next(self._found, None)
        self._text, self._name, self.since = text, "", -1

    def before(self, at: int) -> str:
        """The carrier named last before `at`, in the same line; "" if none is."""
        while self._next is not None and self._next.end() <= at:
            self._name, self.since = self._next.group(), self._next.start()
            self._next = next(self._found, None)
        if self._name and "\n" in self._text[max(self.since, at - WINDOW) : at]:
            self._name = ""
        return self._name


class _Planned:
    """The plans of a text, asked for from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._plans = iter(plans(text))
        self._plan = next(self._plans, None)

    def at(self, place: int) -> str:
        """The heading of the plan that `place` stands in; "" if it stands in none."""
        while self._plan is not None and self._plan.end <= place:
            self._plan = next(self._plans, None)
        return self._plan.heading if self._plan is not None and self._plan.start <= place else ""


def _is_over(text: str, period: Place, at: int) -> bool:
    """Whether a 全年, which is also said of plans and habits, stands in a sentence before."""
    return text[slice(*period)] == "全年" and _STOP.search(text, period[1], at) is not None


def _paragraph(text: str, at: int) -> int:
    """Where the line of `at` begins, or the heading above it: a short line without a stop."""
    begin = text.rfind("\n", max(0, at - WINDOW), at) + 1 or max(0, at - WINDOW)
    above = _ABOVE.search(text, max(0, begin - 40), begin)
    return above.start() if above else begin


def _in_words(mark: Mark) -> bool:
    """Whether it is 全部, 均 or 未发生, which end no clause."""
    return mark.quantity is not None and mark.quantity.exact and mark.quantity.kind in ("share", "zero")


def _clause_end(text: str, mark: Mark, follows: int) -> int:
    """Where the words about the figure end: at a stop, or where those of the next figure begin."""
    end = _next_stop(text, mark.end, ",。;:!?\n")
    if end <= follows:
        return end
    return follows if mark.quantity is not None and mark.quantity.unit not in NOUN_BEFORE else mark.end


def _last_stop(text: str, at: int, floor: int, stops: str) -> int:
    return max(floor, *(text.rfind(stop, floor, at) + 1 for stop in stops))


def _next_stop(text: str, at: int, stops: str) -> int:
    ends = (end for stop in stops if (end := text.find(stop, at, at + 120)) >= 0)
    return min(ends, default=min(len(text), at + 120))


def _thing_counted(text: str, clause: int, mark: Mark) -> str:
    """The noun before the number without its verb, or else the one behind its unit."""
    before = _NOUN.search(text, max(clause, mark.start - 12), mark.start)
    noun = _DEED.sub("", before.group()) if before else ""
    follows = _NEXT_NOUN.match(text, mark.end)
    return noun if len(noun) > 1 or follows is None else follows.group()
