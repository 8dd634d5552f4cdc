"""Records of the catalogue: figures, notices and their claims, targets, checks. Frozen, and free of files."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from datetime import date

from warehouse._kinds import proves_lower_bound

Of = tuple[tuple[str, tuple[str, ...]], ...]

_SQL_WORD = re.compile(
    "and|or|not|between|is|null|true|false|in|case|when|then|else|end|abs|least|greatest|coalesce|nullif|round"
)


@dataclass(frozen=True, slots=True)
class PointRule:
    """What one use of a piece brings in a medium at a level: when short, when long, and times what for a headline."""

    medium: str
    level: str
    points: float
    long_from: float | None = None
    long_points: float = 0
    headline: float = 1
    highest_only: bool = False

    def __str__(self) -> str:
        """The rule as people would say it.

        >>> print(PointRule("广播", "市级", 3, 180, 5, 2, highest_only=True))
        广播市级3分，满180计5分，头条乘2，同一稿件只计最高
        """
        long = f"，满{self.long_from:g}计{self.long_points:g}分" if self.long_from is not None else ""
        headline = f"，头条乘{self.headline:g}" if self.headline != 1 else ""
        once = "，同一稿件只计最高" if self.highest_only else ""
        return f"{self.medium}{self.level}{self.points:g}分{long}{headline}{once}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that can be published: measure, filter, period and unit, the same for every notice.

    A share has `numerator` and `denominator`, every other kind `measure`. `missing_days` and `late_days` are tolerated.
    `rules` are those by which it counts points, if it does.
    A `supporting` one carries checks, and is not among the figures that people are shown.
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
    rules: tuple[PointRule, ...] = ()
    supporting: bool = False

    @property
    def platform(self) -> str | None:
        """The one platform it is about, if it is about one."""
        platforms = dict(self.of).get("platform", ())
        return platforms[0] if len(platforms) == 1 else None

    @property
    def only_grows(self) -> bool:
        """Whether more data can only make it larger, so that a part of the data proves a lower bound."""
        return proves_lower_bound(self)

    @property
    def definition_hash(self) -> str:
        """12 hex digits that change when, and only when, the number could."""
        of = [(name, sorted(values)) for name, values in sorted(self.of)]
        sql = [" ".join(part.split()) for part in (self.where, self.measure, self.numerator, self.denominator)]
        words = [self.table, self.kind, self.period, self.unit, self.better, self.combine]
        rules = [[astuple(rule) for rule in self.rules]] if self.rules else []
        return hashlib.sha256(json.dumps([of, sql, words, *rules], ensure_ascii=False).encode()).hexdigest()[:12]


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
    """One published notice: the day it speaks for, and figure id -> claim; headings are those of its items.

    centre  whose notice it is; '' where it speaks for every centre
    """

    as_of: date
    title: str
    claims: Mapping[str, Claim]
    headings: Mapping[str, str] = field(default_factory=dict)
    centre: str = ""

    def claim_of(self, centre: str, figure: str) -> Claim | None:
        """What it claims of the `figure` of `centre`, if it does."""
        return self.claims.get(figure) if self.centre in ("", centre) else None


@dataclass(frozen=True, slots=True)
class Target:
    """What must be reached, from when to when, and which document says so.

    period  any (on every day), or the month, quarter, half_year, year at the end of which it must be reached
    bands   (name, value from which on it is deserved), in the direction of the target
    """

    id: str
    figure: str
    bound: str
    value: float
    basis: str
    valid_from: date
    valid_to: date | None = None
    period: str = "any"
    bands: tuple[tuple[str, float], ...] = ()

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on `day`, the first and the last one included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


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
        """The target of `figure` in force on `as_of`: the one valid most recently, of two the one written later."""
        valid = [t for t in self.targets.values() if t.figure == figure and t.holds_on(as_of)]
        return max(reversed(valid), key=lambda t: t.valid_from, default=None)
