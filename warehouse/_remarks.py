"""What a verdict says for people: numbers as they are written, the text beside the data, what is missing."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from warehouse._records import Claim, Measured

BOUND_WORDS = {"=": "", "~": "约", ">": "超", ">=": "不低于", "<": "不足", "<=": "不超过"}


def said(number: float, unit: str) -> str:
    """`number` as a text would have it, with its unit.

    >>> said(250_000, "次"), said(83.214, "%"), said(412_380, "次"), said(320_000_000, "")
    ('25万次', '83.21%', '412380次', '3.2亿')
    """
    if unit == "%":
        return f"{percents(number)}%"
    if abs(number) >= 1e8 and number % 1e6 == 0:
        return f"{number / 1e8:g}亿{unit}"
    if abs(number) >= 1e4 and number % 500 == 0:
        return f"{number / 1e4:g}万{unit}"
    return f"{number:.2f}".rstrip("0").rstrip(".") + unit


def percents(number: float | Decimal, places: int = 2) -> str:
    """`number` to `places`, or to as many more as it takes not to read as all or none where it is neither.

    >>> percents(96.6019), percents(100), percents(99.995), percents(0.001)
    ('96.6', '100', '99.995', '0.001')
    """
    exact = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    rounded = exact
    for digits in range(places, 12):
        rounded = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        if rounded not in (-100, 0, 100) or rounded == exact:
            break
    return f"{rounded:f}".rstrip("0").rstrip(".") if "." in f"{rounded:f}" else f"{rounded:f}"


def share(numerator: float, denominator: float, *, is_counted: bool = True) -> str:
    """What a share is made of, and how little it takes to make it less than all, or more than none.

    >>> share(194, 195), share(195, 195), share(0, 195)
    ('194/195 = 99.5%', '195/195，少1件即为99.5%', '0/195，多1件即为0.5%')
    """
    whole = f"{_plain(numerator)}/{_plain(denominator)}"
    if not denominator:
        return f"{whole}，没有可算的基数"
    if is_counted and numerator in (0, denominator):
        other, word = (1, "多") if not numerator else (numerator - 1, "少")
        return f"{whole}，{word}1件即为{_percent_of(other, denominator)}"
    return f"{whole} = {_percent_of(numerator, denominator)}"


def _percent_of(part: float, whole: float) -> str:
    return f"{percents(100 * Decimal(str(part)) / Decimal(str(whole)), 1)}%"


def _plain(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def contrast(claim: Claim, value: float, unit: str) -> str:
    """What is printed, and what the data has."""
    return f"通报为{BOUND_WORDS[claim.bound]}{said(claim.value or 0.0, unit)}，数据为{said(value, unit)}"


def both_readings(printed: float, ends: Sequence[float], unit: str) -> str:
    """The two intervals that printed digits can stand for: `ends` of the rounded one, then of the cut one."""
    percent = "%" if unit == "%" else ""
    low, high, cut_low, cut_high = (said(end, percent) for end in ends)
    return f"{said(printed, percent)}：四舍五入 [{low}, {high})，截尾 [{cut_low}, {cut_high})"


def beside(measured: Measured, unit: str) -> str:
    """What the data has, where there is nothing to hold against it."""
    found = measured.state or ("" if measured.value is None else said(measured.value, unit))
    return f"；数据为{found}" if found else ""


def gap(measured: Measured, most: int = 3) -> str:
    """The days missing, the first `most` runs of them, how late the data was read, and what is only a floor."""
    parts = []
    if measured.gaps:
        more = f"等{len(measured.gaps)}段" if len(measured.gaps) > most else ""
        parts.append(f"缺{'、'.join(measured.gaps[:most])}{more}")
    if measured.late_days:
        parts.append(f"晚读{measured.late_days}天")
    if measured.floors:
        parts.append(f"{measured.floors}条只显示“10万+”，合计只是下限")
    return "，".join(parts) or "有日期没有收齐"
