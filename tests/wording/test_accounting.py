"""Whatever the text: each run of digits in one token, quotes where they say, nothing raised."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.wording import Account, account_for

PIECES = [
    *"0 7 12 2024 20231227 1,234 3.5 ０ ９ 一 两 十 百 万 亿 零 第 数 上 近 超 约 余 多 以上 左右 成 % 条 个".split(),
    *"人次 万元 年 月 日 至 - — . , ， 。 、 ； （ ） “ ” 《 》 〔 〕 ① 均 全部 未发生 其中 增长 下降 过万".split(),
    *"粉丝 阅读量 方面 问题 截至 以来 电话 @ www. http:// + ■ 的 中心".split(),
    *(" ", "\n", "\t", "\u3000", "\U0001f600"),
]
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
RUN = re.compile("[0-9０-９]+")


def sound(account: Account, text: str) -> None:
    spans = [*account.tokens, *account.claims, *account.findings]
    assert all(text[span.start : span.end] == span.quote and span.quote for span in spans)
    ends = [0, *(token.end for token in account.tokens)]
    assert all(end <= token.start for end, token in zip(ends, account.tokens, strict=False))
    figures = [(token.start, token.end) for token in account.tokens if token.kind == "figure"]
    assert [(claim.start, claim.end) for claim in account.claims] == figures


@settings(max_examples=300, deadline=None)
@given(texts)
def test_every_run_of_digits_is_in_exactly_one_token(text: str) -> None:
    account = account_for(text)
    sound(account, text)
    runs = [match.span() for match in RUN.finditer(text)]
    held = [sum(t.start <= start and end <= t.end for t in account.tokens) for start, end in runs]
    assert held == [1] * len(runs)
    assert account.digit_runs == account.accounted == len(runs)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_bounds_and_intervals_are_those_of_the_records(text: str) -> None:
    for claim in account_for(text).claims:
        assert claim.bound in ("=", ">", ">=", "<", "<=", "~")
        if claim.low is not None and claim.high is not None and claim.value is not None:
            assert claim.low <= claim.value <= claim.high


def test_an_empty_text_has_an_empty_account() -> None:
    account = account_for("")
    assert (account.tokens, account.claims, account.digit_runs) == ((), (), 0)


def test_a_long_run_of_digits_is_one_token() -> None:
    account = account_for("7" * 1_000_000)
    assert [(token.end, token.kind) for token in account.tokens] == [(1_000_000, "identifier")]
