"""One bad file stops nothing, and every file and row is accounted for."""

from collections import Counter
from datetime import datetime

import duckdb
import pytest
from _office import GARBAGE, HALF_YEAR, LONG_AGO, OTHER_COLUMNS, TWO_CENTRES, Office, weibo

from pipelines import ingest, reception
from pipelines.intake import intake_of
from pipelines.originals import UnreadableError
from sources import SAMPLE_MARK
from warehouse import building
from warehouse.loading import DoubtfulError

ONE_WRONG_ROW = weibo("2024-01-02 10", "2024-01-03 很多", "2024-01-04 30") + "合计,,40\n"


@pytest.fixture
def guilty(monkeypatch) -> list[str]:
    """Names of files that the warehouse will not take, for the test to fill."""
    names: list[str] = []
    load = ingest.load

    def refuse(con, files, exports, at):
        if any(file.path in names and file.status == "loaded" for file in files):
            raise duckdb.ConversionException("no")
        load(con, files, exports, at)

    monkeypatch.setattr(ingest, "load", refuse)
    return names


def test_one_bad_file_stops_nothing(office: Office):
    office.put("a.csv", GARBAGE)
    office.put("b.csv", OTHER_COLUMNS)
    office.put("c.xlsx", b"PK\x03\x04 cut")
    office.put("d.csv", HALF_YEAR)
    office.night().take_in()
    assert office.statuses() == dict.fromkeys(("a.csv", "b.csv", "c.xlsx"), "quarantined") | {"d.csv": "loaded"}
    assert office.ask("select views from raw.weibo_posts order by published_at") == [(7,), (10,), (20000,)]
    assert "认不出" in office.reason("b.csv")


def test_the_same_bytes_under_another_name_are_one_load(office: Office):
    office.put("a.csv", HALF_YEAR)
    office.put("b/a (1).csv", HALF_YEAR)
    office.night().take_in()
    office.put("c.csv", HALF_YEAR)
    office.night().take_in()
    assert office.statuses() == {"a.csv": "loaded", "b/a (1).csv": "duplicate", "c.csv": "duplicate"}
    assert office.reason("b/a (1).csv") == office.reason("c.csv") == "与 a.csv 内容相同，只算一次"
    assert office.ask("select count(*) from raw.weibo_posts") == [(3,)]


def test_the_same_bytes_of_another_centre_are_another_load(office: Office):
    office.configure(TWO_CENTRES)
    office.put("a.csv", HALF_YEAR)
    office.put("sheyang/a.csv", HALF_YEAR)
    office.night().take_in()
    assert set(office.statuses().values()) == {"loaded"}
    assert office.ask("select centre, count(*) from raw.weibo_posts group by all order by all") == [
        ("jianhu", 3),
        ("sheyang", 3),
    ]
    assert len([name for name in office.kept() if name.endswith(".csv")]) == 1
    assert len([name for name in office.kept() if name.endswith(".toml")]) == 2


def test_the_same_bad_bytes_of_two_centres_are_both_refused(office: Office):
    office.configure(TWO_CENTRES)
    office.put("a.csv", GARBAGE)
    office.put("sheyang/b.csv", GARBAGE)
    office.night().take_in()
    assert office.statuses() == {"a.csv": "quarantined", "sheyang/b.csv": "quarantined"}
    assert office.reason("a.csv") == office.reason("sheyang/b.csv")
    assert {path.name for path in office.home.quarantine.glob("*/*.csv")} == {"a.csv", "b.csv"}
    assert office.kept() == set()


def test_files_and_rows_add_up(office: Office):
    office.put("a.csv", ONE_WRONG_ROW)
    office.put("b.csv", HALF_YEAR)
    office.put("c.csv", HALF_YEAR)
    office.put("d.csv", GARBAGE)
    office.put("e.csv.part", "1")
    first = office.night()
    first.take_in()
    office.put("f.csv", weibo("2024-03-01 5"))
    second = office.night()
    second.take_in()
    with building(office.home) as con:
        one, two, all_nights = intake_of(con, first.now), intake_of(con, second.now), intake_of(con)
    assert one.files == Counter(loaded=2, duplicate=1, quarantined=1, ignored=1)
    assert one.new_files == 5
    # a.csv: two good rows, 很多 is no number, 合计 is a total; b.csv: three good rows
    assert one.rows == Counter(read=7, loaded=5, rejected=1, set_aside=1)
    assert two.rows == Counter(read=1, loaded=1, rejected=0, set_aside=0)
    assert all_nights.rows == one.rows + two.rows
    assert all(taken.adds_up for taken in (one, two, all_nights))
    assert one.refused == [("d.csv", office.reason("d.csv"))]


