"""How a judged claim is put for people: in the terminal, on the page, in comments and on the sheet."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.auditing.record import Audit
from pipelines.reports import wording
from pipelines.reports.text import clean
from warehouse.auditing.judged import Judged

SIGNED_BY = ("填报", "复核", "分管领导")
"""Who signs a 数据核对单."""

_AROUND = 10
"""Characters of context on either side of a quote."""
_BREAK = re.compile(r"[\n。；;！？，]|,(?!\d{3})")


class InContext(NamedTuple):
    """A quote between the few words that stand around it in the same sentence."""

    before: str
    quote: str
    after: str


def in_context(audit: Audit, start: int, end: int) -> InContext:
    """The text between `start` and `end` with what stands around it."""
    text = audit.account.text
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return InContext(clean(_BREAK.split(before)[-1]), clean(text[start:end]), clean(_BREAK.split(after)[0]))


def counted(audit: Audit) -> str:
    """How many numbers there are, and whether each was accounted for."""
    account = audit.account
    if account.accounted == account.digit_runs:
        found = "全部有着落"
    else:
        found = f"{account.accounted} 处有着落，{account.digit_runs - account.accounted} 处没有"
    return f"数字 {account.digit_runs} 处，{found}，{account.not_understood} 处没有读懂"


def contradicted(audit: Audit) -> list[str]:
    """What the text says against itself, with the words that say it."""
    return [f"文中自相矛盾：{clean(one.quote)}：{clean(one.text)}" for one in audit.contradictions]


def held_against(audit: Audit) -> str:
    """Which day the text was taken to speak for, and against what it was held."""
    day = f"以 {audit.standing.day} 的数据核对（{audit.standing.how}）"
    return f"{day}；{audit.without}" if audit.without else day


def subject(one: Judged) -> str:
    """What the claim speaks of: the figure, else what the text says."""
    return one.figure.label if one.figure else one.claim.subject


def computed(one: Judged) -> str:
    """What the data has, with its unit."""
    if one.row is None or one.computed is None:
        return "—"
    floor = "至少" if one.row.floors else ""
    return f"{floor}{wording.computed_text(one.row)}{'' if one.row.kind == 'state' else one.row.unit}"


def verdict(one: Judged) -> str:
    """The verdict behind its symbol, and whether it was overruled."""
    return wording.verdict_text(one.verdict) + ("（已放行）" if one.overruled else "")


def tone(one: Judged) -> str:
    """How the verdict is coloured; what was overruled is no alarm any more."""
    return "warn" if one.overruled else wording.verdict_tone(one.verdict)


def overruled(one: Judged) -> str:
    """Who let it through, when and why; empty where nobody did."""
    if one.overruled is None:
        return ""
    return f"{clean(one.overruled.by)} 于 {one.overruled.at:%Y-%m-%d %H:%M} 放行：{clean(one.overruled.reason)}"


def remarks(one: Judged, *, brief: bool = False) -> list[str]:
    """Why it is so, why it was let through, and how to mend it; `brief` leaves out why what plainly agrees does."""
    plain = one.verdict == "一致" and one.row is not None and not one.row.remark
    said = ["" if brief and plain else clean(one.reason), overruled(one), *(clean(mend) for mend in one.mends)]
    return [part for part in said if part]


def sources(one: Judged, most: int = 3) -> list[str]:
    """The files behind the number, each with the day of its data; the first `most` of them."""
    named = list(dict.fromkeys(f"{clean(file.path)}（{file.observed_at:%Y-%m-%d}）" for file in one.files))
    return named if len(named) <= most else [*named[:most], f"等 {len(named)} 个文件"]


def counts(claims: Sequence[Judged]) -> list[tuple[str, int]]:
    """(verdict, number of claims), the worst first."""
    verdicts = [one.verdict for one in claims]
    return [(name, verdicts.count(name)) for name in wording.VERDICTS if name in verdicts]
