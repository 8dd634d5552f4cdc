"""A night that is killed leaves yesterday's version whole, and the next night completes as if nothing had been."""

import os
import shutil
import sys
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.intake import intake_of
from pipelines.night import published_run
from tests.faults._cut_off import AS_OF, Doomed, few_figures, pass_night
from warehouse import Home, building, catalogue, connect, create_home, open_home

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")

YESTERDAY = "发布时间,微博内容,阅读数\n2023-12-31 08:00,甲,1\n2024-01-02 08:00,乙,2\n2024-06-20 08:00,丙,4\n"
TODAY = "发布时间,微博内容,阅读数\n2024-03-01 08:00,丁,8\n2024-03-02 08:00,戊,16\n"
READS_YESTERDAY, READS_TODAY = 6, 30  # 甲 is of another year

BEFORE_PUBLISHING = {
    "original half kept": ("os.replace", 1),
    "in the transaction that loads": ("warehouse.loading.append_rows", 2),
    "figures appended, identities not": ("warehouse.identities.append", 1),
    "copied, not yet in its place": ("os.replace", 2),
}


def drop(home: Home, name: str, content: str) -> None:
    path = home.inbox / "2024-06-21" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, "utf-8")
    os.utime(path, (1.7e9, 1.7e9))


@pytest.fixture(scope="module", autouse=True)
def _nights_are_quick() -> Iterator[None]:
    """Also those of this process have few figures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "load", few_figures)
        yield


@pytest.fixture(scope="module")
def doomed(tmp_path_factory) -> Iterator[Doomed]:
    """Cuts nights off."""
    with Doomed(tmp_path_factory.mktemp("doomed"), "pipelines.reports.documents") as doomed:
        yield doomed


@pytest.fixture(scope="module")
def yesterday(tmp_path_factory) -> Home:
    """A home after one night."""
    home = create_home(tmp_path_factory.mktemp("yesterday") / "home", "real")
    drop(home, "a.csv", YESTERDAY)
    pass_night(home.root)
    return home


@pytest.fixture
def today(yesterday, tmp_path) -> Home:
    """The same home with a new file in the inbox."""
    home = open_home(shutil.copytree(yesterday.root, tmp_path / "home"))
    drop(home, "b.csv", TODAY)
    return home


def reads(home: Home) -> float:
    """Reads of 微博 as published."""
    newest = "select value from report.figures where figure = 'wb_reads' order by known_at desc limit 1"
    with connect(home.root) as con:
        return con.execute(newest).fetchall()[0][0]


def check_complete(home: Home) -> None:
    """Everything that came is loaded once, accounted for, published and reported."""
    assert reads(home) == READS_TODAY
    with building(home) as con:
        assert intake_of(con).adds_up
        assert intake_of(con).files == {"loaded": 2}
        assert con.execute("select count(*), count(distinct row_key) from raw.weibo_posts").fetchall() == [(5, 5)]
        assert con.execute("select max(run_id) from meta.runs").fetchall() == [(published_run(home),)]
    assert sorted(path.suffix for path in home.originals.iterdir()) == [".csv", ".csv", ".toml", ".toml"]
    reports = home.reports / str(AS_OF)
    assert (reports / ".run").read_text() == str(published_run(home))
    assert (reports / "index.html").stat().st_mtime_ns >= home.published.stat().st_mtime_ns


@pytest.mark.parametrize("point", BEFORE_PUBLISHING)
def test_a_night_killed_before_it_published(today: Home, yesterday: Home, doomed: Doomed, point):
    doomed.cut_off(*BEFORE_PUBLISHING[point], "night", today.root)
    assert today.published.read_bytes() == yesterday.published.read_bytes()
    assert reads(today) == READS_YESTERDAY
    pass_night(today.root)
    check_complete(today)


def test_a_night_killed_between_publishing_and_the_last_document(today: Home, doomed: Doomed):
    doomed.cut_off("pipelines.reports.documents.write_dashboard", 1, "night", today.root)
    assert reads(today) == READS_TODAY
    pass_night(today.root)
    check_complete(today)


def test_the_command_completes_after_it_was_killed(today: Home, doomed: Doomed, capfd: pytest.CaptureFixture[str]):
    """Killed when all was done and nothing yet copied."""
    nightly = ("nightly", "--home", str(today.root), "--as-of", str(AS_OF))
    doomed.cut_off("pipelines.night.publish", 1, *nightly)
    assert reads(today) == READS_YESTERDAY
    again = CliRunner().invoke(main, nightly, catch_exceptions=False)
    assert (again.exit_code, again.stderr) == (1, "")  # the notice says more than these posts
    assert capfd.readouterr().err == ""  # nor did the process beside it
    check_complete(today)
