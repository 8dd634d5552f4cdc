"""The gold corpus is well formed, whatever reads it: quotes stand where they say, every number is accounted for once.

A sentence is `id`, `text`, `manner` (whose text it is like, and of which year), `tokens` (what is not a figure) and
`claim` tables (the figures). A claim has `quote` and `nth` (which occurrence of the quote), `value` in base units (25万
is 250000, 80% is 80 with unit "%"), `bound`, `unit` as printed ("" if none is), `kind`, `subject`, `period` (the words
in force, as printed), and where they apply `low` and `high` (what the printed digits allow, or a printed range),
`threshold` (过万276条), `damage` with `candidates` (value is left out where several remain) and `note` (why so).
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

import pytest

from tests.wording._gold import HALVES, Sentence, Span, sentences

TOKEN_KINDS = frozenset("date period list_number ordinal identifier idiom not_understood".split())
CLAIM_KINDS = frozenset("flow stock maximum threshold_count mean_per_day share growth rank zero state".split())
BOUNDS = frozenset("= > >= < <= ~".split())
DAMAGES = frozenset("scale separator unit neighbour".split())
TOKEN_KEYS = frozenset("kind damage candidates note".split())
CLAIM_NEEDS = frozenset("bound unit kind subject period".split())
CLAIM_MAY = frozenset("value low high threshold damage candidates note".split())

NUMBER = re.compile(r"[0-9０-９①-⑳]+|[零〇○一二三四五六七八九十百千万亿两兩萬億]+")
"""A run of digits, or a number in words."""

BOTH_HOLD = {
    "above": "超 破 突破 逾 [0-9十百千万]余 [0-9十百千万]多".split(),
    "at least": "达 达到 以上 至少 不低于 不少于 [0-9]万\\+".split(),
    "below": "近[0-9一二两三百七九] 不足 以下 不到".split(),
    "about": "约 左右".split(),
    "scales": "[0-9]\\.[0-9]万 [0-9]亿 万[余多] 上[百千] 数[十百千] [十百千]余 百[一二三四五六七八九十]+".split(),
    "units": "人次 人 条 篇 件 期 个 家 名 场 套 项 [0-9]元 万元 亿元 [0-9]分 % 个百分点 倍 成".split(),
    "ranges": "[0-9][—-][0-9]+ [0-9]至[0-9] %?[—-][0-9]+%".split(),
    "thresholds": "过万 (超|超过)[0-9]+万的 100万\\+ 10万\\+".split(),
    "growth": "翻 增长[0-9] 同比 环比 上年 下降[0-9.]+个百分点".split(),
    "ranks": "第一|第二|居首 前[0-9列三十] 百强|前茅 第[0-9]".split(),
    "all and none": "全部 均 全覆盖 (未|没有)(发生|出现) 零[事新差] 件件|事事".split(),
    "characters": "[０-９] [0-9]\\s[0-9] [0-9],[0-9]{3} [0-9]，[0-9]{3} [萬億條閱]".split(),
    "idioms": "三审三校 一次采集 两个 四个 八项规定 三重一大 一把手 百姓 万[众家] 一线 三农 一手 五一 二十大".split(),
    "identifiers": "〔20[0-9]{2}〕 电话 @ www\\.|http 12345".split(),
    "dates": "[0-9]年[0-9]+月[0-9]+日 20[0-9]{2}\\.[0-9] 去年|上年 上半年 季度 截至 十四五 以来 假期|期间".split(),
    "lists": "（二） [0-9]． ① [一二三]是".split(),
    "ordinals": "第[二三]批 第.{1,3}届|第.+?个 首届|首批".split(),
    "parts": "其中 单条 合计|总数".split(),
}
"""Phenomenon -> patterns, each of which some sentence of either half shows."""


@pytest.fixture(params=HALVES)
def half(request: pytest.FixtureRequest) -> list[Sentence]:
    return sentences(request.param)


def faulty(found: list[Sentence], sound: Callable[[Sentence], bool]) -> list[str]:
    """The ids of the sentences that are not sound; never their text, which nobody is to see of the sealed half."""
    return [sentence.id for sentence in found if not sound(sentence)]


def spans(sentence: Sentence) -> list[Span]:
    return sorted((*sentence.tokens, *sentence.claims), key=lambda span: span.start)


def test_the_halves_are_large_alike_and_different() -> None:
    opened, sealed = (sentences(half) for half in HALVES)
    assert len(opened) == len(sealed) >= 70
    assert len({sentence.id for sentence in opened + sealed}) == len(opened + sealed)
    assert len({sentence.text for sentence in opened + sealed}) == len(opened + sealed)


@pytest.mark.parametrize("phenomenon", BOTH_HOLD)
def test_both_halves_show_the_same_phenomena(phenomenon: str) -> None:
    lacking = [
        (half, pattern)
        for half in HALVES
        for pattern in BOTH_HOLD[phenomenon]
        if not any(re.search(pattern, sentence.text) for sentence in sentences(half))
    ]
    assert lacking == []


def test_both_halves_hold_every_kind_bound_and_damage(half: list[Sentence]) -> None:
    tokens = [token.says for sentence in half for token in sentence.tokens]
    claims = [claim.says for sentence in half for claim in sentence.claims]
    assert {token["kind"] for token in tokens} == TOKEN_KINDS
    assert {claim["kind"] for claim in claims} == CLAIM_KINDS
    assert {claim["bound"] for claim in claims} == BOUNDS
    assert {span["damage"] for span in tokens + claims if "damage" in span} == DAMAGES


def test_quotes_stand_where_they_say_and_do_not_overlap(half: list[Sentence]) -> None:
    def sound(sentence: Sentence) -> bool:
        found = spans(sentence)
        stand = all(span.quote and sentence.text[span.start : span.end] == span.quote for span in found)
        return stand and all(one.end <= other.start for one, other in pairwise(found))

    assert faulty(half, sound) == []


def test_every_number_is_inside_exactly_one_span(half: list[Sentence]) -> None:
    def sound(sentence: Sentence) -> bool:
        return all(
            sum(span.start <= number.start() and number.end() <= span.end for span in spans(sentence)) == 1
            for number in NUMBER.finditer(sentence.text)
        )

    assert faulty(half, sound) == []


def test_texts_are_as_long_as_such_sentences(half: list[Sentence]) -> None:
    assert faulty(half, lambda sentence: 20 <= len(sentence.text) <= 260) == []
    assert faulty(half, lambda sentence: re.search(r", (20(1[89]|2[0-4]))$", sentence.manner) is not None) == []


def test_tables_have_the_keys_they_need_and_no_others(half: list[Sentence]) -> None:
    def sound(sentence: Sentence) -> bool:
        return all(
            {"kind"} <= token.says.keys() <= TOKEN_KEYS and token.says["kind"] in TOKEN_KINDS
            for token in sentence.tokens
        ) and all(
            CLAIM_NEEDS <= claim.says.keys() <= CLAIM_NEEDS | CLAIM_MAY
            and claim.says["kind"] in CLAIM_KINDS
            and claim.says["bound"] in BOUNDS
            for claim in sentence.claims
        )

    assert faulty(half, sound) == []


def test_subject_and_period_are_words_of_the_text(half: list[Sentence]) -> None:
    def sound(sentence: Sentence) -> bool:
        return all(
            claim.says["subject"] and claim.says["subject"] in sentence.text and claim.says["period"] in sentence.text
            for claim in sentence.claims
        )

    assert faulty(half, sound) == []


def test_intervals_hold_their_values(half: list[Sentence]) -> None:
    """Both ends or none; always where a value is printed as it is or as about, elsewhere only for a range."""

    def sound(claim: Span) -> bool:
        says = claim.says
        if ("low" in says) != ("high" in says):
            return False
        if "low" in says:
            return says["low"] <= says["value"] <= says["high"]
        return says["bound"] not in ("=", "~") or "value" not in says

    assert faulty(half, lambda sentence: all(map(sound, sentence.claims))) == []


def test_a_value_is_missing_only_where_it_cannot_be_told(half: list[Sentence]) -> None:
    """Several candidates remain, or the words name none (前列)."""

    def sound(claim: Span) -> bool:
        says = claim.says
        vague = says["kind"] == "rank" and says["bound"] == "~"
        return ("value" in says) != (vague or len(says.get("candidates", ())) > 1)

    assert faulty(half, lambda sentence: all(map(sound, sentence.claims))) == []


def test_kinds_say_what_they_must(half: list[Sentence]) -> None:
    def sound(claim: Span) -> bool:
        says = claim.says
        return (
            (says["kind"] != "share" or (says["unit"] == "%" and 0 <= says["value"] <= 100))
            and (says["kind"] != "zero" or (says["value"], says["bound"]) == (0, "="))
            and (says["kind"] != "threshold_count" or "threshold" in says)
            and (says["kind"] == "growth" or says.get("value", 0) >= 0)
            and (NUMBER.search(claim.quote) is not None or says.get("value") in {0, 1, 50, 100, None})
        )

    assert faulty(half, lambda sentence: all(map(sound, sentence.claims))) == []


def test_damage_names_its_kind_and_what_it_may_have_been(half: list[Sentence]) -> None:
    """Numbers for a claim, dates for a glued date; a lost unit or neighbour leaves the value as it is."""

    def sound(span: Span) -> bool:
        says = span.says
        if "damage" not in says:
            return "candidates" not in says
        needs = says["damage"] in ("scale", "separator")
        return says["damage"] in DAMAGES and needs == bool(says.get("candidates"))

    assert faulty(half, lambda sentence: all(map(sound, spans(sentence)))) == []


def test_glued_dates_read_as_their_candidates(half: list[Sentence]) -> None:
    """The digits of a candidate, without its leading zeros, are the digits that are printed."""
    glued = list(_glued(half))
    assert len(glued) >= 2
    assert [quote for quote, read in glued if re.sub(r"\D", "", quote) != read] == []


def _glued(half: list[Sentence]) -> Iterator[tuple[str, str]]:
    for token in (token for sentence in half for token in sentence.tokens):
        for candidate in token.says.get("candidates", ()):
            date.fromisoformat(candidate if len(candidate) == 10 else f"{candidate}-01")
            yield token.quote, "".join(str(int(part)) for part in candidate.split("-"))
