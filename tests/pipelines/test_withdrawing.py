"""A file taken back: from the next night on it does not count, what was published stays, and it can be put back."""

import hashlib
from collections.abc import Callable
from datetime import datetime

import pytest
from _office import HALF_YEAR, LONG_AGO, TWO_CENTRES, Office, weibo
from click.testing import CliRunner

from pipelines.cards import card_of
from pipelines.cli import main
from pipelines.intake import intake_of
from pipelines.withdrawing import WithdrawalError, put_back, withdraw
from warehouse import building, connect

WRONG = weibo("2024-03-01 5", "2024-03-02 6")
WRONG_SHA256 = hashlib.sha256(WRONG.encode("utf-8-sig")).hexdigest()


@pytest.fixture
def taken_in(after: Callable[[Callable[[Office], None]], Office]) -> Office:
    """After a night that took in a right file and a wrong one."""
    return after(right_and_wrong)


@pytest.fixture
def twice_there(after: Callable[[Callable[[Office], None]], Office]) -> Office:
    """The same, and the wrong one was taken in a second time, which is a duplicate."""
    return after(right_and_wrong_twice)


def right_and_wrong(office: Office) -> None:
    office.put("2024-06-21/a.csv", HALF_YEAR)
    office.put("2024-06-21/wrong.csv", WRONG)
    office.pass_night()


def right_and_wrong_twice(office: Office) -> None:
    office.put("2024-06-21/a.csv", HALF_YEAR)
    office.put("2024-06-21/wrong.csv", WRONG)
    office.night().take_in()
    office.put("b.csv", WRONG)
    office.night().take_in()


def take_back(office: Office, named: str, reason: str = "") -> None:
    with building(office.home) as con:
        withdraw(con, office.home, named, reason, office.now)


def published_reads(office: Office) -> float:
    newest = "select value from report.figures where figure = 'wb_reads' order by known_at desc limit 1"
    with connect(office.home.root) as con:
        return con.execute(newest).fetchall()[0][0]


def command(office: Office, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*arguments, "--home", str(office.home.root)])
    return result.exit_code, result.output


def test_it_counts_no_more_from_the_next_night_on_until_it_is_put_back_and_what_was_said_stays(taken_in: Office):
    assert published_reads(taken_in) == 20021
    take_back(taken_in, "2024-06-21/wrong.csv", "选错了账号")
    assert published_reads(taken_in) == 20021
    taken_in.pass_night()
    assert published_reads(taken_in) == 20010
    assert taken_in.ask("select value from report.figures where figure = 'wb_reads' order by known_at") == [
        (20021,),
        (20010,),
    ]
    assert taken_in.ask("select count(*) from raw.weibo_posts") == [(5,)]
    assert set(taken_in.statuses().values()) == {"loaded"}  # what became of it when it came
    with building(taken_in.home) as con:
        put_back(con, taken_in.home, "2024-06-21/wrong.csv", taken_in.now)
    taken_in.pass_night()
    assert published_reads(taken_in) == 20021
    ((reason, withdrawn_at, undone_at),) = taken_in.ask("select reason, withdrawn_at, undone_at from meta.withdrawals")
    assert reason == "选错了账号"
    assert withdrawn_at < undone_at


def test_the_card_says_so_while_it_is_withdrawn(taken_in: Office):
    def withdrawn() -> tuple[datetime, str] | None:
        return card_of(taken_in.home, WRONG_SHA256, "jianhu", "main").withdrawn

    assert withdrawn() is None
    take_back(taken_in, WRONG_SHA256[:12], "选错了账号")
    assert withdrawn() == (taken_in.now, "选错了账号")
    with building(taken_in.home) as con:
        put_back(con, taken_in.home, WRONG_SHA256[:12], taken_in.now)
    assert withdrawn() is None


def test_dropped_again_it_waits_for_a_person(taken_in: Office):
    take_back(taken_in, "2024-06-21/wrong.csv")
    taken_in.put("2024-06-25/wrong (1).csv", WRONG)
    night = taken_in.pass_night()
    assert taken_in.statuses()["2024-06-25/wrong (1).csv"] == "duplicate"
    with connect(taken_in.home.root) as con:
        taken = intake_of(con, night.now)
    assert taken.asked == [
        (
            "2024-06-25/wrong (1).csv",
            "与已撤回的 2024-06-21/wrong.csv 内容相同；"
            f"要重新使用请运行 media-metrics withdraw --undo {WRONG_SHA256[:12]}",
        )
    ]
    assert taken.adds_up
    assert published_reads(taken_in) == 20010
    with building(taken_in.home) as con:
        put_back(con, taken_in.home, WRONG_SHA256[:12], taken_in.now)
        assert intake_of(con, night.now).asked == []  # decided
    taken_in.pass_night()
    assert published_reads(taken_in) == 20021


