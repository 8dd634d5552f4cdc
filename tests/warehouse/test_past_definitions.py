"""Definitions kept as plain values: they come back as they were, or it is said why not."""

import json
from dataclasses import replace

import pytest

from warehouse import catalogue
from warehouse.catalogue import Figure, Reading
from warehouse.past_definitions import NotComputable, changes, figure_of_plain, plain

SHARE = Figure(
    "share", "x.share", "占比", "%", "posts", "share", "year_to_date", (("platform", ("tv", "radio")),), "views > 1",
    numerator="count(*) filter (where likes > 1)", denominator="count(*)",
    readings=(Reading("另一种", Figure("share~1", "x", "占比", "%", "posts", "flow", "year", measure="count(*)")),),
)  # fmt: skip


def through_json(figure: Figure) -> Figure:
    return figure_of_plain(json.loads(json.dumps(plain(figure), ensure_ascii=False)))


def test_every_definition_of_ours_comes_back() -> None:
    for figure in (SHARE, *catalogue.load().figures.values()):
        assert through_json(figure) == figure


def test_a_key_that_a_later_version_added_has_its_default() -> None:
    held = plain(SHARE)
    del held["late_days"]
    assert figure_of_plain(held) == SHARE


def test_a_key_that_is_known_no_more_is_told_if_it_said_something() -> None:
    assert figure_of_plain(plain(SHARE) | {"weight": ""}) == SHARE
    with pytest.raises(NotComputable, match="weight 现在的程序不认识"):
        figure_of_plain(plain(SHARE) | {"weight": "2"})


def test_half_a_definition_is_told() -> None:
    with pytest.raises(NotComputable, match="旧口径不完整"):
        figure_of_plain({"id": "x"})


@pytest.mark.parametrize("sql", ["1=1) or (1=1", "true; drop table t"])
def test_what_is_no_expression_goes_into_no_query(sql: str) -> None:
    with pytest.raises(NotComputable, match="where 不是一个 SQL 表达式"):
        figure_of_plain(plain(SHARE) | {"where": sql})


def test_what_changed_is_told_by_the_key_of_the_entry() -> None:
    after = replace(SHARE, table="pieces", of=(("level", ("央级",)),), where="views > 2", label="别的话")
    assert changes(SHARE, after) == [
        ("from", "posts", "pieces"), ("of", "platform=tv/radio", "level=央级"), ("where", "views > 1", "views > 2")
    ]  # fmt: skip
