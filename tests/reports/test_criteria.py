"""Conditions in SQL as criteria of COUNTIFS, and those that no criterion says without doubt."""

import pytest

from pipelines.reports.behind.conjuncts import conjuncts
from pipelines.reports.behind.criteria import alternatives


@pytest.mark.parametrize(
    ("condition", "criteria"),
    [
        ("views > 10000", {("views", '">10000"')}),
        ("views <= -5", {("views", '"<=-5"')}),
        ("amount_yuan > 0.5", {("amount_yuan", '">"&0.5')}),
        ("views <> 0", {("views", '"<>0"'), ("views", '"<>"')}),
        ("required", {("required", '"是"')}),
        ("not required", {("required", '"否"')}),
        ("replied_at is not null", {("replied_at", '"<>"')}),
        ("episode_key is null", {("episode_key", '"="')}),
        ("title = '*甲?~'", {("title", '"~*甲~?~~"')}),
        ("title = '他说\"好\"'", {("title", '"他说""好"""')}),
        ("title = 'it''s'", None),
        ("list like '全市%电视_宣%'", {("list", '"全市*电视?宣*"')}),
        ("used_on >= date '2024-01-01'", {("used_on", '">="&DATE(2024,1,1)')}),
        ("published_at < timestamp '2024-06-21 00:00:00'", {("published_at", '"<"&DATE(2024,6,21)')}),
        ("(((compliant)) and (views > 3))", {("compliant", '"是"'), ("views", '">3"')}),
        ("register = 'rectification'", {("register", '"整改问题"')}),
    ],
)
def test_what_a_condition_comes_to(condition, criteria):
    found = alternatives(condition)
    assert (found and set(found[0])) == criteria
    assert found is None or len(found) == 1


def test_one_of_several_values_is_a_sum_over_them():
    assert alternatives("origin in ('自采', '原创', '自采') and kind in ('甲','乙')") == (
        (("origin", '"自采"'), ("kind", '"甲"')),
        (("origin", '"自采"'), ("kind", '"乙"')),
        (("origin", '"原创"'), ("kind", '"甲"')),
        (("origin", '"原创"'), ("kind", '"乙"')),
    )


def test_what_ends_later_or_never_is_a_sum_of_both():
    assert alternatives("(valid_to is null or valid_to > date '2023-12-31')") == (
        (("valid_to", '"="'),),
        (("valid_to", '">"&DATE(2023,12,31)'),),
    )


@pytest.mark.parametrize(
    "condition",
    [
        "views > 1 or views < 0",
        "(compliant) or (required)",
        "views between 1 and 2",
        "views > likes",
        "length(title) > 3",
        "not (views > 3)",
        "not like '甲'",
        "title not like '甲%'",
        "views not in (1, 2)",
        "views = 1234567890123456",  # a spreadsheet forgets its last digit
        "outlet = 'CCTV'",  # would count cctv as well
        "title = '１２'",  # a number to a spreadsheet
        "title = '3月5日'",  # a day
        "title = '>甲'",  # a comparison
        "title = ''",  # whatever is empty
        "title = ' 甲'",
        "title like '%'",
        "title like '%TOP%'",
        "title = '甲' and title = '>'",
        f"title = '{'长' * 256}'",
        "title > '甲'",  # spreadsheets sort otherwise
        "views = '甲'",
        "compliant = true",
        "no_such_column",
        "title",  # no condition
    ],
)
def test_what_no_criterion_says_without_doubt(condition):
    assert alternatives(condition) is None


@pytest.mark.parametrize(
    ("condition", "parts"),
    [
        ("a and b", ["a", "b"]),
        ("(a or b) AND (c\n and d)", ["a or b", "c", "d"]),
        ("(a) or (b)", ["(a) or (b)"]),
        ("title = 'a and b)' and c", ["title = 'a and b)'", "c"]),
        ("title = 'it''s (' and (c)", ["title = 'it''s ('", "c"]),
        ("landed > 1", ["landed > 1"]),
    ],
)
def test_conditions_are_taken_apart_at_their_own_ands_only(condition, parts):
    assert conjuncts(condition) == parts
