"""What came is taken in by the process beside the night: the same rows, its troubles told as they are."""

import pytest
from _office import GARBAGE, HALF_YEAR, Office

from pipelines.config import ConfigError
from pipelines.night import Night
from warehouse import create_home
from warehouse.catalogue import CatalogueError


@pytest.fixture
def other_office(tmp_path) -> Office:
    """An office with true workers: a process of its own knows nothing of what a test puts in their place."""
    return Office(create_home(tmp_path / "home", "real"))


def test_it_loads_what_a_night_loads_by_itself(other_office: Office):
    other_office.put("2024-06-21/a.csv", HALF_YEAR)
    other_office.put("2024-06-21/b.csv", GARBAGE)
    told = []
    with other_office.night() as night:
        night.progress = lambda step, done, of: told.append((step, done, of))
        night.begin()
        assert night.take_in() == {"weibo_posts": 3}
    assert told == [("读取文件", 2, 2)]
    assert other_office.statuses() == {"2024-06-21/a.csv": "loaded", "2024-06-21/b.csv": "quarantined"}
    assert other_office.night().take_in() == {}


def test_what_came_is_taken_in_where_a_figure_is_wrong(other_office: Office):
    other_office.put("2024-06-21/a.csv", HALF_YEAR)
    other_office.configure("[wb_posts]\nkind = 'no such kind'\n", "figures.toml")
    with other_office.night() as night:
        night.begin()
        assert night.take_in() == {"weibo_posts": 3}
        with pytest.raises(CatalogueError, match="no such kind"):
            night.build_core()


def test_what_stops_it_is_told_in_its_own_words(other_office: Office, capfd):
    other_office.configure("not toml")
    with other_office.night() as night:
        night.begin()
        with pytest.raises(ConfigError, match=r"config\.toml 不是有效的 TOML"):
            night.take_in()
    assert capfd.readouterr().err == ""


def test_a_night_that_breaks_off_leaves_nothing_running(other_office: Office):
    def begin_and_break(night: Night) -> None:
        with night:
            night.begin()
            raise KeyboardInterrupt

    night = other_office.night()
    with pytest.raises(KeyboardInterrupt):
        begin_and_break(night)
    assert night._beside is not None
    assert night._beside._process.poll() is not None
