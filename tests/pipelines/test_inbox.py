"""What counts as an arrival, and what does not yet."""

import os
import sys
import time

import pytest
from _office import LONG_AGO

from pipelines import inbox
from pipelines.inbox import SETTLE_SECONDS, arrivals


def put(folder, name, content=b"1", modified=LONG_AGO):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (modified, modified))
    return path


def names(found):
    return [arrival.name for arrival in found]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("~$作品列表导出.xlsx", "办公软件的锁文件"),
        (".~lock.作品.csv#", "办公软件的锁文件"),
        ("__MACOSX/._作品.csv", "苹果系统文件"),
        ("Thumbs.db", "系统文件"),
        ("desktop.ini", "系统文件"),
        ("抖音/.DS_Store", "系统文件"),
        ("作品.xlsx.crdownload", "没有下载完"),
        ("作品.XLSX.PART", "没有下载完"),
        ("作品.download", "没有下载完"),
        ("作品.tmp", "临时文件"),
        ("作品列表导出.xlsx", ""),
        ("part.csv", ""),
    ],
)
def test_names_that_are_no_exports_are_ignored_with_the_reason(tmp_path, name, why):
    put(tmp_path, name)
    assert [(a.name, a.ignored) for a in arrivals(tmp_path, set())] == [(name, why)]


def test_an_empty_file_is_ignored(tmp_path):
    put(tmp_path, "作品.csv", b"")
    assert [a.ignored for a in arrivals(tmp_path, set())] == ["空文件"]


def test_sub_folders_are_looked_into_and_the_order_is_that_of_names(tmp_path):
    for name in ("b/2.csv", "b/1.csv", "a/x/3.csv", "0.csv"):
        put(tmp_path, name)
    assert names(arrivals(tmp_path, set())) == ["0.csv", "a/x/3.csv", "b/1.csv", "b/2.csv"]


def test_a_file_is_looked_at_once_unless_name_size_or_time_change(tmp_path):
    put(tmp_path, "a.csv")
    seen = {arrival.seen for arrival in arrivals(tmp_path, set())}
    assert arrivals(tmp_path, seen) == []
    put(tmp_path, "a.csv", b"22")
    assert names(arrivals(tmp_path, seen)) == ["a.csv"]
    put(tmp_path, "a.csv", modified=LONG_AGO + 1)
    assert names(arrivals(tmp_path, seen)) == ["a.csv"]
    (tmp_path / "a.csv").rename(tmp_path / "b.csv")
    put(tmp_path, "b.csv")
    assert names(arrivals(tmp_path, seen)) == ["b.csv"]


def test_a_file_still_being_written_is_left_for_later(tmp_path, monkeypatch):
    now = time.time()
    growing = put(tmp_path, "growing.csv", modified=now)
    touched = put(tmp_path, "touched.csv", modified=now)
    taken_away = put(tmp_path, "taken_away.csv", modified=now)
    put(tmp_path, "finished.csv", modified=now)
    put(tmp_path, "old.csv")
    waited = []

    def wait(seconds):
        waited.append(seconds)
        growing.write_bytes(b"12")
        os.utime(touched, (now + 1, now + 1))
        taken_away.unlink()

    monkeypatch.setattr(inbox.time, "time", lambda: now + SETTLE_SECONDS / 2)
    monkeypatch.setattr(inbox.time, "sleep", wait)
    assert names(arrivals(tmp_path, set())) == ["finished.csv", "old.csv"]
    assert waited == [SETTLE_SECONDS]


def test_nobody_waits_where_nothing_was_just_written(tmp_path, monkeypatch):
    put(tmp_path, "old.csv")
    monkeypatch.setattr(inbox.time, "sleep", lambda seconds: pytest.fail("waited"))
    assert names(arrivals(tmp_path, set())) == ["old.csv"]


def test_an_inbox_that_was_taken_away_is_empty(tmp_path):
    assert arrivals(tmp_path / "inbox", set()) == []


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_names_from_archives_packed_on_chinese_windows_can_be_read(tmp_path):
    folder = os.fsencode(tmp_path) + b"/" + "抖音".encode("gbk")
    os.mkdir(folder)
    path = folder + b"/" + "作品列表".encode("gbk") + b".csv"
    with open(path, "wb") as file:
        file.write(b"1")
    os.utime(path, (LONG_AGO, LONG_AGO))
    (found,) = arrivals(tmp_path, set())
    assert found.name == "抖音/作品列表.csv"
    assert found.path.read_bytes() == b"1"
