"""Entries of the catalogue's files: ours first, the user's laid over them, each value checked where it is read."""

import difflib
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from warehouse._expressions import is_expression


class CatalogueError(ValueError):
    """An entry cannot be used: which file, which entry, and what is allowed there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The keys of one entry, and where people find it."""

    place: str
    keys: Mapping[str, Any]

    def refuse(self, problem: str) -> NoReturn:
        """Raises CatalogueError about this entry."""
        raise CatalogueError(f"{self.place}：{problem}")

    def only(self, allowed: Collection[str]) -> None:
        """Refuses keys that are not among `allowed`."""
        for key in self.keys:
            if key not in allowed:
                self.refuse(f"不认识的键 {key}{nearest(key, allowed)}；可以用：{' '.join(allowed)}")

    def text(self, key: str, default: str | None = None) -> str:
        """The words under `key`; an entry without them is refused unless there is a default."""
        found = self._value(key, default)
        if not isinstance(found, str):
            self.refuse(f"{key} 应当是文字（加引号）")
        return found

    def expression(self, key: str, default: str | None = None) -> str:
        """SQL that is one expression, so that it cannot change the query it is put into; or the default."""
        found = self.text(key, default)
        if found != default and not is_expression(found):
            self.refuse(f"{key} = {found!r} 应当是一个 SQL 表达式：括号成对，没有分号，也没有第二条语句")
        return found

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of the `allowed` words."""
        found = self.text(key, default)
        if found not in allowed:
            self.refuse(f"{key} = {found!r} 不认识{nearest(found, allowed)}；可以用：{' '.join(allowed)}")
        return found

    def number(self, key: str, default: float | None = None) -> float:
        """A number, whole or not, and no infinite one."""
        found = self._value(key, default)
        if isinstance(found, bool) or not isinstance(found, int | float) or not isfinite(found):
            self.refuse(f"{key} 应当是数字（不加引号）")
        return float(found)

    def day(self, key: str) -> date:
        """A day, written as TOML writes dates: 2024-06-20 without quotes."""
        found = self._value(key, None)
        if type(found) is not date:
            self.refuse(f"{key} 应当是日期，如 2024-06-20（不加引号）")
        return found

    def flag(self, key: str) -> bool:
        """true or false; false where nothing is said."""
        found = self.keys.get(key, False)
        if not isinstance(found, bool):
            self.refuse(f"{key} 应当是 true 或 false")
        return found

    def list_of(self, key: str, kind: type | tuple[type, ...], what: str) -> tuple[Any, ...]:
        """The members of the list under `key`, each of `kind`; empty where there is none."""
        found = self.keys.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, kind) and not isinstance(one, bool) for one in found):
            self.refuse(f"{key} 应当是一列{what}，放在方括号里")
        return tuple(found)

    def table(self, key: str) -> Mapping[str, Any]:
        """The keys and values in braces under `key`; empty where there are none."""
        found = self.keys.get(key, {})
        if not isinstance(found, Mapping):
            self.refuse(f"{key} 应当写成 {{ 名称 = 值 }}")
        return found

    def over(self, under: "Entry | None", alternatives: tuple[Collection[str], ...] = ()) -> "Entry":
        """This entry laid over `under`: its keys win, and one key of `alternatives` puts out the other groups."""
        if under is None:
            return self
        kept = dict(under.keys)
        for group in alternatives:
            if any(key in self.keys for key in group):
                kept = {k: v for k, v in kept.items() if k in group or not any(k in other for other in alternatives)}
        return Entry(self.place, kept | dict(self.keys))

    def _value(self, key: str, default: Any) -> Any:
        if key not in self.keys and default is None:
            self.refuse(f"缺少 {key}")
        return self.keys.get(key, default)


def nearest(word: str, allowed: Collection[str]) -> str:
    """A hint at the allowed word most like `word`; nothing if none is like it."""
    found = difflib.get_close_matches(word, allowed, n=1)
    return f"（是不是 {found[0]}？）" if found else ""


def layers(name: str, config: Path | None) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(file as people know it, its content) of our file `name`, then of the user's if there is one."""
    if (ours := _ours(name)) is not None:
        yield name, ours
    if config is not None and (path := config / name).is_file():
        yield str(path), _parsed(str(path), path.read_bytes())


def names_in(folder: str, config: Path | None) -> list[str]:
    """`folder`/file of every TOML file that we or the user keep there, each once, sorted."""
    ours = [one.name for one in resources.files("warehouse").joinpath(folder).iterdir()]
    theirs = [one.name for one in (config / folder).glob("*.toml")] if config is not None else []
    return sorted({f"{folder}/{name}" for name in [*ours, *theirs] if name.endswith(".toml")})


def merged(name: str, config: Path | None, alternatives: tuple[Collection[str], ...] = ()) -> dict[str, Entry]:
    """id -> entry of file `name`, the user's keys over ours."""
    found: dict[str, Entry] = {}
    for file, content in layers(name, config):
        for key, keys in content.items():
            if not isinstance(keys, dict):
                raise CatalogueError(f"{file}：{key} 前面缺少条目名，条目以 [名称] 一行开头")
            found[key] = Entry(f"{file}［{key}］", keys).over(found.get(key), alternatives)
    return found


@cache  # what is installed does not change while we run
def _ours(name: str) -> Mapping[str, Any] | None:
    file = resources.files("warehouse").joinpath(name)
    return _parsed(name, file.read_bytes()) if file.is_file() else None


def _parsed(file: str, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CatalogueError(f"{file}：不是 UTF-8 编码，请另存为 UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{file}：不是正确的 TOML（文字和中文名称都要加引号），{error}") from None
