"""A value as a text may print it: with the bound word and the scale that say no more than the value does.

Two decimals of its scale (万 from 10,000 on, 亿 from 100,000,000 on) print a value exactly, or it is cut to two digits
and said to be beyond them. Where less is better all of it is turned round: up, and said to be below.
"""

from decimal import ROUND_DOWN, ROUND_UP, Context, Decimal

from warehouse._records import Figure

__all__ = ["amount"]

WAN, YI = Decimal(10_000), Decimal(100_000_000)
NEARLY = Decimal("0.995")
"""From this part of the next round number on a value is 近 it."""
SAME = Decimal("1e-9")
"""Numbers that differ by no more than this part of them are the same; whoever compares them later says so too."""
SETTLED = Context(prec=9)
"""The digits of a quotient that are more than the noise of the division."""
CLOSE = Decimal("0.8")
"""What is printed of a percentage is at least this part of it: 0.19% is not 0.1%."""
SEVERAL = 10
"""From here on nobody says of a mean how much of one it is over: 超900人, not 900.6人."""
COUNTED_BEFORE = frozenset("条 篇 件 个 项 期 套 起 名 轮 个方面".split())
"""Units before which 余 stands: 1.2万余条, but 超1.2万次."""


def amount(value: float, figure: Figure, *, at_least: bool = False) -> str:
    """`value` of `figure` with bound, scale and unit; a change with its direction, a rank as a place.

    `at_least`: the value is only a floor.
    """
    exact, more = Decimal(repr(round(float(value), 9))), figure.better == "more"
    unit = figure.unit.partition("/")[0]
    if figure.kind == "growth":
        return _change(exact, unit, more)
    if unit == "%":
        return _percent(exact, more)
    if unit == "名" and figure.kind in ("rank", "streak"):
        return f"前{_plain(exact)}名" if figure.kind == "streak" and exact > 1 else f"第{_plain(exact)}名"
    if figure.kind == "streak":
        return f"{'不少于' if more else '不超过'}{_number(_round(exact, up=not more))}{unit}"
    if at_least:
        return f"{_number(_round(exact))}{unit}以上"
    if figure.kind == "mean_per_day" and more and exact >= SEVERAL and exact % 1:
        return f"超{_number(_round(exact.to_integral_value(ROUND_DOWN)))}{unit}"
    if exact < 0:
        return _loss(-exact, unit)
    return _count(exact, unit) if more else _count_down(exact, unit)


def _count(value: Decimal, unit: str) -> str:
    """A number of which more is better.

    >>> [_count(Decimal(value), "次") for value in (9_999, 250_000, 251_873, 99_950)]
    ['9999次', '达25万次', '超25万次', '近10万次']
    """
    exact = _exactly(value)
    if exact is not None:
        return f"{'达' if exact >= WAN else ''}{_number(exact)}{unit}"
    above, below = _round(value, up=True), _round(value)
    if NEARLY * above <= value < above - above * SAME:
        return f"近{_number(above)}{unit}"
    if below >= WAN and unit in COUNTED_BEFORE:
        return f"{_number(below)}余{unit}"
    return f"超{_number(below)}{unit}"


def _count_down(value: Decimal, unit: str) -> str:
    """A number of which less is better.

    >>> [_count_down(Decimal(value), "元") for value in (5_075, 110_000, 251_873)]
    ['5075元', '11万元', '不超过26万元']
    """
    return f"{'' if _exactly(value) == value else '不超过'}{_number(_round(value, up=True))}{unit}"


def _loss(size: Decimal, unit: str) -> str:
    """What was lost on balance; said to be beyond what is printed, never below."""
    return f"减少{'' if _exactly(size) is not None else '超'}{_number(_round(size))}{unit}"


def _percent(value: Decimal, more: bool) -> str:
    """A share: cut to one decimal or to as many as it takes; 100% and 0 only where it is.

    >>> [_percent(Decimal(value), True) for value in ("100", "99.96", "83.2848", "80", "0.04", "0")]
    ['100%', '99.9%', '83.2%', '80%', '0.04%', '0%']
    >>> [_percent(Decimal(value), False) for value in ("0.5", "0.37", "99.961")]
    ['0.5%', '不超过0.4%', '不超过99.97%']
    """
    printed = _decimals(value, up=not more)
    return f"{'' if more or printed == value else '不超过'}{_plain(printed)}%"


def _change(value: Decimal, unit: str, more: bool) -> str:
    """A growth or a fall in percent: what is good is cut, what is bad is said to be beyond the cut number.

    >>> [_change(Decimal(value), "%", True) for value in ("20.34", "-3.5", "-3.51", "0")]
    ['增长20.3%', '下降3.5%', '下降超3.5%', '持平']
    """
    if not value:
        return "持平"
    size, good = SETTLED.plus(abs(value)), (value > 0) == more
    printed = _decimals(size)
    beyond = "" if good or printed == size else "超"
    return f"{'增长' if value > 0 else '下降'}{beyond}{_plain(printed)}{unit}"


def _decimals(value: Decimal, *, up: bool = False) -> Decimal:
    """`value` to one decimal, or to as many more as it takes to be close to it, and not to read as all or none."""
    rounded = value
    for places in range(1, 10):
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_UP if up else ROUND_DOWN)
        if rounded == value or (rounded not in (0, 100) and min(rounded, value) >= CLOSE * max(rounded, value)):
            break
    return rounded


def _exactly(value: Decimal) -> Decimal | None:
    """`value` as two decimals of its scale print it, if nothing is lost by it."""
    scale = _scale(value)
    cut = (value / scale).quantize(Decimal("0.01"), ROUND_DOWN) * scale
    return cut if value - cut <= value * SAME else None


def _round(value: Decimal, *, up: bool = False) -> Decimal:
    """`value` to two digits, down unless `up`; as it is where it is printed exactly."""
    exact = _exactly(value)
    if exact is not None and not (up and exact < value):
        return exact
    return value.quantize(Decimal(1).scaleb(value.adjusted() - 1), ROUND_UP if up else ROUND_DOWN)


def _number(value: Decimal) -> str:
    """The digits and the scale: 5060万, 1.2亿."""
    scale = _scale(value)
    return _plain(value / scale) + {WAN: "万", YI: "亿"}.get(scale, "")


def _scale(value: Decimal) -> Decimal:
    return YI if value >= YI else WAN if value >= WAN else Decimal(1)


def _plain(value: Decimal) -> str:
    said = f"{value:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said
