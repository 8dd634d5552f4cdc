"""A zero stands only on a ledger that speaks for every day of the period."""

from dataclasses import replace

import pytest
from _exports import AS_OF, INCIDENTS, RANKS, catalogue_of, day, listed, numbered, on, warehouse_of

from warehouse.catalogue import Catalogue, Claim, Figure, Notice
from warehouse.figures import FigureRow, evaluate
from warehouse.loading import File

ACCIDENTS = Figure("accidents", "x.accidents", "样例事故", "起", "events", "zero", "year_to_date",
                   (("register", ("incidents",)),), measure="count(*)", better="less")  # fmt: skip
LENIENT = replace(ACCIDENTS, missing_days=30)


def claimed_zero(entry: Figure) -> Catalogue:
    claim = Claim(entry.id, "一1", "零事故", "=", 0)
    return replace(catalogue_of(entry), notices={AS_OF: Notice(AS_OF, "样例通报", {entry.id: claim})})


def told(*files: File, entry: Figure = ACCIDENTS) -> FigureRow:
    with warehouse_of(*files) as con:
        return evaluate(con, claimed_zero(entry), AS_OF)[0]


def test_an_empty_ledger_of_every_day_proves_it() -> None:
    row = told(listed("06-21", INCIDENTS, covers=("01-01", "06-20")))
    assert (row.verdict, row.value, row.rows, row.files) == ("一致", 0, 0, 1)
    assert (row.coverage.days, row.coverage.days_covered, row.coverage.mends) == (172, 172, [])


@pytest.mark.parametrize("entry", [ACCIDENTS, LENIENT], ids=["strict", "an entry that would tolerate a month"])
@pytest.mark.parametrize(
    ("ledgers", "missing", "mend"),
    [
        ([("01-02", "06-20")], "2024-01-01", "incidents台账缺1月1日"),
        ([("01-01", "06-19")], "2024-06-20", "incidents台账缺6月19日之后的登记"),
        ([("01-01", "02-28"), ("03-01", "06-20")], "2024-02-29", "incidents台账缺2月29日"),
    ],
    ids=["the first", "the last", "one between"],
)
def test_one_day_that_no_ledger_speaks_for_is_named_and_leaves_it_unproved(
    entry: Figure, ledgers: list[tuple[str, str]], missing: str, mend: str
) -> None:
    row = told(*(listed("06-21", INCIDENTS, covers=span) for span in ledgers), entry=entry)
    assert (row.verdict, row.value, row.coverage.missing, row.coverage.mends) == ("数据不全", 0, [missing], [mend])
    assert missing in row.remark


def test_a_ledger_filled_in_before_the_period_was_over_does_not_speak_for_the_rest_of_it() -> None:
    row = told(listed("06-19", INCIDENTS, covers=("01-01", "12-31")))
    assert (row.verdict, row.coverage.missing) == ("数据不全", ["2024-06-20"])


def test_rows_of_the_days_around_do_not_make_up_for_the_day() -> None:
    rows = numbered(on("2023-12-30"))
    row = told(listed("06-21", INCIDENTS, *rows, covers=("2023-12-01", "2023-12-31")),
               listed("06-21", INCIDENTS, covers=("01-02", "06-20")))  # fmt: skip
    assert (row.verdict, row.value, row.coverage.missing) == ("数据不全", 0, ["2024-01-01"])


def test_another_ledger_proves_nothing() -> None:
    files = [listed("06-21", RANKS, covers=("01-01", "06-20")), listed("06-21", INCIDENTS, centre="other",
                                                                       covers=("01-01", "06-20"))]  # fmt: skip
    row = told(*files)
    assert (row.centre, row.verdict, row.value) == ("jianhu", "无数据", None)
    assert row.coverage.mends == ["incidents台账从未收到"]


def test_one_accident_outweighs_any_ledger() -> None:
    row = told(listed("06-21", INCIDENTS, *numbered({"day": day("03-01")}), covers=("01-01", "06-20")))
    assert (row.verdict, row.value) == ("偏高", 1)  # the text flatters: fewer accidents are better
