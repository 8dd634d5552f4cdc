"""What the printed digits allow: 25万 is anything that is rounded or cut to 25万.

It goes by the last digit printed: a bare 1亿 is anything that is rounded or cut to it, from 5000万 to below 2亿. That
is legitimate and wide, so whoever judges by a single digit says so. A 约 leaves two digits: 约10万 is no 19万.
"""

from decimal import Decimal

from warehouse.wording.quantities import Quantity
from warehouse.wording.units import counted

__all__ = ["allowed"]


def allowed(quantity: Quantity, kind: str) -> tuple[float | None, float | None, float]:
    """(low, high, step) of the figure; no ends for a one-sided bound, and both at the value where it is exact.

    >>> from warehouse.wording.quantities import quantity_at
    >>> allowed(quantity_at("25万次", 0, 0), "flow"), allowed(quantity_at("304条", 0, 0), "flow")
    ((245000.0, 260000.0, 10000.0), (304.0, 304.0, 1.0))
    >>> allowed(quantity_at("下降3.1%", 2, 0), "growth"), allowed(quantity_at("约620小时", 1, 0), "flow")
    ((-3.2, -3.05, 0.1), (615.0, 630.0, 10.0))
    """
    value, step = quantity.value, _step(quantity)
    if value is None:
        return None, None, step
    if quantity.ends:
        return *quantity.ends, step
    if quantity.bound not in ("=", "~"):
        return None, None, step
    if _exact(quantity, kind):
        return value, value, step
    size, worth = Decimal(str(abs(value))), Decimal(str(step))
    low, high = float(size - worth / 2), float(size + worth)
    if quantity.unit == "%" and kind == "share" and size <= 100:
        high = min(high, 100.0)
    return (low, high, step) if value >= 0 else (-high, -low, step)


def _exact(quantity: Quantity, kind: str) -> bool:
    """Whether nothing was rounded: counts without a scale, all and none, ranks."""
    if quantity.exact or quantity.value == 0 or (kind == "share" and quantity.value == 100):
        return True
    if quantity.bound == "~" or kind == "mean_per_day":
        return False
    return quantity.step == 1 and counted(quantity.unit)


def _step(quantity: Quantity) -> float:
    """What the last digit is worth; under 约 zeros at the end are no digits, but for the second."""
    step = Decimal(str(quantity.step))
    if quantity.bound == "~" and quantity.value:
        value = Decimal(str(abs(quantity.value)))
        while value % (step * 10) == 0 and value >= step * 100:
            step *= 10
    return float(step)
