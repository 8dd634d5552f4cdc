"""Entries of the user are SQL: in the night they compute from the warehouse, and reach nothing else."""

from pathlib import Path

import duckdb
import pytest
from _office import HALF_YEAR, Office

from warehouse.catalogue import CatalogueError

READS = "(select count(*) from read_csv('{secret}', header = false))"
WRITES = "true)) group by all; copy (select 42) to '{stolen}'; select * from core.posts where ((true"

OWN_SHARE = """
[own_share]
label = "自己的"
unit = "%"
from = "posts"
of = {{ platform = "weibo" }}
kind = "share"
period = "year_to_date"
numerator = "{numerator}"
denominator = "{denominator}"
"""


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file outside the home that DuckDB could read."""
    path = tmp_path / "secret.csv"
    path.write_text("机密\n", "utf-8")
    return path


@pytest.fixture
def stolen(tmp_path: Path) -> Path:
    """Where an entry would write."""
    return tmp_path / "stolen.txt"


def refused(office: Office, name: str, text: str) -> str:
    """What is said of a night with the user's own `name`; nothing was computed or published in it."""
    office.put("a.csv", HALF_YEAR)
    office.configure(text, name)
    with pytest.raises(CatalogueError) as error:
        office.pass_night()
    assert office.ask("select (select count(*) from report.figures), (select count(*) from meta.runs)") == [(0, 0)]
    assert not office.home.published.exists()
    return str(error.value)


@pytest.mark.parametrize(
    ("key", "entry"),
    [
        ("where", '[wb_posts]\nwhere = "{sql}"\n'),
        ("measure", '[wb_posts]\nmeasure = "{sql}"\n'),
        ("numerator", OWN_SHARE.format(numerator="{sql}", denominator="count(*)")),
        ("denominator", OWN_SHARE.format(numerator="count(*)", denominator="{sql}")),
    ],
    ids=lambda value: value if value.isalpha() else "",
)
def test_an_entry_does_not_write_a_file(office, stolen, key, entry):
    said = refused(office, "figures.toml", entry.replace("{sql}", WRITES.format(stolen=stolen)))
    assert "［wb_posts］" in said or "［own_share］" in said
    assert f"{key} = " in said
    assert "应当是一个 SQL 表达式" in said
    assert not stolen.exists()


def test_another_reading_does_not_write_a_file(office, stolen):
    reading = f'{{ label = "x", where = "{WRITES.format(stolen=stolen)}" }}'
    said = refused(office, "figures.toml", f"[wb_posts]\nother_readings = [{reading}]\n")
    assert "［wb_posts］" in said
    assert not stolen.exists()


def test_a_check_does_not_write_a_file(office, stolen):
    expr = f"true; COPY (SELECT 42) TO '{stolen}'"
    assert "［own］" in refused(office, "checks.toml", f'[own]\nlabel = "x"\nexpr = "{expr}"\n')
    assert not stolen.exists()


@pytest.mark.parametrize(
    "entry",
    [
        '[wb_posts]\nwhere = "views >= {sql}"\n',
        '[wb_posts]\nmeasure = "count(*) + {sql}"\n',
        '[wb_posts]\nother_readings = [{{ label = "x", where = "views >= {sql}" }}]\n',
    ],
    ids=["where", "measure", "other_readings"],
)
def test_an_entry_does_not_read_a_file(office, secret, entry):
    reads = READS.format(secret=secret)
    assert duckdb.execute(f"select {reads}").fetchall() == [(1,)]  # where nothing is confined, it does
    said = refused(office, "figures.toml", entry.format(sql=reads))
    assert "［wb_posts］：SQL 不能执行" in said
    assert "disabled" in said


def test_a_check_does_not_read_a_file(office, secret):
    office.put("a.csv", HALF_YEAR)
    expr = f"wb_posts >= {READS.format(secret=secret)}".upper().replace("WB_POSTS", "wb_posts")
    office.configure(f'[own]\nlabel = "x"\nexpr = "{expr}"\n', "checks.toml")
    with pytest.raises(CatalogueError, match="［own］"):
        office.pass_night()
    assert not office.home.published.exists()


def test_brackets_and_semicolons_within_quotes_are_text(office):
    office.put("a.csv", HALF_YEAR)
    office.configure("[wb_posts]\nwhere = \"title <> ');(' and (views > 10 or views = 10)\"\n", "figures.toml")
    office.pass_night()
    assert office.ask("select value from report.figures where figure = 'wb_posts'") == [(2,)]
