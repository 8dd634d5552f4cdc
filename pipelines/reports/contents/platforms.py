"""What the reports take from the published warehouse besides the figures: works by month, top works, files."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import duckdb

from pipelines.reports.contents.days import schema_of
from pipelines.reports.wording import COUNT_WINDOWS, PLATFORMS

TOP_WORKS = 20

_SHOWN_POSTS = """{schema}.posts
    where as_of = $as_of and centre = $centre and published_at >= $since and published_at < $until
        and coalesce(visibility, '公开') = '公开' and not coalesce(withdrawn, false)"""

_MONTHS = f"""
select platform, extract(month from published_at) as month, count(*), cast(sum(views) as bigint),
    count(*) - count(views), count(*) filter (where views_is_floor),
    array_to_string(list_sort(list_distinct(list(count_window))), ',')
from {_SHOWN_POSTS}
group by 1, 2"""

_TOP = f"""
select platform, title, url, published_at, views, coalesce(views_is_floor, false), likes, comments, shares
from (
    select *, row_number() over (
        partition by platform order by views desc nulls last, published_at asc nulls last, post_key asc nulls last
    ) as place
    from {_SHOWN_POSTS} and views is not null
) placed
where place <= $most
order by platform, place"""

_WITH_DAYS = "select distinct platform from {schema}.account_days where as_of = $as_of and centre = $centre"


@dataclass(frozen=True, slots=True)
class Month:
    """The works that a platform published in one month of the year, and how often they were read or played.

    label says up to which day, where the month is not over; views is None where the platform gives none;
    without_views counts works that have none, floors those that say only "more than"; windows says until when
    views were counted.
    """

    label: str
    works: int
    views: int | None
    without_views: int
    floors: int
    windows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """One published work and its counts."""

    title: str
    url: str | None
    published_at: datetime
    views: int
    views_is_floor: bool
    likes: int | None
    comments: int | None
    shares: int | None


@dataclass(frozen=True, slots=True)
class PlatformContents:
    """What one platform's sheet and chart show."""

    platform: str
    name: str
    months: Sequence[Month]
    top: Sequence[Work]

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
    def remarks(self) -> list[str]:
        """What to know before the numbers by month are used."""
        said = []
        if empty := [month.label for month in self.months if not month.works]:
            said.append(f"没有读到作品：{'、'.join(empty)}")
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


def platforms(con: duckdb.DuckDBPyConnection, as_of: date, centre: str) -> list[PlatformContents]:
    """Every platform that we hold data of, with its works of the year up to `as_of`, in the order people know."""
    schema = schema_of(con, as_of)
    asked = {"as_of": as_of, "centre": centre}
    window = {**asked, "since": date(as_of.year, 1, 1), "until": as_of + timedelta(1)}
    months: dict[str, dict[int, Month]] = defaultdict(dict)
    found = con.execute(_MONTHS.format(schema=schema), window).fetchall()
    for platform, month, works, views, without, floors, windows in found:
        months[platform][month] = Month(_label(month, as_of), works, views, without, floors, _split(windows))
    top: dict[str, list[Work]] = defaultdict(list)
    for platform, *work in con.execute(_TOP.format(schema=schema), {**window, "most": TOP_WORKS}).fetchall():
        top[platform].append(Work(*work))
    held = months.keys() | {platform for (platform,) in con.execute(_WITH_DAYS.format(schema=schema), asked).fetchall()}
    return [
        PlatformContents(
            platform, PLATFORMS.get(platform, platform), _every_month(months.get(platform, {}), as_of), top[platform]
        )
        for platform in sorted(held, key=_place)
    ]


def _every_month(found: dict[int, Month], as_of: date) -> list[Month]:
    if not found:
        return []
    return [found.get(month, Month(_label(month, as_of), 0, None, 0, 0, ())) for month in range(1, as_of.month + 1)]


def _label(month: int, as_of: date) -> str:
    is_over = month < as_of.month or (as_of + timedelta(1)).day == 1
    return f"{month}月" if is_over else f"{month}月至{as_of.day}日"


def _split(windows: str | None) -> tuple[str, ...]:
    return tuple(windows.split(",")) if windows else ()


def _place(platform: str) -> tuple[int, str]:
    known = list(PLATFORMS)
    return (known.index(platform) if platform in known else len(known), platform)
