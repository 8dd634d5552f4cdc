"""Every figure agrees with an oracle that recomputes it from the sample's files with pandas, by definitions of its own.

On the notice's day, on days when the year had come less far, and on one of the next year.
"""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.oracle._counted import Counted, Result, assert_agrees
from tests.oracle._pandas_oracle import oracle
from tests.oracle._sample_files import Sample
from warehouse import Home, catalogue, connect
from warehouse.figures import FigureRow, evaluate

FIGURES = sorted(catalogue.load().figures)
NOTICE_DAY, LEAP_DAY, MONTH_END = date(2024, 6, 20), date(2024, 2, 29), date(2024, 3, 31)
YEAR_AFTER = date(2025, 2, 28)
"""A year of which no file says anything: no row of it proves a zero, and what is there stays."""
UNKNOWN = Result(None)


@pytest.fixture(scope="module", params=[NOTICE_DAY, LEAP_DAY, MONTH_END, YEAR_AFTER], ids=str)
def day(request: pytest.FixtureRequest) -> date:
    return request.param


@pytest.fixture(scope="module")
def expected(sample: Sample, day: date) -> Mapping[str, Counted]:
    return oracle(sample, day)


@pytest.fixture(scope="module")
def computed(sample_home: Home, sample_figures: Mapping[str, FigureRow], day: date) -> Mapping[str, FigureRow]:
    if day == NOTICE_DAY:
        return sample_figures
    with connect(sample_home.root) as con:
        return {row.id: row for row in evaluate(con, catalogue.load(), day)}


@pytest.mark.parametrize("figure", FIGURES)
def test_agrees_with_the_oracle(
    computed: Mapping[str, FigureRow], expected: Mapping[str, Counted], figure: str, day: date
) -> None:
    counted = expected[figure]
    is_unknown = day == YEAR_AFTER and counted.rows.empty
    assert_agrees(computed[figure], UNKNOWN if is_unknown else counted.result)


def test_the_oracle_knows_every_figure_and_no_other(expected: Mapping[str, Counted]) -> None:
    assert sorted(expected) == FIGURES
    assert len([one for one in catalogue.load().figures.values() if not one.supporting]) == 78


def test_every_figure_has_a_value_on_the_notice_day(sample_figures: Mapping[str, FigureRow]) -> None:
    without = [row.id for row in sample_figures.values() if row.value is None]
    assert without == ["party_grade"], "a grading is a word, which stands in `state`"
