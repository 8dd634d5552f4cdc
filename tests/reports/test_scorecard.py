"""The scorecard in the terminal: one line per figure, and below it each download that would mend something."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from pipelines.scorecard import coverage_text, print_scorecard
from warehouse import create_home
from warehouse._coverage import ShownCoverage
from warehouse.catalogue import Target
from warehouse.figures import FigureRow


def printed(tmp_path: Path, rows: Sequence[FigureRow]) -> list[str]:
    """The lines, with nothing at their ends."""
    said = io.StringIO()
    print_scorecard(Console(file=said, width=200), create_home(tmp_path / "home", "real"), rows)
    return [line.rstrip() for line in said.getvalue().splitlines()]


def test_each_download_is_asked_for_once(tmp_path: Path, figure: Callable[..., FigureRow]) -> None:
    works, days = (ShownCoverage(0.5, ["2024-05-01"], 0, mends=[mend]) for mend in ("作品缺5月1日", "日数据从未收到"))
    rows = [figure("甲", 1, coverage=days), *(figure(name, 1, coverage=works) for name in "乙丙"), figure("丁", 1)]
    lines = printed(tmp_path, rows)
    assert lines[lines.index("要补的下载") :] == [
        "要补的下载", "作品缺5月1日　可补 2 项：乙、丙", "日数据从未收到　可补 1 项：甲",
    ]  # fmt: skip


def test_nothing_is_asked_for_where_nothing_is_missing(tmp_path: Path, figures: list[FigureRow]) -> None:
    whole = [row for row in figures if not row.coverage.mends]
    assert len(whole) == 5
    assert "要补的下载" not in printed(tmp_path, whole)


def test_a_share_shows_what_it_is_made_of_below_its_name(tmp_path: Path, figures: list[FigureRow]) -> None:
    lines = printed(tmp_path, figures)
    (number,) = (n for n, line in enumerate(lines) if "样例满意率" in line)
    assert lines[number + 1].strip() == "398/412 = 96.6%"


def test_where_a_target_stands_is_told_below_the_table(tmp_path: Path, figure: Callable[..., FigureRow]) -> None:
    target = Target("t", "f", ">=", 36_600, "样例任务书", date(2024, 1, 1), period="year")
    said = "本年按进度应为不低于17200条，数据为17199条；上年为36000条"
    behind = figure("样例甲", 17_199, target=target, target_verdict="落后", target_remark=said)
    lines = printed(tmp_path, [figure("样例乙", 1, target=target, target_verdict="达标"), behind])
    assert lines[lines.index("目标") :] == ["目标", f"样例甲　落后　{said}"]


def test_without_anything_to_tell_of_targets_nothing_is_told(tmp_path: Path, figure: Callable[..., FigureRow]) -> None:
    assert "目标" not in printed(tmp_path, [figure("样例乙", 1)])


@pytest.mark.parametrize(
    ("coverage", "text"),
    [
        (ShownCoverage(1.0, [], 0, days=172, days_covered=172), "100%"),
        (ShownCoverage(1.0, [], 3, days=172, days_covered=172), "100% 晚3天"),
        (ShownCoverage(1 - 1 / 2000, ["2024-01-01"], 0, days=2000, days_covered=1999), "1999/2000天"),
        (ShownCoverage(0.0, ["2024-06-20"], 3, days=1), "晚3天"),  # a stock
        (ShownCoverage(0.0, ["2024-06-20"], 0, days=1), "0%"),
        (ShownCoverage(0.0, [], 0, days=172), "0/172天"),
    ],
)
def test_the_coverage_in_a_cell(figure: Callable[..., FigureRow], coverage: ShownCoverage, text: str) -> None:
    assert coverage_text(figure("甲", coverage=coverage)) == text
