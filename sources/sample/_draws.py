"""What the sample ledgers draw from: the days of the sample, codes instead of names, totals spread over rows."""

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

AS_OF = date(2024, 6, 20)
YEAR_START = date(2024, 1, 1)
MARK = "【样例】"


def days(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`, both included.

    >>> len(days(YEAR_START, AS_OF))
    172
    """
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def some_days(count: int, first: date, last: date, rng: random.Random) -> list[date]:
    """`count` days of the span in order, drawn with repetition."""
    return sorted(rng.choices(days(first, last), k=count))


def moment(day: date, rng: random.Random) -> datetime:
    """A minute of the working hours of `day`."""
    return datetime.combine(day, time(rng.randrange(8, 18), rng.randrange(60)))


def later(when: datetime, rng: random.Random, *, within_days: int) -> datetime:
    """A working minute at most `within_days` days after `when`, never after the sample's last day."""
    day = min(when.date() + timedelta(rng.randint(0, within_days)), AS_OF)
    return max(when, moment(day, rng))


def person(number: int) -> str:
    """The code that stands for a person.

    >>> person(17)
    '代码A017'
    """
    return f"代码A{number:03d}"


def spread(total: int, parts: int, rng: random.Random, *, step: int = 1) -> list[int]:
    """`parts` positive multiples of `step` that sum to `total`, itself such a multiple.

    >>> sum(spread(7218, 30, random.Random(0), step=2))
    7218
    """
    cuts = sorted(rng.sample(range(1, total // step), parts - 1))
    return [(end - start) * step for start, end in zip([0, *cuts], [*cuts, total // step], strict=True)]


def shuffled(counts: Iterable[tuple[str, int]], rng: random.Random) -> list[str]:
    """Each label as often as its count says, in random order."""
    labels = [label for label, count in counts for _ in range(count)]
    rng.shuffle(labels)
    return labels


def cycle_codes(numbers: Sequence[int]) -> Iterator[str]:
    """Codes of the persons `numbers`, taking turns for ever."""
    while True:
        yield from map(person, numbers)
