"""Places of the country by name: where one is named, and which larger ones it lies in."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from warehouse.wording.tokens import Place

__all__ = ["around", "place_at"]

LONGEST = 6
"""Characters of the longest name that is looked for."""

_KIND = re.compile("自治[区州县旗]|[省市县区州盟旗]")
_CENTRE = re.compile("(.{2,5}?)(?:自治[区州县旗]|[省市县区州盟旗])")


def place_at(text: str, at: int) -> Place | None:
    """Where the places named at `at` stand, the last of them the smallest, with its 市 or 县; None if none is.

    >>> [place_at(text, 0) for text in ("浙江安吉，其", "江苏省盐城市东台市客户端", "公安机关", "公安县")]
    [(2, 4), (6, 9), None, (0, 3)]
    """
    found, end = None, at
    while name := _name_at(text, end):
        start, end = end, end + len(name)
        kind = _KIND.match(text, end)
        end = kind.end() if kind else end
        found = start, end
    return found


def around(name: str) -> frozenset[str]:
    """The place that `name` begins with, and those it lies in; itself without its 县 where nobody knows it.

    >>> sorted(around("建湖县融媒体中心")), sorted(around("甲乙县融媒体中心")), around("")
    (['建湖', '江苏', '盐城'], ['甲乙'], frozenset())
    """
    known = _name_at(name, 0)
    if known:
        return frozenset((known, *_larger()[known]))
    centre = _CENTRE.match(name)
    return frozenset((centre.group(1),)) if centre else frozenset()


def _name_at(text: str, at: int) -> str:
    known = _larger()
    if text[at : at + 1] not in _firsts():
        return ""
    names = (text[at : at + length] for length in range(LONGEST, 1, -1))
    return next((name for name in names if name in known), "")


@cache
def _firsts() -> frozenset[str]:
    """What a name can begin with."""
    return frozenset(name[0] for name in _larger())


@cache
def _larger() -> Mapping[str, frozenset[str]]:
    """Every place -> the prefecture and the province that it lies in; of two of one name those of both."""
    found: dict[str, frozenset[str]] = {}
    for line in Path(__file__).with_name("places.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        province, prefecture, *counties = line.split()
        found.setdefault(province, frozenset())
        found.setdefault(prefecture, frozenset((province,)))
        for county in counties:
            found[county] = found.get(county, frozenset()) | {prefecture, province}
    return found
