"""How many points a piece used outside brings: the rules of points.toml, and the table they become."""

from collections.abc import Iterable
from dataclasses import asdict, astuple, replace
from pathlib import Path

import duckdb

from warehouse._entries import Entry, merged
from warehouse._grains import LEVELS, MEDIA
from warehouse._records import Catalogue, Figure, PointRule

_KEYS = ("medium", "points", "long_from", "long_points", "headline", "highest_only")

_RULE = """\
select {medium} as medium, {level} as level, cast({points} as double) as points,
    cast({long_from} as double) as long_from, cast({long_points} as double) as long_points,
    cast({headline} as double) as headline_factor, {highest_only} as highest_only"""


def load_rules(config: Path | None = None) -> tuple[PointRule, ...]:
    """Our rules with the user's laid over them: one per medium and level. Raises CatalogueError."""
    found: list[PointRule] = []
    for entry in merged("points.toml", config).values():
        rules = _rules(entry)
        if any(rule.medium == rules[0].medium for rule in found):
            entry.refuse(f"medium = {rules[0].medium!r} 已经有一个条目，一种媒体只写一个")
        found += rules
    return tuple(found)


def ruled(figure: Figure, rules: tuple[PointRule, ...]) -> Figure:
    """`figure` and its other readings, counting by `rules` where they count points."""
    readings = tuple(replace(reading, figure=ruled(reading.figure, rules)) for reading in figure.readings)
    return replace(figure, rules=rules if figure.table == "points" else (), readings=readings)


def rules_of(known: Catalogue) -> tuple[PointRule, ...]:
    """The rules by which figures of `known` count points; none where no figure does."""
    entries = (f for figure in known.figures.values() for f in (figure, *(r.figure for r in figure.readings)))
    return next((figure.rules for figure in entries if figure.rules), ())


def rules_sql(rules: Iterable[PointRule]) -> str:
    """A select of one row per rule, in literals."""
    selects = [_RULE.format(**{name: _literal(value) for name, value in asdict(rule).items()}) for rule in rules]
    nothing = PointRule("", "", 0)
    return "\nunion all\n".join(selects) or f"select * from ({rules_sql([nothing])}) nothing where false"


def are_held(con: duckdb.DuckDBPyConnection, rules: tuple[PointRule, ...]) -> bool:
    """Whether the points that the night made are by `rules`; where there are none, nobody asks for points."""
    if not rules:
        return True
    try:
        held = con.execute("select * from core.points_rules").fetchall()
    except duckdb.CatalogException:  # published before points were computed
        return False
    return set(held) == {astuple(rule) for rule in rules}


def _rules(entry: Entry) -> list[PointRule]:
    """One rule per level of one medium."""
    entry.only(_KEYS)
    medium = entry.choice("medium", MEDIA)
    points, long_points = _by_level(entry, "points"), _by_level(entry, "long_points")
    long_from = _amount(entry, "long_from") if "long_from" in entry.keys else None
    if not points:
        entry.refuse('缺少 points，写成 points = { "市级" = 3, "省级" = 5 }')
    if bool(long_points) != (long_from is not None):
        entry.refuse("long_from 和 long_points 要么都写，要么都不写")
    if strange := long_points.keys() - points.keys():
        entry.refuse(f"long_points 里的 {' '.join(sorted(strange))} 在 points 里没有")
    headline, highest_only = _amount(entry, "headline", 1), entry.flag("highest_only")
    return [
        PointRule(medium, level, each, long_from, long_points.get(level, each), headline, highest_only)
        for level, each in points.items()
    ]


def _by_level(entry: Entry, key: str) -> dict[str, float]:
    given = Entry(f"{entry.place}.{key}", entry.table(key))
    given.only(LEVELS)
    return {level: _amount(given, level, zero=True) for level in given.keys}


def _amount(entry: Entry, key: str, default: float | None = None, *, zero: bool = False) -> float:
    """A number above zero, or zero where that is allowed."""
    found = entry.number(key, default)
    if found < 0 or (found == 0 and not zero):
        entry.refuse(f"{key} = {found:g} 应当{'不小于' if zero else '大于'} 0")
    return found


def _literal(value: str | float | bool | None) -> str:
    """Rules of a report issued before come from a file that people can reach."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "null" if value is None else str(value).lower()
