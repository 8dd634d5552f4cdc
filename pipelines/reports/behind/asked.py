"""What the figures ask of each core table: which of its rows, and the columns by which they tell them apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipelines.reports.behind.columns import COLUMNS, SHOWN, Column
from pipelines.reports.behind.measures import NotRecalculable
from pipelines.reports.behind.tallies import Tally, all_of, may_have, tallies
from warehouse._compute import terms
from warehouse._periods import Window
from warehouse._rows import Rows
from warehouse.catalogue import Figure

_EVER = Window(date.min, date.max, date.max)


@dataclass(slots=True)
class Asked:
    """What is asked of one table as of one day: the rows that meet any of some conditions, and numbers over them."""

    table: str
    day: date
    any_of: dict[str, None] = field(default_factory=dict)
    tallies: list[Tally] = field(default_factory=list)

    @property
    def columns(self) -> list[Column]:
        """What its sheets show if there is anything to show, then what formulas ask for besides."""
        keys = (key for tally in self.tallies for key in tally.keys if key in COLUMNS)
        made = dict.fromkeys(column for tally in self.tallies for column in tally.made)
        return [*(COLUMNS[key] for key in dict.fromkeys([*SHOWN[self.table], *keys])), *made]

    def rows(self, schema: str) -> Rows:
        """Its rows, in `schema`."""
        return Rows(self.table, self.day, _EVER, where=" or ".join(f"({one})" for one in self.any_of), schema=schema)

    def needed(self, platform: str | None) -> set[str]:
        """The columns that formulas ask for on the sheet of `platform`."""
        return {key for tally in self.tallies if may_have(tally.rows, platform) for key in tally.keys}


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is asked; figure -> the numbers that it is made of, or why no formula can tell it."""

    asked: Sequence[Asked]
    tallies: Mapping[str, Sequence[Tally]]
    why_not: Mapping[str, str]


def plan(figures: Iterable[Figure], as_of: date) -> Plan:
    """What `figures` ask as of `as_of`; where only the newest day of a period counts, its other days as well."""
    asked: dict[tuple[str, date], Asked] = {}
    found: dict[str, Sequence[Tally]] = {}
    why_not: dict[str, str] = {}
    for figure in figures:
        for term in terms(figure, as_of):
            place = term.rows.table, term.rows.as_of
            asked.setdefault(place, Asked(*place)).any_of[all_of(term.rows.conditions())] = None
        try:
            found[figure.id] = tallies(figure, as_of)
        except NotRecalculable as reason:
            why_not[figure.id] = str(reason)
        for tally in found.get(figure.id, ()):
            asked[tally.rows.table, tally.rows.as_of].tallies.append(tally)
    order = list(SHOWN)
    return Plan(sorted(asked.values(), key=lambda one: (order.index(one.table), one.day)), found, why_not)
