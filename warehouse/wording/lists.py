"""Figures that are no number in the text but a list or a habit: prizes of named works, columns, feasts, duties."""

import re
from collections.abc import Iterator

from warehouse.wording.quantities import Quantity
from warehouse.wording.scanning import Mark

__all__ = ["with_lists"]

_SENTENCE = re.compile(r"[^。;\n]{1,400}")
_TITLE = r"《[^《》。\n]{1,60}》"
_TITLES = re.compile(rf"{_TITLE}(?:、?{_TITLE}){{0,20}}")
_PRIZE = re.compile(r"(?:分别)?(?:获得|荣获|获评|斩获|获|入选|入围)")
_GRADE = re.compile(r"(?:特|[一二三])(?:、[一二三])?等奖|优秀奖|金奖|银奖|铜奖")
_COLUMNS = re.compile(
    rf"(?:开设|推出|开办|创办|新开|策划)(?:了)?({_TITLE}(?:、?{_TITLE}){{1,20}})(等)(?:专版|专栏|栏目|专题|节目|系列|、){{1,4}}"
)
_FEASTS = "元旦|春节|清明|五一|端午|中秋|国庆"
_BEFORE_FEASTS = re.compile(rf"(?:(?:{_FEASTS})、){{1,6}}(?:{_FEASTS})(?:等)?(?:节日|节假日|假期|节|假日|重要节点)?前")
_DUTY = re.compile(r"每[日天周月](?:指定|安排|明确|落实|确定)(?:专人|专门人员)")
_VAGUE = re.compile(
    r"(?:考核|考评|测评|评议|评估)结果(?:为)?(较好|良好|优秀|合格)"
    r"|(?:较前|较上年|较去年|较往年|较同期|比上年|比去年|同比)(?:有)?((?:明显|显著|大幅|较大幅度|稳步)(?:增长|上升|提高|提升|下降|减少))(?![0-9约近超达])"
)


def with_lists(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks, with the figures that lists and habits make; what they stand over is theirs."""
    found = [*_columns(text), *_feasts(text), *_duties(text), *_vague(text), *_prizes(text)]
    if not found:
        return marks
    held: list[Mark] = []
    made = iter(sorted(found, key=lambda mark: mark.start))
    one = next(made, None)
    for mark in marks:
        while one is not None and (one.end <= mark.start or _over(one, mark)):
            if not held or held[-1].end <= one.start:
                held.append(one)
            one = next(made, None)
        if not held or held[-1].end <= mark.start:
            held.append(mark)
    return [*held, *(mark for mark in (one, *made) if mark is not None and (not held or held[-1].end <= mark.start))]


def _over(one: Mark, mark: Mark) -> bool:
    return one.start <= mark.start and mark.end <= one.end


def _figure(start: int, end: int, value: float | None, bound: str, unit: str, kind: str) -> Mark:
    quantity = Quantity(start, end, (start, end), value, bound, unit, exact=True, kind=kind)
    return Mark(start, end, "figure", quantity=quantity)


def _prizes(text: str) -> Iterator[Mark]:
    """《技·艺》入选, 《甲》《乙》分别获二、三等奖: as many works as are named."""
    for titles in _TITLES.finditer(text):
        verb = _PRIZE.match(text, titles.end())
        if verb is None:
            continue
        works = float(titles.group().count("《"))
        rest = _SENTENCE.match(text, verb.end())
        grade = _GRADE.search(text, verb.end(), min(rest.end(), verb.end() + 60) if rest else verb.end())
        if grade and "《" not in text[verb.end() : grade.start()]:
            yield _figure(*grade.span(), works, "=", "件", "flow")
        elif verb.group().endswith(("入选", "入围")):
            yield _figure(*verb.span(), works, "=", "件", "flow")


def _columns(text: str) -> Iterator[Mark]:
    """开设《甲》《乙》等专栏: at least as many as are named."""
    for match in _COLUMNS.finditer(text):
        yield _figure(match.start(2), match.end(), float(match.group(1).count("《")), ">=", "个", "flow")


def _feasts(text: str) -> Iterator[Mark]:
    """元旦、春节、五一、端午节假日前: as many times as feasts are named."""
    for match in _BEFORE_FEASTS.finditer(text):
        yield _figure(*match.span(), float(match.group().count("、") + 1), "=", "轮", "flow")


def _duties(text: str) -> Iterator[Mark]:
    """每日指定专人: once a day at least."""
    for match in _DUTY.finditer(text):
        yield _figure(*match.span(), 1.0, ">=", "次", "mean_per_day")


def _vague(text: str) -> Iterator[Mark]:
    """考核结果较好, 较前明显增长: a claim without a number."""
    for match in _VAGUE.finditer(text):
        group = 1 if match.group(1) else 2
        yield _figure(*match.span(group), None, "~", "", "state" if group == 1 else "growth")
