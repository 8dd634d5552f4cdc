"""figures --period, --by, --known-at: what programs and people get, and what is refused."""

import json
from dataclasses import replace

import pytest
from _office import Office, weibo
from click.testing import CliRunner
from rich.console import Console

from pipelines.cli import main
from pipelines.periodtable import print_comparison
from pipelines.scorecard import print_scorecard
from warehouse import Home, catalogue
from warehouse.comparing import Comparison, Line
from warehouse.figures import FigureRow
from warehouse.spans import span


def ask(home: Home, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["figures", *arguments, "--home", str(home.root)], catch_exceptions=False)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def refused(home: Home, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["figures", *arguments, "--home", str(home.root)])
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def test_a_month_as_json(sample_home: Home) -> None:
    found = json.loads(ask(sample_home, "--period", "2024-05", "--json"))
    spans = {name: found[name]["name"] for name in ("period", "before", "year_before")}
    assert spans == {"period": "2024-05", "before": "2024-04", "year_before": "2023-05"}
    fans = next(line for line in found["lines"] if line["id"] == "wx_fans_total")
    assert (fans["as_of"], fans["before"]["as_of"], fans["complete"]) == ("2024-05-31", "2024-04-30", True)
    change = fans["before"]["change"]
    assert change["difference"] == fans["value"] - fans["before"]["value"]
    assert change["percent"] == pytest.approx(100 * change["difference"] / fans["before"]["value"])


def test_the_months_of_a_quarter_add_up_to_it(office: Office) -> None:
    days = "2023-12-31 2024-01-01 2024-01-31 2024-02-01 2024-02-29 2024-02-29 2024-03-31 2024-04-01".split()
    office.put("2024-06-21/a.csv", weibo(*(f"{day} {views}" for views, day in enumerate(days))))
    office.pass_night()

    def posted(period: str) -> int:
        lines = json.loads(ask(office.home, "--period", period, "--json"))["lines"]
        return next(line["value"] for line in lines if line["id"] == "wb_posts")

    assert [posted(f"2024-0{month}") for month in (1, 2, 3)] == [2, 3, 1]
    assert posted("2024Q1") == 6


def test_the_parts_of_a_flow_add_up_to_it(sample_home: Home) -> None:
    lines = json.loads(ask(sample_home, "--by", "section", "--json"))["lines"]
    own = [line for line in lines if line["id"] == "app_posts"]
    assert (own[0]["cut"], own[0]["adds_up"]) == (None, "sum")
    assert own[0]["value"] == sum(line["value"] for line in own[1:]) == 7412


def test_people_get_tables_with_marks_and_remarks(sample_home: Home) -> None:
    said = ask(sample_home, "--period", "2024-06")
    for word in (
        "样例", "2024-06（截至06-20）", "2024-05", "环比", "2023-06", "同比", "个百分点", "◎ 数据不全",
        "2024-05 截至 2024-05-20", "因为条目自己写定了时段", "因为这个时段里没有完整的月份",
    ):  # fmt: skip
        assert word in said
    said = ask(sample_home, "--by", "platform", "--period", "2024-W12")
    for word in ("合计（另算）", "合计（取最大）", "抖音号", "个指标没有列出，因为没有这个维度"):
        assert word in said


def test_a_sum_over_floors_is_printed_as_at_least(
    sample_home: Home, sample_figures: dict[str, FigureRow], capsys: pytest.CaptureFixture[str]
) -> None:
    row = replace(sample_figures["dy_views"], value=100_005, floors=1)
    line = Line(catalogue.load().figures["dy_views"], (), row, row, row)
    console = Console(width=132)
    print_scorecard(console, sample_home, [row])
    print_comparison(console, sample_home, Comparison([line], span("2024-05").beside(), None, {}))
    scorecard, _, compared = capsys.readouterr().out.partition("2023-05")
    assert "≥ 100,005次" in scorecard
    assert compared.count("≥ 100,005次") == 3
    assert "≥ 至少：有的作品只显示“10万+”，合计只是下限。" in compared


def test_what_was_known_before_anything_came_is_nothing(sample_home: Home) -> None:
    rows = json.loads(ask(sample_home, "--known-at", "2000-01-01", "--json"))
    assert {row["value"] for row in rows} == {None}
    assert {row["verdict"] for row in rows if row["claim"] and not row["claim"]["candidates"]} == {"无数据"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--period", "2024-13"), "可以写成：2024-W12、2024-05"),
        (("--period", "2025-01"), "从 2025-01-01 开始，而数据只到 2024-06-20"),
        (("--period", "2024-05", "--as-of", "2024-04-30"), "从 2024-05-01 开始"),
        (("--by", "nonsense"), "没有维度 nonsense"),
        (("--known-at", "昨天"), "不是时间"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(sample_home: Home, arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(sample_home, *arguments)
