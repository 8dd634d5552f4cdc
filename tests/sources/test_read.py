"""Bytes -> sheets: the type is decided by content, and what cannot be read whole is refused with a reason."""

import datetime
import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.utils.datetime import MAC_EPOCH

from sources import _package, _read
from sources._read import sheets
from sources._reading import RefusedError

CHINESE = "标题,播放量\r\n甲,1\r\n"
CELLS = [["标题", "播放量"], ["甲", "1"]]


def xlsx(rows: list[list[Any]], change: Any = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    if change:
        change(book, sheet)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def biff(rows: list[list[Any]], first_row: int = 0, first_column: int = 0) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("New Sheet1")
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            sheet.write(first_row + down, first_column + across, cell)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(RefusedError) as refused:
        sheets(data)
    return str(refused.value)


@pytest.mark.parametrize(
    "data",
    [
        CHINESE.encode(),
        CHINESE.encode("utf-8-sig"),
        ("\ufeff\ufeff" + CHINESE).encode(),
        CHINESE.encode("gb18030"),
        CHINESE.encode("utf-16"),
        b"\xfe\xff" + CHINESE.encode("utf-16-be"),
        CHINESE.replace("\r\n", "\n").encode(),
        CHINESE.removesuffix("\r\n").encode(),
        CHINESE.replace(",", "\t").encode(),
        '"标题","播放量"\r\n"甲","1"'.encode(),
        gzip.compress(CHINESE.encode(), mtime=0),
        gzip.compress(CHINESE[:9].encode(), mtime=0) + gzip.compress(CHINESE[9:].encode(), mtime=0),
        gzip.compress(CHINESE.encode("utf-16"), mtime=0),
        b"\n <table><tr><th>\xe6\xa0\x87\xe9\xa2\x98</th><th>\xe6\x92\xad\xe6\x94\xbe\xe9\x87\x8f</th></tr>"
        b"<tr><td>\xe7\x94\xb2</td><td>1</td></tr></table>",
        "<html><head><meta charset=gbk></head><body><table><tr><td>标题<td>播放量<tr><td>甲<td>1</table>".encode("gbk"),
        xlsx([["标题", "播放量"], ["甲", "1"]]),
        biff([["标题", "播放量"], ["甲", "1"]]),
    ],
)
def test_every_container_gives_the_same_cells(data: bytes) -> None:
    (sheet,) = sheets(data)
    rows = [row for row in sheet.rows if any(row)]
    assert rows == CELLS


def test_csv_keeps_line_breaks_and_quotes_inside_cells() -> None:
    text = '"描述","播放量"\r\n"第一行\n第二行, ""引"" ",5\r\n"尾",6'
    assert sheets(text.encode("utf-8-sig"))[0].rows == [
        ["描述", "播放量"],
        ['第一行\n第二行, "引" ', "5"],
        ["尾", "6"],
    ]


def test_comma_inside_a_tsv_and_tab_inside_a_csv() -> None:
    assert sheets(b"a\tb\tc\n1,2\t3\t4\n")[0].rows[1] == ["1,2", "3", "4"]
    assert sheets(b'a,b,c\n"1\t2",3,4\n')[0].rows[1] == ["1\t2", "3", "4"]


def test_the_quote_that_we_write_before_formulas_is_undone() -> None:
    assert sheets("标题,备注\n'=1+1,'@甲\n'+5,'引'\n".encode())[0].rows[1:] == [["=1+1", "@甲"], ["+5", "'引'"]]


def test_workbook_cells_keep_their_types_and_their_places() -> None:
    day, moment = datetime.date(2024, 6, 20), datetime.datetime(2024, 6, 20, 8, 30)

    def change(book: Any, sheet: Any) -> None:
        sheet["B3"], sheet["C3"], sheet["D3"], sheet["E3"], sheet["F3"] = "x", 1.5, day, moment, True
        sheet["G3"] = "#N/A"
        sheet["B4"] = "合并"
        sheet.merge_cells("B4:B5")
        sheet["C5"] = 7

    (sheet,) = sheets(xlsx([], change))
    assert sheet.rows[:2] == [[""] * 7] * 2
    assert sheet.rows[2] == ["", "x", 1.5, day, moment, True, ""]
    assert [row[1:3] for row in sheet.rows[3:]] == [["合并", ""], ["", 7.0]]


def test_dates_of_a_1904_workbook() -> None:
    def change(book: Any, sheet: Any) -> None:
        book.epoch = MAC_EPOCH
        sheet["A1"] = datetime.datetime(2024, 6, 20)

    (sheet,) = sheets(xlsx([], change))
    assert str(sheet.rows[0][0]).startswith("2024-06-20")


def test_biff_keeps_empty_leading_rows_and_columns() -> None:
    (sheet,) = sheets(biff([["日期", 98]], first_row=2, first_column=1))
    assert (sheet.name, sheet.rows) == ("New Sheet1", [["", "", ""], ["", "", ""], ["", "日期", 98]])


def test_hidden_sheets_are_marked() -> None:
    def change(book: Any, sheet: Any) -> None:
        book.create_sheet("选项").sheet_state = "hidden"

    assert [(sheet.name, sheet.hidden) for sheet in sheets(xlsx([["a"]], change))] == [("Sheet", False), ("选项", True)]


def test_html_spans_and_nested_tables() -> None:
    page = """<table>
        <tr><th rowspan="2">日期</th><th colspan="2">阅读</th></tr>
        <tr><th>人数</th><th>次数</th></tr>
        <tr><td>2024-06-20</td><td>1<br>2 &amp; &lt;b&gt;</td><td><table><tr><td>里</td></tr></table></td></tr>
        </table><p>x</p><table><tr><td>第二张</td></tr></table>"""
    first, second = sheets(page.encode())
    assert first.rows == [["日期", "阅读", ""], ["", "人数", "次数"], ["2024-06-20", "1\n2 & <b>", "里"]]
    assert second.rows == [["第二张"]]


def test_html_fetches_and_expands_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    page = f'<!DOCTYPE t [<!ENTITY x SYSTEM "{secret.as_uri()}">]><table><tr><td>&x;</td></tr></table>'
    assert "SECRET" not in str(sheets(page.encode())[0].rows)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        (b"\0" * 4096, "空的"),
        (b"\n\n  \n", "空的"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3 binary \xff\xff", "不是表格"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "不是表格"),
        ("标题,播放量\n甲".encode() + b"\xff\xff\xff", "编码"),
        (b"<html><body>please log in</body></html>", "没有表格"),
        (b"<", "没有表格"),
        (b'a,b\n"cut,1\n', "引号"),
        (gzip.compress(CHINESE.encode() * 50, mtime=0)[:-9], "不完整"),
        (b"\x1f\x8b\x08 not really", "不完整"),
        (xlsx([["a"]])[:-100], "重新下载"),
        (xlsx([["a"]])[:900], "重新下载"),
        (biff([["a"] * 50] * 50)[:700], "重新下载"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"PK\x03\x04 not a zip", "不完整"),
    ],
)
def test_refusals_say_what_is_wrong(data: bytes, says: str) -> None:
    assert says in refusal(data)


def test_a_biff_with_a_password() -> None:
    data = bytearray(biff([["a"]]))
    begins = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")  # the BOF record of the workbook; FILEPASS follows it
    data[begins + 20 : begins + 22] = b"\x2f\x00"
    assert "密码" in refusal(bytes(data))


def packed(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def test_a_zip_of_something_else_is_not_a_workbook() -> None:
    assert "解压" in refusal(packed("导出.csv", CHINESE.encode()))


def test_zip_bombs_are_refused_before_they_are_inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_read, "INFLATED_LIMIT", 10**6)
    monkeypatch.setattr(_package, "INFLATED_LIMIT", 10**6)
    bomb = packed("xl/workbook.xml", b"\0" * 5 * 10**6)
    assert "太大" in refusal(bomb)
    lying = bomb.replace((5 * 10**6).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != bomb
    assert "太大" in refusal(lying)
    assert "太大" in refusal(gzip.compress(b"\0" * 5 * 10**6, mtime=0))


def test_an_engine_that_panics_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicError(BaseException):
        pass

    def panic(_: object) -> None:
        raise PanicError

    import python_calamine

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", type("Engine", (), {"from_filelike": staticmethod(panic)}))
    assert "打不开" in refusal(xlsx([["a"]]))
