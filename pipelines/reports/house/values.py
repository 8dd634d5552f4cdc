"""What a named cell of a house template may ask for: the names of the cells of our own workbook, and what they say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipelines.reports.report import Report
from pipelines.reports.wording import SAMPLE
from pipelines.reports.workbook import names
from pipelines.reports.workbook.columns import COLUMNS, STATED
from warehouse._entries import nearest

KINDS = tuple(column.named for column in COLUMNS if column.named)
"""How names begin that ask for a figure, before its id."""

_IN_UNITS = ("指标", "差")
"""Kinds that are in the unit of the figure; all others are texts, or shares 0..1."""


@dataclass(frozen=True, slots=True)
class Points:
    """A percentage as people say it, 96.6; a cell that multiplies by a hundred of its own accord wants 0.966."""

    value: float


def values(report: Report) -> Mapping[str, object]:
    """Name -> what its cell says: a number, Points, a text, a day or a moment; None is an empty cell."""
    found = {name: say(report) for name, say in STATED.items()}
    if report.is_sample:
        found["单位名称"] = f"{SAMPLE}　{report.title}"
    for row in report.figures:
        for column in (column for column in COLUMNS if column.named):
            value = column.value(row)
            if row.unit == "%" and column.named in _IN_UNITS and isinstance(value, int | float):
                value = Points(float(value))
            found[names.of_figure(column.named, row.id)] = value
    return found


def asked(name: str, known: Mapping[str, object]) -> str | None:
    """The one of `known` that `name` asks for, as Excel compares names: large and small letters are the same."""
    return next((one for one in (name, name.lower()) if one in known), None)


def strange(name: str, known: Iterable[str]) -> list[str]:
    """What people are told of a name that begins like ours and asks for no figure; nothing of names of their own."""
    kind, _, figure = name.partition("_")
    if kind not in KINDS or not figure:
        return []
    hint = nearest(name.lower(), [one for one in known if one.startswith(f"{kind}_")])
    return [f"名称“{name}”没有对应的指标，没有填{hint}"]
