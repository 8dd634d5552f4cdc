"""What a cell means, worked out by hand: its value, missing (None), or refused."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources import Column
from sources._cells import CONVERTERS, CellError, clean, shape
from sources._columns import _one_by_one, convert

REFUSED = object()
SIGNED: dict[str, Any] = {"signed": True}
FLOORS: dict[str, Any] = {"floors": True}
PERCENT: dict[str, Any] = {"unit": "percent"}
MEDIA: dict[str, Any] = {"choices": {"电视": "tv", "广播（FM）": "radio"}}

COUNTS: list[tuple[Any, dict[str, Any], Any]] = [
    ("0", {}, 0),
    ("82405", {}, 82405),
    ("007", {}, 7),
    (" 12 ", {}, 12),
    ("1,234", {}, 1234),
    ("1,234,567", {}, 1234567),
    ("1，234", {}, 1234),
    ("１２３", {}, 123),
    ("12.0", {}, 12),
    ("1.2万", {}, 12000),
    ("1.23万", {}, 12300),
    ("10万", {}, 100000),
    ("1.2w", {}, 12000),
    ("3W", {}, 30000),
    ("3亿", {}, 300000000),
    ("1.05亿", {}, 105000000),
    ("12\u200b3", {}, 123),
    (37.0, {}, 37),
    (37, {}, 37),
    ("10万+", FLOORS, 100000),
    ("10w+", FLOORS, 100000),
    ("１０万＋", FLOORS, 100000),
    ("1000+", FLOORS, 1000),
    ("-21", SIGNED, -21),
    ("－21", SIGNED, -21),
    ("\u221221", SIGNED, -21),
    ("+5", SIGNED, 5),
    ("-1.2万", SIGNED, -12000),
    (-2.0, SIGNED, -2),
    ("-", {}, None),
    ("--", {}, None),
    ("—", {}, None),
    ("－", {}, None),
    ("", {}, None),
    ("  ", {}, None),
    ("\u3000", {}, None),
    ("#N/A", {}, None),
    ("N/A", {}, None),
    ("NA", {}, None),
    ("10万+", {}, REFUSED),
    ("-21", {}, REFUSED),
    (-2.0, {}, REFUSED),
    ("12条", {}, REFUSED),
    ("1 234", {}, REFUSED),
    ("12,34", {}, REFUSED),
    ("1,2345", {}, REFUSED),
    ("1.5", {}, REFUSED),
    ("1.23456万", {}, REFUSED),
    (1.5, {}, REFUSED),
    ("万", {}, REFUSED),
    ("约300", {}, REFUSED),
    ("十二", {}, REFUSED),
    ("1e5", {}, REFUSED),
    ("5k", {}, REFUSED),
    ("nan", {}, REFUSED),
    ("inf", {}, REFUSED),
    (float("nan"), {}, REFUSED),
    (float("inf"), {}, REFUSED),
    ("#REF!", {}, REFUSED),
    (True, {}, REFUSED),
    (date(2024, 6, 20), {}, REFUSED),
    ("9" * 16, {}, REFUSED),
    ("9" * 5000, {}, REFUSED),
    (1e300, {}, REFUSED),
    ("²", {}, 2),  # NFKC makes it a plain digit
    ("1_000", {}, REFUSED),
]
NUMBERS: list[tuple[Any, dict[str, Any], Any]] = [
    ("6.9", {}, 6.9),
    ("398.5000", {}, 398.5),
    ("1,234.5", {}, 1234.5),
    ("3.5星", {}, 3.5),
    (0.1, {}, 0.1),
    (7, {}, 7.0),
    ("-0.5", SIGNED, -0.5),
    ("-0.5", {}, REFUSED),
    ("—", {}, None),
    ("1.2.3", {}, REFUSED),
    (".5", {}, REFUSED),
    ("5.", {}, REFUSED),
    ("1e5", {}, REFUSED),
    ("nan", {}, REFUSED),
    (False, {}, REFUSED),
]
SHARES: list[tuple[Any, dict[str, Any], Any]] = [
    ("37.50%", {}, 0.375),
    ("37.50％", {}, 0.375),
    ("37.50 %", {}, 0.375),
    ("11.14%", PERCENT, 0.1114),
    ("11.14", PERCENT, 0.1114),
    ("1", PERCENT, 0.01),
    ("1", {}, 1.0),
    ("0.074074", {}, 0.074074),
    (0.221, {}, 0.221),
    ("0.00%", {}, 0.0),
    ("100%", {}, 1.0),
    (0, {}, 0.0),
    ("-12%", SIGNED, -0.12),
    ("-", {}, None),
    ("--", PERCENT, None),
    ("", {}, None),
    ("37.5", {}, REFUSED),
    ("101%", {}, REFUSED),
    ("-12%", {}, REFUSED),
    (0.1114, PERCENT, REFUSED),
    ("3.7‰", {}, REFUSED),
    ("百分之五", {}, REFUSED),
    ("%", {}, REFUSED),
    ("nan%", {}, REFUSED),
]
SECONDS: list[tuple[Any, dict[str, Any], Any]] = [
    ("32.50秒", {}, 32.5),
    ("382.20秒", {}, 382.2),
    ("16.63s", {}, 16.63),
    ("8.209459", {}, 8.209459),
    ("83", {}, 83.0),
    (83.0, {}, 83.0),
    ("1:23", {}, 83.0),
    ("01:02:03", {}, 3723.0),
    ("90:00", {}, 5400.0),
    ("1：23", {}, 83.0),
    ("1分23秒", {}, 83.0),
    ("2分钟", {}, 120.0),
    ("1小时2分3秒", {}, 3723.0),
    ("2′30″", {}, 150.0),
    ("2'30\"", {}, 150.0),
    (time(0, 1, 23), {}, 83.0),
    (time(1, 2, 3), {}, 3723.0),
    (timedelta(minutes=2), {}, 120.0),
    (timedelta(hours=30, seconds=1), {}, 108001.0),
    ("-", {}, None),
    ("", {}, None),
    (time(1, 23), {}, REFUSED),
    ("1:75", {}, REFUSED),
    ("1:75:00", {}, REFUSED),
    ("-5", {}, REFUSED),
    (-5.0, {}, REFUSED),
    ("五分钟", {}, REFUSED),
    ("秒", {}, REFUSED),
    (True, {}, REFUSED),
]
YUAN: list[tuple[Any, dict[str, Any], Any]] = [
    ("5075", {}, Decimal("5075.00")),
    ("5,075.5", {}, Decimal("5075.50")),
    ("￥110,000.00元", {}, Decimal("110000.00")),
    ("11万元", {}, Decimal("110000.00")),
    ("1.5万", {}, Decimal("15000.00")),
    (5075.0, {}, Decimal("5075.00")),
    (0.1 + 0.2, {}, Decimal("0.30")),
    (1234567.89, {}, Decimal("1234567.89")),
    ("-300", SIGNED, Decimal("-300.00")),
    ("", {}, None),
    ("—", {}, None),
    ("-300", {}, REFUSED),
    ("1.234", {}, REFUSED),
    (1.234, {}, REFUSED),
    ("5000左右", {}, REFUSED),
    ("10万+", FLOORS, REFUSED),
    (float("nan"), {}, REFUSED),
]
DATES: list[tuple[Any, dict[str, Any], Any]] = [
    ("2026-08-30", {}, date(2026, 8, 30)),
    ("2025/09/27", {}, date(2025, 9, 27)),
    ("2024/6/2", {}, date(2024, 6, 2)),
    ("2024.6.20", {}, date(2024, 6, 20)),
    ("20220329", {}, date(2022, 3, 29)),
    (20260809.0, {}, date(2026, 8, 9)),
    ("2024年6月20日", {}, date(2024, 6, 20)),
    ("2024 年 6 月 20 日", {}, REFUSED),
    ("06/20/2024", {}, date(2024, 6, 20)),
    ("1/2/2024", {}, date(2024, 1, 2)),
    ("2026-07-07 13:36", {}, date(2026, 7, 7)),
    (date(2024, 6, 20), {}, date(2024, 6, 20)),
    (datetime(2024, 6, 20, 8), {}, date(2024, 6, 20)),
    ("２０２４－０６－２０", {}, date(2024, 6, 20)),
    ("2024-06-20\n", {}, date(2024, 6, 20)),
    ("-", {}, None),
    ("", {}, None),
    (45463.0, {}, REFUSED),
    ("45463", {}, REFUSED),
    (20241301.0, {}, REFUSED),
    ("2024-02-30", {}, REFUSED),
    ("2023-02-29", {}, REFUSED),
    ("2024-06/20", {}, REFUSED),
    ("20/06/2024", {}, REFUSED),
    ("1/21/10", {}, REFUSED),
    ("1/21/10", {"short_years": True}, date(2010, 1, 21)),
    ("01/21/2010", {"short_years": True}, date(2010, 1, 21)),
    ("13/21/10", {"short_years": True}, REFUSED),
    ("24-06-20", {}, REFUSED),
    ("6月20日", {}, REFUSED),
    ("2024年6月", {}, REFUSED),
    ("2024-06", {}, REFUSED),
    ("2024年2月", {"month_end": True}, date(2024, 2, 29)),
    ("2024 年 2 月", {"month_end": True}, REFUSED),
    ("2024年02月份", {"month_end": True}, date(2024, 2, 29)),
    ("2023-2", {"month_end": True}, date(2023, 2, 28)),
    ("2024.12", {"month_end": True}, date(2024, 12, 31)),
    ("202405", {"month_end": True}, date(2024, 5, 31)),
    (202405.0, {"month_end": True}, date(2024, 5, 31)),
    ("2024-05-01", {"month_end": True}, date(2024, 5, 31)),
    (datetime(2024, 5, 1), {"month_end": True}, date(2024, 5, 31)),
    (20240531.0, {"month_end": True}, date(2024, 5, 31)),
    ("20245", {"month_end": True}, REFUSED),
    ("2024年13月", {"month_end": True}, REFUSED),
    ("5月", {"month_end": True}, REFUSED),
    ("-", {"month_end": True}, None),
    (45463.0, {"month_end": True}, REFUSED),
    ("2026-04-23 ~ 2026-07-22", {}, REFUSED),
    ("0024-06-20", {}, REFUSED),
    ("昨天", {}, REFUSED),
    (True, {}, REFUSED),
    (time(8, 30), {}, REFUSED),
]
TIMESTAMPS: list[tuple[Any, dict[str, Any], Any]] = [
    ("2025-09-26 10:43:32", {}, datetime(2025, 9, 26, 10, 43, 32)),
    ("2026年03月24日17时33分05秒", {}, datetime(2026, 3, 24, 17, 33, 5)),
    ("2026年06月03日 16:41:25", {}, datetime(2026, 6, 3, 16, 41, 25)),
    ("2026-07-07 13:36", {}, datetime(2026, 7, 7, 13, 36)),
    ("2024/6/2 8:05", {}, datetime(2024, 6, 2, 8, 5)),
    ("2024-06-20T08:30:00", {}, datetime(2024, 6, 20, 8, 30)),
    ("2024-06-20T08:30:00+08:00", {}, datetime(2024, 6, 20, 8, 30)),
    ("2024-06-20 08:30:00.000", {}, datetime(2024, 6, 20, 8, 30)),
    ("20240620 083000", {}, datetime(2024, 6, 20, 8, 30)),
    ("20240620083000", {}, datetime(2024, 6, 20, 8, 30)),
    ("06/20/2024 08:30", {}, datetime(2024, 6, 20, 8, 30)),
    ("2024-06-20", {}, datetime(2024, 6, 20)),
    ("20220329", {}, datetime(2022, 3, 29)),
    (datetime(2024, 6, 20, 8, 30, 0, 400), {}, datetime(2024, 6, 20, 8, 30)),
    (datetime(2024, 6, 20, 8, 29, 59, 999_900), {}, datetime(2024, 6, 20, 8, 30)),
    (date(2024, 6, 20), {}, datetime(2024, 6, 20)),
    ("--", {}, None),
    ("2024-06-20 24:00:00", {}, REFUSED),
    ("2024-06-20 08:61:00", {}, REFUSED),
    ("2024-06-20T08:30:00Z", {}, REFUSED),
    ("2024-06-20T08:30:00-05:00", {}, REFUSED),
    ("2024-06-20 下午3:30", {}, REFUSED),
    ("1718870400", {}, REFUSED),
    (45463.5, {}, REFUSED),
]
TEXTS: list[tuple[Any, dict[str, Any], Any]] = [
    ("  标题  ", {}, "标题"),
    ("（一）ＡＢＣ", {}, "(一)ABC"),
    ("甲\u200b乙\ufeff", {}, "甲乙"),
    ("甲\x07乙", {}, "甲乙"),
    ("第一行\r\n第二行", {}, "第一行 第二行"),
    ("a \n\n b", {}, "a b"),
    ("右\u202e左", {}, "右左"),
    ("👨\u200d👩\u200d👧", {}, "👨\u200d👩\u200d👧"),
    ("=1+1", {}, "=1+1"),
    ("NA", {}, "NA"),
    ("0", {}, "0"),
    (12.0, {}, "12"),
    (0.5, {}, "0.5"),
    (True, {}, "是"),
    (date(2024, 6, 20), {}, "2024-06-20"),
    ("-", {}, None),
    ("", {}, None),
    ("\u2063\u2063\u2063", {}, None),
    ("#N/A", {}, None),
    ("#REF!", {}, REFUSED),
]
IDS: list[tuple[Any, dict[str, Any], Any]] = [
    ("export/UzFfAgtgekIEAQAA", {}, "export/UzFfAgtgekIEAQAA"),
    ("7123456789012345678", {}, "7123456789012345678"),
    ("007", {}, "007"),
    (123456.0, {}, "123456"),
    (999999999999999.0, {}, "999999999999999"),
    ("-", {}, None),
    (7123456789012345678.0, {}, REFUSED),
    (1000000000000000.0, {}, REFUSED),
    ("7.12346E+18", {}, REFUSED),
    ("7.1e18", {}, REFUSED),
    ("3e5", {}, REFUSED),
    (12.5, {}, REFUSED),
]
URLS: list[tuple[Any, dict[str, Any], Any]] = [
    ("https://example.com/s?a=1&b=2", {}, "https://example.com/s?a=1&b=2"),
    (" http://example.com/a\u200b ", {}, "http://example.com/a"),
    ("example.com/a", {}, "example.com/a"),
    ("-", {}, None),
    ("", {}, None),
    ("见公众号", {}, REFUSED),
    ("http://example.com/a b", {}, REFUSED),
    (12.5, {}, REFUSED),
]
YES_NO: list[tuple[Any, dict[str, Any], Any]] = [
    *((text, {}, True) for text in ("是", "√", "✓", "1", "有", "Y", "yes", "TRUE", " 是 ")),
    *((text, {}, False) for text in ("否", "×", "0", "无", "N", "no", "未")),
    (True, {}, True),
    (False, {}, False),
    (1.0, {}, True),
    (0.0, {}, False),
    ("", {}, None),
    ("-", {}, None),
    ("不详", {}, REFUSED),
    ("2", {}, REFUSED),
    ("x", {}, REFUSED),
]
CHOICES: list[tuple[Any, dict[str, Any], Any]] = [
    ("电视", MEDIA, "tv"),
    (" 电视\u200b", MEDIA, "tv"),
    ("广播(FM)", MEDIA, "radio"),
    ("广播（ＦＭ）", MEDIA, "radio"),
    ("", MEDIA, None),
    ("tv", MEDIA, REFUSED),
    ("电视台", MEDIA, REFUSED),
]
TABLES = {
    "count": COUNTS,
    "number": NUMBERS,
    "share": SHARES,
    "seconds": SECONDS,
    "yuan": YUAN,
    "date": DATES,
    "timestamp": TIMESTAMPS,
    "text": TEXTS,
    "id": IDS,
    "url": URLS,
    "yes_no": YES_NO,
    "choice": CHOICES,
}
CASES = [(type_, *case) for type_, table in TABLES.items() for case in table]


def column_of(type_: Any, **more: Any) -> Column:
    return Column("value", "列", type_, **more)


def test_every_type_is_tried() -> None:
    assert set(TABLES) == set(CONVERTERS)
    assert len(CASES) >= 150


@pytest.mark.parametrize(("type_", "cell", "more", "meant"), CASES)
def test_cell(type_: str, cell: Any, more: dict[str, Any], meant: Any) -> None:
    values, errors, _ = convert([cell], column_of(type_, **more))
    if meant is REFUSED:
        assert [position for position, _ in errors] == [0]
        assert values == [None]
    else:
        assert not errors
        assert values == [meant]
        assert type(values[0]) is type(meant)


@pytest.mark.parametrize("type_", TABLES)
def test_refusals_are_chinese_and_short(type_: str) -> None:
    for cell, more, meant in TABLES[type_]:
        if meant is REFUSED:
            (_, reason), *_ = convert([cell], column_of(type_, **more))[1]
            assert any("\u4e00" <= letter <= "\u9fff" for letter in reason)
            assert len(reason) < 60


def test_a_cell_that_must_be_there() -> None:
    values, errors, _ = convert(["5", "-"], column_of("count", presence="cell"))
    assert (values, errors) == ([5, None], [(1, "不能为空")])


def test_floors_are_told_apart() -> None:
    values, errors, floors = convert(["10万+", "10万", "", 7.0], column_of("count", floors=True))
    assert (values, errors, floors) == ([100000, 100000, None, 7], [], [True, False, False, False])


def test_mixed_columns_keep_their_order() -> None:
    cells = ["5", 6.0, "1.2万", "-", "五", "5"]
    assert convert(cells, column_of("count"))[:2] == (
        [5, 6, 12000, None, None, 5],
        [(4, "应为整数，例如 1234、1,234 或 1.2万")],
    )


def test_an_error_of_a_repeated_text_is_told_each_time() -> None:
    assert [position for position, _ in convert(["五", "五"], column_of("count"))[1]] == [0, 1]


def test_shape_says_nothing() -> None:
    assert shape("王五 13800138000, ab@c.cn") == "字字 99999999999, aa@a.aa"
    assert len(shape("字" * 500)) == 40


@given(st.text(alphabet=" \t\n\r\x00\x07\u200b\u200d\u202e\u2063\ufeffＡ1（，、中a", max_size=12))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


PLAIN = st.one_of(
    st.from_regex(r"[0-9]{0,17}(\.[0-9]{0,4})?%?", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]( [0-2][0-9]:[0-6][0-9]:[0-6][0-9])?", fullmatch=True),
    st.sampled_from(["", "-", "1.2万", "2024-W01-1", "20240620", "2024-06-20x08:30:00", "2024-06-20 08:30+0800"]),
)
NUMERIC_TYPES = st.sampled_from(["count", "number", "share", "seconds", "date", "timestamp"])


@given(st.lists(PLAIN, max_size=4), NUMERIC_TYPES, st.sampled_from(["fraction", "percent"]))
def test_whole_columns_read_as_their_cells_do(cells: list[str], type_: str, unit: Any) -> None:
    column = column_of(type_, unit=unit)
    assert convert(cells, column)[:2] == _one_by_one(cells, column)


COUNTED = st.one_of(
    st.integers(-3, 10**17), st.floats(), st.integers(0, 99).map(float), st.booleans(), st.just("7"), st.just("")
)


@given(st.lists(COUNTED, max_size=4), st.booleans())
def test_whole_columns_of_numbers_read_as_their_cells_do(cells: list[Any], signed: bool) -> None:
    column = column_of("count", signed=signed)
    whole, one_by_one = convert(cells, column)[:2], _one_by_one(cells, column)
    assert whole == one_by_one
    assert [type(value) for value in whole[0]] == [type(value) for value in one_by_one[0]]


def test_converters_raise_nothing_else() -> None:
    strange: list[Any] = [
        "",
        "'",
        "%",
        "+",
        "万+",
        ":",
        "秒",
        "年月日",
        "\ud800",
        "9" * 400,
        "-0",
        True,
        -1e308,
        time(1),
        timedelta(-1),
    ]
    for type_, one in CONVERTERS.items():
        for cell in strange:
            try:
                one(cell, column_of(type_, choices={"甲": "a"}))
            except CellError:
                continue
