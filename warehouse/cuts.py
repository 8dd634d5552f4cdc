"""Figures cut by a dimension of their table: one more for each value it has among their rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import duckdb

from warehouse._definitions import DIMENSIONS
from warehouse._records import Figure

Value = str | None


class CutError(ValueError):
    """No figure can be cut by what was asked for; the message says what they can be cut by."""


def values_of(
    con: duckdb.DuckDBPyConnection, figures: Sequence[Figure], by: str, schema: str
) -> dict[str, list[Value]]:
    """Figure -> the values of `by` among the rows that it looks at; figures whose table has no such column are absent.

    One query per table, over every as-of day that `schema` holds. Raises CutError if no table has the column.
    """
    tables: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if by in DIMENSIONS[figure.table]:
            tables[figure.table].append(figure)
    if not tables:
        usable = dict.fromkeys(name for figure in figures for name in DIMENSIONS[figure.table])
        raise CutError(f"没有维度 {by}。可以用：{' '.join(usable)}。")
    found: dict[str, list[Value]] = {}
    for table, own in tables.items():
        names = sorted({name for figure in own for name, _ in figure.of} | {by})
        rows = con.execute(f"select distinct {', '.join(names)} from {schema}.{table}").fetchall()
        held = [dict(zip(names, row, strict=True)) for row in rows]
        for figure in own:
            among = {one[by] for one in held if all(one[name] in values for name, values in figure.of)}
            found[figure.id] = sorted(among, key=lambda value: (value is None, value))
    return found


def narrowed(figure: Figure, by: str, value: Value) -> Figure:
    """`figure` over those of its rows where `by` is `value`."""
    of: dict[str, tuple[Any, ...]] = dict(figure.of) | {by: (value,)}
    return replace(figure, id=f"{figure.id}={value}", of=tuple(sorted(of.items())))
