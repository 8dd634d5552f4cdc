"""The wheel holds what the program needs and nothing else, and works where there is no checkout."""

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("hatchling")
pytest.importorskip("pip")
pytestmark = pytest.mark.xdist_group("wheel")

ROOT = Path(__file__).parents[1]
ROOMS = ("pipelines", "sources", "warehouse")


@dataclass(frozen=True, slots=True)
class Installed:
    """The wheel installed in `folder`, seen before anything else by programs that run in `elsewhere`."""

    folder: Path
    elsewhere: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name != "MEDIA_METRICS_HOME"}
        environment |= {"PYTHONPATH": str(self.folder), "PYTHONUTF8": "1", "HOME": str(self.elsewhere)}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.elsewhere, env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False,
        )  # fmt: skip

    def media_metrics(self, *arguments: str) -> str:
        ended = self.run("-m", "pipelines.cli", *arguments)
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
    made = Installed(tmp_path_factory.mktemp("installed"), tmp_path_factory.mktemp("elsewhere"))
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]
    ended = made.run(*pip, "--target", str(made.folder), str(wheel))
    assert ended.returncode == 0, ended.stderr
    return made


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
        assert "media-metrics = pipelines.cli:main" in archive.read(entry_points).decode()
    assert names == ours
    assert {Path(name).suffix for name in names} >= {".py", ".toml", ".sql", ".j2"}


def test_what_is_installed_is_what_runs(installed):
    where = "import pipelines, sources, warehouse\nfor room in (pipelines, sources, warehouse): print(room.__file__)"
    files = [Path(line) for line in installed.run("-c", where).stdout.splitlines()]
    assert files == [installed.folder / room / "__init__.py" for room in ROOMS]


def test_sample_night_and_figures_work_without_a_checkout(installed):
    installed.media_metrics("sample", "--home", "demo")
    told = json.loads(installed.media_metrics("nightly", "--home", "demo", "--as-of", "2024-06-20", "--json"))
    dropped = [path for path in (installed.elsewhere / "demo" / "inbox").rglob("*") if path.is_file()]
    assert told["files"]["loaded"] == told["files"]["new"] == len(dropped)
    assert all(Path(path).is_file() for path in told["documents"].values())
    figures = json.loads(installed.media_metrics("figures", "--home", "demo", "--json"))
    assert figures == told["figures"]
    assert {row["verdict"] for row in figures} == {"一致", "舍入后一致", "文字残缺", "无法核对"}
