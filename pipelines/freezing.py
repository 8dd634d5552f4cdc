"""A folder under issued/ that is written once: whole, read-only, and with the hashes of what it holds."""

import hashlib
import os
import re
import shutil
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pipelines.issued import SUMS, folders, number_of
from warehouse import Home

_UNSAFE = re.compile(r"[^\w]+")
_LONGEST = 40
"""Characters of a title that stand in the name of its folder."""
_LEFT_SECONDS = 3600
"""Age at which what is still being written was left behind by an issue that was cut off."""


def put(home: Home, as_of: date, title: str, files: Mapping[str, bytes]) -> Path:
    """The folder in issued/ that holds `files` and their hashes: whole and read-only, or not there at all."""
    home.complete()
    _clear(home)
    beside = home.issued / f".{as_of}.{os.getpid()}.tmp"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    try:
        sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
        for name, content in {**files, SUMS: sums.encode()}.items():
            _write(beside / name, content)
        slug = _UNSAFE.sub("-", title).strip("-")[:_LONGEST] or "报告"
        target = _renamed(home, beside, f"{as_of}_", slug)
        target.chmod(0o555)
        return target
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _clear(home: Home) -> None:
    """Remove what issues that were cut off have left; another may be at work beside us."""
    for left in home.issued.glob(".*.tmp"):
        if time.time() - left.stat().st_mtime > _LEFT_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _renamed(home: Home, beside: Path, day: str, slug: str) -> Path:
    """Where the folder `beside` now lies, under the next number of its day; somebody else may take one meanwhile."""
    while True:
        last = max((number_of(path) for path in folders(home) if path.name.startswith(day)), default=0)
        target = home.issued / f"{day}{last + 1}-{slug}"
        try:
            return beside.rename(target)
        except OSError:
            if not target.exists():
                raise


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o444)
