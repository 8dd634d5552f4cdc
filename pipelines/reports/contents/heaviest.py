"""The rows behind every figure that weigh most, each told apart by what it says of itself, and where it stands."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

import duckdb

from pipelines.reports.codes import word_of
from pipelines.reports.contents.days import schema_of
from warehouse._compute import terms
from warehouse._grains import DAYS
from warehouse.catalogue import Catalogue, Figure
from warehouse.rows_behind import counted_where

MOST = 20


@dataclass(frozen=True, slots=True)
class Told:
    """The columns of a core table that tell its rows apart, and the one that is a quantity, under the word for it."""

    by: tuple[str, ...]
    quantity: str = ""
    word: str = ""


TOLD = {
    "posts": Told(("title",), "views", "阅读或播放（次）"),
    "account_days": Told(("platform", "segment", "measure"), "value", "数值"),
    "downloads": Told(("platform", "segment"), "amount", "下载（次）"),
    "pieces": Told(("title", "outlet", "medium", "level")),
    "points": Told(("title", "outlet", "medium", "level"), "points", "得分"),
    "cases": Told(("case_key", "channel", "category")),
    "amounts": Told(("kind", "decision_key"), "amount_yuan", "金额（元）"),
    "items": Told(("title", "category", "level", "state"), "quantity", "数量"),
    "events": Told(("list", "kind", "category", "issuer", "level", "grade", "subject_key"), "rank", "名次"),
}
"""Core table -> how its rows are told apart."""


@dataclass(frozen=True, slots=True)
class HeavyRow:
    """One row behind a figure: its words, the title first if it has one; its day, its quantity, and where it stands.

    is_counted says of a share whether the row is in the numerator; None of any other figure.
    """

    batch: int
    source_row: int
    words: tuple[str, ...]
    url: str | None
    day: date | None
    quantity: float | None
    is_floor: bool
    is_counted: bool | None


def heaviest(
    con: duckdb.DuckDBPyConnection,
    known: Catalogue,
    names: Iterable[str],
    as_of: date,
    centre: str,
    most: int = MOST,
) -> dict[str, list[HeavyRow]]:
    """Figure id of `names` -> its first `most` rows: of a share those outside the numerator, else the heaviest, newest.

    A query per figure: the planner takes more time over one union of them all.
    """
    schema, asked = schema_of(con, as_of), {"centre": centre, "most": most}
    found = {}
    for figure in (known.figures[name] for name in names if name in known.figures):
        rows = con.execute(_query(figure, as_of, schema), asked).fetchall()
        found[figure.id] = [_row(TOLD[figure.table], row) for row in rows]
    return found


def is_weighed(figure: Figure) -> bool:
    """Whether some rows of `figure` weigh more than others."""
    quantity = TOLD[figure.table].quantity
    return bool(quantity and re.search(rf"\b{quantity}\b", f"{figure.measure} {figure.where}"))


def _query(figure: Figure, as_of: date, schema: str) -> str:
    told, day = TOLD[figure.table], DAYS[figure.table]
    words = ", ".join(f"cast({column} as varchar)" for column in told.by)
    quantity = f"cast({told.quantity} as double)" if told.quantity else "null"
    url, is_floor = ("url", "coalesce(views_is_floor, false)") if figure.table == "posts" else ("null", "false")
    condition = counted_where(figure).get("计入分子")
    is_counted = f"coalesce({condition}, false)" if condition else "null"
    outside_first = [is_counted] if condition else []
    heaviest_first = [f"{told.quantity} desc nulls last"] if is_weighed(figure) else []
    order = ", ".join([*outside_first, *heaviest_first, f"{day} desc nulls last", "batch", "source_row"])
    columns = f"batch, source_row, [{words}], {url}, cast({day} as date), {quantity}, {is_floor}, {is_counted}"
    rows = terms(figure, as_of, schema)[0].rows.sql(columns)
    return f"{rows} and centre = $centre order by {order} limit $most"


def _row(told: Told, found: Sequence[Any]) -> HeavyRow:
    batch, source_row, words, url, day, quantity, is_floor, is_counted = found
    said = tuple(word_of(column, word) for column, word in zip(told.by, words, strict=True) if word)
    sound = quantity if quantity is not None and isfinite(quantity) else None
    return HeavyRow(batch, source_row, said, url, day, sound, is_floor, is_counted)
