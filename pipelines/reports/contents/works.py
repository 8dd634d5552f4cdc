"""Works as they were published: by month and week, the most read, how many passed a threshold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipelines.reports.contents.look import Look
from pipelines.reports.contents.stretches import Stretch

TOP_WORKS = 20

_SHOWN = """{schema}.posts
    where as_of = $as_of and centre = $centre and published_at >= $since and published_at < $until
        and coalesce(visibility, '公开') = '公开' and not coalesce(withdrawn, false)"""

_OUTPUT = f"""
select platform, month, week, count(*), cast(sum(views) as bigint), count(*) - count(views),
    count(*) filter (where views_is_floor), array_to_string(list_sort(list(distinct count_window)), ',')
from (
    select platform, views, views_is_floor, count_window, cast(date_trunc('month', published_at) as date) as month,
        cast(date_trunc('week', published_at) as date) as week
    from {_SHOWN}
) dated
group by grouping sets ((platform, month), (platform, week))"""

# To sort all works takes longer than to find how many views the last of the top has, and sort those that have as many.
_TOP = f"""
with shown as (
    select platform, title, url, published_at, views, coalesce(views_is_floor, false) as views_is_floor, likes,
        comments, shares, post_key
    from {_SHOWN} and views is not null
),
least as (select platform, list_min(max(views, $most)) as views from shown group by platform)
select platform, title, url, published_at, views, views_is_floor, likes, comments, shares
from (
    select shown.*, row_number() over (
        partition by shown.platform
        order by shown.views desc nulls last, published_at asc nulls last, post_key asc nulls last
    ) as place
    from shown join least on least.platform = shown.platform and shown.views >= least.views
) placed
where place <= $most
order by platform, place"""

# Of 10万+ it is certain that it is more than 5万, and not whether it is more than 10万.
_PASSED = f"""
select w.platform, t.least, t.strictly,
    count(*) filter (where w.views > t.least or w.views = t.least and not t.strictly),
    count(*) filter (where w.views_is_floor and (w.views < t.least or w.views = t.least and t.strictly))
from (select platform, views, views_is_floor from {_SHOWN} and views is not null) w
join (select unnest($platforms) as platform, unnest($least) as least, unnest($strictly) as strictly) t
    on t.platform = w.platform
group by all
order by t.least, t.strictly"""


@dataclass(frozen=True, slots=True)
class Output:
    """The works that a platform published in one month or week, and how often they were read or played.

    views is None where the platform gives none; without_views counts works that have none, floors those that say only
    "more than"; windows says until when views were counted; of `missing` days nobody says what was published.
    """

    stretch: Stretch
    works: int
    views: int | None
    without_views: int
    floors: int
    windows: tuple[str, ...]
    missing: int = 0

    @property
    def label(self) -> str:
        """What it is called, and up to which day it speaks where it is not over."""
        return self.stretch.label

    @property
    def is_gap(self) -> bool:
        """Whether nothing is known of it: no work, and no day of which it is said that there was none."""
        return not self.works and self.missing >= self.stretch.days

    @property
    def is_part(self) -> bool:
        """Whether only some of it is known."""
        return bool(self.missing) and not self.is_gap


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
class Threshold:
    """A number of views that works may pass: more than `least`, or where not `strictly`, as many."""

    least: int
    strictly: bool = True


@dataclass(frozen=True, slots=True)
class Passed:
    """How many works passed a threshold for certain, and of how many only a floor below it is known."""

    threshold: Threshold
    works: int
    unsure: int


def outputs(look: Look, stretches: Iterable[Stretch]) -> dict[str, dict[Stretch, Output]]:
    """Platform -> month or week -> what it published then; those in which it published nothing are absent."""
    by_key = {(stretch.shape, stretch.key): stretch for stretch in stretches}
    found: dict[str, dict[Stretch, Output]] = defaultdict(dict)
    for platform, month, week, works, views, without, floors, windows in look.rows(_OUTPUT, **_year(look)):
        stretch = by_key["month", month] if month else by_key["week", week]
        told = tuple(windows.split(",")) if windows else ()
        found[platform][stretch] = Output(stretch, works, views, without, floors, told)
    return found


def top_works(look: Look) -> dict[str, list[Work]]:
    """Platform -> its most read works of the year."""
    found: dict[str, list[Work]] = defaultdict(list)
    for platform, *work in look.rows(_TOP, most=TOP_WORKS, **_year(look)):
        found[platform].append(Work(*work))
    return found


def passed(look: Look, thresholds: Mapping[str, Sequence[Threshold]]) -> dict[str, list[Passed]]:
    """Platform -> how many of its works of the year passed each of its `thresholds`; none where no work has views."""
    steps = [(platform, step) for platform, own in thresholds.items() for step in own]
    asked = {
        "platforms": [platform for platform, _ in steps],
        "least": [step.least for _, step in steps],
        "strictly": [step.strictly for _, step in steps],
    }
    found: dict[str, list[Passed]] = defaultdict(list)
    for platform, least, strictly, works, unsure in look.rows(_PASSED, **_year(look), **asked) if steps else ():
        found[platform].append(Passed(Threshold(least, strictly), works, unsure))
    return found


def _year(look: Look) -> dict[str, date]:
    return {"since": date(look.as_of.year, 1, 1), "until": look.as_of + timedelta(1)}
