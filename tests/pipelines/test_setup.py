"""New homes: what they hold, that half of one is none, and that nothing of the user's is written over."""

import shutil
import stat
import sys
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import sources
from pipelines.cli import main
from pipelines.config import load_config
from pipelines.setup import sample_home as write_sample_home
from sources import sample
from warehouse import create_home, open_home
from warehouse.home import FOLDERS, UNFINISHED


def invoke(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def contents(folder: Path) -> dict[str, bytes]:
    """Path below `folder` -> content, of every file."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real home as `init` makes it, to look at."""
    root = tmp_path_factory.mktemp("made") / "data"
    assert invoke("init", "--home", root).exit_code == 0
    return root


def test_a_real_home_has_a_config_and_the_templates_of_all_ledgers(made):
    home = open_home(made)
    assert home.kind == "real"
    assert list(home.inbox.iterdir()) == []
    assert load_config(home).default_centre == "jianhu"
    templates = {path.name for path in (home.root / "templates").iterdir()}
    assert len(templates) == sum(export.template for export in sources.exports().values())
    assert openpyxl.load_workbook(home.root / "templates" / sorted(templates)[0]).sheetnames


def test_a_home_that_is_set_up_again_keeps_the_config(made, tmp_path):
    home = open_home(shutil.copytree(made, tmp_path / "data"))
    config = home.config / "config.toml"
    config.write_text(config.read_text("utf-8").replace("建湖融媒", "我们"), "utf-8")
    assert invoke("init", "--home", home.root).exit_code == 0
    assert load_config(home).centres["jianhu"].short_name == "我们"


def test_a_real_home_does_not_become_a_sample(tmp_path):
    create_home(tmp_path, "real")
    result = invoke("sample", "--home", tmp_path)
    assert result.exit_code == 2
    assert "正式数据目录" in result.stderr
    assert list((tmp_path / "inbox").iterdir()) == []


def test_templates_can_be_written_anywhere(tmp_path):
    result = invoke("templates", tmp_path / "台账模板")
    assert result.exit_code == 0
    written = result.stdout.split()
    assert {str(path) for path in (tmp_path / "台账模板").iterdir()} == set(written)


@pytest.fixture
def half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sample that was cut off within the writing of a file."""

    def cut_off(day: Path, _: object) -> None:
        (day / "台账").mkdir(parents=True)
        (day / "台账" / "专栏台账.xlsx").write_bytes(b"PK")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sample.platforms, "write", cut_off)
        assert invoke("sample", "--home", tmp_path / "demo").exit_code != 0
    return tmp_path / "demo"


def test_a_sample_that_was_cut_off_is_no_home(half_made):
    assert any(path.is_file() for path in (half_made / "inbox").rglob("*"))
    for command in ("nightly", "figures"):
        result = invoke(command, "--home", half_made)
        assert result.exit_code == 2
        assert "没有建完" in result.stderr
        assert "media-metrics sample" in result.stderr
    assert not (half_made / "build.duckdb").exists()


@pytest.fixture
def few_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sample of one platform's exports and three ledgers, with the one that `half_made` was cut off in."""
    ledgers = [one for one in sample.ledgers.LEDGERS if one.export.kind in ("programme_columns", "talks", "ranks")]
    monkeypatch.setattr(sample.ledgers, "LEDGERS", ledgers)
    for module in (sample.platforms._wechat, sample.platforms._short_video, sample.platforms._app):
        monkeypatch.setattr(module, "write", lambda *_: None)


@pytest.mark.usefixtures("few_files")
def test_a_sample_that_was_cut_off_is_made_by_asking_again(half_made, tmp_path):
    assert invoke("sample", "--home", half_made).exit_code == 0
    assert open_home(half_made).kind == "sample"
    whole = write_sample_home(tmp_path / "whole", seed=0)
    assert contents(half_made / "inbox") == contents(whole.inbox)
    assert "2024-06-21/台账/专栏台账.xlsx" in contents(whole.inbox)


def test_what_is_left_of_a_sample_does_not_become_a_real_home(half_made):
    result = invoke("init", "--home", half_made)
    assert result.exit_code == 2
    assert "请删去它" in result.stderr
    assert (half_made / UNFINISHED).is_file()


def test_without_the_package_that_samples_need_nothing_is_made(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlwt", None)
    result = invoke("sample", "--home", tmp_path / "demo")
    assert result.exit_code == 2
    assert result.stderr == '生成样例需要 xlwt，现在没有装。请先执行 pip install "media-metrics[sample]"。\n'
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("without_dagster")
def test_a_night_makes_the_folders_that_are_missing(office):
    home = office.home
    for folder in FOLDERS:
        shutil.rmtree(home.root / folder)
    result = invoke("nightly", "--home", home.root, "--as-of", "2024-06-20")
    assert (result.exit_code, result.stderr) == (0, "")
    assert all((home.root / folder).is_dir() for folder in FOLDERS)
    if sys.platform != "win32":
        assert stat.S_IMODE(home.originals.stat().st_mode) == 0o700
