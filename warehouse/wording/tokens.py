"""Records of what a text says: tokens (everything accounted for), claims (the figures among them), findings. Frozen."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Account", "Bound", "Damage", "DamagedLine", "Finding", "Place", "TextClaim", "Token", "TokenKind"]

TokenKind = Literal[
    "figure", "date", "period", "list_number", "ordinal", "identifier", "idiom", "not_understood"
]  # fmt: skip

Place = tuple[int, int]
"""From where to where in a text."""

Bound = Literal["=", ">", ">=", "<", "<=", "~"]


@dataclass(frozen=True, slots=True)
class Damage:
    """What was lost beside or inside a number: scale, separator, unit or neighbour, and what it may have been.

    candidates  values for a figure, ISO dates for a date; empty where the number itself is whole
    reason      in Chinese, for people: what was lost, and why we think so
    """

    kind: str
    candidates: tuple[float | str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Token:
    """One thing accounted for; `quote == text[start:end]` of the text as it was given."""

    start: int
    end: int
    quote: str
    kind: TokenKind
    damage: Damage | None = None


@dataclass(frozen=True, slots=True)
class TextClaim:
    """What the text claims at one place, in base units (25万 is 250000; 80% is 80 with unit "%").

    value      None where several candidates remain, or where the words name no number (前列)
    low, high  what the printed digits allow for = and ~ (rounded or cut), or the ends of a printed range
    unit       as printed, "" if none is; a lost one follows the parallel clause
    kind       flow stock maximum threshold_count mean_per_day share growth rank zero state
    period     the words in force at that point, "" if there are none
    threshold  the second number of 过万276条
    step       what the last printed digit is worth (14万 -> 10000)
    figure     id in the catalogue, if it speaks of one
    not_ours   in Chinese, for people: what it is though its words speak of one (a goal, the number of another place)
    """

    start: int
    end: int
    quote: str
    value: float | None
    low: float | None
    high: float | None
    bound: Bound
    unit: str
    kind: str
    period: str = ""
    subject: str = ""
    threshold: float | None = None
    step: float = 1
    figure: str | None = None
    not_ours: str = ""
    damage: Damage | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the text says of itself: a sum, a share, a part and its whole; `holds` says whether it does."""

    start: int
    end: int
    quote: str
    text: str
    holds: bool


@dataclass(frozen=True, slots=True)
class DamagedLine:
    """A line (counted from 1) that lost characters other than those beside its numbers, and how that shows."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """A text with every number accounted for: `accounted` of `digit_runs`, of them `not_understood`."""

    text: str
    tokens: tuple[Token, ...]
    claims: tuple[TextClaim, ...]
    findings: tuple[Finding, ...]
    digit_runs: int
    accounted: int
    not_understood: int
    damaged_lines: tuple[DamagedLine, ...]
