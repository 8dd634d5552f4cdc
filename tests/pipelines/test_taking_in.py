"""What came is taken in by another process: the same rows, its troubles told in one sentence, nothing left running."""

import os
import signal
import sys

import pytest
from _office import GARBAGE, HALF_YEAR, Office

from pipelines.night import Night
from pipelines.taking_in import TakingIn, TakingInFailed
from warehouse import create_home


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


def test_what_stops_it_is_told_in_its_own_words(other_office: Office, capfd):
    other_office.configure("not toml")
    with pytest.raises(TakingInFailed, match=r"config\.toml 不是有效的 TOML"):
        TakingIn(other_office.home, other_office.now, None).result(lambda *_: None)
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_death_is_told_too(other_office: Office):
    taking_in = TakingIn(other_office.home, other_office.now, None)
    os.kill(taking_in._process.pid, signal.SIGKILL)
    with pytest.raises(TakingInFailed, match="重新运行"):
        taking_in.result(lambda *_: None)


def test_a_night_that_breaks_off_leaves_nothing_running(other_office: Office):
    def begin_and_break(night: Night) -> None:
        with night:
            night.begin()
            raise KeyboardInterrupt

    night = other_office.night()
    with pytest.raises(KeyboardInterrupt):
        begin_and_break(night)
    assert night._taking_in is not None
    assert night._taking_in._process.poll() is not None
