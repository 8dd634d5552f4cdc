"""Definitions of figures as they were when something was published: kept as plain values, and computed again."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from warehouse._expressions import is_expression
from warehouse._records import Figure, PointRule, Reading

_DECIDES = (
    "table", "of", "where", "measure", "numerator", "denominator", "kind", "period", "unit", "better", "combine",
    "rules",
)  # fmt: skip
"""What a number rests on; a change of the rest is a change of words."""
_AS_WRITTEN = {"table": "from", "rules": "points.toml"}
_SQL = ("where", "measure", "numerator", "denominator")


class NotComputable(Exception):
    """A definition of an earlier version that this one cannot compute; the message says why."""


def plain(figure: Figure) -> dict[str, Any]:
    """The whole definition of `figure` as JSON can hold it."""
    return asdict(figure)


def figure_of_plain(held: Mapping[str, Any]) -> Figure:
    """The figure that `plain` was made of. Raises NotComputable."""
    known = {field.name for field in fields(Figure)}
    if strange := sorted(name for name, value in held.items() if name not in known and value):
        raise NotComputable(f"旧口径里的 {'、'.join(strange)} 现在的程序不认识")
    said = {name: _as_tuples(value) for name, value in held.items() if name in known}
    try:
        said["readings"] = tuple(
            Reading(one["label"], figure_of_plain(one["figure"])) for one in held.get("readings", ())
        )
        said["rules"] = tuple(PointRule(**rule) for rule in held.get("rules", ()))
        figure = Figure(**said)
    except (TypeError, KeyError) as error:
        raise NotComputable(f"旧口径不完整（{error}）") from error
    for name in _SQL:  # from a file that people can reach, into a query
        if (text := getattr(figure, name)) and not is_expression(text):
            raise NotComputable(f"旧口径的 {name} 不是一个 SQL 表达式")
    return figure


def changes(before: Figure, after: Figure) -> list[tuple[str, str, str]]:
    """(key as it is written in figures.toml, what it was, what it is) of everything that decides the number."""
    both = [(name, getattr(before, name), getattr(after, name)) for name in _DECIDES]
    return [(_AS_WRITTEN.get(name, name), _shown(old), _shown(new)) for name, old, new in both if old != new]


def _as_tuples(value: Any) -> Any:
    return tuple(_as_tuples(one) for one in value) if isinstance(value, list | tuple) else value


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "、".join(f"{one[0]}={'/'.join(one[1])}" if isinstance(one, tuple) else str(one) for one in value)
