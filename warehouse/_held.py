"""What is held of one download, and the sentence that says what would mend it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from warehouse._periods import ranges, runs

BALANCE = "期初累计下载量"
"""What a store had been downloaded before the days that it still shows, written down once by hand."""

MOST_RUNS = 3
"""Runs of days that a sentence names."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of the days that are asked of one account's export, of one store or of one ledger.

    name     what people call it, with its store or account where there are several
    what     what is to be handed in of it
    holes    days missing in spite of newer ones, and every day of a download that never came
    behind   days missing only because the newest that is held is `late` days old
    last     the last day held at all; None where nothing is
    newest   when it was last observed
    """

    name: str
    what: str = "导出"
    holes: tuple[date, ...] = ()
    behind: tuple[date, ...] = ()
    late: int = 0
    last: date | None = None
    newest: date | None = None

    @property
    def missing(self) -> tuple[date, ...]:
        return tuple(sorted({*self.holes, *self.behind}))


def missing_from(held: Iterable[Held]) -> dict[str, list[str]]:
    """What each download is called -> the ranges of days missing from it."""
    days: dict[str, set[date]] = defaultdict(set)
    for one in held:
        if one.name and one.missing:
            days[one.name] |= set(one.missing)
    return {name: ranges(sorted(missing)) for name, missing in days.items()}


def mends(held: Iterable[Held], year: int) -> list[str]:
    """One sentence for each download that would mend something; other years than `year` are said.

    >>> mends([Held("抖音作品列表", holes=(date(2024, 6, 2), date(2024, 6, 3)), last=date(2024, 6, 1))], 2024)
    ['抖音作品列表缺6月1日之后的导出']
    >>> mends([Held("微博博文", holes=(date(2023, 12, 31), date(2024, 1, 1)), last=date(2024, 6, 1))], 2024)
    ['微博博文缺2023年12月31日至2024年1月1日']
    >>> mends([Held("抖音作品列表", holes=(date(2024, 6, 2),))], 2024)
    ['抖音作品列表从未收到']
    """
    alike: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for one in held:
        if one.name and one.missing:
            alike[one.name, one.what].append(one)
    return [_mend(name, what, group, year) for (name, what), group in alike.items()]


def _mend(name: str, what: str, group: list[Held], year: int) -> str:
    if all(one.last is None for one in group):
        return f"{name}从未收到"
    days = {day for one in group for day in one.missing}
    ends = [one.last for one in group if one.last is not None and one.last < max(one.missing)]
    closed = {day for day in days if day <= min(ends)} if ends else days
    said = [_run(run, year) for run in runs(sorted(closed))]
    if len(said) > MOST_RUNS:
        said[MOST_RUNS:] = [f"等{len(said)}段"]
    said += [f"{_day(min(ends), year)}之后"] if ends else []
    told = f"{name}缺{'、'.join(said).replace('、等', '等')}"
    return f"{told}的{what}" if ends or what == BALANCE else told


def _run(run: list[date], year: int) -> str:
    first, last = run[0], run[-1]
    return _day(first, year) if first == last else f"{_day(first, year)}至{_day(last, first.year)}"


def _day(day: date, year: int) -> str:
    said = f"{day.month}月{day.day}日"
    return said if day.year == year else f"{day.year}年{said}"


def between(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`, both included."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]
