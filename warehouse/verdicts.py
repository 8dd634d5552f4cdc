"""A claim, what the data says, and how complete it is: a verdict. Pure functions, the first row that holds."""

from dataclasses import dataclass, replace
from math import isclose

from warehouse._records import Claim, Figure, Measured
from warehouse._remarks import beside, both_readings, contrast, gap, said

__all__ = ["AGREES", "STOPS", "Measured", "Verdict", "holds", "interval", "judge"]

AGREES = frozenset({"一致", "舍入后一致"})
"""Verdicts under which a text says what the data says."""

STOPS = frozenset({"偏高", "口径不符", "数据不全"})
"""Verdicts with which a notice must not be published as it is."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict in its word, and a remark for people; both empty where nothing was claimed."""

    verdict: str
    remark: str = ""


def judge(claim: Claim | None, figure: Figure, measured: Measured) -> Verdict:
    """How `claim` stands beside what was measured of `figure`."""
    if claim is None:
        return Verdict("")
    verdict, remark = _judge(claim, figure, measured)
    return Verdict(verdict, "；".join(part for part in (remark, claim.remark) if part))


def holds(value: float, bound: str, limit: float) -> bool:
    """Whether `value` keeps the bound; what differs by the rounding of the computation only is equal.

    >>> holds(7412, ">", 7000), holds(7000, ">", 7000), holds(7000, ">=", 7000)
    (True, False, True)
    """
    if _same(value, limit):
        return bound in ("=", ">=", "<=")
    return (bound in (">", ">=") and value > limit) or (bound in ("<", "<=") and value < limit)


def interval(value: float, step: float) -> tuple[float, float, float, float]:
    """(from, to) of what is printed as `value` if it was rounded, then if it was cut; half open at the far end.

    >>> interval(250_000, 10_000)
    (245000.0, 255000.0, 250000, 260000)
    """
    return value - step / 2, value + step / 2, value, value + step


def _judge(claim: Claim, figure: Figure, measured: Measured) -> tuple[str, str]:
    value, unit = measured.value, figure.unit
    if claim.candidates:
        return "文字残缺", _candidates(claim, figure, measured)
    if not measured.loaded:
        return "无数据", "没有读到任何数据"
    if claim.value is None:
        return "无法核对", f"“{claim.quote}”没有可以核对的数{beside(measured, unit)}"
    if not measured.complete:
        return _incomplete(claim, claim.value, figure, measured)
    if value is None:
        return "无法核对", "数据完整，但没有可算的基数"
    verdict = _agreement(claim, figure, value)
    if verdict == "舍入后一致":
        ends = [end if claim.value >= 0 else -end for end in interval(abs(claim.value), claim.step)]
        return verdict, both_readings(claim.value, ends, unit)
    if verdict is not None:
        return verdict, "" if verdict == "一致" else contrast(claim, value, unit)
    for label, other in measured.readings.items():
        if other is not None and _agreement(claim, figure, other) in AGREES:
            return "口径不符", f"按“{label}”为{said(other, unit)}，与通报相符；按本口径为{said(value, unit)}"
    text_is_above = claim.value > value if claim.bound in ("=", "~") else claim.bound in (">", ">=")
    return _side(text_is_above, figure), contrast(claim, value, unit)


def _incomplete(claim: Claim, printed: float, figure: Figure, measured: Measured) -> tuple[str, str]:
    value = measured.value
    if value is None:
        return "数据不全", gap(measured)
    held = f"{gap(measured)}；已有部分为{said(value, figure.unit)}"
    if figure.only_grows and claim.bound in (">", ">=") and holds(value, claim.bound, printed):
        return "一致", f"{held}，已够通报的数"
    return "数据不全", held


def _agreement(claim: Claim, figure: Figure, value: float) -> str | None:
    """一致, 舍入后一致, or 偏低 (偏高) where a bound holds with much to spare; None where `value` is outside."""
    printed = claim.value or 0.0
    if claim.bound in ("=", "~"):
        if _same(value, printed):
            return "一致"
        whole = figure.kind == "share" and printed in (0, 100)  # nobody rounds to "all" or "none"
        return "舍入后一致" if not whole and _within_digits(value, printed, claim.step) else None
    if not holds(value, claim.bound, printed):
        return None
    if _much_to_spare(claim, figure, value):
        return _side(claim.bound in ("<", "<="), figure)
    return "一致"


def _within_digits(value: float, printed: float, step: float) -> bool:
    low, high, cut_low, cut_high = interval(abs(printed), step)
    size = value if printed >= 0 else -value
    return any(holds(size, ">=", start) and holds(size, "<", end) for start, end in ((low, high), (cut_low, cut_high)))


def _much_to_spare(claim: Claim, figure: Figure, value: float) -> bool:
    """A quarter beyond what is printed; of a share, less than half of the way that is left to 100% (to 0 below)."""
    printed, above = claim.value or 0.0, claim.bound in (">", ">=")
    if claim.enumerated:
        return False
    if figure.kind == "share":
        return printed < 100 and 100 - value < (100 - printed) / 2 if above else value < printed / 2
    return printed > 0 and (value >= 1.25 * printed if above else value <= 0.75 * printed)


def _side(text_is_above: bool, figure: Figure) -> str:
    """偏高 where the text flatters: above the data if more is better, below it if less is."""
    return "偏高" if text_is_above == (figure.better == "more") else "偏低"


def _candidates(claim: Claim, figure: Figure, measured: Measured) -> str:
    value, unit = measured.value, figure.unit
    if not measured.loaded or value is None:
        return "没有数据可以分辨"
    fits = [one for one in claim.candidates if _agreement(_as_printed(claim, one), figure, value) in AGREES]
    which = f"与候选{'、'.join(said(one, unit) for one in fits)}相符" if fits else "与各候选都不相符"
    lacking = "" if measured.complete else f"；数据不全：{gap(measured)}"
    return f"数据为{said(value, unit)}，{which}{lacking}"


def _as_printed(claim: Claim, candidate: float) -> Claim:
    """The claim if `candidate` was printed; where the scale is lost, its last digit is the last that is not 0."""
    step = claim.step
    while claim.damage == "scale" and candidate and candidate % (10 * step) == 0:
        step *= 10
    return replace(claim, value=candidate, step=step, candidates=())


def _same(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
