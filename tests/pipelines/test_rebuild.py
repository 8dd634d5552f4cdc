"""The warehouse made again from originals: everything comes out the same, and what is missing is named."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from _office import AS_OF, GARBAGE, HALF_YEAR, TWO_CENTRES, Office, weibo
from click.testing import CliRunner

import warehouse._store
from pipelines.cards import card_of
from pipelines.cli import main
from pipelines.rebuilding import BEFORE, NothingToRebuild, rebuild
from pipelines.rebuilt import Rebuilt
from pipelines.stocktaking import take_stock
from pipelines.withdrawing import put_back, withdraw
from tests.faults._cut_off import Doomed
from warehouse import Home, StoreBusy, building, catalogue, connect
from warehouse.figures import FigureRow, evaluate
from warehouse.remembered import remember

REVISED = weibo("2023-12-31 8", "2024-01-02 11", "2024-06-20 21000")
WRONG = weibo("2024-03-01 5", "2024-03-02 6")

TABLES = """
select table_schema || '.' || table_name from information_schema.tables
where table_type = 'BASE TABLE' and table_schema like ?"""

Contents = dict[str, tuple[int, int]]


def again(office: Office) -> Rebuilt:
    return rebuild(office.home, lambda step, done, of: None)


def contents(home: Home) -> Contents:
    """Table of the build file -> how many rows it has, and a number over all that they hold."""
    with building(home) as con:
        return contents_of(con)


def contents_of(con: duckdb.DuckDBPyConnection, schema: str = "%") -> Contents:
    """The same of an open one, or of one schema; most tables are empty, and need not be gone through."""
    names = [name for (name,) in con.execute(TABLES, [schema]).fetchall()]
    counts = " union all ".join(f"select '{name}', count(*) from {name}" for name in names)
    return {
        name: (rows, con.execute(f"select sum(hash(t)) from {name} t").fetchall()[0][0] if rows else 0)
        for name, rows in con.execute(counts).fetchall()
    }


def figures(home: Home, *known_at: datetime | None) -> list[list[FigureRow]]:
    """Those of today by what was known at each of these moments, None for now."""
    with building(home) as con:
        return [evaluate(con, catalogue.load(home.config), AS_OF, at) for at in known_at]


@pytest.fixture
def lived(after: Callable[[Callable[[Office], None]], Office]) -> Office:
    """Five nights of two centres, one of which did no more than take in."""
    return after(live)


def live(office: Office) -> None:
    """A list, its revision, the first one seen again, files refused, withdrawn and put back."""
    office.configure(TWO_CENTRES)
    office.put("2024-06-19/b.csv", HALF_YEAR)
    same_moment = weibo("2024-01-02 10", "2024-06-20 1")  # of two the later one counts
    office.put("2024-06-19/甲/a.csv", same_moment)
    office.put("sheyang/2024-06-19/b.csv", HALF_YEAR)
    office.put("坏.csv", GARBAGE)
    office.put("~$b.csv", "1")
    office.pass_night()
    office.put("2024-06-20/b.csv", REVISED)
    office.put("2024-06-20/wrong.csv", WRONG)
    office.pass_night()
    office.put("2024-06-20/b (1).csv", HALF_YEAR)
    office.put("2024-06-21/b (2).csv", HALF_YEAR)
    office.night().take_in()
    with building(office.home) as con:
        withdraw(con, office.home, "2024-06-20/wrong.csv", "选错了账号", office.now - timedelta(hours=2))
        withdraw(con, office.home, "2024-06-20/b.csv", "看错了", office.now - timedelta(hours=2))
    office.pass_night()
    with building(office.home) as con:
        put_back(con, office.home, "2024-06-20/b.csv", office.now - timedelta(hours=2))
    office.pass_night()


def test_every_row_of_every_table_comes_out_the_same_and_the_night_after_has_nothing_to_do(lived: Office):
    before = contents(lived.home)
    assert {"meta.withdrawals": 2, "meta.observations": 2, "meta.files": 9, "meta.runs": 4}.items() <= {
        name: rows for name, (rows, _) in before.items()
    }.items()
    result = again(lived)
    assert contents(lived.home) == before
    assert (result.files, result.missing, result.moved, result.exit_code) == (5, [], [], 0)
    assert result.remembered == lived.home.build
    night = lived.pass_night()
    assert not night.has_published
    assert len(lived.statuses()) == 9


def test_every_figure_of_the_sample_comes_out_the_same_from_originals_and_cards_alone(
    sample_home: Home, sample_figures: dict[str, FigureRow], empty_home: Callable[..., Home]
):
    with connect(sample_home.root) as con:
        tables = contents_of(con, "raw")
    home = empty_home("sample")
    for folder in ("originals", "config"):
        shutil.copytree(sample_home.root / folder, home.root / folder, dirs_exist_ok=True)
    result = rebuild(home, lambda step, done, of: None)
    assert (result.files, result.remembered, result.exit_code) == (73, None, 0)
    assert figures(home, None) == [list(sample_figures.values())]
    with building(home) as con:
        assert contents_of(con, "raw") == tables


def test_without_any_database_cards_tell_when_what_was_known(lived: Office):
    first, seen_again = datetime(2024, 6, 21, 12), datetime(2024, 6, 23, 12)
    before = figures(lived.home, None, first, seen_again)
    assert len({tuple(row.value for row in rows) for rows in before}) == 3
    lived.home.build.unlink()
    lived.home.published.unlink()
    result = again(lived)
    assert result.remembered is None
    assert figures(lived.home, None, first, seen_again) == before
    assert lived.ask("select count(*) from meta.observations") == [(2,)]
    assert lived.ask("select reason, undone_at from meta.withdrawals") == [
        ("选错了账号", None)
    ]  # what cards still tell


HARMED = [b"", b"no database" * 100]


@pytest.mark.parametrize("harm", HARMED)
def test_where_the_build_file_is_damaged_the_published_one_remembers(lived: Office, harm: bytes):
    lived.home.build.write_bytes(harm)
    held = remember(lived.home)
    assert held is not None
    assert (held.source, len(held.files)) == (lived.home.published, 9)


def test_a_damaged_build_file_is_replaced_and_what_was_said_is_in_the_published_one(lived: Office):
    before = contents(lived.home)
    lived.home.build.write_bytes(HARMED[-1])
    result = again(lived)
    assert result.remembered == lived.home.published
    assert contents(lived.home) == before


def test_what_came_after_the_last_published_night_is_on_its_card(lived: Office):
    before = lived.home.published.read_bytes()
    lived.put("2024-06-25/c.csv", weibo("2024-06-19 3"))
    lived.night().take_in()
    parts = lived.ask("select * from meta.parts order by all")
    lived.home.build.unlink()
    result = again(lived)
    assert (result.files, result.remembered) == (6, lived.home.published)
    assert lived.ask("select * from meta.parts order by all") == parts
    assert lived.home.published.read_bytes() == before


def test_after_a_night_that_took_in_and_did_no_more(office: Office):
    office.put("2024-06-19/b.csv", HALF_YEAR)
    office.night().take_in()
    before = contents(office.home)
    assert again(office).exit_code == 0
    assert contents(office.home) == before
    assert office.pass_night().has_published


# ---- what is missing -----------------------------------------------------------------------------


def original(office: Office, name: str) -> Path:
    ((sha256,),) = office.ask(f"select sha256 from meta.files where original_path = '{name}'")
    (found,) = office.home.originals.glob(f"{sha256}.csv")
    return found


def card(office: Office, name: str) -> Path:
    return next(office.home.originals.glob(f"{original(office, name).stem}.*.toml"))


def missing(office: Office) -> list[str]:
    """What of originals and cards cannot be loaded."""
    return take_stock(office.home, lambda done, of: None).missing


def change(original: Path) -> None:
    original.chmod(0o600)
    original.write_text(REVISED.replace("21000", "99999"), "utf-8-sig")


def test_what_is_gone_or_changed_is_named_and_the_rest_is_loaded(lived: Office):
    before = lived.home.build.read_bytes()
    changed, gone, bare = (
        original(lived, name) for name in ("2024-06-20/b.csv", "2024-06-20/wrong.csv", "2024-06-19/甲/a.csv")
    )
    change(changed)
    card(lived, "2024-06-19/甲/a.csv").unlink()
    gone.unlink()
    result = again(lived)
    assert sorted(result.missing) == sorted([
        f"原件的内容与名字里的 sha256 不符：2024-06-20/b.csv（{changed.name}）",
        f"原件不见了：2024-06-20/wrong.csv（{gone.name}）",
        f"原件没有卡片：{bare.name}", f"卡片不见了：2024-06-19/甲/a.csv（{bare.name[:12]}）",
    ])  # fmt: skip
    assert (result.files, result.exit_code) == (2, 1)
    assert lived.ask("select max(views) from raw.weibo_posts") == [(20000,)]
    assert [told for told in result.moved if told.startswith("微博")], result  # of what remains the figures are others
    assert result.kept == lived.home.root / BEFORE
    assert result.kept.read_bytes() == before
    assert again(lived).missing
    assert result.kept.read_bytes() == before  # from before the first loss


def test_an_original_that_is_gone_is_named(lived: Office):
    gone = original(lived, "2024-06-20/b.csv")
    gone.unlink()
    assert missing(lived) == [f"原件不见了：2024-06-20/b.csv（{gone.name}）"]


def test_one_original_of_two_centres_is_missed_twice(lived: Office):
    original(lived, "2024-06-19/b.csv").unlink()
    assert sorted(told.split("（")[0] for told in missing(lived)) == [
        "原件不见了：2024-06-19/b.csv", "原件不见了：sheyang/2024-06-19/b.csv"
    ]  # fmt: skip


def test_an_original_without_a_card_is_named(lived: Office):
    card(lived, "2024-06-20/b.csv").unlink()
    assert missing(lived) == [f"原件没有卡片：{original(lived, '2024-06-20/b.csv').name}"]


def test_an_original_that_was_changed_is_named(lived: Office):
    changed = original(lived, "2024-06-20/b.csv")
    change(changed)
    assert missing(lived) == [f"原件的内容与名字里的 sha256 不符：2024-06-20/b.csv（{changed.name}）"]


@pytest.mark.parametrize("harm", ["", "file = 1", "观测 = '三点'", "named by another hash"])
def test_a_card_that_says_nothing_is_named(lived: Office, harm: str):
    harmed = card(lived, "2024-06-20/b.csv")
    text = harmed.read_text("utf-8")
    hurt = text.replace(harmed.name[:64], "0" * 64) if harm.startswith("named") else harm
    harmed.write_text(hurt, "utf-8")
    assert missing(lived) == [f"卡片 {harmed.name} 读不出来，或内容与名字不符"]


def test_a_time_that_is_no_time_is_not_taken_for_one(lived: Office):
    harmed = card(lived, "2024-06-20/b.csv")
    lines = harmed.read_text("utf-8").splitlines()
    harmed.write_text("\n".join('observed_at = "三点"' if x.startswith("observed_at") else x for x in lines), "utf-8")
    assert missing(lived) == [f"卡片 {harmed.name} 读不出来，或内容与名字不符"]


def test_a_figure_that_comes_out_different_is_told(lived: Office):
    lived.ask("update report.figures set value = value + 1 where figure = 'wb_reads' and centre = 'jianhu'")
    result = again(lived)
    assert result.exit_code == 1
    assert [told.split("（")[0] for told in result.moved] == ["微博总阅读量"]


def test_without_an_original_nothing_is_touched(office: Office):
    before = office.home.build.read_bytes()
    with pytest.raises(NothingToRebuild):
        again(office)
    assert office.home.build.read_bytes() == before


# ---- cut off -------------------------------------------------------------------------------------


@pytest.mark.parametrize("point", ["take_stock", "remember", "sources.read_all", "load", "build_as_of", "evaluate"])
def test_whatever_fails_the_old_one_stays_whole(lived: Office, monkeypatch: pytest.MonkeyPatch, point: str):
    before = lived.home.build.read_bytes()

    def fail(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(f"pipelines.rebuilding.{point}", fail)
    with pytest.raises(OSError, match="no space left"):
        again(lived)
    assert lived.home.build.read_bytes() == before
    assert not list(lived.home.root.glob("build.next*"))
    monkeypatch.undo()


KILLED_AT = {"warehouse.loading.append_rows": 2, "warehouse.remembered.append_rows": 1, "os.replace": 1}


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_rebuild_that_is_killed_leaves_the_old_one_whole(lived: Office, tmp_path: Path):
    """Each finds what the one before left lying about."""
    before, tables = lived.home.build.read_bytes(), contents(lived.home)
    with Doomed(tmp_path, "pipelines.rebuilding") as doomed:
        for function, call in KILLED_AT.items():
            doomed.cut_off(function, call, "rebuild", "--home", lived.home.root)
            assert list(lived.home.root.glob("build.next*"))
            assert lived.home.build.read_bytes() == before
    assert again(lived).exit_code == 0
    assert contents(lived.home) == tables
    assert not list(lived.home.root.glob("build.next*"))


def test_what_a_cut_off_night_left_in_the_log_is_not_lost(lived: Office):
    program = (
        "import duckdb, os, sys\ncon = duckdb.connect(sys.argv[1])\n"
        "con.execute(\"insert into meta.runs values (99, date '2024-06-20', null, 'x', null)\")\nos._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(lived.home.build)], check=True)
    assert lived.home.build.with_name("build.duckdb.wal").exists()
    again(lived)
    assert lived.ask("select max(run_id) from meta.runs") == [(99,)]


def test_it_waits_for_a_night_and_says_so(lived: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(warehouse._store, "LOCK_WAIT_SECONDS", 0.2)
    with building(lived.home), pytest.raises(StoreBusy, match="正在写入数据"):
        again(lived)


# ---- the command ---------------------------------------------------------------------------------


def command(home: Home) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["rebuild", "--home", str(home.root)], catch_exceptions=False)
    return result.exit_code, result.output


def test_the_command_tells_what_it_did(lived: Office):
    code, said = command(lived.home)
    assert code == 0
    for word in ("已从原件重建：5 个文件，13 行", "0 项不同", "取自 build.duckdb", "已发布的数据没有动"):
        assert word in said


def test_the_command_tells_what_is_missing(lived: Office):
    original(lived, "2024-06-20/wrong.csv").unlink()
    lived.home.build.unlink()
    lived.home.published.write_bytes(b"x")
    code, said = command(lived.home)
    assert code == 1
    for word in ("原件不见了：2024-06-20/wrong.csv", "共 1 处缺失", "原来的数据库读不出来"):
        assert word in said


def test_an_empty_home_is_2(office: Office):
    code, said = command(office.home)
    assert code == 2
    assert "没有可用的原件和卡片" in said


def test_the_card_is_the_last_word_on_a_withdrawal_that_was_cut_off(lived: Office):
    """The card is written first: where the row was not, the file is withdrawn all the same."""
    sha256 = original(lived, "2024-06-20/b.csv").stem
    assert card_of(lived.home, sha256, "jianhu", "main").withdrawn is None
    path = card(lived, "2024-06-20/b.csv")
    path.write_text(path.read_text("utf-8") + 'withdrawn_at = 2024-06-30T08:00:00\nwithdrawn_reason = "错"\n', "utf-8")
    again(lived)
    assert lived.ask("select reason from meta.withdrawals where undone_at is null order by 1") == [
        ("选错了账号",), ("错",)
    ]  # fmt: skip
