"""What says more than the data goes through only with a reason, which is kept and never changed."""

import json
from datetime import datetime

import pytest
from _notice import claim, judged

from pipelines.auditing.overruling import CannotOverrule, overrule, path_of, with_overrulings
from pipelines.issued import folders
from warehouse.auditing.judged import Overruling
from warehouse.catalogue import Figure

READS = Figure("wb_reads", "wb.reads", "微博总阅读量", "次", "posts", "flow", "year_to_date")
FIRST = Overruling(datetime(2024, 6, 21, 9), "样例审核人", "含转载，已附说明")
LATER = Overruling(datetime(2024, 6, 22, 9), "样例分管领导", "同意")


@pytest.fixture
def high(row):
    return judged(claim("超4万次"), "偏高", "通报为超4万次", figure=READS, row=row(32_010))


@pytest.fixture
def home(empty_home):
    return empty_home("real")


def test_a_reason_lets_it_through_and_is_kept(home, high):
    assert high.stops
    assert overrule(home, [high], "wb.reads", FIRST, "通报.txt") == 1
    (through,) = with_overrulings(home, [high])
    assert (through.verdict, through.overruled, through.stops) == ("偏高", FIRST, False)
    assert json.loads(path_of(home).read_text("utf-8")) == {
        "at": "2024-06-21T09:00:00", "by": "样例审核人", "reason": "含转载，已附说明", "centre": "jianhu",
        "figure": "wb_reads", "as_of": "2024-06-20", "quote": "超4万次", "computed": 32_010, "unit": "次",
        "file": "通报.txt",
    }  # fmt: skip


def test_reasons_are_added_and_the_newest_is_shown(home, high):
    overrule(home, [high], "wb_reads", FIRST, "通报.txt")
    before = path_of(home).read_bytes()
    overrule(home, [high], "wb_reads", LATER, "通报.txt")
    assert path_of(home).read_bytes().startswith(before)
    assert with_overrulings(home, [high])[0].overruled == LATER
    assert not folders(home)  # what was issued stands beside it and is not disturbed


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_no_reason_is_refused(home, high, reason):
    with pytest.raises(CannotOverrule, match="写明理由"):
        overrule(home, [high], "wb_reads", Overruling(FIRST.at, "样例审核人", reason), "通报.txt")
    assert not path_of(home).exists()


@pytest.mark.parametrize("verdict", ["口径不符", "数据不全", "一致", "文字残缺"])
def test_only_what_is_too_high_can_be_overruled(home, row, verdict):
    other = judged(claim("超4万次"), verdict, figure=READS, row=row(32_010))
    with pytest.raises(CannotOverrule, match=verdict):
        overrule(home, [other], "wb_reads", FIRST, "通报.txt")
    with pytest.raises(CannotOverrule, match="文中没有提到"):
        overrule(home, [other], "dy_views", FIRST, "通报.txt")
    assert not path_of(home).exists()


def test_it_holds_for_the_same_words_day_and_figure_only(home, high, row):
    overrule(home, [high], "wb_reads", FIRST, "通报.txt")
    more = judged(claim("超5万次"), "偏高", figure=READS, row=row(32_010))
    other = judged(claim("超4万次"), "偏高", figure=READS, row=row(32_010, centre="sheyang"))
    assert [one.overruled for one in with_overrulings(home, [more, other, high])] == [None, None, FIRST]


def test_reasons_that_cannot_be_read_are_not_passed_over(home, high):
    home.complete()
    path_of(home).write_text('{"at": "2024-06-21T09:00:00"}\n', "utf-8")
    with pytest.raises(CannotOverrule, match="第 1 行读不出来"):
        with_overrulings(home, [high])
