"""Records of the catalogue: figures, notices and their claims, targets, checks. Frozen, and free of files."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Of = tuple[tuple[str, tuple[str, ...]], ...]

_SQL_WORD = re.compile(
    "and|or|not|between|is|null|true|false|in|case|when|then|else|end|abs|least|greatest|coalesce|nullif|round"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that can be published: measure, filter, period and unit, the same for every notice.

    A share has `numerator` and `denominator`, every other kind `measure`. `missing_days` and `late_days` are tolerated.
    """

    id: str
    metric_id: str
    label: str
    unit: str
    table: str
    kind: str
    period: str
    of: Of = ()
    where: str = ""
    measure: str = ""
    numerator: str = ""
    denominator: str = ""
    better: str = "more"
    combine: str = "sum"
    mention: tuple[str, ...] = ()
    note: str = ""
    readings: tuple["Reading", ...] = ()
    missing_days: int = 0
    late_days: int = 7

    @property
    def platform(self) -> str | None:
        """The one platform it is about, if it is about one."""
        platforms = dict(self.of).get("platform", ())
        return platforms[0] if len(platforms) == 1 else None

    @property
    def only_grows(self) -> bool:
        """Whether more data can only make it larger, so that a part of the data proves a lower bound."""
        if self.table == "downloads":
            return self.kind in ("flow", "stock")
        counted = self.table in ("posts", "pieces", "cases", "events") and "-" not in self.measure
        return counted and self.kind in ("flow", "threshold_count", "maximum", "zero")

    @property
    def definition_hash(self) -> str:
        """12 hex digits that change when, and only when, the number could."""
        of = [(name, sorted(values)) for name, values in sorted(self.of)]
        sql = [" ".join(part.split()) for part in (self.where, self.measure, self.numerator, self.denominator)]
        words = [self.table, self.kind, self.period, self.unit, self.better, self.combine]
        return hashlib.sha256(json.dumps([of, sql, words], ensure_ascii=False).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Reading:
    """Another plausible definition: what people call it, and the figure it would be."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Claim:
    """What one notice prints of a figure: one value, or candidates where part of it is lost, or neither if vague.

    `step` is what the last printed digit is worth; `enumerated` says that nothing was printed but a list to count.
    """

    figure: str
    item: str
    quote: str
    bound: str
    value: float | None = None
    step: float = 1
    candidates: tuple[float, ...] = ()
    damage: str | None = None
    threshold: float | None = None
    enumerated: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the data says of a figure: its value (None if it cannot be computed), or the text of a state.

    loaded    whether anything was loaded that could count
    complete  whether coverage and lateness are within the figure's tolerance and no count is a floor; gaps, late_days
              and floors (works that say no more than 10万+) say how far they are
    readings  label -> value under another definition, None where that cannot be told or its data is incomplete
    """

    value: float | None
    state: str | None = None
    loaded: bool = True
    complete: bool = True
    gaps: tuple[str, ...] = ()
    late_days: int = 0
    floors: int = 0
    readings: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """One published notice: the day it speaks for, and figure id -> claim."""

    as_of: date
    title: str
    claims: Mapping[str, Claim]


@dataclass(frozen=True, slots=True)
class Target:
    """What must be reached, since when, and which document says so; `period` "year" allows a pace, "any" does not."""

    id: str
    figure: str
    bound: str
    value: float
    basis: str
    valid_from: date
    period: str = "any"
    bands: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What must hold between figures: SQL over figure ids, and <id>__numerator, __denominator, __coverage."""

    id: str
    label: str
    expr: str
    severity: str
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that `expr` needs, each once."""
        words = re.findall(r"\b[a-z_]\w*", self.expr)
        return tuple(dict.fromkeys(word for word in words if not _SQL_WORD.fullmatch(word)))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything defined, by id; notices by the day they speak for."""

    figures: Mapping[str, Figure]
    notices: Mapping[date, Notice]
    targets: Mapping[str, Target]
    checks: Mapping[str, Check]

    def notice(self, as_of: date) -> Notice | None:
        """The notice that speaks for `as_of`, if there is one."""
        return self.notices.get(as_of)

    def target(self, figure: str, as_of: date) -> Target | None:
        """The target of `figure` in force on `as_of`: the one valid most recently."""
        valid = [t for t in self.targets.values() if t.figure == figure and t.valid_from <= as_of]
        return max(valid, key=lambda t: t.valid_from, default=None)
