"""What people see of a target: what must be reached in which period, and where one should be today."""

from dataclasses import replace
from datetime import date

import pytest

from pipelines.reports import wording
from warehouse.catalogue import Target

TARGET = Target("t", "f", ">=", 36_600, "样例任务书", date(2024, 1, 1))


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("any", "≥ 36,600条"),
        ("month", "每月≥ 36,600条"),
        ("quarter", "每季度≥ 36,600条"),
        ("half_year", "每半年≥ 36,600条"),
        ("year", "全年≥ 36,600条"),
    ],
)
def test_a_target_names_its_period(figure, period: str, shown: str) -> None:
    assert wording.target_text(figure("样例", 1, target=replace(TARGET, period=period))) == shown


def test_the_pace_stands_in_the_remark(figure) -> None:
    said = "本年按进度应为不低于17200条，数据为17199条"
    row = figure("样例", 17_199, target=TARGET, target_verdict="落后", target_remark=said, remark="少两条")
    assert wording.remark_text(row) == f"少两条；目标：{said}"
