"""Reports as they were published: one folder each under issued/, which nothing changes; read back and proved whole."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipelines.inbox import left_by_a_program
from warehouse import Home

REPORT = "report.json"
SUMS = "SHA256SUMS"
FORMAT = 1
"""Of report.json; raised when what is written there changes its meaning."""

_NAME = re.compile(r"(\d{4}-\d\d-\d\d)_(\d+)-.+")


class DamagedIssue(Exception):
    """An issued folder is not what it was when it was issued; the message names it and says how."""


class UnknownIssue(Exception):
    """What was named is no issued report, or more than one; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Issued:
    """One report as it was issued: what it said, as `report` holds it."""

    folder: Path
    report: Mapping[str, Any]

    @property
    def as_of(self) -> date:
        return date.fromisoformat(self.report["as_of"])

    @property
    def known_at(self) -> datetime:
        return datetime.fromisoformat(self.report["known_at"])

    @property
    def figures(self) -> list[dict[str, Any]]:
        """What was said of each figure of each centre."""
        return self.report["figures"]


def folders(home: Home) -> list[Path]:
    """Every issued folder, by day and then by number; what was being written when the power went is none."""
    found = [path for path in home.issued.glob("[!.]*") if path.is_dir()]
    return sorted(found, key=lambda path: (path.name[:10], number_of(path), path.name))


def number_of(folder: Path) -> int:
    """Which issue of its day it is; 0 where the name does not say."""
    said = _NAME.fullmatch(folder.name)
    return int(said[2]) if said else 0


def folder_named(home: Home, name: str) -> Path:
    """The issued folder of that name, of which the beginning is enough. Raises UnknownIssue."""
    wanted = Path(name).name
    listed = folders(home)
    found = [path for path in listed if path.name == wanted] or [p for p in listed if p.name.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    there = "\n".join(f"  {path.name}" for path in found or listed) or "  （还没有签发过）"
    what = f"“{name}”对应 {len(found)} 份报告" if found else f"没有签发过“{name}”"
    raise UnknownIssue(f"{what}。已签发的有：\n{there}")


def read_issued(folder: Path) -> Issued:
    """The report in `folder`, every file of which is what it was, and no other. Raises DamagedIssue."""
    sums = dict(_sums(folder))
    if added := sorted(name for name in _names(folder) - sums.keys() - {SUMS} if not left_by_a_program(name)):
        raise DamagedIssue(f"{folder.name}：签发以后多出了 {'、'.join(added)}")
    for name, sha256 in sums.items():
        try:
            held = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError:
            raise DamagedIssue(f"{folder.name}：{name} 不见了或打不开") from None
        if held != sha256:
            raise DamagedIssue(f"{folder.name}：{name} 被改动过，与签发时的 sha256 不符")
    try:
        report = json.loads((folder / REPORT).read_bytes())
        issued = Issued(folder, report)
        _ = issued.as_of, issued.known_at, issued.figures[:1], report["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIssue(f"{folder.name}：{REPORT} 读不出来（{type(error).__name__}）") from error
    if report["format"] != FORMAT:
        raise DamagedIssue(f"{folder.name}：{REPORT} 的格式 {report['format']} 现在的程序不认识")
    return issued


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _sums(folder: Path) -> Iterator[tuple[str, str]]:
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise DamagedIssue(f"{folder.name}：{SUMS} 不见了或打不开") from None
    named = set()
    for line in lines:
        sha256, _, name = line.partition("  ")
        if not re.fullmatch(r"[0-9a-f]{64}", sha256) or Path(name).name != name:
            raise DamagedIssue(f"{folder.name}：{SUMS} 读不出来")
        named.add(name)
        yield name, sha256
    if REPORT not in named:
        raise DamagedIssue(f"{folder.name}：{SUMS} 里没有 {REPORT}")
