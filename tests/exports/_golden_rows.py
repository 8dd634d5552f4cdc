"""A Reading as <layout>.rows.json has it."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sources import Part, Reading

DEFAULTS: dict[str, Any] = {"verified": "", "set_aside": [], "rejects": [], "unknown_columns": [], "warnings": []}
"""What a part need not say."""


def part_as_json(part: Part) -> dict[str, Any]:
    """Of a row it lists what has a value; a flag `..._is_floor` only where it is true."""
    rows = zip(*part.columns.values(), strict=True)
    return {
        "kind": part.kind,
        "sheet": part.sheet,
        "block": part.block,
        "covers": [as_written(part.covers_from), as_written(part.covers_to), part.covers_how],
        "verified": part.verified,
        "rows": [
            {
                name: as_written(value)
                for name, value in zip(part.columns, row, strict=True)
                if value is not None and not (name.endswith("_is_floor") and value is False)
            }
            for row in rows
        ],
        "set_aside": [[number, reason] for number, reason in part.rows_set_aside],
        "rejects": [[reject.row, reject.column, reject.shape] for reject in part.rejects],
        "unknown_columns": [list(pair) for pair in part.unknown_columns],
        "warnings": part.warnings,
    }


def as_written(value: Any) -> Any:
    return str(value) if isinstance(value, date | datetime | Decimal) else value


def draft(reading: Reading, name: str) -> str:
    """The json of a reading, one row a line, with every column of it still to be worked out by hand."""
    if reading.refusal is not None:
        lines = [f'  "refusal": {_text(reading.refusal)}']
    else:
        lines = [f'  "name": {_text(name)}', f'  "observed": {_text(_observed(reading))}']
        lines += ['  "parts": [\n' + ",\n".join(_part(part) for part in reading.parts) + "\n  ]"]
    lines.insert(0, f'  "unreviewed": {_text(_columns(reading) or ["refusal"])}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _observed(reading: Reading) -> list[Any]:
    return [as_written(reading.observed_at), reading.observed_how]


def _columns(reading: Reading) -> list[str]:
    return sorted({name for part in reading.parts for name, cells in part.columns.items() if any(cells)})


def _part(part: Part) -> str:
    told = {key: value for key, value in part_as_json(part).items() if value != DEFAULTS.get(key)}
    first = ", ".join(f'"{key}": {_text(told.pop(key))}' for key in ("kind", "sheet", "block", "covers"))
    rows = ",\n        ".join(_text(row) for row in told.pop("rows"))
    lines = [first]
    if "verified" in told:
        lines[0] += f', "verified": {_text(told.pop("verified"))}'
    lines.append(f'"rows": [\n        {rows}\n      ]' if rows else '"rows": []')
    lines += [f'"{key}": {_text(value)}' for key, value in told.items()]
    return "    {\n      " + ",\n      ".join(lines) + "\n    }"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
