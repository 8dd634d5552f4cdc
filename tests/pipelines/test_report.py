"""`media-metrics report`: the documents of a published day, written anew."""

from datetime import date
from pathlib import Path

import pytest
from _office import AS_OF, HALF_YEAR, TWO_CENTRES, Office, weibo
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from pipelines.cli import main
from pipelines.published_day import published_day
from warehouse import NotPublished, catalogue
from warehouse.figures import evaluate

LATER = date(2024, 6, 25)
SUMMARY = "建湖融媒指标_2024-06-20.xlsx"


@pytest.fixture
def published(after) -> Office:
    """After the night of 06-20 over two posts of the year, and that of 06-25 over a third one."""
    return after(two_days)


def two_days(office: Office) -> None:
    office.put("2024-06-21/a.csv", HALF_YEAR)
    office.pass_night()
    office.put("2024-06-26/b.csv", weibo("2024-06-21 100", "2024-06-25 5"))
    office.pass_night(LATER)


def report(office: Office, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["report", "--home", str(office.home.root), *map(str, arguments)])


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_last_published_day_is_written_where_reports_lie_and_what_is_published_stays(published: Office) -> None:
    before = published.home.published.read_bytes()
    ended = report(published)
    assert ended.exit_code == 0, ended.output
    assert published.home.published.read_bytes() == before
    assert {"plotly.min.js", "2024-06-25/index.html", "2024-06-25/建湖融媒指标_2024-06-25.xlsx"} <= names(
        published.home.reports
    )
    assert all(line.startswith("已写入 ") for line in ended.output.splitlines())
    assert not names(published.home.reports / "2024-06-25") & {"建湖融媒指标_2024-06-25.pdf"}


def test_another_folder_gets_all_of_it_and_the_home_nothing(published: Office, tmp_path: Path) -> None:
    before = published.home.published.read_bytes()
    ended = report(published, "--out", tmp_path / "会议", "--as-of", AS_OF)
    assert ended.exit_code == 0, ended.output
    assert published.home.published.read_bytes() == before
    assert {"plotly.min.js", "2024-06-20/index.html", f"2024-06-20/{SUMMARY}"} <= names(tmp_path / "会议")
    assert names(published.home.reports) == set()
    assert str(tmp_path / "会议" / "2024-06-20" / SUMMARY) in ended.output


def test_an_earlier_day_is_as_it_was_on_that_day(published: Office) -> None:
    known = catalogue.load(published.home.config)
    values = {}
    for day in (None, AS_OF):
        with published_day(published.home, known, day) as (con, as_of):
            held = con.execute("select distinct as_of from core.posts order by as_of").fetchall()
            assert (as_of,) in held
            values[as_of] = {row.id: row.value for row in evaluate(con, known, as_of)}["wb_posts"]
    assert values == {LATER: 4, AS_OF: 2}


def test_a_day_that_never_was_published_is_refused(published: Office, tmp_path: Path) -> None:
    ended = report(published, "--as-of", "2024-06-19", "--out", tmp_path / "out")
    assert (ended.exit_code, len(ended.output.splitlines())) == (2, 1)
    assert "2024-06-19 没有计算并发布过（最近发布的有 2024-06-25、2024-06-20）" in ended.output
    assert not (tmp_path / "out").exists()
    with pytest.raises(NotPublished), published_day(published.home, catalogue.load(), date(2024, 6, 19)):
        pass


def test_each_centre_has_its_own_folder(office: Office, tmp_path: Path) -> None:
    office.configure(TWO_CENTRES)
    office.put("sheyang/2024-06-21/a.csv", HALF_YEAR)
    office.put("jianhu/2024-06-21/a.csv", HALF_YEAR + "2024-06-20 09:00,又一条,1\n")
    office.pass_night()
    ended = report(office, "--out", tmp_path)
    assert ended.exit_code == 0, ended.output
    assert {"jianhu/2024-06-20/index.html", "sheyang/2024-06-20/射阳指标_2024-06-20.xlsx"} <= names(tmp_path)


def test_a_template_is_filled(published: Office, tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "封面"
    book.defined_names["数据截至"] = DefinedName("数据截至", attr_text="封面!$B$2")
    book.save(tmp_path / "本台.xlsx")
    ended = report(published, "--out", tmp_path / "out", "--template", tmp_path / "本台.xlsx")
    assert ended.exit_code == 0, ended.output
    assert "（填了 1 格）" in ended.output
    (filled,) = (tmp_path / "out" / "2024-06-25").glob("*报表_2024-06-25.xlsx")
    assert str(load_workbook(filled)["封面"]["B2"].value).startswith("2024-06-25")


def test_a_template_that_is_none_is_one_sentence(published: Office, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_text("不是表格", "utf-8")
    ended = report(published, "--out", tmp_path / "out", "--template", tmp_path / "坏.xlsx")
    assert (ended.exit_code, len(ended.output.splitlines())) == (2, 1)
    assert "坏.xlsx" in ended.output
