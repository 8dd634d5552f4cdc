"""What came, in the order in which it came: told by cards, and by what an earlier database remembers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from pipelines.cards import Card, Sighting
from warehouse.loading import File
from warehouse.remembered import Owned, Remembered, Withdrawal


def owned(of: Card | File) -> Owned:
    """Whose bytes they are."""
    return of.centre, of.account, of.sha256


def in_order(cards: Sequence[Card], originals: Mapping[Owned, Path], held: Remembered | None) -> list[File]:
    """Every file as it once came: loaded those with a card, seen again or refused those that are remembered."""
    remembered = list(held.files) if held else []
    place = {(owned(file), file.path, file.arrived_at): n for n, file in enumerate(remembered)}
    known = {owned(file): file for file in remembered if file.status == "loaded"}
    files = [file for file in remembered if file.status != "loaded"]
    seen = {(owned(file), file.observed_at) for file in files if file.status == "duplicate"}
    for card in cards:
        before, size = known.get(owned(card)), originals[owned(card)].stat().st_size
        files.append(_file(card, card.first, "loaded", "", size, before.modified_ns if before else 0))
        again = [one for one in card.again if (owned(card), one.observed_at) not in seen]
        reason = f"与 {card.first.original_path} 内容相同，只算一次"
        files += [_file(card, one, "duplicate", reason, size, 0) for one in again]

    def came(file: File) -> tuple[datetime, int, list[tuple[bool, str]]]:
        at, walk = Sighting(file.path, file.arrived_at, "", file.arrived_at).came
        return at, place.get((owned(file), file.path, file.arrived_at), len(place)), walk

    return sorted(files, key=came)


def _file(card: Card, seen: Sighting, status: str, reason: str, size: int, modified_ns: int) -> File:
    return File(
        seen.original_path, size, modified_ns, seen.arrived_at, card.sha256, card.centre, card.account,
        seen.observed_at, seen.observed_how, status, reason,
    )  # fmt: skip


def withdrawals_of(cards: Sequence[Card], held: Remembered | None) -> list[Withdrawal]:
    """What is remembered of files taken back, and what only a card says."""
    remembered = list(held.withdrawals) if held else []
    still = {one.of for one in remembered if one.undone_at is None}
    told = [Withdrawal(owned(card), *card.withdrawn) for card in cards if card.withdrawn and owned(card) not in still]
    return remembered + told
