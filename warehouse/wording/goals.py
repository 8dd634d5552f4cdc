"""Stretches of a text that say what is to be done: what stands below a heading such as 下一步工作打算."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = ["Plan", "plans"]


class Plan(NamedTuple):
    """From where to where in the plain text, and the heading it stands below."""

    start: int
    end: int
    heading: str


LEVELS = (
    re.compile(r"第[一二三四五六七八九十]{1,3}[章节篇]|[一二三四五六七八九十]{1,3}、"),
    re.compile(r"\([一二三四五六七八九十]{1,3}\)"),
    re.compile(r"[0-9]{1,2}[.、](?![0-9])"),
    re.compile(r"\([0-9]{1,2}\)"),
)
"""The marks of headings, the highest first. What has none stands above them all."""

_MARK = r"第?[一二三四五六七八九十]{1,3}[章节篇、]|\([^()\n]{1,3}\)|[0-9]{1,2}[.、](?![0-9])"
_LINE = re.compile(rf"^[ \t]*((?:{_MARK})?)([^。;,:\n]{{0,24}})([。:]?)", re.MULTILINE)
"""A line's mark, the words up to its first stop, and that stop where a heading may end with it."""

_PLANNED = re.compile(
    r"下一?步|下一?阶段|下一?年度?|下半年|今后|明年|来年|(?:工作|奋斗|发展|总体|年度?|季度|月份?)(?:目标|打算|计划|思路|设想|安排|规划)"
    r"|^(?:目标|打算|计划|思路|设想|安排|规划|展望|努力方向)|打算|努力方向|目标任务|未来展望|工作要点"
)
_LOOKS_BACK = re.compile(r"完成|落实|进展|执行|实施|推进情况|达成|回顾|总结|成效|成绩|存在|问题|实现情况")
"""In a heading: what was planned has been done."""

_DIGIT = re.compile("[0-9]")
_FIRST = re.compile(r"第?一|\(一\)|1[.、]|\(1\)")


def plans(text: str) -> Sequence[Plan]:
    """The plans of the plain text in their order, each to the next heading of its level or a higher one.

    >>> [(plan.heading, text[plan.start : plan.end]) for text in ("二、下步打算\\n1.粉丝超20万。\\n三、建议",)
    ...  for plan in plans(text)]
    [('下步打算', '\\n1.粉丝超20万。\\n')]
    """
    return tuple(_plans(text)) if _PLANNED.search(text) else ()


def _plans(text: str) -> Iterator[Plan]:
    running: Plan | None = None
    level, seen = 0, set[int]()
    for line in _LINE.finditer(text):
        mark, words, stop = line.groups()
        own = _level(mark)
        is_heading = bool(words) and (stop != "" or text[line.end() : line.end() + 1] in ("", "\n"))
        if not (mark or is_heading):
            continue
        if running is not None and _ends(own, level, mark or words, seen):
            yield running._replace(end=line.start())
            running = None
        seen.add(own)
        if running is None and is_heading and _PLANNED.search(words) and not _LOOKS_BACK.search(words):
            running, level, seen = Plan(line.end(), len(text), words.strip()), own, set()
    if running is not None:
        yield running


def _level(mark: str) -> int:
    """1 for 一、, 2 for (一), and so on; 0 where nothing marks it."""
    return next((place for place, form in enumerate(LEVELS, 1) if mark and form.match(mark)), 0)


def _ends(own: int, level: int, begins: str, seen: set[int]) -> bool:
    """Whether a heading ends the plan: one as high, or below one without a mark one that goes on what stood before."""
    if level:
        return 0 < own <= level
    return own not in seen and not _FIRST.match(begins) if own else not _DIGIT.search(begins)
