"""Every golden export, cut short and with bits turned over: no crash, no hang, and nothing short that passes as whole.

A few cuts and bits each; LONG=1 takes a hundred of both. What share of the damage is noticed, per kind of file, is
printed: `LONG=1 pytest -o addopts="" -s tests/hostile/test_damaged_goldens.py`. Plain text carries no checksum, so that
some of it cannot be: then the part is either marked as unverified, or it differs in a value and not in its rows.
"""

import json
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sources import Part, Reading, exports, read, read_all
from sources._ole import MAGIC

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no memory limit on Windows")
EXPORTS = Path(__file__).parents[1] / "exports"
GOLDENS = sorted(path for path in EXPORTS.glob("[!_]*/*") if path.suffix != ".json")
CUTS, BITS = (100, 100) if os.environ.get("LONG") else (2, 3)
SECONDS, MEMORY = 60.0, 512 * 2**20


@dataclass(frozen=True)
class Damaged:
    golden: Path
    how: str
    path: Path


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> list[Damaged]:
    folder = tmp_path_factory.mktemp("damaged")
    return [one for golden in GOLDENS for one in damage(golden, folder)]


def damage(golden: Path, folder: Path) -> Iterator[Damaged]:
    rng, whole = random.Random(golden.name), golden.read_bytes()
    for number in range(CUTS + BITS):
        if number < CUTS:
            size = rng.randrange(len(whole))
            content, how = whole[:size], f"cut to {size} of {len(whole)}"
        else:
            at = rng.randrange(8 * len(whole))
            content, how = bytearray(whole), f"bit {at % 8} of byte {at // 8}"
            content[at // 8] ^= 1 << at % 8
        path = folder / f"{golden.parent.name} {golden.stem} {number}"
        path.write_bytes(content)
        yield Damaged(golden, how, path)


@pytest.fixture(scope="module")
def readings(damaged: list[Damaged]) -> dict[int, Reading]:
    files = [(one.path, named(one.golden)) for one in damaged]
    read = list(read_all(files, {}, workers=2, seconds=SECONDS, memory=MEMORY))
    assert sorted(index for index, _ in read) == list(range(len(files)))
    return dict(read)


def named(golden: Path) -> str:
    """The name that the export has below the inbox: it may tell its days."""
    rows = golden.with_name(f"{golden.name.partition('.')[0]}.rows.json")
    name: str = json.loads(rows.read_text("utf-8")).get("name", golden.name)
    return name


@pytest.fixture(scope="module")
def intact() -> dict[Path, Reading]:
    return {golden: read(golden, name=named(golden), exports=exports(), aliases={}) for golden in GOLDENS}


def verdict(whole: Reading, damaged: Reading) -> str:
    """How the damage shows: refused, told, no longer verified; or it is unverified, unnoticed, or harmless."""
    if damaged.refusal is not None:
        return "refused"
    if [part.columns for part in damaged.parts] == [part.columns for part in whole.parts]:
        return "harmless"
    if told(damaged) - told(whole):
        return "told"
    if all(part.verified for part in damaged.parts):
        return "unnoticed"
    return "no longer verified" if all(part.verified for part in whole.parts) else "unverified"


def told(reading: Reading) -> set[str]:
    """All that is said of a reading."""
    return {str(thing) for part in reading.parts for thing in (*part.rejects, *part.warnings, *part.unknown_columns)}


def rows(reading: Reading) -> int:
    return sum(part.rows_loaded for part in reading.parts)


def test_damage_shows(damaged: list[Damaged], readings: dict[int, Reading], intact: dict[Path, Reading]) -> None:
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    for number, one in enumerate(damaged):
        whole, reading = intact[one.golden], readings[number]
        found = verdict(whole, reading)
        seen[one.golden.suffix + (", cut" if one.how.startswith("cut") else ", bit")][found] += 1
        silent = found in ("unverified", "unnoticed")
        crashed = "程序出错" in (reading.refusal or "")
        short = found == "unnoticed" and (one.how.startswith("cut") or rows(reading) < rows(whole))
        if crashed or short or (silent and one.golden.suffix == ".xlsx"):
            wrong.append(f"{one.golden.parent.name}/{one.golden.name}, {one.how}: {found}")
    for form, counts in sorted(seen.items()):
        harmful = counts.total() - counts["harmless"]
        caught = harmful - counts["unverified"] - counts["unnoticed"]
        print(f"{form:12} {caught}/{harmful} noticed; {dict(counts)}")
    assert not wrong, "\n".join(wrong)


def test_random_bytes(tmp_path: Path) -> None:
    """Behind the first bytes of each form, so that each way of reading meets them."""
    rng = random.Random(0)
    begins = (
        b"",
        b"PK\x03\x04",
        MAGIC,
        b"\x1f\x8b\x08\0",
        b"<table>",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        "日期,播放量\n".encode(),
    )
    files = []
    for number in range((CUTS + BITS) * len(begins)):
        path = tmp_path / str(number)
        path.write_bytes(begins[number % len(begins)] + rng.randbytes(rng.randrange(1, 5000)))
        files.append((path, path.name))
    for _, reading in read_all(files, {}, workers=2, seconds=SECONDS, memory=MEMORY):
        assert reading.refusal
        assert "程序出错" not in reading.refusal


def test_an_intact_export_that_can_be_proved_is_proved(intact: dict[Path, Reading]) -> None:
    unproved = [
        f"{golden.parent.name}/{golden.name}: {part.kind}"
        for golden, reading in intact.items()
        for part in reading.parts
        if can_be_proved(part) and not part.verified
    ]
    assert not unproved, "\n".join(unproved)


def can_be_proved(part: Part) -> bool:
    """Whether the file states a total or the days it is for, and does not contradict itself."""
    stated = part.covers_how != "rows" or any(reason == "合计行" for _, reason in part.rows_set_aside)
    return stated and not part.contradicted
