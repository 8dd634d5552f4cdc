"""Workbooks written part by part, so that each part can lie."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from _hostile import DAYS, VIEWS, Hostile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
_SHEET_PART = "xl/worksheets/sheet1.xml"
_OPENED = "打不开"


def cell(place: str, value: object, kind: str = "inlineStr", style: int = 0) -> str:
    inside = f"<is><t>{value}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>"
    return f'<c r="{place}" t="{kind}" s="{style}">{inside}</c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def day(number: int, day: str, views: str) -> str:
    return row(number, cell(f"A{number}", day), views)


HEAD = row(1, cell("A1", "日期"), cell("B1", "播放量"))
GOOD = HEAD + "".join(day(at, d, cell(f"B{at}", v, "n")) for at, d, v in zip((2, 3), DAYS, VIEWS, strict=True))


def members(rows: str = GOOD, *, before: str = "", after: str = "", sheets: str = _SHEET) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet."""

    def relation(number: int, kind: str, target: str) -> str:
        return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'

    book = relation(1, "worksheet", "worksheets/sheet1.xml") + relation(8, "styles", "styles.xml")
    book += relation(9, "sharedStrings", "sharedStrings.xml")
    relations = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    types = f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="x"/></Types>'
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": f"{relations}{relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"{relations}{book}</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"><si><t>日期</t></si></sst>',
        _SHEET_PART: f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>',
    }


