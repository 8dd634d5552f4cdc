"""Numbers of people are masked in free text, other numbers are not; nothing private comes out of the reading process.

The identity numbers begin with 990000, a district that does not exist. 990000200102030004: the weighted sum of its
first 17 digits is 9*7 + 9*9 + 2*2 + 1*3 + 2*9 + 3*5 = 184 = 16*11 + 8, and the check digit of 8 is 4.
"""

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sources import Part, Reading, exports, read
from sources._privacy import mask, masked

HIDDEN = [
    ("举报电话13800138000", "举报电话＊＊＊＊＊＊＊＊＊＊＊"),
    ("举报电话138 0013 8000。", "举报电话＊＊＊ ＊＊＊＊ ＊＊＊＊。"),
    ("138-0013-8000", "＊＊＊-＊＊＊＊-＊＊＊＊"),
    ("138—0013—8000转8", "＊＊＊—＊＊＊＊—＊＊＊＊转8"),
    ("138 - 0013 - 8000", "＊＊＊ - ＊＊＊＊ - ＊＊＊＊"),
    ("19900138000", "＊＊＊＊＊＊＊＊＊＊＊"),
    ("+8613800138000", "+＊＊＊＊＊＊＊＊＊＊＊＊＊"),
    ("0086 138 0013 8000", "＊＊＊＊ ＊＊＊ ＊＊＊＊ ＊＊＊＊"),
    ("2024-06-20 13800138000", "2024-06-20 ＊＊＊＊＊＊＊＊＊＊＊"),
    ("13800138000,13900139000", "＊＊＊＊＊＊＊＊＊＊＊,＊＊＊＊＊＊＊＊＊＊＊"),
    ("微信wx13800138000张", "微信wx＊＊＊＊＊＊＊＊＊＊＊张"),
    ("证号990000200102030004", "证号＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊"),
    ("99000020010203008X", "＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊"),
    ("99000020010203008x,", "＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊,"),
    ("990000 20010203 0004", "＊＊＊＊＊＊ ＊＊＊＊＊＊＊＊ ＊＊＊＊"),
    ("990000-2001-0203-0004", "＊＊＊＊＊＊-＊＊＊＊-＊＊＊＊-＊＊＊＊"),
]
SHOWN = [
    ("", "nothing"),
    ("【样例】建湖县2024年6月20日召开会议", "no number"),
    ("12345热线", "a service number"),
    ("0515-86000000", "a landline"),
    ("400-800-8000", "a service number"),
    ("12800138000", "no mobile begins with 12"),
    ("1380013800", "10 digits"),
    ("138001380001", "12 digits"),
    ("订单号20240620138001380001", "20 digits"),
    ("7391380013800012345", "a work id of 19 digits that holds a mobile"),
    ("8613800138000", "13 digits in one run: an order number"),
    ("20240620083000", "a time"),
    ("1718841600000", "a time in milliseconds"),
    ("2024-06-20 08:30:00 至 2024-06-21 08:30:00", "times"),
    ("第15-20期 2024-06-20", "two numbers and a date"),
    ("1,380,013,800,000元", "an amount"),
    ("192.168.100.100:8080", "an address"),
    ("990000200102030005", "wrong check digit: the sum leaves 8, which wants 4"),
    ("990000200113010009", "no 13th month, although 190 = 17*11 + 3 wants the check digit 9"),
    ("990000189912310001", "nobody is that old"),
    ("1990000200102030004", "19 digits"),
    ("9900002001020300049", "19 digits"),
    ("990000010203000", "15 digits"),
]


@pytest.mark.parametrize(("text", "expected"), HIDDEN)
def test_a_number_of_a_person_is_hidden(text: str, expected: str) -> None:
    assert masked(text) == expected
    assert mask(["甲", None, text]) == {2: expected}
    assert masked(expected) == expected


@pytest.mark.parametrize(("text", "why"), SHOWN, ids=[why for _, why in SHOWN])
def test_another_number_is_not(text: str, why: str) -> None:
    assert masked(text) == text
    assert mask([text]) == {}


def test_numbers_of_cells_do_not_run_into_each_other() -> None:
    assert mask(["138", "0013", "8000"]) == {}


# In files

Write = Callable[..., Reading]


@pytest.fixture
def read_rows(tmp_path: Path) -> Write:
    def write_and_read(*rows: list[Any]) -> Reading:
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        path = tmp_path / "a.xlsx"
        book.save(path)
        return read(path, name="a.xlsx", exports=exports(), aliases={})

    return write_and_read


WORKS = ["标题", "发布时间", "ID", "展现量", "阅读量"]
STATED = ["登记起", "2024-01-01", "登记止", "2024-06-20"]


