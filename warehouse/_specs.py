"""What the warehouse needs to know of an export, whoever describes it."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class ColumnSpec(Protocol):
    """One column: its name, its cell type, and the core column or measure it becomes."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def into(self) -> str | None: ...
    @property
    def floors(self) -> bool: ...
    @property
    def private(self) -> bool: ...
    @property
    def choices(self) -> Mapping[str, str]: ...


class ExportSpec(Protocol):
    """One kind of export: its raw table, and how its rows become rows of a core table."""

    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def grain(self) -> str: ...
    @property
    def columns(self) -> Sequence[ColumnSpec]: ...
    @property
    def constants(self) -> Mapping[str, str]: ...
    @property
    def replaces(self) -> str: ...
    @property
    def covers(self) -> str: ...
    @property
    def lists_all(self) -> bool: ...
    @property
    def doubt(self) -> str: ...
    @property
    def collect_every(self) -> int | None: ...
    @property
    def kept_days(self) -> int | None: ...


class LoadedPart(Protocol):
    """One table read from a file, ready to load: columns of equal length and what was left out."""

    @property
    def kind(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def block(self) -> int: ...
    @property
    def columns(self) -> Mapping[str, list[Any]]: ...
    @property
    def rows_read(self) -> int: ...
    @property
    def rows_set_aside(self) -> Sequence[tuple[int, str]]: ...
    @property
    def rejects(self) -> Sequence[Any]: ...
    @property
    def covers_from(self) -> Any: ...
    @property
    def covers_to(self) -> Any: ...
    @property
    def covers_how(self) -> str: ...
    @property
    def verified(self) -> str: ...
    @property
    def contradicted(self) -> bool: ...


SQL_TYPES = {
    "text": "varchar",
    "id": "varchar",
    "url": "varchar",
    "choice": "varchar",
    "count": "bigint",
    "number": "double",
    "share": "double",
    "seconds": "double",
    "yuan": "decimal(18,2)",
    "date": "date",
    "timestamp": "timestamp",
    "yes_no": "boolean",
}
"""Cell type -> type of the raw column."""

PROVENANCE = {
    "centre": "varchar",
    "account": "varchar",
    "batch": "bigint",
    "source_row": "bigint",
    "observed_at": "timestamp",
    "row_key": "varchar",
}
"""What every raw row carries besides what the platform said."""


def raw_columns(export: ExportSpec) -> dict[str, str]:
    """Column -> SQL type of the raw table of `export`, provenance first, private columns left out."""
    columns = dict(PROVENANCE)
    for column in export.columns:
        if not column.private:
            columns[column.name] = SQL_TYPES[column.type]
            if column.floors:
                columns[f"{column.name}_is_floor"] = "boolean"
    return columns