def test_what_was_refused_is_known_by_row_and_shape_and_never_by_its_text(office: Office):
    office.put("a.csv", ONE_WRONG_ROW)
    office.night().take_in()
    assert office.ask("select source_row, column_name, shape from meta.rejects") == [(3, "views", "字字")]


def test_nothing_is_looked_at_twice(office: Office, monkeypatch):
    office.put("a.csv", HALF_YEAR)
    office.put("b.csv", GARBAGE)
    office.put("c.tmp", "1")
    office.night().take_in()
    before = office.statuses()
    monkeypatch.setattr(reception, "keep", lambda *_: pytest.fail("looked at again"))
    office.night().take_in()
    assert office.statuses() == before


def test_a_file_that_was_mended_is_read(office: Office):
    office.put("a.csv", GARBAGE)
    office.night().take_in()
    office.put("a.csv", HALF_YEAR, modified=LONG_AGO + 60)
    office.night().take_in()
    assert office.ask("select status from meta.files order by file_id") == [("quarantined",), ("loaded",)]


def test_a_real_home_refuses_sample_files(office: Office):
    office.put("a.csv", HALF_YEAR.replace("发布时间", "发布时间" + SAMPLE_MARK, 1))
    office.put("b.csv", HALF_YEAR)
    office.night().take_in()
    assert office.statuses() == {"a.csv": "quarantined", "b.csv": "loaded"}
    assert "样例数据" in office.reason("a.csv")
    assert office.ask("select count(*) from raw.weibo_posts") == [(3,)]


def test_a_sample_home_takes_sample_files(office: Office, empty_home):
    sample = Office(empty_home("sample", name="sample"))
    sample.put("a.csv", HALF_YEAR.replace("发布时间", "发布时间" + SAMPLE_MARK, 1))
    sample.night().take_in()
    assert sample.statuses() == {"a.csv": "loaded"}


def test_originals_and_cards_are_on_the_disk_before_the_rows(office: Office, monkeypatch):
    done = []
    load = ingest.load

    def looked_at(con, files, exports, at):
        done.append("load")
        assert {f"{file.sha256}.csv" for file in files} | {f"{f.sha256}.jianhu.toml" for f in files} == office.kept()
        load(con, files, exports, at)

    monkeypatch.setattr(ingest, "load", looked_at)
    monkeypatch.setattr(ingest, "flush_to_disk", lambda: done.append("flush"))
    office.put("a.csv", HALF_YEAR)
    office.put("b.csv", weibo("2024-03-01 5"))
    office.night().take_in()
    assert done == ["flush", "load"]


def test_of_a_group_that_fails_only_the_guilty_file_is_quarantined(office: Office, guilty):
    for day, name in enumerate(("a.csv", "b.csv", "c.csv"), 1):
        office.put(name, weibo(f"2024-03-0{day} {day}"))
    guilty.append("b.csv")
    office.night().take_in()
    assert office.statuses() == {"a.csv": "loaded", "b.csv": "quarantined", "c.csv": "loaded"}
    assert office.ask("select views from raw.weibo_posts order by views") == [(1,), (3,)]
    assert len(office.kept()) == 4  # two files and their cards
    assert [path.name for path in office.home.quarantine.glob("*/*.csv")] == ["b.csv"]
    with building(office.home) as con:
        assert intake_of(con).adds_up


def test_an_original_that_another_centre_holds_stays(office: Office, guilty):
    office.configure(TWO_CENTRES)
    office.put("a.csv", HALF_YEAR)
    office.put("sheyang/b.csv", HALF_YEAR)
    guilty.append("sheyang/b.csv")
    office.night().take_in()
    assert office.statuses() == {"a.csv": "loaded", "sheyang/b.csv": "quarantined"}
    assert sorted(name.partition(".")[2] for name in office.kept()) == ["csv", "jianhu.toml"]


def test_many_files_are_loaded_in_groups_in_the_order_of_their_names(office: Office, monkeypatch):
    sizes = []
    load = ingest.load
    monkeypatch.setattr(ingest, "GROUP", 2)
    monkeypatch.setattr(ingest, "load", lambda con, files, *rest: (sizes.append(len(files)), load(con, files, *rest)))
    for number in range(5):
        office.put(f"{number}.csv", weibo(f"2024-03-0{number + 1} {number}"))
    told = []
    night = office.night()
    night.progress = lambda step, done, of: told.append((done, of))
    night.take_in()
    assert sizes == [2, 2, 1]
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert office.ask("select original_path from meta.files order by file_id") == [(f"{n}.csv",) for n in range(5)]


