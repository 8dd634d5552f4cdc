"""The home: found in the stated order, never made by looking, never taken for one of the other kind."""

import stat
import sys
from pathlib import Path

import pytest

from warehouse import HomeError, create_home, find_home, open_home
from warehouse.home import FOLDERS


@pytest.fixture(autouse=True)
def _no_home_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEDIA_METRICS_HOME", raising=False)
    monkeypatch.chdir(tmp_path)


def test_a_new_home_has_its_folders_and_a_marker_that_says_what_it_is(tmp_path: Path) -> None:
    home = create_home(tmp_path / "office", "real")
    assert all((home.root / folder).is_dir() for folder in FOLDERS)
    assert open_home(tmp_path / "office") == home
    assert home.kind == "real"
    assert home.root.is_absolute()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_originals_are_for_their_owner_only(tmp_path: Path) -> None:
    home = create_home(tmp_path / "office", "real")
    assert stat.S_IMODE(home.originals.stat().st_mode) == 0o700


def test_making_it_again_changes_nothing(tmp_path: Path) -> None:
    home = create_home(tmp_path / "office", "sample")
    (home.inbox / "作品.xlsx").write_bytes(b"x")
    assert create_home(tmp_path / "office", "sample") == home
    assert (home.inbox / "作品.xlsx").read_bytes() == b"x"


@pytest.mark.parametrize(("first", "second"), [("real", "sample"), ("sample", "real")])
def test_a_home_stays_of_its_kind(tmp_path: Path, first: str, second: str) -> None:
    create_home(tmp_path / "office", first)  # type: ignore[arg-type]
    with pytest.raises(HomeError, match="请另选一个目录"):
        create_home(tmp_path / "office", second)  # type: ignore[arg-type]
    assert open_home(tmp_path / "office").kind == first


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "照片.txt").write_text("别的东西", "utf-8")
    with pytest.raises(HomeError, match="不是空目录"):
        create_home(tmp_path, "real")
    assert [path.name for path in tmp_path.iterdir()] == ["照片.txt"]


def test_a_folder_without_the_marker_is_no_home(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match=r"缺少 media-metrics\.toml"):
        open_home(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_marker_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "media-metrics.toml").write_text('kind = "demo"\n', "utf-8")
    with pytest.raises(HomeError, match="real 或 sample"):
        open_home(tmp_path)


def test_given_beats_the_environment_beats_the_folder_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given, named, above = (create_home(tmp_path / name, "real") for name in ("given", "named", "data"))
    below = tmp_path / "notebooks" / "drafts"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert find_home() == above
    monkeypatch.setenv("MEDIA_METRICS_HOME", str(named.root))
    assert find_home() == named
    assert find_home(given.root) == given


def test_an_environment_that_names_no_home_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_home(tmp_path / "data", "real")
    monkeypatch.setenv("MEDIA_METRICS_HOME", str(tmp_path / "moved"))
    with pytest.raises(HomeError, match="moved"):
        find_home()


def test_looking_for_a_home_makes_none(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(HomeError, match="没有找到数据目录"):
        find_home()
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    assert not list((tmp_path / "data").iterdir())
