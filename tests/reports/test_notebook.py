"""The notebook runs from top to bottom over a published warehouse and is kept without outputs."""

import ast
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "notebooks" / "01_看懂一个数.ipynb"


@pytest.fixture
def notebook() -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)


def code_of(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_outputs_are_cleared(notebook):
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code_of(notebook))


def test_opens_the_published_warehouse_and_nothing_else(notebook):
    tree = ast.parse("\n".join(cell.source for cell in code_of(notebook)))
    imported = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    imported |= {str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported == {"pandas", "plotly", "warehouse"}


def test_runs_over_the_sample(notebook, sample_home, monkeypatch):
    monkeypatch.setenv("MEDIA_METRICS_HOME", str(sample_home.root))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    outputs = [output.data for cell in code_of(notebook) for output in cell.outputs if "data" in output]
    assert any(
        "抖音号播放量过万的视频" in data.get("text/plain", "") and "276" in data["text/plain"] for data in outputs
    )
    assert any("抖音号各月作品" in str(data.get("application/vnd.plotly.v1+json", "")) for data in outputs)
