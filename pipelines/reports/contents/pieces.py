"""Pieces of ours that outside media used: by medium, level and month, by outlet, and the newest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.reports.contents.look import Look
from pipelines.reports.contents.rests import Rests
from pipelines.reports.contents.stretches import Stretch, filled, months
from warehouse._grains import LEVELS, MEDIA

NEWEST_PIECES = 100

_SHOWN = """{schema}.pieces
    where as_of = $as_of and centre = $centre and used_on >= $since and used_on < $until"""

_BY_MONTH = f"""
select medium, level, cast(date_trunc('month', used_on) as date), count(*), sum(points_stated), count(points_stated)
from {_SHOWN}
group by all"""

_BY_OUTLET = f"""
select medium, level, outlet, count(*), sum(points_stated), count(points_stated), max(used_on)
from {_SHOWN}
group by all"""

_NEWEST = f"""
select title, outlet, medium, level, used_on, length, headline, points_stated
from {_SHOWN}
order by used_on desc nulls last, piece_key desc nulls last, source_row desc nulls last
limit $most"""


@dataclass(frozen=True, slots=True)
class Used:
    """How many pieces were used, and the points written down for `scored` of them."""

    pieces: int = 0
    points: float = 0
    scored: int = 0

    def __add__(self, other: "Used") -> "Used":
        return Used(self.pieces + other.pieces, self.points + other.points, self.scored + other.scored)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One medium outside that used pieces, and when it last did."""

    medium: str
    level: str
    name: str
    used: Used
    last: date


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece as it was used once; length in seconds or characters."""

    title: str
    outlet: str
    medium: str
    level: str
    used_on: date
    length: float | None
    headline: bool | None
    points: float | None


@dataclass(frozen=True, slots=True)
class PiecesContents:
    """What the sheet of pieces shows of the year: (medium, level) -> month -> what was used, outlets, the newest.

    Months that no ledger speaks for are absent; missing are the days of which none says anything.
    """

    months: Sequence[Stretch]
    used: Mapping[tuple[str, str], Mapping[Stretch, Used]]
    outlets: Sequence[Outlet]
    newest: Sequence[Piece]
    missing: frozenset[date]
    rests: Rests

    @property
    def total(self) -> Used:
        return sum((used for of_month in self.used.values() for used in of_month.values()), Used())

    @property
    def media(self) -> list[str]:
        """The media that used any, in the order people know."""
        return sorted({medium for medium, _ in self.used}, key=lambda medium: _place(medium, MEDIA))

    def levels(self, medium: str) -> list[str]:
        """The levels at which `medium` used any, the highest first."""
        return sorted({level for of, level in self.used if of == medium}, key=lambda level: _place(level, LEVELS))


def pieces(look: Look, rests: Mapping[tuple[str, str], Rests]) -> PiecesContents | None:
    """The pieces of the year up to the day; None where no ledger of them was ever handed in."""
    missing = look.uncovered("pieces")
    span = {"since": date(look.as_of.year, 1, 1), "until": look.as_of + timedelta(1)}
    by_key = {month.key: month for month in months(look.as_of)}
    used: dict[tuple[str, str], dict[Stretch, Used]] = {}
    for medium, level, month, *counts in look.rows(_BY_MONTH, **span):
        used.setdefault((medium or "", level or ""), {})[by_key[month]] = _used(*counts)
    if missing is None and not used:
        return None
    missing = missing or frozenset()
    known = {key: filled(by_key.values(), found, missing, Used()) for key, found in used.items()}
    outlets = [
        Outlet(medium or "", level or "", name or "", _used(*counts), last)
        for medium, level, name, *counts, last in look.rows(_BY_OUTLET, **span)
    ]
    newest = [Piece(*row) for row in look.rows(_NEWEST, most=NEWEST_PIECES, **span)]
    outlets.sort(key=lambda one: (_place(one.medium, MEDIA), _place(one.level, LEVELS), -one.used.pieces, one.name))
    return PiecesContents(list(by_key.values()), known, outlets, newest, missing, rests.get(("pieces", ""), Rests()))


def _used(pieces: int, points: float | None, scored: int) -> Used:
    return Used(pieces, points or 0, scored)


def _place(name: str, known: Sequence[str]) -> tuple[int, str]:
    return (known.index(name) if name in known else len(known), name)
