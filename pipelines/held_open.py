"""Files that somebody holds open, as Excel does on Windows: what is new waits beside them until they are closed."""

import os
import re
from contextlib import suppress
from pathlib import Path

from pipelines.atomic import replace_with

_WAITING = re.compile(r"(.+)（新\d*）")
_MARKS = ("（新）", *(f"（新{number}）" for number in range(2, 10)))


def replace_or_beside(target: Path, content: bytes) -> Path:
    """Where `content` was put: at `target`, or beside it under a marked name where that is held open.

    Raises OSError when the disk refuses.
    """
    places = _places(target)
    refused: list[PermissionError] = []
    for number, place in enumerate(places, 1):
        try:
            replace_with(place, content)
        except PermissionError as error:
            refused.append(error)
        else:
            _remove(places[number:])
            return place
    raise refused[0]


def newest(target: Path) -> Path:
    """What is to be opened: `target`, or what waits beside it."""
    return next((place for place in reversed(_places(target)) if place.is_file()), target)


def settle(folder: Path) -> list[Path]:
    """Put what waits in `folder` and below it in its place wherever that is free again; what still waits."""
    waiting = {target for path in folder.rglob("*（新*）.*") if (target := _target_of(path))}
    for target in sorted(waiting):
        with suppress(PermissionError):
            os.replace(newest(target), target)
            _remove(_places(target)[1:])
    return [place for target in sorted(waiting) if (place := newest(target)) != target]


def told_of_waiting(waiting: Path) -> str:
    """What people are told of a file that waits."""
    target = _target_of(waiting)
    assert target is not None
    return f"{target.name} 正被别的程序打开，新的一份写成了 {waiting.name}；关闭以后，下一夜自动换回原名"


def _places(target: Path) -> list[Path]:
    return [target, *(target.with_stem(target.stem + mark) for mark in _MARKS)]


def _target_of(path: Path) -> Path | None:
    """What `path` waits for; None where it is not ours: our documents are called by the day, as their folder is."""
    found = _WAITING.fullmatch(path.stem)
    return path.with_stem(found[1]) if found and found[1].endswith(f"_{path.parent.name}") else None


def _remove(paths: list[Path]) -> None:
    for path in paths:
        with suppress(PermissionError):  # somebody looks at it: it goes when they have closed it
            path.unlink(missing_ok=True)
