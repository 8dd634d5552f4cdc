"""Every export in tests/exports/<kind>/<layout>.* gives what <layout>.rows.json says: a new pair is a new test.

The json holds the parts of the file and, where they matter, its `name` below the inbox, when it was `observed` and its
`refusal`. In `unknown` lie layouts that are refused.
"""

import json
from pathlib import Path

import pytest
from _golden_rows import DEFAULTS, as_written, part_as_json

from sources import exports, read

EXPORTS = Path(__file__).parent
GOLDENS = sorted(EXPORTS.glob("*/*.rows.json"))


def export_beside(golden: Path) -> Path:
    layout = golden.name.removesuffix(".rows.json")
    (export,) = (path for path in golden.parent.glob(f"{layout}.*") if path != golden)
    return export


def test_every_export_has_its_rows() -> None:
    files = {path for path in EXPORTS.glob("[!_]*/*") if path.is_file() and not path.name.endswith(".rows.json")}
    assert files == {export_beside(golden) for golden in GOLDENS}


def test_every_kind_has_an_export() -> None:
    expected = [json.loads(golden.read_text("utf-8")) for golden in GOLDENS]
    assert {part["kind"] for one in expected for part in one.get("parts", ())} == set(exports())


@pytest.mark.parametrize(
    "golden", GOLDENS, ids=lambda path: f"{path.parent.name}/{path.name.removesuffix('.rows.json')}"
)
def test_golden(golden: Path) -> None:
    expected = json.loads(golden.read_text("utf-8"))
    assert not expected.get("unreviewed"), "nobody has worked out these columns by hand yet"
    export = export_beside(golden)
    reading = read(export, name=expected.get("name", export.name), exports=exports(), aliases={})
    if "refusal" in expected:  # its beginning is enough: which kinds are nearest changes as kinds are added
        assert (reading.refusal or "").startswith(expected["refusal"])
        return
    assert reading.refusal is None
    assert [part_as_json(part) for part in reading.parts] == [{**DEFAULTS, **part} for part in expected["parts"]]
    assert [as_written(reading.observed_at), reading.observed_how] == expected.get("observed", [None, ""])
    assert reading.sample
    assert golden.parent.name in {part.kind for part in reading.parts}
    for part in reading.parts:
        assert part.rows_read == part.rows_loaded + part.rows_rejected + len(part.rows_set_aside)
