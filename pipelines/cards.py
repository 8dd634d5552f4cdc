"""The card beside an original: whose it is, where it came from, when it was observed, and whether it still counts.

Cards hold what the build file knows of a file beyond its bytes, so that it can be made again from originals alone.
"""

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipelines.atomic import replace_with
from pipelines.toml_text import quoted
from warehouse import Home

ASSUMED = "assumed"
"""How we know when the platform said it, where only the time of the file tells."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """The bytes once in the inbox: under which name, when the platform said so (and how we know), when they came."""

    original_path: str
    observed_at: datetime
    observed_how: str
    arrived_at: datetime

    @property
    def came(self) -> tuple[datetime, list[tuple[bool, str]]]:
        """What sorts sightings as they came: of one night, the files of a folder before those of its sub-folders."""
        *folders, name = self.original_path.split("/")
        return self.arrived_at, [*((True, folder) for folder in folders), (False, name)]


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one accepted file.

    file        name of the original beside it, which begins with its hash
    first       the sighting it was loaded for; `again` are those after, which loaded nothing
    withdrawn   when and why it was taken back; None while it counts
    """

    file: str
    centre: str
    account: str
    first: Sighting
    again: tuple[Sighting, ...] = ()
    withdrawn: tuple[datetime, str] | None = None

    @property
    def sha256(self) -> str:
        return self.file.partition(".")[0]


def read_card(path: Path) -> Card | None:
    """The card at `path`; None where there is none, or a night was cut off while it wrote it."""
    try:
        held = tomllib.loads(path.read_text("utf-8"))
        again = tuple(_sighting(one) for one in held.get("again", ()))
        withdrawn = (held["withdrawn_at"], held["withdrawn_reason"]) if "withdrawn_at" in held else None
        return Card(held["file"], held["centre"], held["account"], _sighting(held), again, withdrawn)
    except (FileNotFoundError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError):
        return None


def write_card(home: Home, card: Card) -> None:
    """Put `card` beside its original, in place of the one before."""
    path = card_path(home, card.sha256, card.centre, card.account)
    if path.exists():
        replace_with(path, _text(card).encode())
    else:  # half a new one is no loss: the next night loads its file
        path.write_text(_text(card), "utf-8")


def hashes_with_cards(home: Home) -> set[str]:
    """The hash of every file that somebody has a card of."""
    return {name.partition(".")[0] for name in os.listdir(home.originals) if name.endswith(".toml")}


def write_first_card(home: Home, card: Card) -> None:
    """Put `card` beside an original whose hash has no card yet: there is none to look for, and none to overwrite."""
    _plain(home, card.sha256, card.centre).write_text(_text(card), "utf-8")


def card_of(home: Home, sha256: str, centre: str, account: str) -> Card | None:
    """The card of the file that `account` of `centre` brought."""
    return _found(home, sha256, centre, account)[1]


def card_path(home: Home, sha256: str, centre: str, account: str) -> Path:
    """Where that card is or would be: two accounts of one centre may have brought the same bytes."""
    return _found(home, sha256, centre, account)[0]


def cards(home: Home) -> Iterator[Card]:
    """Every card, in the order in which the files came."""
    held = [card for path in home.originals.glob("*.toml") if (card := read_card(path))]
    yield from sorted(held, key=lambda card: card.first.came)


def note_again(home: Home, card: Card, sighting: Sighting) -> None:
    """Write on `card` that its bytes came again; a night that was cut off may have done so already."""
    if sighting.observed_at not in {one.observed_at for one in (card.first, *card.again)}:
        write_card(home, replace(card, again=(*card.again, sighting)))


def _found(home: Home, sha256: str, centre: str, account: str) -> tuple[Path, Card | None]:
    named, plain = home.originals / f"{sha256}.{centre}.{account}.toml", _plain(home, sha256, centre)
    if named.exists():
        return named, read_card(named)
    held = read_card(plain)
    return (plain, held) if held is None or held.account == account else (named, None)


def _plain(home: Home, sha256: str, centre: str) -> Path:
    return home.originals / f"{sha256}.{centre}.toml"


def _sighting(held: dict) -> Sighting:
    return Sighting(held["original_path"], held["observed_at"], held["observed_how"], held["arrived_at"])


def _text(card: Card) -> str:
    lines = [f"file = {quoted(card.file)}", f"centre = {quoted(card.centre)}", f"account = {quoted(card.account)}"]
    lines += _lines(card.first)
    if card.withdrawn:
        at, reason = card.withdrawn
        lines += [f"withdrawn_at = {at.isoformat()}", f"withdrawn_reason = {quoted(reason)}"]
    for sighting in card.again:
        lines += ["", "[[again]]", *_lines(sighting)]
    return "\n".join(lines) + "\n"


def _lines(sighting: Sighting) -> list[str]:
    return [
        f"original_path = {quoted(sighting.original_path)}",
        f"observed_at = {sighting.observed_at.isoformat()}",
        f"observed_how = {quoted(sighting.observed_how)}",
        f"arrived_at = {sighting.arrived_at.isoformat()}",
    ]
