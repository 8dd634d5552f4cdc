"""Accepted files are kept as they came, with their cards; refused ones go to quarantine with the reason."""

import hashlib
import stat
import sys
import tomllib
from datetime import datetime

import pytest
from _office import GARBAGE, HALF_YEAR, OTHER_COLUMNS

from pipelines.originals import UnreadableError, keep, write_card

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
    ("name", "observed_at", "how"),
    [
        ("2024-06-22/微博.csv", datetime(2024, 6, 22), "folder"),
        ("微博_2024-06-23_101112.csv", datetime(2024, 6, 23, 10, 11, 12), "name"),
        ("微博.csv", datetime(2024, 6, 21, 0, 30), "assumed"),  # the time of the file, in Beijing
    ],
)
def test_the_card_says_where_it_came_from_and_when_it_was_observed(office, name, observed_at, how):
    office.put(name, HALF_YEAR)
    night = office.night()
    night.take_in()
    card = tomllib.loads((office.home.originals / f"{SHA256}.jianhu.toml").read_text("utf-8"))
    assert card == {
        "original_path": name, "file": f"{SHA256}.csv", "account": "main", "observed_at": observed_at,
        "observed_how": how, "arrived_at": night.now,
    }  # fmt: skip
    assert office.ask("select observed_at, observed_how from meta.files") == [(observed_at, how)]
    assert office.ask("select distinct observed_at from raw.weibo_posts") == [(observed_at,)]


@pytest.mark.parametrize("name", ['引号"和\\反斜杠', "换\n行", "旗\U000e0067", "制表\t\x7f", "Zürich 😀"])
def test_cards_hold_any_name(office, name):
    original = keep(office.home, office.put("a.csv", HALF_YEAR))
    when = datetime(2024, 6, 21)
    write_card(
        office.home, original, centre="jianhu", account="main", name=name, observed_at=when, observed_how="name",
        arrived_at=when,
    )  # fmt: skip
    card = (office.home.originals / f"{SHA256}.jianhu.toml").read_text("utf-8")
    assert tomllib.loads(card)["original_path"] == name


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
    (office.home.originals / f".{SHA256}.csv.next").write_bytes(b"half")
    assert keep(office.home, office.put("a.csv", HALF_YEAR)).path.read_bytes() == HALF_YEAR.encode("utf-8-sig")
    assert office.kept() == {f"{SHA256}.csv"}


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
