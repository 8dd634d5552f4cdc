"""How much of a target is reached, and how much of its period has gone by, each worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest
from _entries import NEW_FANS, SATISFIED, USED
from _exports import CASES, FANS, PIECES, catalogue_of, each_day, listed, numbered, on, warehouse_of

from warehouse._targets import completion, pace
from warehouse.catalogue import Figure, Target
from warehouse.figures import evaluate

AS_OF = date(2024, 6, 20)
WRONG = replace(USED, id="wrong", better="less")


def target(bound: str, value: float, period: str = "any") -> Target:
    return Target("t", "f", bound, value, "任务书", date(2024, 1, 1), period=period)


@pytest.mark.parametrize(
    ("figure", "of", "reached", "gone"),
    [
        # of eight pieces five since April and one in June, which has 30 days; the year has 366
        (USED, target(">=", 2, "month"), 1 / 2, 20 / 30),
        (USED, target(">=", 5, "quarter"), 5 / 5, 81 / 91),
        (USED, target(">", 17, "year"), 8 / 17, 172 / 366),
        (USED, target(">=", 16), 8 / 16, None),
        # nothing is completed by going wrong less often; the limit is used up day by day all the same
        (WRONG, target("<=", 10, "year"), None, 172 / 366),
        (WRONG, target("=", 0, "year"), None, None),
        # of two a day since April, half of the year is not known
        (NEW_FANS, target(">=", 60, "month"), 40 / 60, 20 / 30),
        (NEW_FANS, target(">=", 60, "year"), None, 172 / 366),
        # in June one of one was satisfied
        (SATISFIED, target(">=", 80, "month"), 100 / 80, None),
        (SATISFIED, None, None, None),
    ],
)
def test_over_the_period_of_the_target(figure: Figure, of: Target | None, reached: float | None, gone: float | None):
    used = ("02-01", "02-29", "03-10", "04-05", "04-06", "05-31", "05-31", "06-01")
    asked = (("05-01", True), ("05-02", False), ("06-01", True))
    office = ("2023-01-01", "2024-06-20")
    files = (
        listed("06-21", PIECES, *numbered(*(on(day) for day in used)), covers=office),
        listed("06-21", FANS, *each_day("04-01", "06-20", followers_total=9, followers_new=2)),
        listed("06-21", CASES, *numbered(*(on(day, satisfied=said) for day, said in asked)), covers=office),
    )
    targets = {of.id: replace(of, figure=figure.id)} if of else {}
    with warehouse_of(*files) as con:
        row = evaluate(con, replace(catalogue_of(figure), targets=targets), AS_OF)[0]
    assert (row.completion, row.pace) == (pytest.approx(reached), pytest.approx(gone))


def test_on_its_last_day_a_period_has_no_pace():
    assert pace(target(">=", 9, "year"), USED, date(2024, 12, 31)) is None
    assert pace(target(">=", 9, "year"), USED, date(2024, 12, 30)) == 365 / 366


def test_of_what_is_not_known_nothing_is_completed():
    assert completion(target(">=", 9), USED, None) is None
    assert completion(target(">=", 0), USED, 5) is None
