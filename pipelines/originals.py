"""Accepted files kept unchanged, refused ones beside the reason."""

import hashlib
import os
import shutil
from dataclasses import dataclass
from io import FileIO
from pathlib import Path, PurePosixPath

from warehouse import Home

_PIECE = 2**20
"""Bytes read at a time."""


class UnreadableError(Exception):
    """A file of the inbox that the system does not let us read; the message says why."""


@dataclass(frozen=True, slots=True)
class Original:
    """One file kept under its hash."""

    path: Path
    sha256: str


def keep(home: Home, source: Path) -> Original:
    """`source` copied into originals/ under its hash, read-only; nothing is kept twice. Raises UnreadableError."""
    folder = home.originals
    beside = folder / ".arriving.next"
    beside.unlink(missing_ok=True)  # of a night that was cut off
    digest = _copy(source, beside)
    kept = folder / f"{digest}{_extension(source)}"
    if kept.exists():
        beside.unlink()
    else:
        beside.chmod(0o400)
        os.replace(beside, kept)
    return Original(kept, digest)


def _copy(source: Path, target: Path) -> str:
    """The SHA-256 of `source`, copied to `target` piece by piece: never more in memory than one of them."""
    digest = hashlib.sha256()
    with _opened(source) as incoming, target.open("wb") as outgoing:
        while piece := _read(incoming):
            digest.update(piece)
            outgoing.write(piece)
    return digest.hexdigest()


def _opened(source: Path) -> FileIO:
    try:
        return FileIO(source)
    except OSError as error:
        raise _unreadable(error) from error


def _read(incoming: FileIO) -> bytes:
    try:
        return incoming.read(_PIECE) or b""
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> UnreadableError:
    why = error.strerror or type(error).__name__
    return UnreadableError(f"文件打不开（{why}）。请检查是否正被别的程序占用、有没有读取权限，每晚会再试。")


def refuse(home: Home, original: Original, name: str, reason: str) -> None:
    """Copy an original that is not accepted to quarantine/, with the reason beside it."""
    folder = home.quarantine / original.sha256[:12]
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / PurePosixPath(name).name
    if not copy.exists():
        shutil.copyfile(original.path, copy)
    copy.with_name(f"{copy.name}.reason.txt").write_text(f"{name}\n{reason}\n", "utf-8")


def drop(home: Home, original: Original) -> None:
    """Take an original that was refused out of originals/ again, unless it was accepted for another centre."""
    if original.path.exists() and not any(home.originals.glob(f"{original.sha256}.*.toml")):
        original.path.chmod(0o600)  # Windows removes no read-only file
        original.path.unlink()


def flush_to_disk() -> None:
    """Everything written so far is on the disk; one call for a whole group of files, where the system has it."""
    if hasattr(os, "sync"):
        os.sync()


def _extension(source: Path) -> str:
    suffixes = [s.lower() for s in source.suffixes[-2:]]
    known = "".join(suffixes) if suffixes[-1:] == [".gz"] else "".join(suffixes[-1:])
    return known if known.isascii() and len(known) <= 10 else ""
