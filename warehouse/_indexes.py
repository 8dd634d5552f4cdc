"""Entries of indexes.toml made formulas and composites: inputs, weights, version and source, all of it data."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from warehouse._entries import Entry, merged, nearest
from warehouse._grains import GRAINS

COUNTS = ("posts", *(name for name, sql_type in GRAINS["posts"].items() if sql_type == "bigint" and name != "position"))
"""What a formula may take in: how many works there are, and what is counted of each."""

OF = {"total": "合计", "headline": "头条合计", "maximum": "单篇最高"}
PER = {"": "", "day": "天数", "post": "篇数"}
SHAPES = ("week", "month", "year")

_SAID = ("label", "version", "source", "period", "parts", "note")
_FORMULA = (*_SAID, "platform", "days", "power", "factor", "terms")


@dataclass(frozen=True, slots=True)
class Term:
    """weight * ln(times * input / per + 1), where `per` is that of its part."""

    input: str
    label: str
    weight: float
    times: float = 1


@dataclass(frozen=True, slots=True)
class Part:
    """The sum of its terms over all works, over headlines or the largest of each; per day, per work or as it is."""

    label: str
    weight: float
    of: str
    per: str
    terms: tuple[Term, ...]

    def text(self) -> str:
        """How it is computed, for people."""
        divided = f"÷{PER[self.per]}" if self.per else ""
        each = (
            f"{t.weight:g}×ln({f'{t.times:g}×' if t.times != 1 else ''}{t.label}{OF[self.of]}{divided}+1)"
            for t in self.terms
        )
        return f"{self.label} = {' + '.join(each)}"


@dataclass(frozen=True, slots=True)
class Formula:
    """factor * (sum of weight * part) ** power, over the works of one account of `platform`; shape -> days is d."""

    id: str
    label: str
    version: str
    source: str
    note: str
    period: str
    platform: str
    parts: tuple[Part, ...]
    days: dict[str, float]
    power: float
    factor: float

    def text(self) -> list[str]:
        """How it is computed, for people: the whole, then each part."""
        whole = " + ".join(f"{part.weight:g}×{part.label}" for part in self.parts)
        power = "" if self.power == 1 else f"^{self.power:g}"
        return [f"{self.factor:g} × ({whole}){power}", *(part.text() for part in self.parts)]


@dataclass(frozen=True, slots=True)
class Share:
    """weight * value / base of one figure, or of one other index."""

    label: str
    weight: float
    base: float
    figure: str = ""
    index: str = ""


@dataclass(frozen=True, slots=True)
class Composite:
    """The sum of its shares: 100 where each is what its base says."""

    id: str
    label: str
    version: str
    source: str
    note: str
    period: str
    parts: tuple[Share, ...]

    def text(self) -> list[str]:
        """How it is computed, for people."""
        return [" + ".join(f"{part.weight:g}×{part.label}÷{part.base:.10g}" for part in self.parts)]


def load(figures: Collection[str], config: Path | None = None) -> list[Formula | Composite]:
    """Our indexes with the user's laid over them; composites rest on `figures`. Raises CatalogueError."""
    entries = merged("indexes.toml", config)
    formulas = {key: _formula(key, entry) for key, entry in entries.items() if "platform" in entry.keys}
    others = [_composite(key, entry, figures, formulas) for key, entry in entries.items() if key not in formulas]
    return [*formulas.values(), *others]


def _formula(key: str, entry: Entry) -> Formula:
    entry.only(_FORMULA)
    shared = _terms(entry)
    parts = tuple(_part(entry, keys, shared) for keys in entry.list_of("parts", dict, "{ label = …, weight = … }"))
    days = Entry(f"{entry.place}.days", entry.table("days"))
    days.only(SHAPES)
    if not parts:
        entry.refuse("缺少 parts")
    if any(part.per == "day" for part in parts) and not days.keys:
        entry.refuse('有的部分按天计（per = "day"），要写 days = { week = 7, month = 30, year = 365 }')
    return Formula(
        key, *_said(entry), entry.text("platform"), parts, {shape: _positive(days, shape) for shape in days.keys},
        _positive(entry, "power", 1), _positive(entry, "factor", 1),
    )  # fmt: skip


def _part(entry: Entry, keys: dict[str, object], shared: tuple[Term, ...]) -> Part:
    given = Entry(f"{entry.place}.parts", keys)
    given.only(("label", "weight", "of", "per", "terms"))
    terms = _terms(given) or shared
    if not terms:
        given.refuse("缺少 terms：这一部分没有，条目里也没有")
    of = given.choice("of", OF, "total")
    if of == "maximum" and any(term.input == "posts" for term in terms):
        given.refuse('input = "posts" 没有单篇最高')
    return Part(given.text("label"), _positive(given, "weight"), of, given.choice("per", PER, ""), terms)


def _terms(entry: Entry) -> tuple[Term, ...]:
    found = []
    for keys in entry.list_of("terms", dict, "{ input = …, label = …, weight = … }"):
        given = Entry(f"{entry.place}.terms", keys)
        given.only(("input", "label", "weight", "times"))
        name = given.choice("input", COUNTS)
        found.append(Term(name, given.text("label"), _positive(given, "weight"), _positive(given, "times", 1)))
    return tuple(found)


def _composite(key: str, entry: Entry, figures: Collection[str], formulas: Collection[str]) -> Composite:
    entry.only(_SAID)
    parts = tuple(_share(entry, keys, figures, formulas) for keys in entry.list_of("parts", dict, "{ label = … }"))
    if round(sum(part.weight for part in parts), 6) != 100:
        entry.refuse("parts 的 weight 相加应当是 100")
    return Composite(key, *_said(entry), parts)


def _share(entry: Entry, keys: dict[str, object], figures: Collection[str], formulas: Collection[str]) -> Share:
    given = Entry(f"{entry.place}.parts", keys)
    given.only(("label", "weight", "base", "figure", "index"))
    if ("figure" in keys) == ("index" in keys):
        given.refuse("figure、index 写一个，也只写一个")
    for name, known in (("figure", figures), ("index", formulas)):
        if name in keys and (found := given.text(name)) not in known:
            given.refuse(f"{name} = {found!r} 没有这个条目{nearest(found, known)}")
    return Share(
        given.text("label"), _positive(given, "weight"), _positive(given, "base"),
        given.text("figure", ""), given.text("index", ""),
    )  # fmt: skip


def _said(entry: Entry) -> tuple[str, str, str, str, str]:
    return (
        entry.text("label"), entry.text("version"), entry.text("source"), entry.text("note", ""),
        entry.choice("period", SHAPES),
    )  # fmt: skip


def _positive(entry: Entry, key: str, default: float | None = None) -> float:
    found = entry.number(key, default)
    if found <= 0:
        entry.refuse(f"{key} = {found:g} 应当大于 0")
    return found
