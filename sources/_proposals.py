"""A strange table taken for one kind: which column of ours each of its columns may hold, and how sure that is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sources._columns import convert
from sources._headings import Heading, Strange
from sources._meanings import likeness
from sources._recognise import plain_label
from sources._spec import Column, Export

SURE = 0.87
"""Likeness from which two labels mean the same."""
_LIKELY = 0.5
_MARGIN = 0.02
"""By how much the likeliest must be ahead of the next to be sure."""
_SPOILT = 0.1
"""Share of cells that may fail to convert."""
_CLOSED = frozenset({"choice"})
"""Types that cells are of by no accident: what they may say is listed."""
_TELLING = frozenset({"date", "timestamp", "url"})
"""Types that cells are seldom of by accident."""
_IN_THOUSANDS = re.compile(r"[(/].*[千万亿]|[千万亿]元")
_OTHER_TIME = re.compile(r"分钟|小时|毫秒|\((?:分|时|min|h|ms)\)")


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column of the file may hold.

    column    name of the likeliest Column of ours, "" when none is
    is_sure   the label means the same and the cells convert, and no other comes close
    is_known  the label is known already: it is read so whatever is taught beside it
    others    names of all columns that its cells could fill, likeliest first
    """

    column: str = ""
    is_sure: bool = False
    is_known: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A table taken for one kind: a Guess for each heading.

    likely    0 to 1, to compare kinds
    missing   labels of ours without which the kind is not recognised
    faults    what stands in the way, in Chinese: headings that would be right but whose cells do not convert
    """

    kind: str
    guesses: tuple[Guess, ...]
    likely: float
    missing: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing that the kind needs is missing."""
        return not self.missing


def proposal(table: Strange, export: Export, taught: Mapping[str, str]) -> Proposal:
    """The table taken for one kind; `taught` are the labels that the user gave its columns before."""
    known = _known(table.headings, export, taught)
    fits = _Fits(table)
    others = [_others(heading, at, export, fits) for at, heading in enumerate(table.headings)]
    likely = dict(known)
    _add_the_only_ones(likely, others, export, table, _CLOSED)
    for alike, at, column in sorted(_pairs(table, export, others), key=lambda pair: -pair[0]):
        if alike >= _LIKELY and at not in likely and column.name not in likely.values():
            likely[at] = column.name
    _add_the_only_ones(likely, others, export, table, _TELLING)
    guesses = tuple(
        Guess(
            likely.get(at, ""),
            at in likely and at not in known and _is_sure(table, export, at, likely[at], others),
            at in known,
            tuple(column.name for column in others[at]),
        )
        for at in range(len(table.headings))
    )
    return Proposal(
        export.kind,
        guesses,
        _likely(table, export, likely, known),
        tuple(missing(export, set(likely.values()))),
        tuple(_faults(table, export, likely, fits)),
    )


def missing(export: Export, names: set[str]) -> list[str]:
    """Labels of the columns without which the kind is not recognised, of those that `names` does not hold."""
    absent = [c.label for c in export.columns if c.presence != "optional" and c.name not in names]
    if export.any_of and not names & set(export.any_of):
        absent.append("或".join(c.label for c in export.columns if c.name in export.any_of))
    return absent


class _Fits:
    """Which cells convert by which column; each answer is worked out once."""

    def __init__(self, table: Strange) -> None:
        self._table = table
        self._known: dict[tuple[Any, ...], str | None] = {}

    def why_not(self, at: int, column: Column) -> str | None:
        """Why the cells of a heading cannot be those of a column, in Chinese; None when they can."""
        choices = tuple(column.choices)
        key = (at, column.type, column.unit, column.signed, column.floors, column.month_end, choices)
        if key not in self._known:
            self._known[key] = self._why_not(self._table.headings[at].label, self._table.cells[at], column)
        return self._known[key]

    def _why_not(self, label: str, cells: list[Any], column: Column) -> str | None:
        if clash := _clash(plain_label(label), cells, column):
            return clash
        if column.private or not cells:
            return None
        errors = convert(cells, column)[1]
        if len(errors) > _SPOILT * len(cells):
            return f"有 {len(errors)} 格读不出，{errors[0][1]}"
        number = Column("number", "", "number", signed=True)
        if column.type == "text" and len(convert(cells, number)[1]) <= _SPOILT * len(cells):
            return "格子里都是数字"
        return None


