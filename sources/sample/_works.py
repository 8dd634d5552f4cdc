"""What the sample platforms draw from: when works came out, and audiences of uneven size with an exact sum."""

import random
from datetime import date, datetime, time, timedelta

from sources.sample._draws import days

_ON_AIR_FROM = time(6, 30)
_ON_AIR_SECONDS = 16 * 3600


def apportion(total: int, parts: int, rng: random.Random, *, least: int = 0, most: int | None = None) -> list[int]:
    """`parts` whole numbers from `least` to `most` that sum to `total`: many small ones, a few large.

    >>> few = apportion(1000, 8, random.Random(0), least=10, most=400)
    >>> sum(few), min(few) >= 10, max(few) <= 400
    (1000, True, True)

    Raises:
        ValueError: the bounds leave no such numbers.
    """
    top = total if most is None else most
    if not least * parts <= total <= top * parts:
        raise ValueError(f"{parts} numbers from {least} to {top} cannot sum to {total}")
    weights = [rng.lognormvariate(0, 0.9) for _ in range(parts)]
    scale = (total - least * parts) / sum(weights)
    values = [min(least + int(weight * scale), top) for weight in weights]
    rest = total - sum(values)
    while rest:
        open_parts = [at for at, value in enumerate(values) if value < top]
        step = max(rest // len(open_parts), 1)
        for at in open_parts:
            more = min(step, top - values[at], rest)
            values[at] += more
            rest -= more
    return values


def moments(count: int, first: date, last: date, rng: random.Random) -> list[datetime]:
    """`count` different seconds between two days, in order; at least one on every day if there are enough."""
    span = days(first, last)
    chosen = [*(span if count >= len(span) else []), *rng.choices(span, k=max(count - len(span), 0))]
    chosen = chosen or rng.choices(span, k=count)
    taken: set[datetime] = set()
    for day in chosen:
        start = datetime.combine(day, _ON_AIR_FROM)
        while (when := start + timedelta(seconds=rng.randrange(_ON_AIR_SECONDS))) in taken:
            pass
        taken.add(when)
    return sorted(taken)


def shuffled_values(values: list[int], rng: random.Random) -> list[int]:
    """The same numbers in random order."""
    return rng.sample(values, len(values))


def percent(share: float) -> str:
    """A share as the platforms print it.

    >>> percent(0.1114)
    '11.14%'
    """
    return f"{share:.2%}"
