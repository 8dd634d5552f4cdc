"""Accepted files kept unchanged beside their cards, refused ones beside the reason."""

import hashlib
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from warehouse import Home


class UnreadableError(Exception):
    """A file of the inbox that the system does not let us read; the message says why."""


@dataclass(frozen=True, slots=True)
class Original:
    """One file kept under its hash."""

    path: Path
    sha256: str


def keep(home: Home, source: Path) -> Original:
    """`source` copied into originals/ under its hash, read-only; nothing is written twice. Raises UnreadableError."""
    try:
        content = source.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UnreadableError(
            f"文件打不开（{why}）。请检查是否正被别的程序占用、有没有读取权限，每晚会再试。"
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    kept = home.originals / f"{digest}{_extension(source)}"
    if not kept.exists():
        beside = kept.with_name(f".{kept.name}.next")
        beside.unlink(missing_ok=True)
        beside.write_bytes(content)
        beside.chmod(0o400)
        os.replace(beside, kept)
    return Original(kept, digest)


def write_card(
    home: Home, original: Original, *, centre: str, account: str, name: str, observed_at: datetime, observed_how: str,
    arrived_at: datetime,
) -> None:  # fmt: skip
    """The card beside an original: whose it is, where it came from, when it was observed and how we know."""
    lines = {"original_path": name, "file": original.path.name, "account": account, "observed_how": observed_how}
    text = "".join(f"{key} = {_quoted(value)}\n" for key, value in lines.items())
    text += f"observed_at = {observed_at.isoformat()}\narrived_at = {arrived_at.isoformat(timespec='seconds')}\n"
    (home.originals / f"{original.sha256}.{centre}.toml").write_text(text, "utf-8")


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


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if not text.isprintable():
        escaped = "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped)
    return f'"{escaped}"'