def _clash(label: str, cells: list[Any], column: Column) -> str | None:
    """A unit in the label that the column does not have: the numbers would be read, and be wrong."""
    if column.type in ("count", "number", "yuan") and _IN_THOUSANDS.search(label):
        return "表头写的单位是千、万或亿，请在表里换算成个数（元）"
    if column.type == "seconds" and _OTHER_TIME.search(label):
        return "表头写的单位不是秒，请在表里换算成秒"
    if column.type == "share" and "%" in label and not all("%" in str(cell) for cell in cells):
        return "表头写着 %，格子里没有 %，会差一百倍；请在格子里写上 %"
    return None


def _known(headings: Sequence[Heading], export: Export, taught: Mapping[str, str]) -> dict[int, str]:
    """Heading -> column, for the labels that are ours or were taught."""
    names = {plain_label(label): c.name for c in export.columns for label in (c.label, *c.aliases)}
    names |= {plain_label(label): name for label, name in taught.items()}
    labels = [plain_label(heading.label) for heading in headings]
    return {at: names[label] for at, label in enumerate(labels) if label in names}


def _others(heading: Heading, at: int, export: Export, fits: _Fits) -> list[Column]:
    """The columns that the cells of a heading could fill, likeliest first."""
    if not heading.label or heading.obstacle:
        return []
    fitting = [column for column in export.columns if fits.why_not(at, column) is None]
    return sorted(fitting, key=lambda column: -_alike(heading, column))


def _alike(heading: Heading, column: Column) -> float:
    return max(likeness(heading.label, label) for label in (column.label, *column.aliases))


def _pairs(table: Strange, export: Export, others: list[list[Column]]) -> Iterator[tuple[float, int, Column]]:
    """(likeness, heading, column) of all that fit; of equals the column that must be there comes first."""
    for needed in (True, False):
        for at, heading in enumerate(table.headings):
            for column in others[at]:
                if (column.presence != "optional") is needed:
                    yield _alike(heading, column), at, column


def _add_the_only_ones(
    likely: dict[int, str], others: list[list[Column]], export: Export, table: Strange, types: frozenset[str]
) -> None:
    """Where the cells of one heading alone can be those of a column, it may be the one, whatever it is called."""
    for column in export.columns:
        if column.presence == "optional" or column.type not in types or column.name in likely.values():
            continue
        can = [at for at, fit in enumerate(others) if at not in likely and column in fit and table.cells[at]]
        if len(can) == 1:
            likely[can[0]] = column.name


def _is_sure(table: Strange, export: Export, at: int, name: str, others: list[list[Column]]) -> bool:
    column = next(c for c in export.columns if c.name == name)
    alike = _alike(table.headings[at], column)
    rivals = [_alike(table.headings[at], c) for c in others[at] if c.name != name]
    rivals += [_alike(heading, column) for i, heading in enumerate(table.headings) if i != at and column in others[i]]
    return bool(table.cells[at]) and alike >= SURE and alike - max(rivals, default=0) > _MARGIN


def _likely(table: Strange, export: Export, likely: Mapping[int, str], known: Mapping[int, str]) -> float:
    """How much of what the kind needs is there, and how much of what is there the kind has.

    A layout of a platform is met as it is: taught files are of the kinds that we could not see, which have templates.
    """
    columns = {c.name: c for c in export.columns}
    alike = {name: _alike(table.headings[at], columns[name]) for at, name in likely.items()}
    alike |= dict.fromkeys(known.values(), 1.0)
    needs = [alike.get(c.name, 0.0) for c in export.columns if c.presence != "optional"]
    if export.any_of:
        needs.append(max(alike.get(name, 0.0) for name in export.any_of))
    share = 0.7 * sum(needs) / len(needs) + 0.3 * sum(alike.values()) / max(1, len(table.headings))
    met = {name for name in known.values() if columns[name].presence != "optional"}
    return share if export.template or 2 * len(met) > len(needs) else share - 0.3


def _faults(table: Strange, export: Export, likely: Mapping[int, str], fits: _Fits) -> Iterator[str]:
    """For what is known or needed: the heading that would be the one, and why its cells are not."""
    for column in export.columns:
        at = next((at for at, name in likely.items() if name == column.name), None)
        if at is None and column.presence != "optional":
            alike = [(_alike(h, column), -i) for i, h in enumerate(table.headings) if h.label and i not in likely]
            best, minus = max(alike, default=(0.0, 0))
            at = -minus if best >= _LIKELY else None
        if at is not None and (why := table.headings[at].obstacle or fits.why_not(at, column)):
            yield f"“{table.headings[at].label}”像“{column.label}”，但{why}"
