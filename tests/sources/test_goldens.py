"""Every export in tests/exports/<kind>/<layout>.* gives what <layout>.rows.json says: a new pair is a new test.

The json holds the parts of the file and, where they matter, its `name` below the inbox, when it was `observed` and its
`refusal`. Of a row it lists what has a value; a flag `..._is_floor` only where it is true.
"""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sources import Part, exports, read

EXPORTS = Path(__file__).parents[1] / "exports"
GOLDENS = sorted(EXPORTS.glob("*/*.rows.json"))


def export_beside(golden: Path) -> Path:
    layout = golden.name.removesuffix(".rows.json")
    (export,) = (path for path in golden.parent.glob(f"{layout}.*") if path != golden)
    return export


def test_every_export_has_its_rows() -> None:
    files = {path for path in EXPORTS.glob("*/*") if path.is_file() and not path.name.endswith(".rows.json")}
    assert files == {export_beside(golden) for golden in GOLDENS}


@pytest.mark.parametrize(
    "golden", GOLDENS, ids=lambda path: f"{path.parent.name}/{path.name.removesuffix('.rows.json')}"
)
def test_golden(golden: Path) -> None:
    expected = json.loads(golden.read_text("utf-8"))
    export = export_beside(golden)
    reading = read(export, name=expected.get("name", export.name), exports=exports(), aliases={})
    assert reading.refusal == expected.get("refusal")
    assert [as_json(part) for part in reading.parts] == [
        {"set_aside": [], "rejects": [], "unknown_columns": [], "warnings": [], **part} for part in expected["parts"]
    ]
    assert [as_written(reading.observed_at), reading.observed_how] == expected.get("observed", [None, ""])
    assert reading.sample
    assert golden.parent.name in {part.kind for part in reading.parts}


def as_json(part: Part) -> dict[str, Any]:
    rows = zip(*part.columns.values(), strict=True)
    assert part.rows_read == part.rows_loaded + part.rows_rejected + len(part.rows_set_aside)
    return {
        "kind": part.kind,
        "sheet": part.sheet,
        "block": part.block,
        "covers": [as_written(part.covers_from), as_written(part.covers_to), part.covers_how],
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
