"""What the engine does not tell of a workbook: failed formulas, formulas without a result, and which numbers are %."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from sources import exports, read
from sources._cells import NOT_CALCULATED
from sources._package import Package
from sources._read import sheets


def packed(book: openpyxl.Workbook, change: Callable[[str, bytes], bytes] = lambda name, content: content) -> bytes:
    saved, out = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
    return out.getvalue()


def prefixed(name: str, content: bytes) -> bytes:
    """The same sheet with its elements under the prefix x:, as some programs write them."""
    if "sheet" not in name or name.endswith(".rels"):
        return content
    content = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", content)
    return content.replace(b' xmlns="', b' xmlns:x="')


@pytest.fixture
def book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.create_sheet("第二张")
    sheet = book["第二张"]
    for row in (["日期", "完播率", "合计"], ["2024-06-20", 0.1114, "=1+1"], ["2024-06-21", 11.14, "#REF!"]):
        sheet.append(row)
    sheet["A5"] = "#N/A"
    sheet["E5"] = "=SUM(B2:B3)"
    return book


@pytest.mark.parametrize("change", [lambda name, content: content, prefixed])
def test_formulas_that_failed_or_were_never_calculated(
    book: openpyxl.Workbook, change: Callable[[str, bytes], bytes]
) -> None:
    package = Package(packed(book, change))
    assert package.doubtful_cells("第二张") == {(1, 2): NOT_CALCULATED, (2, 2): "#REF!", (4, 4): NOT_CALCULATED}
    assert package.doubtful_cells("Sheet") == {}
    assert package.doubtful_cells("没有这张") == {}


def test_they_stand_in_the_cells(book: openpyxl.Workbook) -> None:
    _, sheet = sheets(packed(book))
    assert [row[2] for row in sheet.rows] == ["合计", NOT_CALCULATED, "#REF!", "", ""]
    assert {len(row) for row in sheet.rows} == {5}
    assert sheet.rows[4] == ["", "", "", "", NOT_CALCULATED]


@pytest.mark.parametrize(
    ("number_format", "percent"),
    [
        ("0%", True),
        ("0.00%", True),
        ("0.0000%;[Red]-0.0%", True),
        ("General", False),
        ("0.00", False),
        ('0.0"%"', False),
        (r"0.0\%", False),
    ],
)
def test_numbers_that_people_see_as_percent(book: openpyxl.Workbook, number_format: str, percent: bool) -> None:
    book["第二张"]["B2"].number_format = number_format
    package = Package(packed(book))
    assert package.percent_cells("第二张") == ({(1, 1)} if percent else set())
    assert package.percent_cells("Sheet") == set()


HEAD = ["视频标题", "发布时间", "播放量", "互动率", "点赞率"]


@pytest.mark.parametrize(("number_format", "expected"), [("0.00%", [0.1114, 1.0]), ("General", [])])
def test_a_percent_column_saved_again_as_numbers(tmp_path: Path, number_format: str, expected: list[float]) -> None:
    """Excel makes 11.14% of a CSV the number 0.1114 under a format; without that format nobody knows what it means."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["近期稿件对比"])
    for row in (HEAD, ["甲", "2026-06-03 16:41:25", 9, 0.1114, "5%"], ["乙", "2026-06-04 16:41:25", 9, 1, None]):
        sheet.append(row)
    for cell in sheet["D"]:
        cell.number_format = number_format
    book.save(tmp_path / "a.xlsx")
    (part,) = read(tmp_path / "a.xlsx", name="a.xlsx", exports=exports(), aliases={}).parts
    assert part.columns["engagement_share"] == expected
    assert [(reject.row, reject.column) for reject in part.rejects] == (
        [] if expected else [(3, "engagement_share"), (4, "engagement_share")]
    )
    assert all("设为百分比格式" in reject.reason for reject in part.rejects)
