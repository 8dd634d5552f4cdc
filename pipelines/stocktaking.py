"""Originals beside their cards: what can be loaded from them, and what cannot and why."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pipelines.cards import Card, Sighting, card_path, read_card
from warehouse import Home

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Stock:
    """The cards whose originals are there and whole, in the order in which they came; `missing` names the others."""

    kept: list[tuple[Card, Path]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def take_stock(home: Home, progress: Progress) -> Stock:
    """Every original compared with the hash in its name and every card with its original."""
    stock = Stock()
    originals = {path.name: path for path in _visible(home) if path.suffix != ".toml"}
    cards = [path for path in _visible(home) if path.suffix == ".toml"]
    whole: dict[str, bool] = {}
    for done, path in enumerate(cards, 1):
        card = _card_at(home, path)
        if card is None:
            stock.missing.append(f"卡片 {path.name} 读不出来，或内容与名字不符")
        elif card.file not in originals:
            stock.missing.append(f"原件不见了：{card.first.original_path}（{card.file}）")
        else:
            if card.file not in whole:
                whole[card.file] = _sha256(originals[card.file]) == card.sha256
            if whole[card.file]:
                stock.kept.append((card, originals[card.file]))
            else:
                stock.missing.append(f"原件的内容与名字里的 sha256 不符：{card.first.original_path}（{card.file}）")
        progress(done, len(cards))
    spoken_for = {path.name.partition(".")[0] for path in cards}
    stock.missing += [f"原件没有卡片：{name}" for name in originals if name.partition(".")[0] not in spoken_for]
    stock.kept.sort(key=lambda one: one[0].first.came)
    return stock


def _visible(home: Home) -> Iterator[Path]:
    yield from sorted(path for path in home.originals.glob("[!.]*") if path.is_file())


def _card_at(home: Home, path: Path) -> Card | None:
    """The card, if it says what a card must and lies where it should: one changed by hand may say anything."""
    card = read_card(path)
    if card is None or not all(_is_whole(sighting) for sighting in (card.first, *card.again)):
        return None
    if card.withdrawn is not None and not isinstance(card.withdrawn[0], datetime):
        return None
    return card if card_path(home, card.sha256, card.centre, card.account) == path else None


def _is_whole(sighting: Sighting) -> bool:
    return isinstance(sighting.observed_at, datetime) and isinstance(sighting.arrived_at, datetime)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
