"""What makes a row the row it is: its key. Rows that repeat one are counted once, or rejected where they differ."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sources._reading import Part, Reject
from sources._spec import Export


def row_keys(values: dict[str, list[Any]], export: Export) -> list[str]:
    """The key of each row; rows with an equal one are told apart as #2, #3 where the kind has an order for them."""
    columns = [[_key_text(cell) for cell in values[name]] for name in export.key]
    keys = columns[0] if len(columns) == 1 else ["|".join(parts) for parts in zip(*columns, strict=True)]
    if export.ordinal_by is None or len(set(keys)) == len(keys):
        return keys
    order = values[export.ordinal_by]
    seen: dict[str, int] = {}
    for position in sorted(range(len(keys)), key=lambda at: (keys[at], order[at] is not None, order[at] or 0)):
        key = keys[position]
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            keys[position] = f"{key}#{seen[key]}"
    return keys


def _key_text(value: Any) -> str:
    """A value in a key: dates ISO, timestamps to the second, None as nothing.

    >>> _key_text(datetime(2024, 6, 20, 8, 0))
    '2024-06-20 08:00:00'
    """
    if type(value) is str:
        return value
    if value is None:
        return ""
    return value.isoformat(" ", "seconds") if isinstance(value, datetime) else str(value)


def repeated(values: dict[str, list[Any]], export: Export, part: Part, hidden: set[int]) -> dict[int, list[Reject]]:
    """Rows whose key an earlier row has: rejected, or set aside when they say the same.

    hidden   sheet rows in which a number was masked: they may look alike without being so
    """
    keys = values["row_key"]
    if len(set(keys)) == len(keys) and "" not in keys:
        return {}
    rejected: dict[int, list[Reject]] = {}
    first: dict[str, int] = {}
    labels = "、".join(column.label for column in export.columns if column.name in export.key)
    told = [cells for name, cells in values.items() if name != "source_row"]
    for position, key in enumerate(keys):
        number = values["source_row"][position]
        earlier = first.setdefault(key, position)
        if not key.strip("|"):
            rejected[position] = [Reject(number, "", f"{labels} 都是空的，认不出是哪一条")]
        elif earlier != position and number not in hidden and all(cells[earlier] == cells[position] for cells in told):
            part.rows_set_aside.append((number, f"与第 {values['source_row'][earlier]} 行完全相同"))
            rejected[position] = []
        elif earlier != position:
            reason = f"{labels} 与第 {values['source_row'][earlier]} 行相同而内容不同；请删去其中一行，或改正 {labels}"
            rejected[position] = [Reject(number, "", reason)]
    return rejected


def drop_repeats(parts: Sequence[Part], exports: Mapping[str, Export]) -> None:
    """Take out of each part the rows that an earlier part of the same ledger has: set aside, or rejected if changed.

    So with a sheet for each month and one for the year. A list whose newest observation counts may repeat itself; a
    ledger, whose rows are all counted, may not.
    """
    ledgers: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        if exports[part.kind].replaces == "period":
            ledgers[part.kind].append(part)
    for kind, alike in ledgers.items():
        if len(alike) > 1:
            _drop(alike, exports[kind])


def _drop(parts: Sequence[Part], export: Export) -> None:
    labels = "、".join(column.label for column in export.columns if column.name in export.key)
    first: dict[str, tuple[Part, str, tuple[Any, ...]]] = {}
    for part in parts:
        gone: dict[int, str] = {}
        told = [cells for name, cells in part.columns.items() if name != "source_row"]
        for at, (number, key) in enumerate(zip(part.columns["source_row"], part.columns["row_key"], strict=True)):
            values = tuple(cells[at] for cells in told)
            earlier, where, said = first.setdefault(key, (part, f"工作表“{part.sheet}”第 {number} 行", values))
            if earlier is part:
                continue
            if said == values:
                gone[at] = where
                part.rows_set_aside.append((number, f"与{where}完全相同"))
            elif export.ordinal_by is None:
                gone[at] = where
                part.rejects.append(Reject(number, "", f"{labels} 与{where}相同而内容不同；请改正其中一行"))
        if gone:
            part.warnings.append(f"有 {len(gone)} 行在前面的表里已经有了（如{next(iter(gone.values()))}），没有再计")
            for name, cells in part.columns.items():
                part.columns[name] = [cell for at, cell in enumerate(cells) if at not in gone]