def test_an_ordinary_duplicate_asks_for_nothing(taken_in: Office):
    taken_in.put("2024-06-21/a (1).csv", HALF_YEAR)
    night = taken_in.night()
    night.take_in()
    with building(taken_in.home) as con:
        assert intake_of(con, night.now).asked == []


# ---- which file is meant -------------------------------------------------------------------------


@pytest.mark.parametrize("named", ["nonsense.csv", "wrong.csv", "b.csv", WRONG_SHA256[:5], ""])
def test_what_names_no_loaded_file_changes_nothing(twice_there: Office, named):
    with building(twice_there.home) as con:
        with pytest.raises(WithdrawalError, match="没有已入库的文件"):
            withdraw(con, twice_there.home, named, "", twice_there.now)
        assert con.execute("select count(*) from meta.withdrawals").fetchall() == [(0,)]


def test_why_a_file_of_that_name_was_not_loaded_is_told(twice_there: Office):
    with pytest.raises(WithdrawalError, match=r"与 2024-06-21/wrong\.csv 内容相同"):
        take_back(twice_there, "b.csv")


def test_a_name_that_was_loaded_twice_is_not_enough(taken_in: Office):
    taken_in.put("2024-06-21/wrong.csv", weibo("2024-03-01 7"), modified=LONG_AGO + 60)
    taken_in.night().take_in()
    with pytest.raises(WithdrawalError, match=f"(?s)有 2 个文件.*{WRONG_SHA256[:12]}"):
        take_back(taken_in, "2024-06-21/wrong.csv")
    take_back(taken_in, WRONG_SHA256[:12])
    take_back(taken_in, "2024-06-21/wrong.csv")  # now it is: one is left
    assert taken_in.ask("select file_id from meta.withdrawals") == [(2,), (3,)]


def test_the_same_bytes_of_two_centres_are_told_apart_by_name(office: Office):
    office.configure(TWO_CENTRES)
    office.put("a.csv", WRONG)
    office.put("sheyang/a.csv", WRONG)
    office.night().take_in()
    with pytest.raises(WithdrawalError, match=r"sheyang/a\.csv"):
        take_back(office, WRONG_SHA256[:12])
    take_back(office, "sheyang/a.csv")
    assert card_of(office.home, WRONG_SHA256, "jianhu", "main").withdrawn is None
    assert card_of(office.home, WRONG_SHA256, "sheyang", "main").withdrawn is not None


def test_twice_is_told_and_changes_nothing(taken_in: Office):
    with building(taken_in.home) as con, pytest.raises(WithdrawalError, match="没有撤回过"):
        put_back(con, taken_in.home, "2024-06-21/wrong.csv", taken_in.now)
    take_back(taken_in, "2024-06-21/wrong.csv")
    with pytest.raises(WithdrawalError, match="已在 2024-06-22 01:30 撤回"):
        take_back(taken_in, "2024-06-21/wrong.csv")
    assert taken_in.ask("select count(*) from meta.withdrawals") == [(1,)]


# ---- the command ---------------------------------------------------------------------------------


def test_the_command_and_the_ledger_of_files(taken_in: Office):
    code, said = command(taken_in, "withdraw", "2024-06-21/wrong.csv", "--reason", "选错了账号")
    assert (code, said.count("已撤回：2024-06-21/wrong.csv")) == (0, 1)
    assert command(taken_in, "withdraw", "2024-06-21/wrong.csv")[0] == 2
    taken_in.now = datetime.now()
    taken_in.pass_night()
    code, files = command(taken_in, "files")
    assert "已撤回" in files
    assert "选错了账号" in files
    code, said = command(taken_in, "withdraw", "--undo", WRONG_SHA256[:8])
    assert (code, said.count("已取消撤回：2024-06-21/wrong.csv")) == (0, 1)


def test_a_home_without_any_night_has_nothing_to_withdraw(office: Office):
    code, said = command(office, "withdraw", "a.csv")
    assert code == 2
    assert "没有已入库的文件" in said
