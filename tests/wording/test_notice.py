"""The notice, number by number, against the gold that stands beside the checkout."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from warehouse import catalogue
from warehouse.wording import Account, TextClaim, Token, account_for

SHARED = Path(__file__).parents[2].parent / "shared"
NO_FIGURES = {"date", "ordinal", "list number", "period marker", "identifier", "not a figure"}
BOUNDS = {"rank<=": "<=", "rank=": "=", "rank (vague)": "~", "vague": "~", ">= (达)": ">=", "? (lost)": "="}
NAMES_NOT_COUNTS = {"F022", "F056"}
"""一端一网两微两号 and 三审三校: the gold counts what they name; they are idioms all the same."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the gold, where its span stands in the text."""

    start: int
    end: int
    says: dict[str, str]

    @property
    def is_figure(self) -> bool:
        return self.says["kind"] not in NO_FIGURES and self.says["fig_id"] not in NAMES_NOT_COUNTS

    def over(self, other: Token | TextClaim) -> bool:
        return other.start < self.end and self.start < other.end


@pytest.fixture(scope="module")
def text() -> str:
    path = SHARED / "notice.txt"
    if not path.exists():
        pytest.skip("../shared/notice.txt is not here")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows(text: str) -> list[Row]:
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    with (SHARED / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        gold = list(csv.DictReader(file))
    starts = [lines[int(row["line"]) - 1] for row in gold]
    found = [Row(s + int(r["char_start"]), s + int(r["char_end"]), r) for s, r in zip(starts, gold, strict=True)]
    assert all(text[row.start : row.end] == row.says["span"] for row in found)
    return found


@pytest.fixture(scope="module")
def account(text: str) -> Account:
    return account_for(text, catalogue.load())


def test_every_digit_run_is_accounted_for(account: Account) -> None:
    assert (account.digit_runs, account.accounted) == (122, 122)
    assert account.not_understood <= 2


def test_figures_have_the_right_value_unit_and_bound(account: Account, rows: list[Row]) -> None:
    figures = [row for row in rows if row.is_figure]
    wrong = [row.says["fig_id"] for row in figures if not any(agrees(claim, row) for claim in account.claims)]
    print(f"right: {len(figures) - len(wrong)} of {len(figures)}; wrong: {wrong}")
    assert len(wrong) <= 0.05 * len(figures)


def agrees(claim: TextClaim, row: Row) -> bool:
    says = row.says
    bound = BOUNDS.get(says["comparator"], says["comparator"].partition(" ")[0])
    same_bound = claim.bound == bound or (bound == "≈" and claim.bound in ("=", "~"))
    return row.over(claim) and same_bound and _same_unit(claim, row) and _same_value(claim, says["value"])


def _same_unit(claim: TextClaim, row: Row) -> bool:
    """As the gold says, or none where none is printed; the gold's per day and per month are no part of the unit."""
    unit = re.sub(r" \(.*|/[日月]", "", row.says["unit"]).rstrip("?")
    printed = unit in row.says["span"] and unit != ""
    alike = {"条/篇": {"条", "篇"}, "个方面": {"个"}, "部": {"件"}, "名次": {"", "名"}, "项": {"项", "%"}}.get(
        unit, {unit}
    )
    return claim.unit in alike or (not printed and claim.unit == "")


def _same_value(claim: TextClaim, printed: str) -> bool:
    """A number; candidates where the gold is in doubt; no value where it is vague; 2 of 2 is all."""
    if printed.startswith('"'):
        return claim.value is None
    if re.match(r"\d+\?|190000", printed):
        return claim.value is None and claim.damage is not None and len(claim.damage.candidates) > 1
    if printed == "2 of 2":
        return claim.value == 100
    number = re.match(r"(?:>=)?([0-9.]+)", printed)
    return number is not None and claim.value == float(number.group(1))


def test_hardly_anything_else_is_taken_for_a_figure(account: Account, rows: list[Row]) -> None:
    figures = [row for row in rows if row.says["kind"] not in NO_FIGURES]
    wrong = [claim.quote for claim in account.claims if not any(row.over(claim) for row in figures)]
    print(wrong)
    assert len(wrong) <= 3


def test_damaged_spans_are_flagged_and_no_others(account: Account, rows: list[Row]) -> None:
    damaged = [token for token in account.tokens if token.damage]
    flagged = {row.says["fig_id"] for row in rows if any(row.over(token) for token in damaged)}
    assert flagged == {row.says["fig_id"] for row in rows if row.says["damage"]}
    assert len(flagged) == 19
    assert all(token.damage.reason for token in damaged if token.damage)


def test_what_is_lost_has_its_candidates(account: Account) -> None:
    found = {token.quote: token.damage.candidates for token in account.tokens if token.damage}
    assert found["2023814日至1031"] == ("2023-08-14", "2023-10-31")
    assert found["1227"] == ("2023-12-27",)  # the year from line 12
    assert found["2022121日"] == ("2022-01-21", "2022-12-01")
    assert found["202311月"] == ("2023-11",)
    assert found["413个"] == (13, 3)
    assert found["超过了19"] == (1900, 19_000, 190_000)
    assert found["21"] == (210_000, 2_100_000, 21_000_000)


def test_claims_name_their_figures(account: Account, rows: list[Row]) -> None:
    figures = {figure.metric_id: figure.id for figure in catalogue.load().figures.values() if figure.metric_id}
    expected = [(row, figures[row.says["metric_id"]]) for row in rows if row.says["metric_id"] in figures]
    named = [{claim.figure for claim in account.claims if row.over(claim)} - {None} for row, _ in expected]
    right = [figure for (_, figure), found in zip(expected, named, strict=True) if figure in found]
    wrong = [(figure, found) for (_, figure), found in zip(expected, named, strict=True) if found - {figure}]
    print(f"linked: {len(right)} of {len(expected)}")
    assert len(right) >= 50
    assert wrong == []


@pytest.mark.parametrize(
    ("quote", "period"),
    [("322条", "2024年以来"), ("17套", "截止2023年底"), ("11万元", "202311月"), ("5075元", "2023年元月"), ("1名", "")],
)
def test_periods_hold_to_the_next_marker_or_the_end_of_the_item(account: Account, quote: str, period: str) -> None:
    assert {claim.period for claim in account.claims if claim.quote == quote} == {period}


def test_the_text_agrees_with_itself(account: Account) -> None:
    assert all(finding.holds for finding in account.findings)
    assert {"30+78+214=322，相符", "30+3=33，相符"} <= {finding.text for finding in account.findings}


def test_lines_that_lost_other_characters_are_listed(account: Account) -> None:
    lines = {line.line for line in account.damaged_lines}
    assert {26, 32, 34, 74, 148} <= lines
    assert not {10, 22, 30, 66} & lines
