"""Cards say whose a file is, when it was observed, whether it still counts: enough to do without the build file."""

import hashlib
import tomllib
from datetime import datetime, timedelta

import pytest
from _office import FIRST_NIGHT, HALF_YEAR, weibo

from pipelines.cards import Card, Sighting, card_of, card_path, cards, note_again, read_card, write_card

SHA256 = hashlib.sha256(HALF_YEAR.encode("utf-8-sig")).hexdigest()
WHEN = datetime(2024, 6, 21)
TWO_ACCOUNTS = """
default_centre = "jianhu"
[centres.jianhu]
name = "建湖"
accounts = ["main", "second"]
"""


def card(name: str = "a.csv", account: str = "main", **more) -> Card:
    return Card(f"{SHA256}.csv", "jianhu", account, Sighting(name, WHEN, "folder", FIRST_NIGHT), **more)


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
    held = tomllib.loads((office.home.originals / f"{SHA256}.jianhu.toml").read_text("utf-8"))
    assert held == {
        "original_path": name, "file": f"{SHA256}.csv", "centre": "jianhu", "account": "main",
        "observed_at": observed_at, "observed_how": how, "arrived_at": night.now,
    }  # fmt: skip
    assert office.ask("select observed_at, observed_how from meta.files") == [(observed_at, how)]
    assert office.ask("select distinct observed_at from raw.weibo_posts") == [(observed_at,)]


@pytest.mark.parametrize("text", ['引号"和\\反斜杠', "换\n行", "旗\U000e0067", "制表\t\x7f", "Zürich 😀"])
def test_cards_hold_any_text(office, text):
    written = card(text, again=(Sighting(text, WHEN, "name", WHEN),), withdrawn=(WHEN, text))
    write_card(office.home, written)
    assert card_of(office.home, SHA256, "jianhu", "main") == written


def test_bytes_that_come_again_stand_on_the_card(office):
    office.put("2024-06-21/a.csv", HALF_YEAR)
    office.put("2024-06-22/a.csv", HALF_YEAR)
    first = office.night()
    first.take_in()
    office.put("2024-06-23/a.csv", HALF_YEAR)
    second = office.night()
    second.take_in()
    (held,) = cards(office.home)
    assert held.first == Sighting("2024-06-21/a.csv", datetime(2024, 6, 21), "folder", first.now)
    assert held.again == (
        Sighting("2024-06-22/a.csv", datetime(2024, 6, 22), "folder", first.now),
        Sighting("2024-06-23/a.csv", datetime(2024, 6, 23), "folder", second.now),
    )


def test_a_moment_is_noted_once(office):
    write_card(office.home, card())
    for _ in range(2):
        note_again(office.home, card_of(office.home, SHA256, "jianhu", "main"), card("b.csv").first)
        later = Sighting("c.csv", WHEN + timedelta(1), "name", FIRST_NIGHT)
        note_again(office.home, card_of(office.home, SHA256, "jianhu", "main"), later)
    assert card_of(office.home, SHA256, "jianhu", "main").again == (later,)


def test_each_account_has_a_card_of_the_same_bytes(office):
    office.configure(TWO_ACCOUNTS)
    office.put("a.csv", HALF_YEAR)
    office.put("second/b.csv", HALF_YEAR)
    office.put("second/c.csv", weibo("2024-03-01 5"))
    office.night().take_in()
    assert set(office.statuses().values()) == {"loaded"}
    assert {name for name in office.kept() if name.startswith(SHA256)} == {
        f"{SHA256}.csv", f"{SHA256}.jianhu.toml", f"{SHA256}.jianhu.second.toml",
    }  # fmt: skip
    assert [(held.account, held.first.original_path) for held in cards(office.home)] == [
        ("main", "a.csv"), ("second", "second/b.csv"), ("second", "second/c.csv"),
    ]  # fmt: skip


def test_the_same_bytes_under_another_extension_take_nobodys_card(office):
    office.configure(TWO_ACCOUNTS)
    office.put("a.csv", HALF_YEAR)
    office.night().take_in()
    office.put("second/a.txt", HALF_YEAR)
    office.night().take_in()
    assert [(held.account, held.first.original_path) for held in cards(office.home)] == [
        ("main", "a.csv"), ("second", "second/a.txt"),
    ]  # fmt: skip


def test_what_was_taken_back_stays_so_where_only_its_card_was_left(office):
    office.put("a.csv", HALF_YEAR)
    office.night().take_in()
    held = card_of(office.home, SHA256, "jianhu", "main")
    write_card(office.home, Card(held.file, "jianhu", "main", held.first, (), (WHEN, "发错了")))
    (office.home.originals / held.file).unlink()
    office.home.build.unlink()
    office.night().take_in()
    assert card_of(office.home, SHA256, "jianhu", "main").withdrawn == (WHEN, "发错了")


def test_an_account_keeps_its_card_when_the_other_is_gone(office):
    for account in ("main", "second"):
        write_card(office.home, card(account=account))
    card_path(office.home, SHA256, "jianhu", "main").unlink()
    assert card_of(office.home, SHA256, "jianhu", "second") == card(account="second")


@pytest.mark.parametrize("text", ["", 'original_path = "a', 'file = "a.csv"'])
def test_a_card_half_written_is_none(office, text):
    path = office.home.originals / f"{SHA256}.jianhu.toml"
    path.write_text(text, "utf-8")
    assert read_card(path) is None
    assert list(cards(office.home)) == []
    write_card(office.home, card())
    assert read_card(path) == card()


def test_a_build_file_made_anew_knows_what_the_cards_know(office):
    office.put("2024-06-21/a.csv", HALF_YEAR)
    office.put("2024-06-22/b.csv", HALF_YEAR)
    office.night().take_in()
    held = card_of(office.home, SHA256, "jianhu", "main")
    write_card(office.home, Card(held.file, "jianhu", "main", held.first, held.again, (WHEN, "发错了")))
    office.home.build.unlink()
    office.night().take_in()
    assert office.ask("select file_id, withdrawn_at, reason, undone_at from meta.withdrawals") == [
        (1, WHEN, "发错了", None)
    ]
    assert office.ask("select file_id, observed_at, by_file_id from meta.observations") == [
        (1, datetime(2024, 6, 22), 2)
    ]
    again = card_of(office.home, SHA256, "jianhu", "main")
    assert (again.again, again.withdrawn) == (held.again, (WHEN, "发错了"))
