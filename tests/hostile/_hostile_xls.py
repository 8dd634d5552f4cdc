"""Old workbooks (BIFF in OLE) with broken sectors, records and counts."""

import io
import struct
from collections.abc import Iterator
from typing import Any

import xlwt
from _hostile import DAYS, VIEWS, Hostile

_SECTOR = 512
_FIRST_FAT, _FIRST_DIRECTORY = 76, 48  # where the header keeps their sector numbers
_OPENED = "打不开"


def book(rows: list[list[Any]], far: tuple[int, int] | None = None) -> bytes:
    written = xlwt.Workbook()
    sheet = written.add_sheet("Sheet1")
    for down, cells in enumerate(rows):
        for across, value in enumerate(cells):
            sheet.write(down, across, value)
    if far:
        sheet.write(*far, "x")
    out = io.BytesIO()
    written.save(out)
    return out.getvalue()


GOOD = book([["日期", "播放量"], [DAYS[0], VIEWS[0]], [DAYS[1], VIEWS[1]]])


def patched(at: int, form: str, *values: int) -> bytes:
    content = bytearray(GOOD)
    struct.pack_into(form, content, at, *values)
    return bytes(content)


def sector_of(at: int) -> tuple[int, int]:
    """The number of a sector that the header names, and where it begins."""
    (number,) = struct.unpack_from("<I", GOOD, at)
    return number, _SECTOR * (number + 1)


def files() -> Iterator[Hostile]:
    yield Hostile("a true old workbook.xls", GOOD, VIEWS)
    yield from _sectors()
    yield from _records()
    for size in (100, 512, 1024, len(GOOD) // 2, len(GOOD) - 1024, len(GOOD) - 512):
        yield Hostile(f"cut to {size} of {len(GOOD)} bytes.xls", GOOD[:size], says="重新下载")


def _sectors() -> Iterator[Hostile]:
    _, fat_at = sector_of(_FIRST_FAT)
    directory, directory_at = sector_of(_FIRST_DIRECTORY)
    size_of_stream = directory_at + 128 + 120
    yield Hostile("sectors of 2 GB.xls", patched(30, "<H", 31), says=_OPENED)
    yield Hostile("sectors of 1 byte.xls", patched(30, "<H", 0), says=_OPENED)
    yield Hostile("small sectors of 2^60 bytes.xls", patched(32, "<H", 60), says=_OPENED)
    yield Hostile("table of sectors beyond the end.xls", patched(_FIRST_FAT, "<I", 0xFFFFFF), says=_OPENED)
    yield Hostile("directory beyond the end.xls", patched(_FIRST_DIRECTORY, "<I", 0x7FFFFFF0), says=_OPENED)
    yield Hostile(
        "a directory that goes in a circle.xls", patched(fat_at + 4 * directory, "<I", directory), says=_OPENED
    )
    yield Hostile("a stream that goes in a circle.xls", patched(fat_at, "<I", 0), says=_OPENED)
    yield Hostile("a stream that ends early.xls", patched(fat_at, "<i", -2), says=_OPENED)
    yield Hostile("a stream of 4 exabytes.xls", patched(size_of_stream, "<Q", 2**62), says="没有数据")
    yield Hostile("a stream of 100 bytes.xls", patched(size_of_stream, "<I", 100), says=_OPENED)
    yield Hostile("4294967295 sectors of sectors.xls", patched(44, "<I", 0xFFFFFFFF), VIEWS)
    noise = bytes((n * 7919) % 251 for n in range(65_536))
    yield Hostile("noise behind the header.xls", GOOD[:_SECTOR] + noise, says=_OPENED)
    yield Hostile("only the first 8 bytes.xls", GOOD[:8] + b"\xff" * 4096, says=_OPENED)
    renamed = GOOD.replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le"))
    yield Hostile("a Word document.xls", renamed, says=_OPENED)
    sealed = GOOD.replace("Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
    yield Hostile("an encrypted workbook.xlsx", sealed, says="密码")


def _records() -> Iterator[Hostile]:
    texts = GOOD.index(b"\xfc\x00", _SECTOR)
    labels = [at for at in range(len(GOOD)) if GOOD[at : at + 4] == b"\xfd\x00\x0a\x00"]
    yield Hostile("4294967295 shared texts.xls", patched(texts + 4, "<II", 0xFFFFFFFF, 0xFFFFFFFF), VIEWS)
    yield Hostile("shared text 9999 of 4.xls", patched(labels[-1] + 10, "<I", 9999), (5,), "不能为空")
    yield Hostile("a record of 65535 bytes.xls", patched(labels[0] + 2, "<H", 0xFFFF), says=_OPENED)
    yield Hostile("cell at IV65536.xls", book([["日期", "播放量"], [DAYS[0], 5]], far=(65_535, 255)), says="中断")
    begins = GOOD.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    locked = GOOD[: begins + 20] + b"\x2f\x00" + GOOD[begins + 22 :]
    yield Hostile("an old workbook with a password.xls", locked, says="密码")
