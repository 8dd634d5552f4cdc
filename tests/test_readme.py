"""README promises things: its worked examples are executed here, and its commands exist."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import sources
from pipelines.cli import main
from pipelines.night import Night
from sources import platforms
from warehouse import catalogue, connect, create_home
from warehouse.figures import evaluate

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def block(name: str) -> str:
    """The code block of README headed by the file name `name`."""
    found = re.search(rf"```\w+ {re.escape(name)}\n(.*?)```", README, re.S)
    assert found, name
    return found[1]


@pytest.fixture
def with_kuaishou(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The new platform's one file, found beside ours."""
    folder = tmp_path / "platforms"
    folder.mkdir()
    (folder / "kuaishou_works.py").write_text(block("kuaishou_works.py"), "utf-8")
    monkeypatch.setattr(platforms, "__path__", [*platforms.__path__, str(folder)])
    sources.exports.cache_clear()
    yield
    sources.exports.cache_clear()


@pytest.mark.usefixtures("with_kuaishou")
def test_a_platform_is_one_file_and_a_figure_one_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = create_home(tmp_path / "home", "real")
    for name in ("figures.toml", "notices/2024-06-30.toml", "targets.toml"):
        (home.config / name).write_text(block(name), "utf-8")
    inbox = home.inbox / "2024-07-01"
    inbox.mkdir()
    with (inbox / "快手.csv").open("w", encoding="utf-8-sig", newline="") as file:
        rows = [["作品", "发布日期", "播放数", "涨粉量"], ["甲", "2024-03-01 08:00:00", "10000", "1"]]
        rows += [["乙", "2024-03-02 08:00:00", "1.2万", "0"], ["丙", "2023-12-31 08:00:00", "99999", "0"]]
        csv.writer(file).writerows(rows)
    # a new file is known to this process only: read here instead of in a worker
    monkeypatch.setattr(sources, "read_all", _read_here)
    as_of = date(2024, 6, 30)
    night = Night.of(home, as_of)
    for step in (night.take_in, night.build_core, night.compute, night.publish, night.report):
        step()
    with connect(home.root) as con:
        row = {row.id: row for row in evaluate(con, catalogue.load(home.config), as_of)}["ks_posts_over_10k"]
    assert row.value == 1  # 12 000 counts; 10 000 is not more than 10 000; 2023 is another year
    assert (row.verdict, row.target_verdict) == ("一致", "落后")  # half of the year wants two of the four
    assert "快手播放过万的作品" in (home.reports / "2024-06-30" / "index.html").read_text("utf-8")


def _read_here(
    files: list[tuple[Path, str]], aliases: dict[str, dict[str, str]]
) -> Iterator[tuple[int, sources.Reading]]:
    for index, (path, name) in enumerate(files):
        yield index, sources.read(path, name=name, exports=sources.exports(), aliases=aliases)


def test_every_command_is_in_the_table() -> None:
    assert set(re.findall(r"^\| `media-metrics (\w+)` \|", README, re.M)) == set(main.commands)


def test_every_dependency_has_its_reason() -> None:
    listed = (ROOT / "pyproject.toml").read_text("utf-8").split("dependencies = [")[1].split("\n]")[0]
    table = README.split("## Dependencies")[1].split("## Develop")[0]
    for name in re.findall(r'"([a-z0-9-]+)', listed):
        assert name in table, name


def test_files_that_the_map_names_are_there() -> None:
    house = README.split("## The map")[1].split("```")[1]
    room = ""
    for line in house.splitlines():
        if top := re.match(r"(\w+)/", line):
            room = top[1]
        for name in re.findall(r"(?<![\w`/])([\w]+\.(?:py|toml)|[a-z]+/)", line):
            assert (ROOT / room / name).exists() or (ROOT / name).exists(), f"{room}: {name}"
