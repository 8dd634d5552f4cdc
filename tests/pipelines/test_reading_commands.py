"""figures, explain and files: what programs and people get from a published warehouse."""

import json
import re
import shutil
from collections import Counter

import duckdb
import pytest
from _office import GARBAGE, HALF_YEAR, Office, weibo
from click.testing import CliRunner

from pipelines.cli import main
from warehouse import Home, catalogue, connect, open_home

FIGURE = set(
    "id metric_id centre item label unit kind floors complete value numerator denominator as_of claim verdict remark "
    "target target_verdict target_remark completion pace coverage files rows platform state share".split()
)

COVERAGE = set(
    "share missing late_days days days_covered newest age_days missing_days_tolerated late_days_tolerated "
    "missing_from mends".split()
)


def ask(home: Home, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--home", str(home.root)], catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


@pytest.fixture(scope="module")
def figures(sample_home: Home) -> dict[str, dict]:
    return {row["id"]: row for row in json.loads(ask(sample_home, "figures", "--json"))}


def test_every_figure_of_the_catalogue_is_there_once(figures):
    assert set(figures) == {key for key, figure in catalogue.load().figures.items() if not figure.supporting}
    assert len(figures) == 78


def test_a_figure_has_the_agreed_fields(figures):
    for row in figures.values():
        assert set(row) == FIGURE
        assert set(row["coverage"]) == COVERAGE
        assert set(row["claim"] or {}) in (set(), {"quote", "bound", "value", "candidates", "damage"})
        assert set(row["target"] or {}) in (set(), {"bound", "value", "basis", "period"})
        assert row["as_of"] == "2024-06-20"


def test_the_sample_agrees_with_the_notice_wherever_the_notice_can_be_read(figures):
    verdicts = Counter(row["verdict"] for row in figures.values())
    assert verdicts == {"一致": 68, "舍入后一致": 4, "文字残缺": 3, "无法核对": 3}
    assert {row["coverage"]["share"] for row in figures.values()} == {1}


@pytest.fixture(scope="module")
def outdated(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A copy of the sample home whose posts lack a column, to look at."""
    home = open_home(shutil.copytree(sample_home.root, tmp_path_factory.mktemp("outdated") / "home"))
    with duckdb.connect(str(home.published)) as con:
        con.execute("create table core.fewer as select * exclude (title) from core.posts_observed")
        con.execute("create or replace view core.posts_observed as select * from core.fewer")
    return home


@pytest.mark.parametrize(
    "asked",
    [["figures", "--as-of", "2023-12-31"], ["figures", "--period", "2024-05"], ["figures", "--known-at", "2024-06-21"],
     ["explain", "dy_posts", "--as-of", "2023-12-31"]],
)  # fmt: skip
def test_a_file_that_an_earlier_version_published_is_told_in_one_sentence(outdated: Home, asked: list[str]) -> None:
    result = CliRunner().invoke(main, [*asked, "--home", str(outdated.root)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.fullmatch(r"已发布的数据库出自旧版本的程序.*请先运行 media-metrics nightly。\n", result.stderr)


def test_figures_of_another_day_are_computed_on_the_spot(sample_home):
    rows = {row["id"]: row for row in json.loads(ask(sample_home, "figures", "--as-of", "2023-12-31", "--json"))}
    assert {row["as_of"] for row in rows.values()} == {"2023-12-31"}
    assert {row["verdict"] for row in rows.values()} == {""}  # no notice speaks for that day
    assert rows["dy_posts"]["coverage"]["share"] < 1  # lists begin in December


def test_an_explanation_has_definition_sql_files_and_rows(sample_home):
    found = json.loads(ask(sample_home, "explain", "dy_posts_over_10k", "--json"))
    assert set(found) == {"figure", "definition", "sql", "files", "rows"}
    assert found["definition"]["where"] == "views > 10000"
    assert found["definition"]["of"] == {"platform": ["douyin"], "visibility": ["公开"]}
    assert [row["value"] for row in found["figure"]] == [276]
    with connect(sample_home.root) as con:  # what is said to have been run gives what is said
        assert [con.execute(sql).fetchall() for sql in found["sql"]] == [[("jianhu", 276)]]
    (file,) = found["files"]
    assert (file["title"], file["rows"]) == ("抖音作品列表", 276)
    assert list(sample_home.originals.glob(f"{file['sha256']}.xlsx"))
    assert len(found["rows"]) == 10
    assert all(row["file"] == file["path"] and row["views"] > 10000 for row in found["rows"])


def test_the_rows_that_weigh_most_come_first(sample_home):
    found = json.loads(ask(sample_home, "explain", "dy_views", "--json"))
    views = [row["views"] for row in found["rows"]]
    assert views == sorted(views, reverse=True)
    assert views[0] == 1103482


def test_an_unknown_figure_is_2(sample_home):
    result = CliRunner().invoke(main, ["explain", "nonsense", "--home", str(sample_home.root)])
    assert result.exit_code == 2
    assert "没有指标 nonsense" in result.stderr


def test_the_ledger_of_files_lists_every_file(sample_home):
    files = json.loads(ask(sample_home, "files", "--json"))
    assert set(files[0]) == set(
        "path centre account status reason kinds rows observed_at observed_how arrived_at bytes sha256 "
        "unverified contradicted withdrawn_at titles rows_read rows_rejected rows_set_aside rejects".split()
    )
    inbox = {path.relative_to(sample_home.inbox).as_posix() for path in sample_home.inbox.rglob("*") if path.is_file()}
    assert {file["path"] for file in files} == inbox
    assert {file["status"] for file in files} == {"loaded"}
    with connect(sample_home.root) as con:
        assert (
            sum(file["rows"] for file in files)
            == con.execute("select sum(rows_loaded) from meta.parts").fetchall()[0][0]
        )
    douyin = next(file for file in files if file["path"].endswith("作品列表导出.xlsx"))
    assert (douyin["kinds"], douyin["titles"]) == (["douyin_works"], ["抖音作品列表"])
    assert douyin["observed_at"] == "2024-06-21 00:00:00"


def test_people_get_tables(office: Office):
    office.put("2024-06-21/a.csv", HALF_YEAR)
    office.put("b.csv", GARBAGE)
    office.put("c.tmp", "1")
    office.put("d.csv", weibo("2024-03-01 5"))
    office.pass_night()
    files = ask(office.home, "files")
    for word in (
        "a.csv", "已入库", "微博博文", "未核实", "已隔离", "不是表格文件", "已忽略", "临时文件", "推定",
        "1 个文件的数据时间按修改时间推定",
    ):  # fmt: skip
        assert word in files
    figures = ask(office.home, "figures")
    for word in ("微博发布信息", "3条", "865条", "偏高"):
        assert word in figures
    explained = ask(office.home, "explain", "wb_reads")
    for word in ("20,015次", "结论：偏高", "select centre, sum(views)", "微博博文", "20000"):
        assert word in explained


def test_titles_are_printed_as_they_are(office: Office):
    office.put("2024-06-21/a.csv", HALF_YEAR.replace("2024-06-20的博文", "[vlog]建湖[/vlog]"))
    office.pass_night()
    assert "[vlog]" in ask(office.home, "explain", "wb_posts")


def test_a_figure_without_data_says_so(office: Office):
    office.put("2024-06-21/a.csv", "日期,粉丝总数,阅读数\n2024-06-20,100,5\n")
    office.pass_night()
    explained = ask(office.home, "explain", "wb_posts")
    assert "无数据" in explained
    assert "None" not in explained
