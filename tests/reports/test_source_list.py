"""Thousands of files: the workbook and the page show the newest, the list beside them has all."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipelines.reports import source_list
from pipelines.reports.contents.sources import Source
from pipelines.reports.dashboard.page import write_dashboard
from pipelines.reports.source_list import newest, write_source_list
from pipelines.reports.workbook.summary import write_summary

FIRST = datetime(2024, 1, 1, 23, 30)


def source(number: int, path: str = "") -> Source:
    """The file downloaded `number` days after the first."""
    day = FIRST + timedelta(number)
    return Source(
        path or f"{day.date()}/作品.xlsx", "抖音作品列表", "Sheet1", "main", 12, 9, 1, 2,
        date(2024, 1, 1), day.date(), day, "folder", f"{number:064d}",
    )  # fmt: skip


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def two_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_list, "SHOWN_MOST", 2)


def test_few_are_all_shown(two_at_most):
    assert newest([source(1), source(0)]) == [source(1), source(0)]


def test_of_many_the_newest_are_shown_in_the_order_of_the_list(two_at_most):
    assert newest([source(3), source(0), source(5), source(1)]) == [source(3), source(5)]


def test_the_list_has_every_column(tmp_path):
    write_source_list(tmp_path / "来源.csv", [source(0)])
    head, only = lines(tmp_path / "来源.csv")
    said = dict(zip(head, only, strict=True))
    assert (said["文件"], said["计入行"], said["数据时刻"]) == ("2024-01-01/作品.xlsx", "9", "2024-01-01 23:30:00")
    assert said["sha256"] == "0" * 64


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_name_that_looks_like_a_formula_stays_text(tmp_path, start):
    write_source_list(tmp_path / "来源.csv", [source(0, f"{start}cmd.xlsx")])
    assert lines(tmp_path / "来源.csv")[1][0] == f"'{start}cmd.xlsx"


def test_both_reports_say_where_the_rest_is(tmp_path, two_at_most, figures, report_of):
    write_summary(tmp_path / "s.xlsx", report_of(figures))
    sheet = load_workbook(tmp_path / "s.xlsx")["来源"]
    assert [sheet["A5"].value, sheet["A6"].value, sheet["A7"].value] == ["2024-06-21/2.xlsx", "2024-06-21/3.xlsx", None]
    assert sheet["A3"].value == "共 3 张表，这里列最近的 2 张；全部见同一文件夹的 来源_2024-06-20.csv"
    assert [line[0] for line in lines(tmp_path / "来源_2024-06-20.csv")[1:]] == [
        f"2024-06-21/{number}.xlsx" for number in (1, 2, 3)
    ]
    write_dashboard(tmp_path / "2024-06-20", report_of(figures))
    page = (tmp_path / "2024-06-20" / "index.html").read_text("utf-8")
    assert "来源：3 张表" in page
    assert "这里列最近的 2 张；全部见同一文件夹的 来源_2024-06-20.csv" in page
    assert "2024-06-21/1.xlsx" not in page
