"""Every hostile file is read as it should be or refused by name, in small workers, at no cost to the others."""

import re
import sys
from collections.abc import Iterator
from itertools import chain

import _hostile_places
import _hostile_text
import _hostile_xls
import _hostile_xlsx
import pytest
from _hostile import Hostile

from sources import Reading, read_all

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no memory limit on Windows")
SECONDS, MEMORY = 60.0, 512 * 2**20
FAMILIES = (_hostile_xlsx, _hostile_xls, _hostile_text, _hostile_places)
FOREIGN = re.compile(r"Traceback|Error|Exception|errno|0x[0-9a-f]{4}|/tmp|[A-Za-z]{20}", re.IGNORECASE)


@pytest.fixture(scope="module")
def hostile() -> list[Hostile]:
    return list(chain.from_iterable(family.files() for family in FAMILIES))


@pytest.fixture(scope="module")
def readings(hostile: list[Hostile], tmp_path_factory: pytest.TempPathFactory) -> dict[int, Reading]:
    files = []
    for number, one in enumerate(hostile):
        folder = tmp_path_factory.mktemp(str(number))
        path = folder / one.name
        one.place(path)
        files.append((path, one.name))
    read = list(read_all(files, {}, workers=2, seconds=SECONDS, memory=MEMORY))
    assert sorted(index for index, _ in read) == list(range(len(hostile)))
    return dict(read)


def test_there_are_many(hostile: list[Hostile]) -> None:
    assert len({one.name for one in hostile}) == len(hostile) >= 60


def test_each_is_read_or_refused_by_name(hostile: list[Hostile], readings: dict[int, Reading]) -> None:
    wrong = [f"{one.name}: {fault}" for number, one in enumerate(hostile) for fault in faults(one, readings[number])]
    assert not wrong, "\n".join(wrong)


def faults(one: Hostile, reading: Reading) -> Iterator[str]:
    if one.views is None:
        refusal = reading.refusal or ""
        if not refusal or not re.search(one.says, refusal):
            yield f"should be refused with {one.says!r}, says {refusal!r}"
        if FOREIGN.search(refusal) or not re.search("[\u4e00-\u9fff]{4}", refusal):
            yield f"is refused with what nobody can read: {refusal!r}"
        if "；" not in refusal and "请" not in refusal:
            yield f"is refused without saying what to do: {refusal!r}"
        return
    if reading.refusal is not None:
        yield f"should be read, says {reading.refusal!r}"
        return
    views = tuple(reading.parts[0].columns["views"])
    if views != one.views:
        yield f"should give {one.views}, gives {views}"
    part = reading.parts[0]
    told = [part.rejects[0].reason] if part.rejects else part.warnings[:1]
    if bool(one.says) != bool(told) or (told and not re.search(one.says, told[0])):
        yield f"should tell {one.says!r}, tells {told}"
    if part.rows_read != part.rows_loaded + part.rows_rejected + len(part.rows_set_aside):
        yield "has lost rows"
