"""Accepted files are kept as they came; refused ones go to quarantine with the reason."""

import hashlib
import stat
import sys
import tracemalloc

import pytest
from _office import GARBAGE, HALF_YEAR, OTHER_COLUMNS

from pipelines.originals import UnreadableError, keep

SHA256 = hashlib.sha256(HALF_YEAR.encode("utf-8-sig")).hexdigest()


def test_an_accepted_file_is_kept_unchanged_under_its_hash(office):
    office.put("2024-06-21/微博.CSV", HALF_YEAR)
    office.night().take_in()
    kept = office.home.originals / f"{SHA256}.csv"
    assert office.kept() == {kept.name, f"{SHA256}.jianhu.toml"}
    assert kept.read_bytes() == HALF_YEAR.encode("utf-8-sig")
    if sys.platform != "win32":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o400
        assert stat.S_IMODE(office.home.originals.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("a.XLSX", ".xlsx"),
        ("a.2024.csv.gz", ".csv.gz"),
        ("a.表格", ""),
        ("a.a_very_long_one", ""),
        ("a", ""),
    ],
)
def test_the_extension_stays_where_it_is_one(office, name, extension):
    assert keep(office.home, office.put(name, HALF_YEAR)).path.name == SHA256 + extension


def test_a_file_is_kept_once(office):
    first = keep(office.home, office.put("a.csv", HALF_YEAR))
    written = first.path.stat().st_mtime_ns
    assert keep(office.home, office.put("b.csv", HALF_YEAR)) == first
    assert first.path.stat().st_mtime_ns == written


def test_what_a_cut_off_night_left_behind_is_overwritten(office):
    (office.home.originals / ".arriving.next").write_bytes(b"half of another file" * 1000)
    (office.home.originals / ".arriving.next").chmod(0o400)
    assert keep(office.home, office.put("a.csv", HALF_YEAR)).path.read_bytes() == HALF_YEAR.encode("utf-8-sig")
    assert office.kept() == {f"{SHA256}.csv"}


def test_a_large_file_never_lies_in_memory(office):
    piece = bytes(range(256)) * 4096
    path = office.put("a.csv", piece * 24)
    tracemalloc.start()
    try:
        kept = keep(office.home, path)
        assert tracemalloc.get_traced_memory()[1] < 4 * len(piece)
    finally:
        tracemalloc.stop()
    assert kept.sha256 == hashlib.sha256(piece * 24).hexdigest()
    assert kept.path.read_bytes() == piece * 24


def test_what_cannot_be_read_says_so(office):
    (office.home.inbox / "folder").mkdir()
    with pytest.raises(UnreadableError, match="打不开"):
        keep(office.home, office.home.inbox / "folder")


@pytest.mark.parametrize("content", [GARBAGE, OTHER_COLUMNS.encode()])
def test_a_refused_file_goes_to_quarantine_with_the_reason_and_leaves_nothing_in_originals(office, content):
    office.put("抖音/坏.csv", content)
    office.night().take_in()
    copy, reason = sorted(path for path in office.home.quarantine.rglob("*") if path.is_file())
    assert (copy.name, reason.name) == ("坏.csv", "坏.csv.reason.txt")
    assert copy.read_bytes() == content
    assert reason.read_text("utf-8") == f"抖音/坏.csv\n{office.reason('抖音/坏.csv')}\n"
    assert any("一" <= sign <= "龥" for sign in office.reason("抖音/坏.csv"))
    assert office.kept() == set()
    assert (office.home.inbox / "抖音/坏.csv").read_bytes() == content