def test_a_title_is_masked_with_a_warning_and_its_id_is_not(read_rows: Write) -> None:
    (part,) = read_rows(
        WORKS,
        ["举报电话１３８００１３８０００", "2024-06-20", "7391380013800012345", 1, 1],
        ["无", "2024-06-20", "13800138000", 1, 1],
    ).parts
    assert part.columns["title"] == ["举报电话＊＊＊＊＊＊＊＊＊＊＊", "无"]
    assert part.columns["work_id"] == ["7391380013800012345", "13800138000"]
    assert part.warnings == ["“标题”里有手机号或身份证号，已用＊遮去：第 2 行"]


def test_a_warning_names_no_more_than_twenty_rows(read_rows: Write) -> None:
    (part,) = read_rows(WORKS, *[["13800138000", "2024-06-20", str(n), 1, 1] for n in range(21)]).parts
    (warning,) = part.warnings
    assert warning.endswith("19、20、21 等 21 行")


def test_a_number_typed_as_a_number_is_masked(read_rows: Write) -> None:
    head = ["差错事故编号", "发生日期", "类别", "等级", "领域", "处理"]
    (part,) = read_rows(STATED, head, ["1", "2024-01-05", "一般差错", "", "", 13800138000]).parts
    assert part.columns["handling"] == ["＊＊＊＊＊＊＊＊＊＊＊"]


def test_rows_that_differ_in_what_is_masked_are_not_the_same(read_rows: Write) -> None:
    head = ["稿件编号", "播出（刊发）日期", "媒体", "栏目", "标题", "类别", "来源", "部门", "作者代码"]

    def row(title: str) -> list[Any]:
        return ["", date(2024, 1, 5), "电视", "样例栏目", title, "民生", "自采", "", ""]

    (part,) = read_rows(STATED, head, row("线索13800138000"), row("线索13900139000")).parts
    assert part.rows_loaded == 1
    assert [(reject.row, reject.column) for reject in part.rejects] == [(4, "")]


def test_labels_and_sheets_are_masked_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "王某13800138000"
    book.worksheets[0].append([*WORKS, "问王某13800138000"])
    book.create_sheet("草稿13800138000").append(["随手写的"])
    book.save(tmp_path / "a.xlsx")
    (part,) = read(tmp_path / "a.xlsx", name="a.xlsx", exports=exports(), aliases={}).parts
    assert part.sheet == "王某＊＊＊＊＊＊＊＊＊＊＊"
    assert part.unknown_columns == [("问王某＊＊＊＊＊＊＊＊＊＊＊", "")]
    assert part.warnings == ["工作表“草稿＊＊＊＊＊＊＊＊＊＊＊”认不出，没有读取"]


CASES = "受理编号 受理时间 来电人 联系电话 诉求类别 诉求内容 期号 答复时间 是否回访 是否满意".split()


@pytest.mark.parametrize(
    "rows",
    [
        [["R1", "2024-01-05", "王某某", "13800138000", "供水", "机密内容", "", "", "是", "是"]],
        [["R1", "王某某", "王某某", "13800138000", "供水", "机密内容", "1", "机密内容", "王某某", "机密内容"]],
        [["", "2024-01-05", "王某某", 1.38e30, "供水", "机密内容", "", "", "是", "是"]],
        [["R1", "2024-01-05", "王某某", "1.38E+10", "供水", "#REF!", "", "", "是", "是"]],
        [["R1", "2024-01-05", who, "13800138000", "", "机密内容", "", "", "是", "是"] for who in ("王某某", "李某")],
        [["合计", "王某某", "13800138000", "机密内容"], ["备注：王某某 13800138000"]],
        [["R1", "2023-01-05", "王某某", "13800138000", "供水", "机密内容", "", "", "是", "是", "王某某"]],
    ],
)
def test_nothing_private_leaves_the_reading_process(read_rows: Write, rows: list[list[Any]]) -> None:
    reading = read_rows(STATED, CASES, *rows)
    sent = pickle.dumps(reading)
    for secret in ("王某", "李某", "13800138000", "1.38e", "1.38E", "机密内容"):
        assert secret.encode() not in sent


def test_a_private_cell_cannot_reject_its_row(read_rows: Write) -> None:
    (part,) = read_rows(STATED, CASES, ["R1", "2024-01-05", "#REF!", "1.38E+10", "", "", "", "", "是", "是"]).parts
    assert part.rows_loaded == 1


def test_the_same_case_of_two_callers_is_a_contradiction(read_rows: Write) -> None:
    rows = [["R1", "2024-01-05", who, "", "", "", "", "", "是", "是"] for who in ("甲", "乙")]
    (part,) = read_rows(STATED, CASES, *rows).parts
    assert isinstance(part, Part)
    assert (part.rows_loaded, part.rows_rejected) == (1, 1)


def test_no_private_column_is_asked_for_or_made_a_key() -> None:
    for export in exports().values():
        for column in export.columns:
            if column.private:
                assert (column.into, column.presence) == (None, "optional")
                assert column.name not in (*export.key, export.day, export.ordinal_by, *export.any_of)
