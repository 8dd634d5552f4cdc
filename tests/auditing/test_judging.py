"""Claims held against data that anybody can add up: of 2024 3 posts, 32,010 reads, 2 posts over 10,000."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from _notice import AS_OF, LOST_SCALE, LOST_UNIT, STAND, claim

from warehouse import catalogue, connect
from warehouse.auditing.judged import Judged
from warehouse.auditing.judging import judge_claims
from warehouse.catalogue import Catalogue
from warehouse.wording.tokens import Damage, TextClaim

DAYS = "2024年1月1日至6月20日"
POSTS, READS, OVER = "wb_posts", "wb_reads", "wb_posts_over_10k"
READ = {"figure": READS, "unit": "次"}


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return catalogue.load()


@pytest.fixture(scope="module")
def against(published, known) -> Callable[..., list[Judged]]:
    """Judges claims against the home of 微博."""

    def judge(*claims: TextClaim, stand=STAND, **more) -> list[Judged]:
        with connect(published.root) as con:
            return judge_claims(claims, known, stand, con, "jianhu", **more)

    return judge


TABLE = [
    (claim("3条", "=", 3, POSTS), "一致", 3),
    (claim("不少于3条", ">=", 3, POSTS), "一致", 3),
    (claim("超3条", ">", 3, POSTS), "偏高", 3),
    (claim("4条", "=", 4, POSTS), "偏高", 3),
    (claim("2条", "=", 2, POSTS), "偏低", 3),
    (claim("近4条", "<", 4, POSTS), "偏高", 3),  # a quarter below is not near
    (claim("2到4条", "=", 2, POSTS, low=2, high=4), "一致", 3),
    (claim("4到5条", "=", 4, POSTS, low=4, high=5), "偏高", 3),
    (claim("1到2条", "=", 1, POSTS, low=1, high=2), "偏低", 3),
    (claim("3.2万次", "=", 32_000, **READ, step=1_000, low=31_500, high=33_000), "舍入后一致", 32_010),
    (claim("超3万次", ">", 30_000, **READ, step=10_000), "一致", 32_010),
    (claim("超2.5万次", ">", 25_000, **READ, step=1_000), "偏低", 32_010),  # 1.25 * 25,000 = 31,250
    (claim("超4万次", ">", 40_000, **READ, step=10_000), "偏高", 32_010),
    (claim("过万2条", "=", 2, OVER, kind="threshold_count", threshold=10_000), "一致", 2),
    (claim("超过了3", ">", None, **READ, damage=LOST_SCALE), "文字残缺", 32_010),
    (claim("信息3", "=", 3, POSTS, damage=LOST_UNIT), "文字残缺", 3),
    (claim("信息5", "=", 5, POSTS, damage=LOST_UNIT), "偏高", 3),
    (claim("932条", "=", 932, "wx_posts"), "无数据", None),
    (claim("占3%", "=", 3, POSTS, unit="%"), "无法核对", None),
    (claim("前列", "=", None, None, kind="rank"), "无法核对", None),
    (claim("98项", "=", 98), "无法核对", None),
    (claim("用稿148", "=", 148, damage=LOST_UNIT), "文字残缺", None),
]


def test_every_claim_has_its_verdict_and_what_the_data_has(against):
    found = against(*(one for one, _, _ in TABLE))
    assert [(one.claim.quote, one.verdict, one.computed) for one in found] == [
        (one.quote, verdict, computed) for one, verdict, computed in TABLE
    ]
    assert {one.as_of for one in found} == {AS_OF}


def test_reasons_say_what_is_missing_and_what_was_lost(against):
    reasons = {one.claim.quote: one.reason for one in against(*(one for one, _, _ in TABLE))}
    assert reasons["98项"] == "没有对应的指标"
    assert reasons["前列"] == "没有对应的指标；没有说清是哪个榜单"
    assert reasons["占3%"] == "文中的单位是“%”，指标“微博发布信息”的单位是“条”，不能相比"
    assert reasons["超过了3"] == "数字后缺“万”；数据为32010次，与候选3万次相符"
    assert reasons["信息3"] == f"数字后缺单位；按现有文字为一致（{DAYS}的数据为3条，与文中相符）"
    assert reasons["用稿148"] == "数字后缺单位；按现有文字为无法核对（没有对应的指标）"


def test_the_files_behind_a_number_are_named(against):
    counted, missing = against(claim("3条", "=", 3, POSTS), claim("932条", "=", 932, "wx_posts"))
    assert [(file.path, file.rows) for file in counted.files] == [("微博.csv", 3)]
    assert not missing.files
    assert not against(claim("3条", "=", 3, POSTS), with_files=False)[0].files


def test_a_later_day_is_not_complete_and_says_how_to_mend_it(against):
    stand = replace(STAND, day=date(2024, 6, 30))
    (found,) = against(claim("3条", "=", 3, POSTS), stand=stand)
    assert (found.verdict, found.computed, found.stops) == ("数据不全", 3, True)
    assert found.mends
    assert all("微博" in mend for mend in found.mends)


def test_damage_hides_no_lack_of_data(against):
    stand = replace(STAND, day=date(2024, 6, 30))
    (found,) = against(claim("信息3", "=", 3, POSTS, damage=LOST_UNIT), stand=stand)
    assert found.verdict == "文字残缺"
    assert "按现有文字为数据不全" in found.reason


def test_a_claim_is_judged_as_of_its_own_day(against):
    own = claim("1条", "=", 1, POSTS, period="截至2024年1月31日")
    found = against(own, claim("3条", "=", 3, POSTS))
    assert [(one.as_of, one.computed) for one in found] == [(date(2024, 1, 31), 1), (AS_OF, 3)]


def test_without_a_warehouse_nothing_is_computed(known):
    claims = [
        claim("3条", "=", 3, POSTS),
        claim("98项", "=", 98),
        claim("超过了3", ">", None, **READ, damage=LOST_SCALE),
        claim("首位", "<=", None, **READ, damage=Damage("neighbour", (), "缺字")),
    ]
    found = judge_claims(claims, known, STAND, None, "")
    assert [one.verdict for one in found] == ["无数据", "无法核对", "文字残缺", "文字残缺"]
    assert all(one.computed is None for one in found)


def test_what_is_of_another_time_is_held_against_nothing(against):
    times = ("2023年", "一季度", "5月份", "2024年以来", "1—6月")
    found = against(*(claim("3条", "=", 3, POSTS, period=time) for time in times))
    assert [one.verdict for one in found] == ["无法核对"] * 3 + ["一致"] * 2
    assert found[0].reason == "文中说的是2023年，指标“微博发布信息”算的是2024年1月1日至6月20日，不能相比"
