"""What drafts and what audits know nothing of each other, so that one can check the other."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORDING = ROOT / "warehouse" / "wording"
DRAFTING = {"amounts", "clauses", "drafting"}
"""Modules of warehouse.wording that make sentences; all the others read them."""


def imported(path: Path) -> set[str]:
    """Every module that `path` imports, at module level or inside functions."""
    tree = ast.parse(path.read_text("utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def is_of_drafting(module: str) -> bool:
    return module.startswith("pipelines.drafting") or module in {f"warehouse.wording.{name}" for name in DRAFTING}


def is_of_reading(module: str) -> bool:
    parts = module.split(".")
    reads = parts[:2] == ["warehouse", "wording"] and len(parts) > 2 and parts[2] not in DRAFTING
    audits = module.startswith(("pipelines.auditing", "warehouse.auditing"))
    return audits or reads or module == "warehouse.wording.account_for"


DRAFTS = [*(WORDING / f"{name}.py" for name in sorted(DRAFTING)), *sorted((ROOT / "pipelines/drafting").glob("*.py"))]
AUDITS = [path for room in ("warehouse", "pipelines") for path in (ROOT / room / "auditing").glob("*.py")]
READS = sorted({*WORDING.glob("*.py"), *AUDITS} - set(DRAFTS))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_what_drafts_reads_nothing(path):
    assert not [module for module in imported(path) if is_of_reading(module)]


@pytest.mark.parametrize("path", READS, ids=lambda path: path.stem)
def test_what_reads_drafts_nothing(path):
    assert not [module for module in imported(path) if is_of_drafting(module)]
