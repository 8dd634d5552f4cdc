"""What was lost beside a number is said with its candidates; nothing is repaired, and whole text is not suspected."""

import pytest

from warehouse.wording import Damage, account_for


def damage(text: str) -> list[tuple[str, Damage]]:
    return [(token.quote, token.damage) for token in account_for(text).tokens if token.damage]


@pytest.mark.parametrize(
    ("text", "quote", "kind", "candidates"),
    [
        ("2023814日至1031县委", "2023814日至1031", "separator", ("2023-08-14", "2023-10-31")),
        ("对2022121日凭证", "2022121日", "separator", ("2022-01-21", "2022-12-01")),
        ("202311月，投入", "202311月", "separator", ("2023-11",)),
        ("20242月份起", "20242月份起", "separator", ("2024-02",)),
        ("通报\n2024626", "2024626", "separator", ("2024-06-26",)),
        ("2022年1113日，", "2022年1113日", "separator", ("2022-11-13",)),
        ("。1227县委巡察组", "1227", "separator", ("12-27",)),
        ("413个方面33个问题", "413个", "separator", (13, 3)),
        ("阅读量21新增粉丝", "21", "scale", (210_000, 2_100_000, 21_000_000)),
        ("注册用户超过了19，日活900人，下载25万次", "超过了19", "scale", (1900, 19_000, 190_000)),
        ("通讯124评论39篇", "124", "unit", ()),
        ("综合积分602，", "602", "unit", ()),
        ("县委第三察组", "第三", "neighbour", ()),
        ("一是抓学习。二是抓整改。四是抓长效。", "四是", "neighbour", ()),
        ("免费发射17套电视节目12套广播节目", "17套", "neighbour", ()),
    ],
)
def test_losses(text: str, quote: str, kind: str, candidates: tuple[float | str, ...]) -> None:
    ((found, lost),) = damage(text)
    assert (found, lost.kind, lost.candidates) == (quote, kind, candidates)
    assert lost.reason


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("市台用稿214条，广播用稿148，", 148, "条"), ("播放量过万276条。阅读量过万98", 98, "条")],
)
def test_a_lost_unit_follows_the_parallel_clause(text: str, value: float, unit: str) -> None:
    claim = account_for(text).claims[-1]
    assert (claim.value, claim.unit, claim.damage and claim.damage.kind) == (value, unit, "unit")


def test_a_lost_scale_takes_the_value_away() -> None:
    assert [claim.value for claim in account_for("粉丝突破34，").claims] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "2022上半年转载39次", "回帖1 .2万条", "１２３条", "12，345人", "20240620", "总粉丝数14万。",
        "一是抓学习；二是抓整改。", "2个集体、5名个人", "4个方面26项问题", "由62家压减至4家", "第三巡察组",
        "日活4100人", "阅读量超900万",
    ],
)  # fmt: skip
def test_whole_text_is_not_suspected(text: str) -> None:
    assert damage(text) == []


def test_lines_that_lost_other_characters() -> None:
    text = (
        "3.关于新媒体推广不够”问题的整改\n增强“四个意识”，坚定信心。\n" + "加强联系。" * 9 + "力度2024年以来，用稿322条"
    )
    assert [line.line for line in account_for(text).damaged_lines] == [1, 3]
