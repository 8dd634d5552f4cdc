"""A report is replaced whole or stays as it was."""

import os

import pytest

from pipelines.atomic import replace_with
from pipelines.reports.dashboard.page import write_dashboard
from pipelines.reports.workbook.summary import write_summary


def test_new_content_takes_the_place_of_the_old(tmp_path):
    target = tmp_path / "folder" / "report.txt"
    replace_with(target, b"old")
    replace_with(target, b"new")
    assert target.read_bytes() == b"new"
    assert [path.name for path in target.parent.iterdir()] == ["report.txt"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_old_file_stays_whole_when_writing_fails(tmp_path, monkeypatch, figures, report_of, step):
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    folder = tmp_path / "2024-06-20"
    summary, page, plotly = folder / "s.xlsx", folder / "index.html", tmp_path / "plotly.min.js"
    for path in (summary, page, plotly):
        replace_with(path, b"old")
    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(OSError, match="No space"):
        write_summary(summary, report_of(figures))
    with pytest.raises(OSError, match="No space"):
        write_dashboard(folder, report_of(figures))
    assert [path.read_bytes() for path in (summary, page, plotly)] == [b"old"] * 3
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["2024-06-20", "index.html", "plotly.min.js", "s.xlsx"]


def test_old_file_stays_whole_when_nothing_can_be_computed(tmp_path, figures, report_of, warehouse_con):
    target = tmp_path / "s.xlsx"
    replace_with(target, b"old")
    warehouse_con.execute("drop table core.posts")
    with pytest.raises(Exception, match="posts"):
        write_summary(target, report_of(figures))
    assert target.read_bytes() == b"old"
