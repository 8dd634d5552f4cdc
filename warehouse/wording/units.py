"""The unit behind a number, as printed: 人次, 篇(条), 个百分点, 平方米; which of them are measured and not counted."""

import re
import tomllib
from functools import cache
from pathlib import Path

__all__ = ["counted", "is_time", "measured", "ratio", "unit_at"]

_BRACKETED = re.compile(r"\(([\u4e00-\u9fff]{1,3}(?:[、/][\u4e00-\u9fff]{1,2}){0,3})\)")
_CURRENCY = "人民币"


def unit_at(text: str, at: int) -> str:
    """The unit that begins at `at` as it is printed, with its bracket (篇(条)); "" if none does.

    >>> unit_at("1.86万篇(条)。", 5), unit_at("5个百分点", 1), unit_at("1227县委", 4), unit_at("35岁以下", 2)
    ('篇(条)', '个百分点', '', '岁')
    """
    match = _form().match(text, at)
    if match is None:
        return ""
    end = match.end()
    if text.startswith(_beginnings().get(match.group(1), ()), end):
        return ""
    bracket = _BRACKETED.match(text, end)
    if bracket and all(other in _words("counted") for other in re.split("[、/]", bracket.group(1))):
        end = bracket.end()
    return text[at:end]


def ratio(unit: str) -> bool:
    """Whether it is of something else, so that what stands before it is a share or a change."""
    return unit in _words("ratios")


def measured(unit: str) -> bool:
    """Whether nothing is exact in it: 90分钟 is any length that is rounded or cut to 90."""
    return unit.removeprefix(_CURRENCY) in _words("measured") or ratio(unit)


def counted(unit: str) -> bool:
    """Whether things are counted in it, so that a number without scale and fraction is exact."""
    return not measured(unit)


def is_time(unit: str) -> bool:
    """Whether it is a length of time."""
    return unit in _words("times")


@cache
def _entries() -> dict[str, str | dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("units.toml").read_text("utf-8"))


@cache
def _words(name: str) -> frozenset[str]:
    held = _entries()[name]
    assert isinstance(held, str)
    return frozenset(held.split())


@cache
def _beginnings() -> dict[str, tuple[str, ...]]:
    """A unit -> what behind it makes it the beginning of a word."""
    held = _entries()["no_unit"]
    assert isinstance(held, dict)
    return {unit: tuple(behind.split()) for units, behind in held.items() for unit in units.split()}


@cache
def _form() -> re.Pattern[str]:
    """All units, the longest first; a thing counted in times as well: 件次, 家次."""
    times = {f"{unit}次" for unit in _words("counted") if len(unit) == 1 and unit not in "次层"}
    units = times.union(*(_words(name) for name in ("counted", "measured", "ratios", "times")))
    return re.compile(f"(?:{_CURRENCY})?({'|'.join(map(re.escape, sorted(units, key=len, reverse=True)))})")