def packed(parts: Mapping[str, str | bytes], more: Mapping[str, str | bytes] | None = None, without: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in {**parts, **(more or {})}.items():
            if name != without:
                archive.writestr(name, content)
    return out.getvalue()


def book(rows: str = GOOD, *, before: str = "", after: str = "", sheets: str = _SHEET) -> bytes:
    return packed(members(rows, before=before, after=after, sheets=sheets))


def files() -> Iterator[Hostile]:
    yield Hostile("a true workbook.xlsx", book(), VIEWS)
    yield from _bombs()
    yield from _far_cells()
    yield from _lies()
    yield from _markup()
    yield from _cells()
    yield from _missing_parts()
    yield from _truncated()


def _bombs() -> Iterator[Hostile]:
    zeros = b"\0" * (301 * 2**20)
    bomb = packed(members(), {"xl/media/zeros.xml": zeros})
    yield Hostile("zip bomb.xlsx", bomb, says="太大")
    lying = bomb.replace(len(zeros).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != bomb
    yield Hostile("zip bomb that says it is small.xlsx", lying, says="太大")
    checked = lying.replace(zlib.crc32(zeros).to_bytes(4, "little"), zlib.crc32(zeros[:10]).to_bytes(4, "little"))
    yield Hostile("zip bomb with the checksum of its first bytes.xlsx", checked, says="太大")
    many = packed(members(), {f"xl/worksheets/{n}.xml": zeros[: 2**20] for n in range(320)})
    yield Hostile("many small bombs.xlsx", many, says="太大")


def _far_cells() -> Iterator[Hostile]:
    far = row(1048576, cell("XFD1048576", "x"))
    yield Hostile("cell at XFD1048576.xlsx", book(GOOD + far), says="第 1048576 行、第 16384 列")
    yield Hostile("last row of all.xlsx", book(GOOD + row(1048576, cell("A1048576", "x"))), VIEWS, "应为日期")
    wide = GOOD.replace("</row>", cell("XFD1", "x") + "</row>", 1)
    yield Hostile("last column of all.xlsx", book(wide), VIEWS, "第 16384 列起还有一张表")
    yield Hostile("row beyond the last.xlsx", book(GOOD + row(10**10, cell(f"A{10**10}", "x"))), says="中间大多是空的")
    yield Hostile("row 0.xlsx", book(GOOD + row(0, cell("A0", "x"))), says=_OPENED)
    yield Hostile("negative row.xlsx", book(GOOD + row(-5, cell("A-5", "x"))), says=_OPENED)
    yield Hostile("column without end.xlsx", book(GOOD + row(4, cell("ZZZZZZZZZZ4", "x"))), says="中断")


def _lies() -> Iterator[Hostile]:
    for name, extent in (("small", "A1"), ("huge", "A1:XFD1048576"), ("mad", "ZZZZZZ99999999999")):
        sheet = str(members()[_SHEET_PART]).replace("<sheetData>", f'<dimension ref="{extent}"/><sheetData>')
        yield Hostile(f"{name} dimension.xlsx", packed(members(), {_SHEET_PART: sheet}), VIEWS)
    counts = f'<sst xmlns="{_MAIN}" count="4294967295" uniqueCount="4294967295"><si><t>日期</t></si></sst>'
    yield Hostile("uniqueCount 4294967295.xlsx", packed(members(), {"xl/sharedStrings.xml": counts}), says=_OPENED)
    for index in ("99", "4294967296"):
        wrong = HEAD + day(2, DAYS[0], cell("B2", index, "s"))
        yield Hostile(f"shared text {index} of 1.xlsx", book(wrong), says=_OPENED)
    yield Hostile("shared text -1.xlsx", book(HEAD + day(2, DAYS[0], cell("B2", -1, "s"))), (), "应为整数")
    everything = '<mergeCells count="4294967295"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    yield Hostile("merged over everything.xlsx", book(after=everything), VIEWS)
    yield Hostile("style 999 of 2.xlsx", book(HEAD + day(2, DAYS[0], cell("B2", 5, "n", 999))), (5,))
    sheets = "".join(f'<sheet name="{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(10_000))
    yield Hostile("10000 sheets.xlsx", book(sheets=sheets), says="10000 张工作表")
    yield Hostile("no sheets.xlsx", book(sheets=""), says="没有数据")
    yield Hostile("an empty sheet.xlsx", book(""), says="没有数据")
    yield Hostile("a sheet of empty cells.xlsx", book(row(1, '<c r="A1"/>', '<c r="B1" t="s"/>')), says="")


def _markup() -> Iterator[Hostile]:
    entity = GOOD + day(4, "&x;", cell("B4", 1, "n"))
    outside = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    yield Hostile("XXE.xlsx", book(entity, before=outside), says=_OPENED)
    fetched = '<!DOCTYPE w [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>'
    yield Hostile("entity from the network.xlsx", book(before=fetched), VIEWS)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    billion = book(GOOD + day(4, "&l9;", cell("B4", 1, "n")), before=f"<!DOCTYPE w [{laughs}]>")
    yield Hostile("billion laughs.xlsx", billion, says=_OPENED)
    yield Hostile("200000 elements deep.xlsx", book(after="<a>" * 200_000 + "</a>" * 200_000), VIEWS)
    yield Hostile("a cell of 20 MB.xlsx", book(HEAD.replace("播放量", "播" * 7_000_000)), says="认不出")
    utf16 = str(members()[_SHEET_PART]).encode("utf-16")
    yield Hostile("a sheet in UTF-16.xlsx", packed(members(), {_SHEET_PART: utf16}), says=_OPENED)
    yield Hostile("NUL in a cell.xlsx", book(GOOD.replace("日期", "日期\0")), VIEWS)


def _cells() -> Iterator[Hostile]:
    def second(views: str) -> bytes:
        return book(HEAD + day(2, DAYS[0], cell("B2", 5, "n")) + day(3, DAYS[1], views))

    yield Hostile("formula without a result.xlsx", second('<c r="B3"><f>2*3</f></c>'), (5,), "还没有算出结果")
    yield Hostile(
        "formulas only.xlsx", book(HEAD + row(2, '<c r="A2"><f>A1</f></c>', '<c r="B2"><f/></c>')), (), "还没有"
    )
    yield Hostile("formula with its result.xlsx", second('<c r="B3"><f>2*3</f><v>6</v></c>'), VIEWS)
    yield Hostile("formula that gives nothing.xlsx", second('<c r="B3" t="str"><f>""</f><v></v></c>'), (5, None))
    yield Hostile("formula that failed.xlsx", second(cell("B3", "#REF!", "e")), (5,), "公式出错")
    yield Hostile("N-A.xlsx", second(cell("B3", "#N/A", "e")), (5, None))
    yield Hostile("infinite.xlsx", second(cell("B3", "1e400", "n")), (5,), "应为整数")
    yield Hostile("not a number.xlsx", second(cell("B3", "NaN", "n")), (5,), "应为整数")
    yield Hostile("text as a number.xlsx", second(cell("B3", "6 次", "n")), says=_OPENED)
    yield Hostile("true as a number.xlsx", second(cell("B3", "1", "b")), (5,), "应为整数")
    for serial in ("1e300", "-1e9", "2958466"):
        late = book(HEAD + row(2, cell("A2", serial, "n", 1), cell("B2", 5, "n")))
        yield Hostile(f"day {serial}.xlsx", late, (), "日期")
    bare = re.sub(r' r="\w+"', "", GOOD)
    yield Hostile("cells that do not say where they are.xlsx", book(bare), VIEWS)


def _missing_parts() -> Iterator[Hostile]:
    for name in members():
        content = packed(members(), without=name)
        needed = name not in ("[Content_Types].xml", "xl/styles.xml", "xl/sharedStrings.xml")
        says = "不是 Excel" if name == "xl/workbook.xml" else _OPENED
        yield Hostile(
            f"without {name.replace('/', ' ')}.xlsx", content, None if needed else VIEWS, says if needed else ""
        )
    climbing = {
        "../../../tmp/escaped.xml": "x",
        "/etc/escaped.xml": "x",
        "C:\\escaped.xml": "x",
        "xl/../../escaped": "x",
    }
    yield Hostile("members that climb out.xlsx", packed(members(), climbing), VIEWS)
    yield Hostile("garbage behind the zip.xlsx", book() + b"garbage" * 100, VIEWS)
    locked = bytearray(book())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := locked.find(mark, start + 1)) >= 0:
            locked[start + at] |= 1
    yield Hostile("zip with a password.xlsx", bytes(locked), says="密码")
    unknown = book().replace(b"\x08\x00", b"\x63\x00")
    yield Hostile("compressed in an unknown way.xlsx", unknown, says="不完整")
    yield Hostile(
        "a document.docx", packed({"word/document.xml": "<w/>", "[Content_Types].xml": ""}), says="不是 Excel"
    )
    yield Hostile("csv in a zip.zip", packed({"a.csv": "日期,播放量\n"}), says="不是 Excel")
    yield Hostile("an empty zip.xlsx", packed({}), says="不是表格")


def _truncated() -> Iterator[Hostile]:
    whole = book()
    for size in (3, 4, 30, len(whole) // 4, len(whole) // 2, len(whole) - 100, len(whole) - 22, len(whole) - 1):
        yield Hostile(f"cut to {size} of {len(whole)} bytes.xlsx", whole[:size], says="重新下载")
