"""What stands around a number bounds it; the same characters inside of other words do not."""

import pytest

from warehouse.wording import TextClaim, account_for


def claim(text: str) -> TextClaim:
    found = account_for(text).claims
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "quote", "value", "bound", "unit"),
    [
        ("发稿量超7000条", "超7000条", 7000, ">", "条"),
        ("下载量达到了25万次", "达到了25万次", 250_000, ">=", "次"),
        ("点击突破千万次", "突破千万次", 10_000_000, ">", "次"),
        ("走访近百户", "近百户", 100, "<", "户"),
        ("观众近两万余人", "近两万余人", 20_000, ">", "人"),
        ("存款不足50万元", "不足50万元", 500_000, "<", "元"),
        ("自采稿件80%以上", "80%以上", 80, ">=", "%"),
        ("差错率0.05%以下", "0.05%以下", 0.05, "<=", "%"),
        ("占比不超过两成", "不超过两成", 20, "<=", "%"),
        ("培训不少于1次", "不少于1次", 1, ">=", "次"),
        ("收购约4200吨", "约4200吨", 4200, "~", "吨"),
        ("复购率三成左右", "三成左右", 30, "~", "%"),
        ("参加活动的有5年多", "5年多", 5, ">", "年"),
        ("每月至少开展培训2次", "2次", 2, ">=", "次"),
        ("占比过半", "过半", 50, ">", "%"),
    ],
)
def test_words_that_bound(text: str, quote: str, value: float, bound: str, unit: str) -> None:
    found = claim(text)
    assert (found.quote, found.value, found.bound, found.unit) == (quote, value, bound, unit)


@pytest.mark.parametrize(
    "text",
    [
        "传达学习文件41份",
        "破解难点23个",
        "新开超高清频道2个",
        "剩余任务12项",
        "节约经费30元",
        "附近5个村",
        "签约12人",
        "侦破12起",
    ],
)
def test_words_that_only_look_like_bounds(text: str) -> None:
    assert claim(text).bound == "="


@pytest.mark.parametrize(
    ("text", "value", "bound", "unit"),
    [
        ("收入增长20%", 20, "=", "%"),
        ("同比下降6.2%", -6.2, "=", "%"),
        ("能耗下降近四成", -40, ">", "%"),
        ("成本压缩60%以上", -60, "<=", "%"),
        ("比目标低2.4个百分点", -2.4, "=", "个百分点"),
        ("提高6.5个百分点", 6.5, "=", "个百分点"),
        ("产量翻一番", 100, "=", "%"),
        ("产量翻两番", 300, "=", "%"),
        ("浏览量增长1.8倍", 1.8, "=", "倍"),
        ("比去年少15篇", -15, "=", "篇"),
    ],
)
def test_changes_have_a_sign(text: str, value: float, bound: str, unit: str) -> None:
    found = claim(text)
    assert (found.value, found.bound, found.unit, found.kind) == (value, bound, unit, "growth")


def test_one_word_holds_for_both_changes() -> None:
    assert [found.value for found in account_for("同比分别下降12.5%和9.8%").claims] == [-12.5, -9.8]


def test_added_people_are_a_flow() -> None:
    assert claim("新增粉丝量增长7300人").kind == "flow"


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("连线2—3名嘉宾", 2, 3, "名"),
        ("3至5个工作日内", 3, 5, "个工作日"),
        ("每篇30到80元", 30, 80, "元"),
        ("加发10%—20%", 10, 20, "%"),
        ("奖励5—10万元", 50_000, 100_000, "元"),
        ("每组三至五人", 3, 5, "人"),
    ],
)
def test_ranges_have_two_ends(text: str, low: float, high: float, unit: str) -> None:
    found = claim(text)
    assert (found.value, found.low, found.high, found.bound, found.unit) == (low, low, high, "=", unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("下载25万次", 245_000, 260_000),
        ("推文932条", 932, 932),
        ("采用率36.6%", 36.55, 36.7),
        ("下降3.1%", -3.2, -3.05),
        ("时长约620小时", 615, 630),
        ("满意率99%", 98.5, 100),
        ("答复率100%", 100, 100),
        ("平均每天4100人", 4099.5, 4101),
    ],
)
def test_printed_digits_allow_an_interval(text: str, low: float, high: float) -> None:
    found = claim(text)
    assert (found.low, found.high) == pytest.approx((low, high))
