"""Reasons for which claims that say more than the data were let through: added to issued/, never changed."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipelines.auditing.refusal import Refused
from warehouse import Home
from warehouse.auditing.judged import OVERRULABLE, Judged, Overruling

_KEY = ("centre", "figure", "as_of", "quote")


class CannotOverrule(Refused):
    """Nothing was written down; the message says why and what to do."""


def path_of(home: Home) -> Path:
    """Where the reasons are kept, one JSON object per line."""
    return home.issued / "overruled.jsonl"


def overrule(home: Home, claims: Sequence[Judged], figure: str, overruling: Overruling, file: str) -> int:
    """How many claims of `figure` were let through for a reason, which is kept. Raises CannotOverrule."""
    if not overruling.reason.strip():
        raise CannotOverrule("放行要写明理由：--reason “……”。什么也没有写入。")
    wanted = [one for one in claims if one.figure and figure in (one.figure.id, one.figure.metric_id)]
    high = [one for one in wanted if one.verdict == OVERRULABLE]
    if not high:
        said = "、".join(dict.fromkeys(one.verdict for one in wanted)) or "文中没有提到"
        raise CannotOverrule(
            f"{figure} 没有结论为{OVERRULABLE}的说法（{said}），只有{OVERRULABLE}可以放行。什么也没有写入。"
        )
    home.complete()
    lines = [_line(one, overruling, file) for one in high]
    with path_of(home).open("a", encoding="utf-8", newline="\n") as kept:
        kept.write("".join(lines))  # one write: whoever reads meanwhile sees all of it or none
        kept.flush()
        os.fsync(kept.fileno())
    return len(high)


def with_overrulings(home: Home, claims: Sequence[Judged]) -> list[Judged]:
    """`claims` with the newest reason for which each was let through: that of the very same words, day and figure.

    Raises CannotOverrule when what is kept cannot be read.
    """
    kept = dict(_read(path_of(home)))
    return [replace(one, overruled=kept.get(_key(one))) if one.verdict == OVERRULABLE else one for one in claims]


def _key(one: Judged) -> tuple[str, ...]:
    assert one.row is not None, "what is too high was computed"
    return (one.row.centre, one.row.id, str(one.as_of), one.claim.quote)


def _line(one: Judged, overruling: Overruling, file: str) -> str:
    said = {"at": overruling.at.isoformat(), "by": overruling.by, "reason": overruling.reason.strip()}
    about = dict(zip(_KEY, _key(one), strict=True))
    found = {"computed": one.computed, "unit": one.row and one.row.unit, "file": file}
    return json.dumps(said | about | found, ensure_ascii=False) + "\n"


def _read(path: Path) -> Iterator[tuple[tuple[str, ...], Overruling]]:
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            said = json.loads(line)
            at = datetime.fromisoformat(said["at"])
            yield tuple(said[name] for name in _KEY), Overruling(at, said["by"], said["reason"])
        except (ValueError, KeyError, TypeError) as error:
            raise CannotOverrule(f"{path} 第 {number} 行读不出来。请恢复这个文件，里面是放行的理由。") from error
