"""Figure -> the clause that says it: sentences.toml beside this file with the user's laid over it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse._entries import Entry, merged, nearest
from warehouse._records import Figure

__all__ = ["SLOT", "Clause", "Clauses", "clause_of", "load"]

SLOT = "{}"
"""Where the number stands."""

_FORMS = ("text", "none", "negative")


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said of a figure: `{}` is where its number stands; `none` instead of 0, `negative` below 0.

    group and lead are those of the entry it stands in; place is its place in the file.
    """

    group: str
    lead: str
    place: int
    text: str
    none: str = ""
    negative: str = ""


Clauses = Mapping[str, Clause]
"""Figure -> its clause."""


def load(config: Path | None, figures: Collection[str]) -> Clauses:
    """The clause of every figure that has one. Raises CatalogueError, also for a figure that there is not."""
    ours, theirs = merged("wording/sentences.toml", None), merged("sentences.toml", config)
    whole = {group: entry.over(ours.get(group)) for group, entry in theirs.items()}
    found: dict[str, Clause] = {}
    for group, entry in [*ours.items(), *whole.items()]:
        _take(found, group, entry, entry.keys, figures)
    for group, entry in theirs.items():  # what the user says of a figure counts, in whichever group we say it
        _take(found, group, whole[group], entry.keys, figures)
    return found


def _take(found: dict[str, Clause], group: str, entry: Entry, keys: Collection[str], figures: Collection[str]) -> None:
    for figure in keys:
        if figure == "lead":
            continue
        if figure not in figures:
            entry.refuse(f"{figure} 不是 figures.toml 里的条目{nearest(figure, figures)}")
        before = found.get(figure)
        place = before.place if before and before.group == group else len(found)
        found[figure] = _clause(entry, group, figure, place)


def clause_of(figure: Figure, clauses: Clauses) -> Clause:
    """The clause of `figure`; where nobody wrote one, its label and the number."""
    return clauses.get(figure.id) or Clause(figure.id, "", len(clauses), f"{figure.label}{SLOT}")


def _clause(entry: Entry, group: str, figure: str, place: int) -> Clause:
    given: Any = entry.keys[figure]
    forms = Entry(f"{entry.place} {figure}", {"text": given} if isinstance(given, str) else entry.table(figure))
    forms.only(_FORMS)
    text, none, negative = forms.text("text"), forms.text("none", ""), forms.text("negative", "")
    for said in (text, negative):
        if said and said.count(SLOT) != 1:
            forms.refuse(f"“{said}”里要有一处、也只有一处 {SLOT}，那是数字的位置")
    return Clause(group, entry.text("lead", ""), place, text, none, negative)
