"""The day a text speaks for: given, said by the text, else the last one computed."""

from datetime import date

import pytest
from _notice import account, claim

from warehouse.auditing.standing import standing
from warehouse.wording.tokens import Damage

LAST, TODAY = date(2024, 6, 30), date(2024, 7, 12)
HALF, END = date(2024, 6, 20), date(2023, 12, 31)
GLUED = Damage("separator", ("2024-06-20",), "缺“年、月”")
EITHER = Damage("separator", ("2022-01-21", "2022-12-01"), "缺“年、月”")


def stand(text: str, *tokens, given: date | None = None, last: date | None = LAST):
    return standing(account(text, tokens=tokens), given, last, TODAY)


def test_the_text_says_it_and_is_quoted():
    found = stand("截至2024年6月20日，33个。", ("截至2024年6月20日", "date", None))
    assert (found.day, found.how) == (HALF, "文中写明“截至2024年6月20日”")


def test_a_glued_date_with_one_reading_says_it_one_with_two_does_not():
    assert stand("截至2024620日，33个。", ("截至2024620日", "date", GLUED)).day == HALF
    assert stand("截至2022121日，33个。", ("截至2022121日", "date", EITHER)).day == LAST


def test_of_two_days_said_as_often_the_later_is_that_of_the_text():
    dates = ("截至2023年底", "date", None), ("截至2024年6月20日", "date", None)
    assert stand("截至2023年底，5个；截至2024年6月20日，33个。", *dates).day == HALF


def test_a_date_that_is_no_such_day_does_not_say_it():
    found = stand("2024年7月12日，33个。", ("2024年7月12日", "date", None))
    assert (found.day, found.how) == (LAST, "文中没有写明，取最近一次计算的那一天")


def test_the_word_may_stand_before_the_date():
    assert stand("统计截至2023年底。", ("2023年底", "date", None)).how == "文中写明“截至2023年底”"


def test_without_data_it_is_today():
    assert stand("33个。", last=None).day == TODAY


def test_what_is_given_goes_before_what_is_said():
    found = stand("截至2024年6月20日，33个。", ("截至2024年6月20日", "date", None), given=LAST)
    assert (found.day, found.how) == (LAST, "由 --as-of 指定")


def test_of_several_days_the_one_said_most_is_the_texts_own_and_claims_keep_theirs():
    tokens = [("截至2023年底", "date", None)]
    text = "截至2023年底，12套。截至2024年6月20日，33个。统计截至2024年6月20日"
    tokens += [("截至2024年6月20日", "date", None), ("统计截至2024年6月20日", "date", None)]
    found = stand(text, *tokens)
    assert found.day == HALF
    assert found.day_of(claim("12套", period="截至2023年底")) == END
    assert found.day_of(claim("33个", period="截至2024年6月20日")) == HALF
    assert found.day_of(claim("33个", period="2024年以来")) == HALF


def test_a_claim_of_the_texts_own_day_follows_the_day_that_is_given():
    found = stand("截至2024年6月20日，33个。", ("截至2024年6月20日", "date", None), given=LAST)
    assert found.day_of(claim("33个", period="截至2024年6月20日")) == LAST
    assert found.day_of(claim("12套", period="截至2023年底")) == END


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("截至5月底", date(2024, 5, 31)), ("截至2023.12.31", END), ("截至２０２３年１２月３１日", END),
        ("截至2024年2月", date(2024, 2, 29)), ("截至6月18日", date(2024, 6, 18)), ("截至目前", LAST),
        ("截至2023年13月1日", LAST),
    ],
)  # fmt: skip
def test_days_as_they_are_written(words, day):
    assert stand("33个。").day_of(claim("33个", period=words)) == day
