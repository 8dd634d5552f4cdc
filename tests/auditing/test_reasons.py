"""Every verdict says in one sentence why; of 2024 there are 3 posts and 32,010 reads."""

import pytest
from _notice import AS_OF

from warehouse import catalogue, connect
from warehouse.auditing import Held, held

OURS = "建湖县融媒体中心"
WIDE = "只印了一位有效数字，允许的范围很宽"
DAYS = "2024年1月1日至6月20日"


@pytest.fixture(scope="module")
def against(published):
    """Holds a text against the home of 微博."""

    def hold(text: str, as_of=AS_OF) -> Held:
        with connect(published.root) as con:
            return held(con, catalogue.load(), text, as_of, place=OURS)

    return hold


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("微博发布信息3条。", "一致", f"{DAYS}的数据为3条，与文中相符"),
        ("微博阅读量超3万次。", "一致", f"{DAYS}的数据为32010次，与文中相符"),
        (
            "微博阅读量3.2万次。",
            "舍入后一致",
            f"{DAYS}的数据为32010次，文中的3.2万：四舍五入 [3.15万, 3.25万)，截尾 [3.2万, 3.3万)",
        ),
        (
            "微博阅读量3万次。",
            "舍入后一致",
            f"{DAYS}的数据为32010次，文中的3万：四舍五入 [2.5万, 3.5万)，截尾 [3万, 4万)；{WIDE}",
        ),
        ("微博阅读量超4万次。", "偏高", f"说过头了：通报为超4万次，数据为32010次（{DAYS}）"),
        ("微博发布信息2条。", "偏低", f"说少了：通报为2条，数据为3条（{DAYS}）"),
        ("公众号推文932条。", "无数据", "没有读到任何数据"),
        ("制作海报15张。", "无法核对", "没有对应的指标"),
        ("力争微博发布信息500条。", "无法核对", "“力争”之后的是目标，不是已经做到的数"),
        ("下步计划\n微博发布信息500条。", "无法核对", "“下步计划”之下的是目标，不是已经做到的数"),
        ("江苏东台微博发布信息3条。", "无法核对", "这是外地（东台）的数，不是本中心的"),
        ("全省微博发布信息3条。", "无法核对", "这是“全省”的数，不是本中心的"),
        ("去年同期，微博发布信息3条。", "无法核对", "这是上年同期的数，不是本期的"),
        ("微博《美丽乡村》阅读量3万次。", "无法核对", "这是一件作品的数，不是全部的"),
        ("5月份，微博发布信息3条。", "无法核对", f"文中说的是5月份，指标“微博发布信息”算的是{DAYS}，不能相比"),
        ("全年微博发布信息3条。", "无法核对", f"文中说的是全年，指标“微博发布信息”算的是{DAYS}，不能相比"),
    ],
)
def test_why(against, text, verdict, reason):
    (found,) = against(text).claims
    assert (found.verdict, found.reason) == (verdict, reason)


def test_the_whole_year_is_over_on_its_last_day(against):
    (found,) = against("全年微博发布信息3条。", AS_OF.replace(month=12, day=31)).claims
    assert found.verdict == "数据不全"
    assert found.reason.startswith("数据没有收齐：")


def test_a_text_says_of_what_day_it_speaks(against):
    found = against("截至2024年1月31日，微博发布信息1条。", None)
    assert [one.computed for one in found.claims] == [1]
    assert found.standing.how == "文中写明“截至2024年1月31日”"
