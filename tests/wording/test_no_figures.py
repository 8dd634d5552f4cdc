"""Dates, marks of lists, ordinals, names and set phrases are accounted for, and are not taken for figures."""

import pytest

from warehouse.wording import account_for


def kinds(text: str) -> list[tuple[str, str]]:
    account = account_for(text)
    assert account.accounted == account.digit_runs
    return [(token.quote, token.kind) for token in account.tokens]


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("2024年以来", "2024年以来", "period"),
        ("2024年1—5月", "2024年1—5月", "period"),
        ("1—11月", "1—11月", "period"),
        ("一季度", "一季度", "period"),
        ("今年上半年", "今年上半年", "period"),
        ("近三年", "近三年", "period"),
        ("三年来", "三年来", "period"),
        ("“十四五”期间", "“十四五”期间", "period"),
        ("国庆七天", "国庆七天", "period"),
        ("截至2023年6月底", "截至2023年6月底", "date"),
        ("2021.3.15", "2021.3.15", "date"),
        ("2024-07-12", "2024-07-12", "date"),
        ("二○二四年二月六日", "二○二四年二月六日", "date"),
        ("2022年8月31日17:30", "2022年8月31日17:30", "date"),
        ("２０２２年", "２０２２年", "period"),
        ("一、工作", "一、", "list_number"),
        ("（二）大屏", "（二）", "list_number"),
        ("3.关于", "3.", "list_number"),
        ("一是压实", "一是", "list_number"),
        ("①开设", "①", "list_number"),
        ("第三十届", "第三十届", "ordinal"),
        ("二、三等奖", "二、三等奖", "ordinal"),
        ("十五届县委", "十五届", "ordinal"),
        ("电话82060908", "82060908", "identifier"),
        ("电话：（0500）8765432", "（0500）8765432", "identifier"),
        ("邮箱:jh@126.com", "jh@126.com", "identifier"),
        ("东广电发〔2020〕36号", "东广电发〔2020〕36号", "identifier"),
        ("12345热线", "12345", "identifier"),
        ("刊于03版，", "03版", "identifier"),
        ("人民路16号", "16号", "identifier"),
        ("一端一网两微两号", "一端一网两微两号", "idiom"),
        ("三审三校制度", "三审三校", "idiom"),
        ("一次采集、多种生产", "一次采集", "idiom"),
        ("两个维护", "两个维护", "idiom"),
        ("进一步", "进一步", "idiom"),
        ("5G基站", "5G", "idiom"),
        ("“1+3+N”格局", "1+3+N", "idiom"),
        ("24小时值守", "24小时", "idiom"),
        ("“一件事一次办”", "一件事一次办", "idiom"),
        ("■2■", "■2■", "not_understood"),
    ],
)
def test_what_counts_nothing(text: str, quote: str, kind: str) -> None:
    assert kinds(text) == [(quote, kind)]


@pytest.mark.parametrize("text", ["3个月", "公示5日", "2023条", "12亩", "两名", "为期三年", "1949.01元"])
def test_lengths_of_time_and_round_counts_are_figures(text: str) -> None:
    assert [kind for _, kind in kinds(text)] == ["figure"]


@pytest.mark.parametrize(
    ("text", "quote", "value", "kind"),
    [
        ("稿件全部整改到位", "全部", 100, "share"),
        ("大额支出均经集体研究", "均", 100, "share"),
        ("谈话实现全覆盖", "全覆盖", 100, "share"),
        ("件件有回音", "件件有回音", 100, "share"),
        ("未发生新闻责任事故", "未发生", 0, "zero"),
        ("未出现一例差错", "未出现一例", 0, "zero"),
        ("信访零上访", "零上访", 0, "zero"),
        ("安全无事故", "无", 0, "zero"),
        ("位居全市第一", "第一", 1, "rank"),
        ("居全市首位", "首位", 1, "rank"),
        ("位列全国百强", "百强", 100, "rank"),
        ("跻身全省前十", "前十", 10, "rank"),
        ("居全市前列", "前列", None, "rank"),
    ],
)
def test_words_that_are_figures(text: str, quote: str, value: float | None, kind: str) -> None:
    claims = account_for(text).claims
    assert [(claim.quote, claim.value, claim.kind) for claim in claims] == [(quote, value, kind)]


@pytest.mark.parametrize("text", ["两率均为100%", "人均3次", "平均5分"])
def test_means_and_rates_are_not_all(text: str) -> None:
    assert [claim.unit for claim in account_for(text).claims if claim.quote == "均"] == []


@pytest.mark.parametrize("text", ["对党无比忠诚", "零距离服务", "全部门参与", "走在前列的标杆", "第一时间", "健全制度"])
def test_words_that_only_look_like_figures(text: str) -> None:
    assert account_for(text).claims == ()