def test_a_file_that_cannot_be_opened_is_tried_again(office: Office, monkeypatch):
    office.put("a.csv", HALF_YEAR)
    office.put("b.csv", weibo("2024-03-01 5"))
    keep = reception.keep

    def locked(home, source):
        if source.name == "a.csv":
            raise UnreadableError("文件打不开（正在使用）。")
        return keep(home, source)

    with monkeypatch.context() as patch:
        patch.setattr(reception, "keep", locked)
        office.night().take_in()
    assert office.statuses() == {"a.csv": "quarantined", "b.csv": "loaded"}
    office.night().take_in()
    assert office.ask("select original_path, status from meta.files order by file_id") == [
        ("a.csv", "quarantined"),
        ("b.csv", "loaded"),
        ("a.csv", "loaded"),
    ]


def test_the_users_own_words_for_columns_are_understood(office: Office):
    office.configure('[weibo_posts]\n"看过的人次" = "views"', "aliases.toml")
    office.put("a.csv", HALF_YEAR.replace("阅读数", "看过的人次"))
    office.night().take_in()
    assert office.ask("select sum(views) from raw.weibo_posts") == [(20017,)]


def test_what_the_reader_remarks_is_told(office: Office):
    office.put("a.csv", "发布时间,微博内容,阅读数,阅读数量级\n2024-01-02 08:00,甲,10,1\n")
    night = office.night()
    night.take_in()
    with building(office.home) as con:
        (note,) = intake_of(con, night.now).notes
    assert note.startswith("a.csv：weibo_posts：不认识的列“阅读数量级”")


def test_files_are_read_in_workers(empty_home):
    office = Office(empty_home("real"))
    office.put("a.csv", HALF_YEAR)
    office.put("b.csv", GARBAGE)
    office.night().take_in()
    assert office.statuses() == {"a.csv": "loaded", "b.csv": "quarantined"}


def test_a_list_downloaded_again_with_the_same_bytes_was_observed_again(office: Office):
    office.put("2024-06-21/a.csv", HALF_YEAR)
    office.night().take_in()
    office.put("2024-06-22/a.csv", HALF_YEAR)
    office.put("b.csv", HALF_YEAR, modified=LONG_AGO + 86400 * 9)  # a copy: its time is only assumed
    office.night().take_in()
    assert office.ask("select file_id, observed_at, observed_how, by_file_id from meta.observations") == [
        (1, datetime(2024, 6, 22), "folder", 3)
    ]
    assert office.ask("select distinct observed_at from raw.weibo_posts") == [(datetime(2024, 6, 21),)]


def test_who_knows_better_than_the_names_says_when_the_files_were_observed(office: Office):
    office.put("2024-06-21/a.csv", HALF_YEAR)
    office.put("b.csv", weibo("2024-03-01 5"))
    office.put("c.csv", HALF_YEAR)
    given, now = datetime(2024, 6, 20, 18, 30), office.now
    with building(office.home) as con:
        came = reception.Reception(con, office.home, now, given)
        ingest.ingest(con, office.home, came, now=now, progress=lambda *_: None)
        assert intake_of(con, now).assumed == []
    assert office.ask("select distinct observed_at, observed_how from meta.files") == [(given, "given")]
    assert office.ask("select distinct observed_at from meta.parts") == [(given,)]


def test_files_of_which_only_their_own_time_tells_are_named(office: Office):
    office.put("2024-06-21/a.csv", HALF_YEAR)
    office.put("b.csv", weibo("2024-03-01 5"))
    office.put("c.csv", GARBAGE)
    office.put("d.csv", weibo("2024-03-01 5"))
    first = office.night()
    first.take_in()
    office.put("e.csv", weibo("2024-03-02 5"))
    office.night().take_in()
    with building(office.home) as con:
        assert intake_of(con, first.now).assumed == ["b.csv"]
        assert intake_of(con).assumed == ["b.csv", "e.csv"]


def test_a_file_doubted_beyond_what_its_kind_allows_is_quarantined_with_the_numbers(office: Office, monkeypatch):
    load = ingest.load

    def doubting(con, files, exports, at):
        if any(file.status == "loaded" for file in files):
            raise DoubtfulError("上次 1,004 行，这次 480 行，不到一半")
        load(con, files, exports, at)

    monkeypatch.setattr(ingest, "load", doubting)
    office.put("a.csv", HALF_YEAR)
    office.night().take_in()
    assert office.statuses() == {"a.csv": "quarantined"}
    assert office.reason("a.csv") == "上次 1,004 行，这次 480 行，不到一半"
    assert office.kept() == set()
    (told,) = office.home.quarantine.glob("*/a.csv.reason.txt")
    assert "480" in told.read_text("utf-8")


def test_a_file_larger_than_the_limit_is_not_even_copied(office: Office):
    with office.put("a.csv", HALF_YEAR).open("r+b") as file:
        file.truncate(2**40)  # a terabyte that takes no room on the disk
    office.night().take_in()
    assert office.statuses() == {"a.csv": "quarantined"}
    assert "文件有 1,048,576 MB，超过了 200 MB" in office.reason("a.csv")
    assert office.kept() == set()
