"""A target beside what the data says: reached, missed, or on the way; where one should be today. Pure functions."""

from dataclasses import replace
from datetime import date, timedelta

from warehouse._periods import window
from warehouse._records import Figure, Measured, Target
from warehouse._remarks import BOUND_WORDS, gap, said
from warehouse.verdicts import Verdict, holds

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""Period of a target -> how many months it has."""

PERIODS = ("any", *MONTHS)

_RUNNING = {"any": "", "month": "本月", "quarter": "本季度", "half_year": "本半年", "year": "本年"}
_LAST = {"month": "上月", "quarter": "上季度", "half_year": "上一个半年", "year": "上年"}

_ADDS_UP = ("flow", "threshold_count")
"""Kinds that grow day by day, so that a part of the period should have brought a part of the number."""

_OVER_DAYS = (*_ADDS_UP, "maximum", "zero", "mean_per_day", "share", "growth")
"""Kinds that can be measured over any days; the others speak for one day, or for months that they name."""

_MOVES_ON = ("year", "year_to_date", "since")


def calendar(period: str, day: date) -> tuple[date, date]:
    """The first day of the `period` that `day` is in, and the first day after it.

    >>> calendar("quarter", date(2024, 6, 20)), calendar("half_year", date(2024, 12, 31))
    ((datetime.date(2024, 4, 1), datetime.date(2024, 7, 1)), (datetime.date(2024, 7, 1), datetime.date(2025, 1, 1)))
    """
    length = MONTHS[period]
    first = (day.month - 1) // length * length + 1
    years, month = divmod(first - 1 + length, 12)
    return date(day.year, first, 1), date(day.year + years, month + 1, 1)


def has_fixed_days(figure: Figure) -> bool:
    """Whether `figure` is about days that it names itself, so that no other period can be asked of it."""
    return figure.period.partition(":")[0] not in (*_MOVES_ON, "as_of")


def over_its_period(target: Target | None, figure: Figure, as_of: date) -> Figure:
    """What `target` is judged on: `figure` over the running period; itself where it stands for a day, or already is."""
    if target is None or not _runs(target, figure):
        return figure
    running = f"since:{calendar(target.period, as_of)[0]}"
    if window(running, as_of) == window(figure.period, as_of):
        return figure
    return replace(figure, period=running, readings=())


def over_the_one_before(target: Target | None, figure: Figure, as_of: date) -> Figure | None:
    """`figure` over the last full period of `target`; None where it stands for a day."""
    if target is None or not _runs(target, figure):
        return None
    end = calendar(target.period, as_of)[0] - timedelta(1)
    return replace(figure, period=f"days:{calendar(target.period, end)[0]}..{end}", readings=())


def due(target: Target, figure: Figure, as_of: date) -> float | None:
    """Where one should be at the end of `as_of`: the target times the share of its period's days that have gone by.

    None where there is no pace: no period, on its last day, an exact value to be met, or a kind that does not add up.
    """
    days = _days_gone(target, figure, as_of)
    return target.value * days[0] / days[1] if days else None


def pace(target: Target | None, figure: Figure, as_of: date) -> float | None:
    """The share 0..1 of the days of its period that have gone by at the end of `as_of`; None where there is no pace."""
    days = _days_gone(target, figure, as_of) if target else None
    return days[0] / days[1] if days else None


def completion(target: Target | None, figure: Figure, value: float | None) -> float | None:
    """How much of `target` is reached, 1 being all of it; None where more is not better, or nothing must be reached."""
    if target is None or value is None or target.value <= 0 or less_is_better(target, figure):
        return None
    return value / target.value


def judge_target(target: Target | None, figure: Figure, measured: Measured, as_of: date) -> Verdict:
    """达标, 未达标, 按进度, 落后 or 无数据, which incomplete data is too unless it decides; empty without a target.

    `measured` is of the figure over the target's period. Of an upper limit, 落后 says that it is used up too fast.
    """
    if target is None:
        return Verdict("")
    value, unit = measured.value, figure.unit
    if not measured.loaded:
        return Verdict("无数据", "没有读到任何数据")
    if not measured.complete and (value is None or not _is_decided(target, figure, value)):
        return Verdict("无数据", f"数据不全：{gap(measured)}")
    if value is None:
        return Verdict("无数据", "没有可算的基数")
    reached, pace = holds(value, target.bound, target.value), due(target, figure, as_of)
    bound, running, band = BOUND_WORDS[target.bound], _RUNNING[target.period], _band(target, figure, value)
    has = f"数据为{said(value, unit)}{band}"
    if pace is not None and reached == (target.bound in ("<", "<=")):
        on_its_way = holds(value, target.bound, pace)
        return Verdict("按进度" if on_its_way else "落后", f"{running}按进度应为{bound}{said(pace, unit)}，{has}")
    if reached:
        return Verdict("达标", f"{running}{has}" if running else band.lstrip("，"))
    return Verdict("未达标", f"{running}应为{bound}{said(target.value, unit)}，{has}")


def beside_the_one_before(verdict: Verdict, target: Target, figure: Figure, before: Measured) -> Verdict:
    """`verdict`, its remark saying what the last full period of `target` came to, if that is known."""
    if before.value is None:
        return verdict
    lacking = "" if before.complete else "（数据不全）"
    last = f"{_LAST[target.period]}为{said(before.value, figure.unit)}{lacking}"
    return replace(verdict, remark="；".join(part for part in (verdict.remark, last) if part))


def less_is_better(target: Target, figure: Figure) -> bool:
    """Whether fewer is better: the bound says so, or where the value must be met exactly, the figure."""
    return target.bound in ("<", "<=") or (target.bound == "=" and figure.better == "less")


def _runs(target: Target, figure: Figure) -> bool:
    """Whether `figure` is measured over the running period of `target`."""
    return target.period != "any" and figure.kind in _OVER_DAYS and figure.period != "as_of"


def _days_gone(target: Target, figure: Figure, as_of: date) -> tuple[int, int] | None:
    """Of its period the days gone by at the end of `as_of`, and all of them; None where there is no pace."""
    if target.period == "any" or target.bound == "=" or figure.kind not in _ADDS_UP:
        return None
    start, end = calendar(target.period, as_of)
    gone, whole = (as_of - start).days + 1, (end - start).days
    return (gone, whole) if gone < whole else None


def _is_decided(target: Target, figure: Figure, value: float) -> bool:
    """Whether data still to come cannot change it: a lower bound is reached, a limit or an exact value exceeded."""
    if not figure.only_grows:
        return False
    if target.bound in (">", ">="):
        return holds(value, target.bound, target.value)
    return not holds(value, "<=" if target.bound == "=" else target.bound, target.value)


def _band(target: Target, figure: Figure, value: float) -> str:
    """The best of the bands that `value` reaches, as an end of a sentence; a band's own limit is within it."""
    bound, best = ("<=", min) if less_is_better(target, figure) else (">=", max)
    reached = [(limit, name) for name, limit in target.bands if holds(value, bound, limit)]
    return f"，达到“{best(reached)[1]}”" if reached else ""
