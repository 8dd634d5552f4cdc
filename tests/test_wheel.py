"""The wheel holds what the program needs and nothing else, and works where nothing but its locked packages is."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import pytest

pytest.importorskip("hatchling")
pytest.importorskip("pip")
Requirement = pytest.importorskip("packaging.requirements").Requirement
ROOT = Path(__file__).parents[1]
ROOMS = ("pipelines", "sources", "warehouse")


@dataclass(frozen=True, slots=True)
class Installed:
    """The wheel in an environment of its own, whose programs run in `elsewhere`, far from any checkout."""

    environment: Path
    elsewhere: Path

    def path(self, name: str) -> Path:
        """Where `name` is in the environment: "purelib" or "scripts"."""
        return Path(sysconfig.get_path(name, "venv", {"base": str(self.environment)}))

    def run(self, program: str, *arguments: str) -> str:
        """What a program of the environment prints."""
        kept = {name: value for name, value in os.environ.items() if name not in ("MEDIA_METRICS_HOME", "PYTHONPATH")}
        ended = subprocess.run(
            [self.path("scripts") / program, *arguments],
            cwd=self.elsewhere,
            env=kept | {"PYTHONUTF8": "1", "HOME": str(self.elsewhere)},
            capture_output=True, encoding="utf-8", timeout=300, check=False,
        )  # fmt: skip
        assert (ended.returncode, ended.stderr) == (0, "")
        return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built with what is installed and without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Installed:
    made = Installed(tmp_path_factory.mktemp("environment"), tmp_path_factory.mktemp("elsewhere"))
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", made.environment], check=True)
    _link(_locked(), made.path("purelib"))
    pip = [sys.executable, "-m", "pip", "--python", str(made.environment), "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-index", "--no-deps", str(wheel)], check=True)
    return made


def _locked() -> Iterator[str]:
    """The distributions that requirements.lock names for this machine."""
    for line in (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", "").splitlines():
        required = Requirement(line.partition("--hash")[0])
        if required.marker is None or required.marker.evaluate():
            yield required.name


def _link(names: Iterator[str], site_packages: Path) -> None:
    """Put these distributions of the tests' own environment into another one, without network or copies."""
    for name in names:
        held = distribution(name)
        for top in {file.parts[0] for file in held.files or ()} - {"..", "__pycache__"}:
            link = site_packages / top
            if not link.is_symlink():  # a namespace that two distributions share
                try:
                    link.symlink_to(Path(str(held.locate_file(top))).resolve())
                except OSError as error:
                    pytest.skip(f"no links here: {error}")


def test_holds_every_file_of_the_three_packages_and_nothing_else(wheel):
    ours = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        (entry_points,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "media-metrics = pipelines.cli:program" in archive.read(entry_points).decode()
    assert names == ours
    assert {Path(name).suffix for name in names} >= {".py", ".toml", ".sql", ".j2"}


def test_what_is_installed_is_what_runs(installed):
    where = "import pipelines, sources, warehouse\nfor room in (pipelines, sources, warehouse): print(room.__file__)"
    files = [Path(line) for line in installed.run("python", "-c", where).splitlines()]
    assert files == [installed.path("purelib") / room / "__init__.py" for room in ROOMS]


def test_nothing_that_only_developers_have_is_there(installed):
    look = "import sys; from importlib.util import find_spec; print(*(n for n in sys.argv[1:] if find_spec(n)))"
    developers = ("pytest", "hypothesis", "sqlglot", "jupyterlab", "nbclient", "ipykernel", "dagster_webserver", "mypy")
    assert installed.run("python", "-c", look, "duckdb", *developers).split() == ["duckdb"]


def test_sample_night_and_figures_work_without_a_checkout(installed):
    installed.run("media-metrics", "sample", "--home", "demo")
    told = json.loads(installed.run("media-metrics", "nightly", "--home", "demo", "--as-of", "2024-06-20", "--json"))
    dropped = [path for path in (installed.elsewhere / "demo" / "inbox").rglob("*") if path.is_file()]
    assert told["files"]["loaded"] == told["files"]["new"] == len(dropped)
    assert all(Path(path).is_file() for path in told["documents"].values())
    figures = json.loads(installed.run("media-metrics", "figures", "--home", "demo", "--json"))
    assert len(figures) == 78
    assert figures == told["figures"]
    assert {row["verdict"] for row in figures} == {"一致", "舍入后一致", "文字残缺", "无法核对"}
