"""The code cells of a notebook, run here and now: what they leave behind and what each shows, without a kernel."""

import ast
import sys
from pathlib import Path
from typing import Any

Notebook = Any
"""An nbformat.NotebookNode, which only who reads one should wait for."""

SLOW_GRAMMAR = "rfc3987_syntax"
"""It takes seconds to import. nbformat asks for it by way of jsonschema, which does without where it is missing."""

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def read(path: Path) -> Notebook:
    """The notebook at `path`."""
    sys.modules.setdefault(SLOW_GRAMMAR, None)  # type: ignore[arg-type]
    import nbformat

    return nbformat.read(path, as_version=4)


def notebook(number: str) -> Notebook:
    """The notebook whose file name begins with `number`."""
    return read(next(path for path in NOTEBOOKS if path.name.startswith(number)))


def code_of(book: Notebook) -> list[Any]:
    """Its cells of code, in their order."""
    return [cell for cell in book.cells if cell.cell_type == "code"]


def run(number: str, until: str = "", **changed: Any) -> tuple[dict[str, Any], list[Any]]:
    """(names, values shown) after every cell ran, or after the first that assigns `until`.

    Where a cell assigns one of `changed`, that is what it assigns.
    """
    names: dict[str, Any] = {"__name__": "notebook"}
    shown = []
    for cell in code_of(notebook(number)):
        *body, last = ast.parse(cell.source).body
        if not isinstance(last, ast.Expr):
            body.append(last)
        for statement in body:
            exec(compile(ast.Module([statement], []), number, "exec"), names)
            names |= {name: value for name, value in changed.items() if name in names}
        if isinstance(last, ast.Expr):
            shown.append(eval(compile(ast.Expression(last.value), number, "eval"), names))
        if until in names:
            break
    return names, [value for value in shown if value is not None]
