"""Entries of figures.toml made figures: every word of a definition checked against what the engine can compute."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from warehouse._entries import Entry, nearest
from warehouse._grains import GRAINS, MEASURES
from warehouse._kinds import KINDS
from warehouse._periods import PERIODS, window
from warehouse._records import Figure, Of, Reading

DIMENSIONS = {
    grain: ("account", *(name for name, sql_type in columns.items() if sql_type == "varchar"))
    for grain, columns in GRAINS.items()
} | {
    "downloads": ("account", "platform", "segment"),
    "points": ("account", "medium", "level", "outlet", "story_key", "title"),
}
"""Table -> the columns that `of` may name."""

_ROWS = ("from", "of", "where", "measure", "numerator", "denominator")
_READING_KEYS = ("label", *_ROWS, "kind", "period", "better", "combine")
_FIGURE_KEYS = (*_READING_KEYS, "metric_id", "unit", "mention", "note", "other_readings", "tolerance", "supporting")
COMPUTED = (("measure",), ("numerator", "denominator"))
"""A value is computed one way or the other: an entry laid over another that says one puts out the other."""


def figure_of(key: str, entry: Entry) -> Figure:
    """The figure that `entry` defines, with its other readings. Raises CatalogueError where it does not define one."""
    entry.only(_FIGURE_KEYS)
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", key):
        entry.refuse("条目名只用小写英文字母、数字和单个下划线，以字母开头")
    figure = _definition(key, entry)
    readings = [
        _reading(f"{key}~{n}", entry, keys) for n, keys in enumerate(entry.list_of("other_readings", dict, "口径"), 1)
    ]
    return replace(figure, readings=tuple(readings))


def _definition(key: str, entry: Entry) -> Figure:
    table = entry.choice("from", DIMENSIONS)
    tolerance = Entry(f"{entry.place}.tolerance", entry.table("tolerance"))
    tolerance.only(("missing_days", "late_days"))
    figure = Figure(
        id=key,
        metric_id=entry.text("metric_id", key),
        label=entry.text("label"),
        unit=entry.text("unit"),
        table=table,
        kind=entry.choice("kind", KINDS),
        period=_period(entry),
        of=_of(entry, table),
        where=entry.expression("where", ""),
        measure=entry.expression("measure", ""),
        numerator=entry.expression("numerator", ""),
        denominator=entry.expression("denominator", ""),
        better=entry.choice("better", ("more", "less"), "more"),
        combine=entry.choice("combine", ("sum", "max", "min", "recompute", "none"), "sum"),
        mention=entry.list_of("mention", str, "文字"),
        note=entry.text("note", ""),
        missing_days=int(tolerance.number("missing_days", 0)),
        late_days=int(tolerance.number("late_days", 7)),
        supporting=entry.flag("supporting"),
    )
    _refuse_half_a_definition(entry, figure)
    return figure


def _refuse_half_a_definition(entry: Entry, figure: Figure) -> None:
    if figure.kind == "share":
        if not (figure.numerator and figure.denominator) or figure.measure:
            entry.refuse('kind = "share" 要写 numerator 和 denominator，不写 measure')
    elif not figure.measure or figure.numerator or figure.denominator:
        entry.refuse(f'kind = "{figure.kind}" 要写 measure，不写 numerator 和 denominator')
    if figure.kind == "stock" and figure.table not in ("account_days", "items", "downloads"):
        entry.refuse('kind = "stock" 只用于 from = account_days items downloads')
    if figure.kind == "streak" and not figure.period.startswith("monthly_since:"):
        entry.refuse('kind = "streak" 的 period 写成 monthly_since:2024-01')


def _reading(key: str, entry: Entry, keys: Mapping[str, object]) -> Reading:
    given = Entry(f"{entry.place}.other_readings", keys)
    given.only(_READING_KEYS)
    label = given.text("label")
    return Reading(label, _definition(key, given.over(entry, COMPUTED)))


def _period(entry: Entry) -> str:
    period = entry.text("period")
    if not _means_days(period):
        forms = "as_of year year_to_date month:2023-01 since:2023-01-01 at:2023-12-31 monthly_since:2024-02 opening"
        entry.refuse(f"period = {period!r} 不认识；可以用：{forms}")
    return period


def _means_days(period: str) -> bool:
    try:
        return bool(PERIODS.fullmatch(period)) and window(period, date(2000, 1, 1)) is not None
    except ValueError:  # a month 13, a day 31 that is not there
        return False


def _of(entry: Entry, table: str) -> Of:
    found = {}
    for name, value in entry.table("of").items():
        if name not in DIMENSIONS[table]:
            hint = nearest(name, DIMENSIONS[table])
            entry.refuse(f"{table} 没有维度 {name}{hint}；of 可以用：{' '.join(DIMENSIONS[table])}")
        values = tuple(value) if isinstance(value, list) else (value,)
        if not values or not all(isinstance(one, str) for one in values):
            entry.refuse(f"of 里的 {name} 应当是文字，或一列文字")
        if name == "measure" and (strange := set(values) - MEASURES):
            entry.refuse(f"account_days 没有指标 {' '.join(sorted(strange))}；可以用：{' '.join(sorted(MEASURES))}")
        found[name] = values
    return tuple(sorted(found.items()))
