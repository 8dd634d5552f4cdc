"""The gold corpus as its files say it: sentences with their tokens and claims, and where each stands in the text."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
HALVES = ("open", "sealed")


@dataclass(frozen=True, slots=True)
class Span:
    """One token or claim: `text[start:end] == quote`, and the rest of what its table says (kind, value, unit, ...)."""

    start: int
    end: int
    quote: str
    says: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or a few that stand together: what is no figure (tokens) and what is one (claims)."""

    id: str
    text: str
    manner: str
    tokens: tuple[Span, ...]
    claims: tuple[Span, ...]


@cache
def sentences(half: str) -> tuple[Sentence, ...]:
    """All sentences of the half, in the order of its file. Raises ValueError where a quote is not in its text."""
    tables = tomllib.loads((CORPUS / f"{half}.toml").read_text(encoding="utf-8"))["sentence"]
    return tuple(_sentence(table) for table in tables)


def _sentence(table: dict[str, Any]) -> Sentence:
    text = table["text"]
    tokens = tuple(_span(text, token) for token in table["tokens"])
    claims = tuple(_span(text, claim) for claim in table.get("claim", []))
    return Sentence(table["id"], text, table["manner"], tokens, claims)


def _span(text: str, table: dict[str, Any]) -> Span:
    """Where the nth occurrence of the quote stands; occurrences may overlap each other."""
    says = dict(table)
    quote, nth = says.pop("quote"), says.pop("nth")
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote), quote, says)
