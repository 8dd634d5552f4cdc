"""What Dagster is told of an identity that was judged in several centres: the worst, and where."""

import pytest

from pipelines.assets import _judged
from warehouse.identities import Outcome

HOLDS = Outcome("s1", "jianhu", True, "error", "和：成立")
FAILS = Outcome("s1", "sheyang", False, "error", "和：不成立")
WARNS = Outcome("s1", "funing", False, "warn", "和：不成立")
LACKS = Outcome("s1", "binhai", None, "error", "和：缺数据，无法判断")


@pytest.mark.parametrize(
    ("outcomes", "passed", "severity", "description"),
    [
        ([], False, "WARN", "没有计算"),
        ([HOLDS], True, "WARN", "和：成立"),
        ([FAILS], False, "ERROR", "和：不成立"),
        ([LACKS], False, "WARN", "和：缺数据，无法判断"),
        ([HOLDS, LACKS], False, "WARN", "binhai：和：缺数据，无法判断"),
        ([HOLDS, FAILS, LACKS], False, "ERROR", "sheyang：和：不成立"),
        ([WARNS, LACKS], False, "WARN", "funing：和：不成立"),
    ],
)
def test_the_worst_is_told_with_its_centre(outcomes, passed, severity, description):
    told = _judged(outcomes)
    assert (told["passed"], told["severity"].name, told["description"]) == (passed, severity, description)
