"""Whether two computed numbers are one: sums of fractions differ in their last bits by the order of their rows."""

import math


def same(one: float | str | None, other: float | str | None) -> bool:
    """Whether `one` and `other` are the same text, the same number but for its last bits, or both nothing.

    >>> same(0.1 + 0.2, 0.3), same(276, 276.0), same(None, 0), same("合格", "合格"), same(20015, 20016)
    (True, True, False, True, False)
    """
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-12)
    return one == other
