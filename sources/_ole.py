"""An old workbook (.xls) as the file of sectors it is: what is refused before an engine opens it.

A file of this form is cut into sectors; a table (FAT) gives for each sector the one that comes after it.
"""

import struct

from sources._reading import DAMAGED, WITH_PASSWORD, RefusedError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_WORKBOOK_BEGINS = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_FILE_PASS = b"\x2f\x00"
_SIZE_AT, _DIRECTORY_AT, _TABLE_AT = 30, 48, 76
_TABLE_SECTORS = 109  # that the header itself names: enough for 7 MB
_LAST_SECTOR = 0xFFFFFFFA  # what is larger says free, end or table


def check(data: bytes) -> None:
    """Nothing, if an engine may open it.

    Raises:
        RefusedError: it is behind a password; or its sectors go in a circle, which an engine would follow for ever.
    """
    if "EncryptedPackage".encode("utf-16-le") in data or _follows(data, _WORKBOOK_BEGINS, 20) == _FILE_PASS:
        raise RefusedError(WITH_PASSWORD)
    if len(data) < _HEADER or _goes_in_a_circle(data):
        raise RefusedError(DAMAGED)


def _follows(data: bytes, record: bytes, length: int) -> bytes:
    begins = data.find(record)
    return data[begins + length : begins + length + 2] if begins >= 0 else b""


def _goes_in_a_circle(data: bytes) -> bool:
    """Whether a sector comes after two others, or one comes before the first of the directory."""
    power, directory = (struct.unpack_from(form, data, at)[0] for form, at in (("<H", _SIZE_AT), ("<I", _DIRECTORY_AT)))
    if power not in (9, 12):
        return True
    size = 1 << power
    after: list[int] = []
    for sector in struct.unpack_from(f"<{_TABLE_SECTORS}I", data, _TABLE_AT):
        table = data[size * (sector + 1) : size * (sector + 2)] if sector < _LAST_SECTOR else b""
        after += struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
    pointed_at = [sector for sector in after if sector < _LAST_SECTOR]
    return len(set(pointed_at)) < len(pointed_at) or directory in pointed_at
