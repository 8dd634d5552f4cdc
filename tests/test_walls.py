"""The walls of the house: who may know whom, what a reader must never load, what must never be written down."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from pipelines.cli import main

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock")
ROOMS = ("sources", "warehouse", "pipelines")
NOT_OURS_TO_SEE = {
    "sources": {"duckdb", "dagster", "pandas", "warehouse", "pipelines"},
    "warehouse": {"dagster", "sources", "pipelines"},
    "pipelines": set(),
}
KNOW_DAGSTER = {f"pipelines/{name}.py" for name in ("definitions", "assets", "checks", "history")}
OUTSIDE = {"environ", "getenv", "cwd", "getcwd", "home", "expanduser", "find_home", "open_home", "connect", "building"}
"""Names by which a module would reach the environment or a home."""


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]


def imported(tree: ast.AST) -> set[str]:
    """Top-level packages that any import below `tree` names, at module level or inside functions."""
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    found |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in found}


def at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs when the module is imported: all but the bodies of functions."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from at_import(node.args)
            for decorator in getattr(node, "decorator_list", []):
                yield from (decorator, *at_import(decorator))
        else:
            yield from (node, *at_import(node))


def test_imports_run_one_way():
    paths = modules(*ROOMS)
    assert {path.relative_to(ROOT).parts[0] for path in paths} == set(ROOMS)
    wrong = {name_of(path): seen for path in paths if (seen := must_not_know(path))}
    assert not wrong


def must_not_know(path: Path) -> set[str]:
    """What a module imports and must not; relative imports too, for only absolute names say what is imported."""
    tree, room = parsed(path), path.relative_to(ROOT).parts[0]
    closed = NOT_OURS_TO_SEE[room] | (set() if name_of(path) in KNOW_DAGSTER else {"dagster"})
    relative = {
        f"line {node.lineno}: relative" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level
    }
    return imported(tree) & closed | relative


def test_nothing_looks_around_when_it_is_imported():
    wrong = [f"{name_of(path)}:{line}" for path in modules(*ROOMS) for line in looking_around(path)]
    assert not wrong


def looking_around(path: Path) -> Iterator[int]:
    """The lines that reach outside when the module is imported."""
    for node in at_import(parsed(path)):
        called = node.func if isinstance(node, ast.Call) else node if isinstance(node, ast.Attribute) else None
        if getattr(called, "attr", getattr(called, "id", "")) in OUTSIDE:
            yield node.lineno


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.name)
def test_notebooks_know_the_warehouse_only(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    for source in ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"):
        assert imported(ast.parse(source)) <= {"warehouse", "pandas", "plotly", *sys.stdlib_module_names}


def test_who_reads_loads_neither_dagster_nor_pandas(sample_home):
    program = """
import sys
from pipelines.cli import main
home = ["--home", sys.argv[1]]
commands = [["figures"], ["explain", "dy_views"], ["files"]]
for arguments in [*([*c[:1], "--help"] for c in commands), *([*c, *home] for c in commands)]:
    try:
        main(arguments)
    except SystemExit as end:
        assert end.code == 0, arguments
print(*{name.partition(".")[0] for name in sys.modules}, sep="\\n", file=sys.stderr)
"""
    ended = subprocess.run(
        [sys.executable, "-c", program, str(sample_home.root)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = set(ended.stderr.split())
    assert {"duckdb", "warehouse", "pipelines"} <= loaded
    assert not loaded & {"dagster", "pandas", "numpy", "openpyxl", "plotly", "jinja2", "pebble"}


def test_a_worker_that_reads_loads_neither_pandas_nor_us():
    program = "import sys; import sources._worker; sources.exports(); print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert not {"pandas", "duckdb", "dagster", "warehouse", "pipelines"} & set(ended.stdout.split())


@pytest.mark.parametrize("command", [None, *main.commands])
def test_every_command_has_help_with_an_example_and_stands_in_the_readme(command):
    described = main if command is None else main.commands[command]
    shown = described.get_help(click.Context(described, info_name="media-metrics"))
    assert f"例：media-metrics {command or ''}".rstrip() in shown
    readme = (ROOT / "README.md").read_text("utf-8")
    if command and readme:
        assert f"media-metrics {command}" in readme
    for parameter in described.params:
        if isinstance(parameter, click.Option) and parameter.name not in ("help", "version"):
            assert parameter.help, parameter.name


def tracked() -> list[Path]:
    """Every file that goes into the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_path_of_a_machine_and_no_host_of_a_registry_is_written_down():
    path_of_a_machine = re.compile(
        r"""(?<![\w.~*{}\]/-])/(?:home|root|Users|work|mnt|opt|srv|var)/[\w.]|\b[A-Z]:\\\\?Users"""
    )
    registry = re.compile(r"\b(?:pypi|pythonhosted|npmjs|anaconda)\.(?:org|com|cn)|\bmirrors?\.\w+\.")
    for path in tracked():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            assert not path_of_a_machine.search(line), f"{name_of(path)}:{number}: {line.strip()}"
            assert not registry.search(line), f"{name_of(path)}:{number}: {line.strip()}"


def test_what_a_run_needs_is_among_what_the_tests_need():
    """So that `make run` after `make test` has nothing to install."""
    run, tests = (set(re.findall(r"^[^\s;]+==[^\s;]+", (ROOT / name).read_text("utf-8"), re.M)) for name in LOCKS[:2])
    assert len(run) > 50
    assert run <= tests


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_no_index_and_hash_everything(name):
    lines = (ROOT / name).read_text("utf-8").replace("\\\n", "").splitlines()
    required = [line for line in lines if line.strip()]
    assert required
    for line in required:
        assert re.match(r"[a-z0-9][a-z0-9._-]*(?:\[[a-z0-9,-]+\])?==\S+", line), line
        assert "--hash=sha256:" in line, line
        assert "://" not in line, line
        assert set(re.findall(r"--[a-z-]+", line)) == {"--hash"}, line
