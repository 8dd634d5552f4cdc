"""Fixtures of the audit: a home with one list of 微博, and a claim that was computed."""

import pytest
from _notice import AS_OF, weibo_home

from warehouse import Home
from warehouse._coverage import ShownCoverage
from warehouse.figures import FigureRow


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The home of 微博 after its night: look at it, write nothing into it."""
    return weibo_home(tmp_path_factory.mktemp("audited") / "home")


@pytest.fixture
def row():
    """A maker of computed figures."""

    def make(value: float | None, **more) -> FigureRow:
        plain = {
            "id": "wb_reads", "metric_id": "wb.reads", "centre": "jianhu", "item": "", "label": "微博总阅读量",
            "unit": "次", "kind": "flow", "numerator": None, "denominator": None, "as_of": AS_OF, "claim": None,
            "verdict": "", "remark": "", "target": None, "target_verdict": "", "platform": "weibo", "state": None,
            "coverage": ShownCoverage(1.0, [], 0), "files": 1, "rows": 3,
        }  # fmt: skip
        return FigureRow(**plain | {"value": value} | more)

    return make
