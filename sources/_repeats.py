"""Rows that stand in several tables of one file, as with a sheet for each month and one for the year: counted once.

Within one table a repeated key is found when the table is read. A list whose newest observation counts may repeat
itself; a ledger, whose rows are all counted, may not.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sources._reading import Part, Reject
from sources._spec import Export


def drop_repeats(parts: Sequence[Part], exports: Mapping[str, Export]) -> None:
    """Take out of each part the rows that an earlier part of the same ledger has: set aside, or rejected if changed."""
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
