"""Notebooks are kept as somebody finds them: short, without outputs, of no machine, knowing the warehouse only."""

import ast

import pytest

from pipelines.reports.wording import PLATFORMS
from tests.notebooks._cells import NOTEBOOKS, Notebook, code_of, notebook, read


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def book(request: pytest.FixtureRequest) -> Notebook:
    """Each notebook, as it is kept."""
    return read(request.param)


def test_there_are_four():
    assert [path.stem for path in NOTEBOOKS] == ["01_看懂一个数", "02_平台趋势", "03_外宣与热线", "04_发布前核对"]


def test_outputs_are_cleared(book):
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code_of(book))


def test_metadata_says_nothing_of_a_machine(book):
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    assert book.metadata == {"kernelspec": kernel, "language_info": {"name": "python"}}
    assert all(cell.metadata == {} for cell in book.cells)


def test_is_short_and_begins_with_what_it_is(book):
    assert 8 <= len(book.cells) <= 14
    first = book.cells[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")


def test_opens_the_published_warehouse_in_one_line_and_closes_it(book):
    tree = ast.parse("\n".join(cell.source for cell in code_of(book)))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    known = {"dataclasses", "html", "pathlib", "pandas", "plotly", "warehouse"}
    assert {name.partition(".")[0] for name in imported} <= known
    calls = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert calls.count("warehouse.connect()") == 1
    assert calls.count("con.close()") == 1
    assert code_of(book)[-1].source.startswith("con.close()")


def test_platforms_are_called_as_in_the_reports():
    source = next(cell.source for cell in code_of(notebook("02")) if "names = {" in cell.source)
    names = next(
        node.value
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "names"
    )
    assert list(ast.literal_eval(names).items()) == list(PLATFORMS.items())
