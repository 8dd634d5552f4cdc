"""What an export looks like: two frozen records and the words they may use, no behaviour."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

CellType = Literal[
    "text",
    "id",
    "url",
    "count",
    "number",
    "share",
    "seconds",
    "yuan",
    "date",
    "timestamp",
    "yes_no",
    "choice",
]
Presence = Literal["cell", "header", "optional"]
Grain = Literal["posts", "account_days", "pieces", "cases", "amounts", "items", "events"]
Row = dict[str, Any]

_EMPTY: Mapping[str, str] = MappingProxyType({})

SAMPLE_MARK = "\u2063\u2063\u2063"
"""Invisible mark behind the first header cell of every synthetic table: a real home refuses it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an export: how it is headed, what its cells are, where they go.

    name      column of the raw table, English
    label     the header as the platform prints it; `aliases` are other spellings seen
    type      how a cell is read; `share` is stored as 0..1, `seconds` and `yuan` as they say
    presence  "cell": every row must have a value; "header": the column must be there;
              "optional": the column may be absent
    into      column of the core table of the export's grain; for account_days the measure
    unit      of a share: "fraction" (0.07) or "percent" (7%)
    signed    a count may be negative
    floors    a count may be printed as 10万+: adds the raw column `<name>_is_floor`
    choices   label in the file -> value kept; anything else is rejected
    private   never leaves the reading process
    fill_down an empty cell repeats the one above (merged cells)
    month_end a date is the last day of its month, however it is written: 2024年5月, or any day of it
    short_years  a date may be written 1/21/10, month first
    adds      of a count, number or yuan: the values of the rows add up, so that a total row can be checked by them
    example   for the template and the examples in it
    """

    name: str
    label: str
    type: CellType = "text"
    presence: Presence = "header"
    aliases: tuple[str, ...] = ()
    into: str | None = None
    unit: Literal["fraction", "percent"] = "fraction"
    signed: bool = False
    floors: bool = False
    choices: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    private: bool = False
    fill_down: bool = False
    month_end: bool = False
    short_years: bool = False
    adds: bool = True
    example: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of export, or one ledger kept by hand.

    kind          name of the raw table, unique
    title         what people call the file, Chinese
    source        click path in the back end, or who keeps the ledger
    evidence      how sure the layout is: "seen", "reported" or "guessed"; `since` says since when
    grain         the core table that its rows become
    constants     core columns (platform, register, channel, count_window ...) with one value for the whole kind
    key           columns that make a row what it is; joined into `row_key`
    ordinal_by    if set, rows with an equal key are told apart by their order of this column
    replaces      "key": the newest observation of a key counts;
                  "period": the newest file replaces the rows inside its 登记起止
    covers        "snapshot": from its oldest row until it was observed; "days": the days it has rows for;
                  "span": from its first row to its last; "stated": 登记起止
    day           column with the event's own date
    any_of        at least one of these columns must be present
    lists_all     a work missing from a later list of the same account was withdrawn
    cap           rows at which the platform cuts the list
    collect_every days between two downloads; `kept_days` how long the platform keeps them
    doubt         what a file that contradicts itself (a total that is not the sum of its rows, rows outside its
                  登记起止) comes to: "warns" or "refuses"
    template      we ship an empty Excel template for it
    tidy          changes or drops converted rows (dropped ones count as set aside)
    """

    kind: str
    title: str
    source: str
    grain: Grain
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    day: str
    evidence: Literal["seen", "reported", "guessed"] = "guessed"
    since: str = ""
    constants: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    ordinal_by: str | None = None
    replaces: Literal["key", "period"] = "key"
    covers: Literal["snapshot", "days", "span", "stated"] = "snapshot"
    any_of: tuple[str, ...] = ()
    lists_all: bool = False
    cap: int | None = None
    collect_every: int | None = None
    kept_days: int | None = None
    doubt: Literal["warns", "refuses"] = "warns"
    template: bool = False
    tidy: Callable[[list[Row]], list[Row]] | None = None
