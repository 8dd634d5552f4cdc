"""Whatever the values are: what is drafted from them, an audit finds to agree, every number of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.drafting.drafted import compose
from tests.wording._drafted import CLAUSES, KNOWN, SHOWN, disagreements, numbers_in, row, values
from warehouse.wording import account_for
from warehouse.wording.drafting import sentences

FLOORED = [
    name for name, figure in SHOWN.items() if figure.only_grows and figure.table == "posts" and figure.kind != "share"
]


def linked(text: str) -> set[str]:
    return {claim.figure for claim in account_for(text, KNOWN).claims if claim.figure}


@pytest.mark.parametrize("name", SHOWN)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_a_figure_drafted_alone_agrees(name, data):
    rows = {name: row(name, data.draw(values(SHOWN[name])))}
    text, left = sentences(list(rows.values()), KNOWN, CLAUSES)
    assert not any(one.lacking for one in left)
    assert list(disagreements(text, rows)) == []
    assert linked(text) == numbers_in(rows)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_a_whole_draft_agrees(data):
    chosen = data.draw(st.sets(st.sampled_from(list(SHOWN)), min_size=1))
    rows = {name: row(name, data.draw(values(SHOWN[name]))) for name in SHOWN if name in chosen}
    draft = compose(list(rows.values()), KNOWN, CLAUSES, (), "某县融媒体中心")
    assert list(disagreements(draft.text, rows)) == []
    assert linked(draft.text) == numbers_in(rows)


@pytest.mark.parametrize("name", FLOORED)
@settings(max_examples=15, deadline=None)
@given(value=st.integers(1, 10**9))
def test_a_floor_is_said_to_be_one_and_agrees(name, value):
    rows = {name: row(name, value, floors=3)}
    text, _ = sentences(list(rows.values()), KNOWN, CLAUSES)
    assert "以上" in text
    assert list(disagreements(text, rows)) == []
