"""New homes: what they hold, and that nothing of the user's is written over."""

import openpyxl
from click.testing import CliRunner

import sources
from pipelines.cli import main
from pipelines.config import load_config
from warehouse import create_home, open_home


def test_a_real_home_has_a_config_and_the_templates_of_all_ledgers(tmp_path):
    result = CliRunner().invoke(main, ["init", "--home", str(tmp_path / "data")])
    assert result.exit_code == 0
    home = open_home(tmp_path / "data")
    assert home.kind == "real"
    assert list(home.inbox.iterdir()) == []
    assert load_config(home).default_centre == "jianhu"
    templates = {path.name for path in (home.root / "templates").iterdir()}
    assert len(templates) == sum(export.template for export in sources.exports().values())
    assert openpyxl.load_workbook(home.root / "templates" / sorted(templates)[0]).sheetnames


def test_a_home_that_is_set_up_again_keeps_the_config(tmp_path):
    CliRunner().invoke(main, ["init", "--home", str(tmp_path)])
    config = tmp_path / "config" / "config.toml"
    config.write_text(config.read_text("utf-8").replace("建湖融媒", "我们"), "utf-8")
    assert CliRunner().invoke(main, ["init", "--home", str(tmp_path)]).exit_code == 0
    assert load_config(open_home(tmp_path)).centres["jianhu"].short_name == "我们"


def test_a_real_home_does_not_become_a_sample(tmp_path):
    create_home(tmp_path, "real")
    result = CliRunner().invoke(main, ["sample", "--home", str(tmp_path)])
    assert result.exit_code == 2
    assert "正式数据目录" in result.stderr
    assert list((tmp_path / "inbox").iterdir()) == []


def test_templates_can_be_written_anywhere(tmp_path):
    result = CliRunner().invoke(main, ["templates", str(tmp_path / "台账模板")])
    assert result.exit_code == 0
    written = result.stdout.split()
    assert {str(path) for path in (tmp_path / "台账模板").iterdir()} == set(written)
