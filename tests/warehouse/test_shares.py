"""A share says what it is made of, and never reads as all or none where it is neither."""

from dataclasses import replace

import pytest
from _exports import AS_OF, CASES, SPENDING, catalogue_of, listed, numbered, on, warehouse_of

from warehouse._remarks import percents, said, share
from warehouse.catalogue import Claim, Figure, Notice
from warehouse.figures import FigureRow, evaluate

SATISFIED = Figure("satisfied", "x.satisfied", "样例满意率", "%", "cases", "share", "year_to_date",
                   numerator="count(*) filter (where satisfied)", denominator="count(*)")  # fmt: skip


def over(yes: int, no: int, claimed: float | None = None) -> FigureRow:
    known = catalogue_of(SATISFIED)
    if claimed is not None:
        claim = Claim("satisfied", "一1", f"满意率{claimed}%", "=", claimed)
        known = replace(known, notices={AS_OF: Notice(AS_OF, "样例通报", {"satisfied": claim})})
    cases = numbered(*(on("05-01", satisfied=answer) for answer in [True] * yes + [False] * no))
    with warehouse_of(listed("06-21", CASES, *cases, covers=("01-01", "06-20"))) as con:
        return evaluate(con, known, AS_OF)[0]


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [
        (0, 0, "0/0，没有可算的基数"),
        (1, 1, "1/1，少1件即为0%"),
        (0, 1, "0/1，多1件即为100%"),
        (1, 2, "1/2 = 50%"),
        (1, 3, "1/3 = 33.3%"),
        (2, 3, "2/3 = 66.7%"),
        (195, 195, "195/195，少1件即为99.5%"),
        (194, 195, "194/195 = 99.5%"),
        (0, 195, "0/195，多1件即为0.5%"),
        (398, 412, "398/412 = 96.6%"),  # 96.60...
        (1999, 2000, "1999/2000 = 99.95%"),  # to one place it would read 100.0
        (2000, 2000, "2000/2000，少1件即为99.95%"),
        (9_999, 10_000, "9999/10000 = 99.99%"),
        (999_999, 1_000_000, "999999/1000000 = 99.9999%"),
        (1, 3000, "1/3000 = 0.03%"),  # to one place it would read 0.0
        (1, 1_000_000, "1/1000000 = 0.0001%"),
        (2001, 2000, "2001/2000 = 100.1%"),
    ],
)
def test_what_a_share_is_made_of(numerator: int, denominator: int, text: str) -> None:
    assert share(numerator, denominator) == text


def test_of_amounts_there_is_no_next_one() -> None:
    assert share(5, 5, is_counted=False) == "5/5 = 100%"
    assert share(0.5, 1.25, is_counted=False) == "0.5/1.25 = 40%"


@pytest.mark.parametrize(
    ("number", "text"),
    [(99.487179, "99.49"), (100.0, "100"), (100, "100"), (0, "0"), (0.0, "0"), (99.995, "99.995"),
     (99.99995, "99.99995"), (0.004, "0.004"), (-100.001, "-100.001"), (-0.3, "-0.3"), (12.5, "12.5"),
     (1e-7, "0.0000001")],
)  # fmt: skip
def test_percents_do_not_round_to_all_or_none(number: float, text: str) -> None:
    assert percents(number) == text
    assert said(number, "%") == f"{text}%"


@pytest.mark.parametrize(
    ("yes", "no", "verdict", "text"),
    [(195, 0, "一致", "195/195，少1件即为99.5%"), (194, 1, "偏高", "194/195 = 99.5%"),
     (0, 0, "无法核对", "0/0，没有可算的基数")],
)  # fmt: skip
def test_of_100_percent_the_reader_sees_how_many_of_how_many(yes: int, no: int, verdict: str, text: str) -> None:
    row = over(yes, no, claimed=100)
    assert (row.verdict, row.share) == (verdict, text)
    shown = row.as_json()
    assert (shown["share"], shown["numerator"], shown["denominator"]) == (text, yes, yes + no)


def test_what_is_no_share_is_made_of_nothing() -> None:
    spent = Figure("f", "x.f", "样例", "%", "amounts", "growth", "year_to_date", measure="sum(amount_yuan)")
    spending = numbered(on("2023-05-01", amount=100), on("05-01", amount=100))
    with warehouse_of(listed("06-21", SPENDING, *spending, covers=("2023-01-01", "06-20"))) as con:
        assert evaluate(con, catalogue_of(spent), AS_OF)[0].share == ""
