"""What one platform's sheet and chart show: works by month and week, the most read, thresholds, what accounts count."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipelines.reports.contents.accounts import Account, accounts
from pipelines.reports.contents.look import Look
from pipelines.reports.contents.rests import Rests
from pipelines.reports.contents.stretches import Stretch, months, weeks
from pipelines.reports.contents.works import Output, Passed, Threshold, Work, outputs, passed, top_works
from pipelines.reports.wording import COUNT_WINDOWS, PLATFORMS
from warehouse.catalogue import Catalogue

LADDER = (1_000, 10_000, 50_000, 100_000, 500_000, 1_000_000)
"""Thresholds that every platform with views is held against, beside those of its figures."""

_OVER = re.compile(r"views\s*(>=?)\s*(\d+)")

_WITH_DAYS = "select distinct platform from {schema}.account_days where as_of = $as_of and centre = $centre"


@dataclass(frozen=True, slots=True)
class PlatformContents:
    """What one platform's sheet and chart show."""

    platform: str
    name: str
    months: Sequence[Output]
    weeks: Sequence[Output]
    top: Sequence[Work]
    passed: Sequence[Passed] = ()
    account: Account = field(default_factory=Account)
    rests: Rests = field(default_factory=Rests)

    @property
    def has_views(self) -> bool:
        return any(month.views is not None for month in self.months)

    @property
    def works(self) -> int:
        return sum(month.works for month in self.months)

    @property
    def views(self) -> int:
        return sum(month.views or 0 for month in self.months)

    @property
    def has_all_works(self) -> bool:
        """Whether every day of the year is spoken for: else the sums are "at least"."""
        return not any(month.missing for month in self.months)

    @property
    def has_all_views(self) -> bool:
        """Whether moreover no work has but a floor, or no number at all."""
        return self.has_all_works and not any(month.floors or month.without_views for month in self.months)

    @property
    def remarks(self) -> list[str]:
        """What to know before the numbers by month are used."""
        said = []
        if empty := [month.label for month in self.months if month.is_gap]:
            said.append(f"没有读到作品：{'、'.join(empty)}")
        if lacking := [f"{month.label}缺{month.missing}天" for month in self.months if month.is_part]:
            said.append(f"没有收齐：{'、'.join(lacking)}")
        if floors := sum(month.floors for month in self.months):
            said.append(f"{floors}条只显示“10万+”，合计只是下限")
        without = sum(month.without_views for month in self.months)
        if without and self.has_views:
            said.append(f"{without}条没有给出数，没有计入")
        return said

    @property
    def windows_text(self) -> str:
        """Until when views were counted; says so where the works do not agree."""
        windows = sorted({window for month in self.months for window in month.windows})
        said = "、".join(COUNT_WINDOWS.get(window, window) for window in windows)
        return f"口径不同，不宜相加：{said}" if len(windows) > 1 else said


def platforms(look: Look, known: Catalogue, rests: Mapping[tuple[str, str], Rests]) -> list[PlatformContents]:
    """Every platform that we hold data of, with its works of the year up to the day, in the order people know."""
    of_months, of_weeks = months(look.as_of), weeks(look.as_of)
    output, top, counted = outputs(look, of_months + of_weeks), top_works(look), accounts(look, of_months + of_weeks)
    steps = passed(look, {platform: thresholds(known, platform) for platform in output})
    held = output.keys() | {platform for (platform,) in look.rows(_WITH_DAYS)}
    found = []
    for platform in sorted(held, key=_place):
        own, missing = output.get(platform, {}), look.uncovered("posts", platform=platform)
        found.append(
            PlatformContents(
                platform,
                PLATFORMS.get(platform, platform),
                _every(of_months, own, missing),
                _every(of_weeks, own, missing),
                top.get(platform, []),
                steps.get(platform, []),
                counted.get(platform, Account()),
                rests.get(("posts", platform), Rests()) | rests.get(("account_days", platform), Rests()),
            )
        )
    return found


def thresholds(known: Catalogue, platform: str) -> list[Threshold]:
    """What the works of `platform` are held against: the thresholds of its figures, and the ladder."""
    own = (f for f in known.figures.values() if f.kind == "threshold_count" and f.platform == platform)
    told = {Threshold(int(least), sign == ">") for figure in own for sign, least in _OVER.findall(figure.where)}
    return sorted(told | {Threshold(least) for least in LADDER}, key=lambda step: (step.least, step.strictly))


def _every(
    stretches: Sequence[Stretch], found: Mapping[Stretch, Output], missing: frozenset[date] | None
) -> list[Output]:
    """What was published in each of `stretches`; nothing at all where the platform publishes no works."""
    if not found:
        return []
    zero = 0 if any(output.views is not None for output in found.values()) else None
    made = []
    for stretch in stretches:
        lacking = stretch.days if missing is None else stretch.of(missing)
        views = zero if lacking < stretch.days else None
        output = found.get(stretch) or Output(stretch, 0, views, 0, 0, ())
        made.append(replace(output, missing=lacking))
    return made


def _place(platform: str) -> tuple[int, str]:
    known = list(PLATFORMS)
    return (known.index(platform) if platform in known else len(known), platform)
