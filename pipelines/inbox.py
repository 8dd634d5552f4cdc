"""What lies in the inbox and has not been looked at yet."""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch, translate
from pathlib import Path
from stat import S_ISREG

SETTLE_SECONDS = 2.0
NOT_EXPORTS = {
    "~$*": "办公软件的锁文件",
    "._*": "苹果系统文件",
    ".~lock*": "办公软件的锁文件",
    "thumbs.db": "系统文件",
    "desktop.ini": "系统文件",
    ".ds_store": "系统文件",
    "*.crdownload": "没有下载完",
    "*.part": "没有下载完",
    "*.tmp": "临时文件",
    "*.download": "没有下载完",
}
"""File name pattern -> why such a file is not an export."""

_NOT_AN_EXPORT = re.compile("|".join(map(translate, NOT_EXPORTS)))

Seen = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file in the inbox: where, under which name, size and time; `ignored` says why it is not an export."""

    path: Path
    name: str
    bytes: int
    modified_ns: int
    ignored: str = ""

    @property
    def seen(self) -> Seen:
        """What tells this file from any looked at before."""
        return self.name, self.bytes, self.modified_ns


def arrivals(inbox: Path, seen: set[Seen]) -> list[Arrival]:
    """Files in the inbox that were not looked at before, by name; those still being written are left for later."""
    found = [a for a in _walk(inbox) if a.seen not in seen]
    young = [a for a in found if time.time() - a.modified_ns / 1e9 < SETTLE_SECONDS]
    if young:
        time.sleep(SETTLE_SECONDS)
    return [a for a in found if a not in young or _unchanged(a)]


def _walk(inbox: Path) -> Iterator[Arrival]:
    for folder, folders, names in os.walk(inbox):
        folders.sort()
        parts = [_readable(part) for part in Path(folder).relative_to(inbox).parts]
        for name in sorted(names):
            path = Path(folder, name)
            try:
                about = path.stat()
            except OSError:  # gone again, or a link to nowhere
                continue
            shown = "/".join([*parts, _readable(name)])
            yield Arrival(path, shown, about.st_size, about.st_mtime_ns, _why_ignored(name, about))


def _readable(name: str) -> str:
    """`name` as people read it: archives packed on Chinese Windows leave names that are not UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name


def _why_ignored(name: str, about: os.stat_result) -> str:
    if not S_ISREG(about.st_mode):  # to open a pipe would be to wait for ever
        return "不是文件，是管道或设备"
    return left_by_a_program(name) or ("空文件" if about.st_size == 0 else "")


def left_by_a_program(name: str) -> str:
    """What a file of that name is, where no person made it: a lock, a download not finished; else ''."""
    if not _NOT_AN_EXPORT.match(name.lower()):  # nearly always: one look instead of ten
        return ""
    return next(why for pattern, why in NOT_EXPORTS.items() if fnmatch(name.lower(), pattern))


def _unchanged(arrival: Arrival) -> bool:
    try:
        stat = arrival.path.stat()
    except OSError:
        return False
    return (stat.st_size, stat.st_mtime_ns) == (arrival.bytes, arrival.modified_ns)
