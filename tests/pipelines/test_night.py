"""The steps of a night: what makes it compute anew, what it publishes, and what keeps the gate shut."""

from datetime import UTC, date, datetime

import pytest
from _office import AS_OF, GARBAGE, HALF_YEAR, Office, one_night, weibo

from pipelines import night as night_module
from pipelines.intake import intake_of
from pipelines.night import GateClosed, Night, published_run
from warehouse import building, catalogue, connect
from warehouse.figures import evaluate

MY_FIGURE = """
[my_best]
metric_id = "my.best"
label   = "[自定] 微博单条最高"
unit    = "次"
from    = "posts"
of      = { platform = "weibo", visibility = "公开" }
measure = "max(views)"
kind    = "maximum"
period  = "year_to_date"
"""


@pytest.fixture
def lived(after) -> Office:
    """An office after one night."""
    return after(one_night)


def values(office: Office, as_of: date = AS_OF) -> dict[str, float | None]:
    with connect(office.home.root) as con:
        return {row.id: row.value for row in evaluate(con, catalogue.load(office.home.config), as_of)}


def runs(office: Office) -> list[date]:
    with connect(office.home.root) as con:
        return [day for (day,) in con.execute("select as_of from meta.runs order by run_id").fetchall()]


def test_what_came_in_is_computed_and_published(lived: Office):
    known = values(lived)
    assert (known["wb_posts"], known["wb_reads"]) == (2, 20010)  # the third is of 2023
    lived.put("2024-06-21/b.csv", weibo("2024-03-01 5"))
    lived.pass_night()
    assert values(lived)["wb_posts"] == 3
    assert runs(lived) == [AS_OF, AS_OF]


def test_a_night_with_nothing_new_writes_nothing(lived: Office):
    build, published = lived.home.build.read_bytes(), lived.home.published.stat()
    lived.pass_night()
    assert lived.home.build.read_bytes() == build
    assert lived.home.published.stat().st_ino == published.st_ino


def test_an_office_without_any_file_has_a_night_too(office: Office):
    office.pass_night()
    assert set(values(office).values()) == {None}
    assert published_run(office.home) == 1


def test_another_day_is_another_run_and_so_is_the_first_day_again(lived: Office):
    for day in (date(2024, 6, 19), AS_OF):
        lived.pass_night(day)
    assert runs(lived) == [AS_OF, date(2024, 6, 19), AS_OF]
    assert values(lived, date(2024, 6, 19))["wb_posts"] == 1


def test_figures_of_the_users_own_are_computed_without_any_new_file(lived: Office):
    lived.configure(MY_FIGURE, "figures.toml")
    lived.pass_night()
    assert len(runs(lived)) == 2
    assert lived.ask("select value from report.figures where figure = 'my_best'") == [(20000,)]


def test_an_entry_edited_in_the_night_counts_from_the_next_one_on(office: Office):
    office.put("2024-06-21/a.csv", HALF_YEAR)
    night = office.night()
    for step in (night.take_in, night.build_core, night.compute):
        step()
    office.configure(MY_FIGURE, "figures.toml")
    night.publish()
    office.pass_night()
    assert office.ask("select value from report.figures where figure = 'my_best'") == [(20000,)]


def test_a_night_that_brings_only_a_refused_file_tells_of_it(lived: Office):
    lived.put("b.csv", GARBAGE)
    night = lived.pass_night()
    with connect(lived.home.root) as con:
        assert [path for path, _ in intake_of(con, night.now).refused] == ["b.csv"]
    run = published_run(lived.home)
    lived.pass_night()
    assert published_run(lived.home) == run


@pytest.mark.parametrize("content", [None, b"no database" * 1000])
def test_a_published_file_that_is_missing_or_damaged_is_put_back(lived: Office, content):
    if content is None:
        lived.home.published.unlink()
    else:
        lived.home.published.write_bytes(content)
    assert published_run(lived.home) == 0
    lived.pass_night()
    assert values(lived)["wb_posts"] == 2
    assert runs(lived) == [AS_OF]


def test_what_goes_wrong_half_way_is_not_hidden_by_closing_the_file(office: Office, monkeypatch):
    build = night_module.build_as_of

    def breaks_off(con, *arguments, **options):
        build(con, *arguments, **options)
        raise ValueError("in the middle")

    office.put("a.csv", HALF_YEAR)
    monkeypatch.setattr(night_module, "build_as_of", breaks_off)
    with office.night() as night:
        night.take_in()
        with pytest.raises(ValueError, match="in the middle"):
            night.build_core()
    assert office.ask("select count(*) from duckdb_tables() where table_name = 'posts' and schema_name = 'core'") == [
        (0,)
    ]
    monkeypatch.undo()
    office.pass_night()
    assert values(office)["wb_posts"] == 2


def test_a_ledger_of_files_that_does_not_add_up_publishes_nothing(lived: Office):
    lived.ask("update meta.parts set rows_read = rows_read + 1")
    published = lived.home.published.read_bytes()
    lived.put("2024-06-21/b.csv", weibo("2024-03-01 5"))
    with pytest.raises(GateClosed, match="文件账不平"):
        lived.pass_night()
    with pytest.raises(GateClosed):  # tomorrow it is as shut as today
        lived.night().publish()
    assert lived.home.published.read_bytes() == published
    lived.ask("update meta.parts set rows_read = rows_loaded")
    lived.pass_night()
    assert values(lived)["wb_posts"] == 3


def one_file_came(office: Office) -> None:
    office.put("a.csv", HALF_YEAR)
    office.night().take_in()


@pytest.mark.parametrize(
    "damage",
    [
        "update meta.parts set rows_loaded = rows_loaded - 1",
        "update meta.parts set rows_rejected = rows_rejected + 1",
        "update meta.parts set rows_set_aside = rows_set_aside + 1",
        "update meta.files set status = 'waiting'",
    ],
)
def test_every_side_of_the_ledger_counts(after, damage):
    office = after(one_file_came)
    with building(office.home) as con:
        assert intake_of(con).adds_up
        con.execute(damage)
        assert not intake_of(con).adds_up


def test_a_night_speaks_for_yesterday_in_beijing(office: Office, monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):  # in Beijing it is one o'clock of the 21st
            return cls(2024, 6, 20, 17, 0, 0, 999, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr("warehouse.loading.datetime", Clock)
    night = Night.of(office.home)
    assert night.as_of == AS_OF
    assert night.now == datetime(2024, 6, 21, 1)
