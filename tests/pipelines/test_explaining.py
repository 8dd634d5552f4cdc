"""`explain`: which figure is meant, all of its rows, what was known when, and where the export is found."""

import csv
import json
from pathlib import Path

import pytest
from _office import Office, weibo
from click.testing import CliRunner

from pipelines.cli import main


@pytest.fixture
def published(after) -> Office:
    """After two nights: a list, and a newer one that knows better of one post and is the first to tell of another."""
    return after(two_nights)


def two_nights(office: Office) -> None:
    office.put("2024-06-19/a.csv", weibo("2024-01-02 10", "2024-06-18 20000"))
    office.pass_night()
    office.put("2024-06-20/b.csv", weibo("2024-06-18 20090", "2024-06-19 5"))
    office.pass_night()


def explain(office: Office, *arguments: object) -> tuple[int, str, str]:
    given = ["explain", *map(str, arguments), "--home", str(office.home.root)]
    result = CliRunner().invoke(main, given, catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def test_by_the_number_of_the_figure_too(published: Office):
    code, told, _ = explain(published, "wb.reads")
    assert code == 0
    assert told.startswith("指标 wb_reads，编号 wb.reads")
    assert "20,105次" in told


def test_where_the_export_is_found_is_printed(published: Office):
    assert "微博博文：微博管理中心 → 数据助手 → 博文分析，按模板填写或粘贴" in explain(published, "wb_reads")[1]


def test_an_unknown_figure_is_2_and_gets_the_nearest_names(published: Office):
    code, _, told = explain(published, "wb.readss")
    assert code == 2
    assert told.startswith("没有指标 wb.readss。最接近的是：wb_reads（微博总阅读量）")


def test_all_rows_go_into_a_file(published: Office, tmp_path: Path):
    target = tmp_path / "行.csv"
    code, told, _ = explain(published, "wb_reads", "--rows", target)
    assert (code, f"全部 3 行已写入 {target}" in told) == (0, True)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["file"], row["source_row"], row["views"], row["晚读天数"]) for row in rows] == [
        ("2024-06-19/a.csv", "2", "10", ""), ("2024-06-20/b.csv", "2", "20090", ""), ("2024-06-20/b.csv", "3", "5", ""),
    ]  # fmt: skip
    assert sum(int(row["views"]) for row in rows) == 20105


def test_a_file_that_cannot_be_written_is_2(published: Office, tmp_path: Path):
    code, _, told = explain(published, "wb_reads", "--rows", tmp_path / "none" / "a.csv")
    assert code == 2
    assert "写不进去" in told


@pytest.mark.parametrize(("known_at", "value", "rows"), [("2024-06-21", 20010, 2), ("2024-06-22 01:30", 20105, 3)])
def test_what_was_known_then(published: Office, tmp_path: Path, known_at: str, value: int, rows: int):
    target = tmp_path / "a.csv"
    code, told, _ = explain(published, "wb_reads", "--known-at", known_at, "--rows", target, "--json")
    found = json.loads(told)
    assert (code, found["figure"][0]["value"], found["figure"][0]["rows"]) == (0, value, rows)
    assert len(target.read_text("utf-8-sig").splitlines()) == rows + 1
