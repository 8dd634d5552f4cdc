"""Things found in the data that a person should know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHOWN_MOST = 500
"""Findings of one category that are listed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Of which figure or file, where in it, what was found, and what would mend it."""

    subject: str
    where: str
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """Those of one category that are listed, and how many there are in all."""

    category: str
    listed: Sequence[Finding]
    total: int

    @classmethod
    def of(cls, category: str, said: Iterable[tuple[str, str, str, str]]) -> "Findings":
        """All that is `said` of a category."""
        found = [Finding(*one) for one in said]
        return cls(category, found[:SHOWN_MOST], len(found))
