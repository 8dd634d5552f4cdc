"""The 数据核对单: every claim of a text with its value, source and verdict, to be printed and signed."""

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.auditing import words
from pipelines.auditing.record import Audit
from pipelines.reports.workbook.cells import add_styles, append_row, number_style, put
from pipelines.reports.workbook.layout import Heading, begin, wide_header
from pipelines.reports.workbook.summary import packed
from warehouse.auditing.judged import Judged

TITLE = "数据核对单"
_WIDTHS = {
    "序号": 6, "原文": 22, "指标": 22, "数据": 13, "单位": 6, "数据截至": 11, "结论": 13, "来源": 30, "备注": 36,
}  # fmt: skip


def check_sheet(audit: Audit) -> bytes:
    """The workbook of `audit`. The same audit gives the same bytes."""
    heading = Heading(audit.title or "（没有数据目录）", audit.standing.day, audit.at, audit.is_sample)
    book = Workbook()
    add_styles(book)
    sheet = book.worksheets[0]
    sheet.title = TITLE
    begin(sheet, heading, f"{TITLE}：{audit.document.path.stem}", words.held_against(audit))
    found = [f"{verdict} {number}" for verdict, number in words.counts(audit.claims)]
    put(sheet, 3, 1, "　　".join([words.counted(audit), f"说法 {len(audit.claims)} 处", *found]), "说明")
    wide_header(sheet, 4, _WIDTHS)
    for number, one in enumerate(audit.claims, 1):
        append_row(sheet, _cells(number, one), list(_WIDTHS.values()))
    last = 4 + len(audit.claims)
    for said in words.contradicted(audit):
        last += 1
        put(sheet, last, 1, said, "bad")
        sheet.merge_cells(start_row=last, start_column=1, end_row=last, end_column=len(_WIDTHS))
        sheet.row_dimensions[last].height = 22
    _sign(sheet, last + 2)
    sheet.freeze_panes = "C5"
    sheet.print_title_rows = "4:4"
    book.properties.title = f"{TITLE}：{audit.document.path.stem}"
    book.properties.creator = heading.title
    book.properties.created = book.properties.modified = audit.at
    return packed(book, audit.at)


def _cells(number: int, one: Judged) -> list[tuple[object, str]]:
    unit = one.row.unit if one.row else ""
    value = "—" if one.computed is None else one.computed
    return [
        (number, "居中"),
        (one.claim.quote, "文字"),
        (words.subject(one), "文字"),
        (value, number_style(value, unit)),
        (unit, "居中"),
        (one.as_of, "日期"),
        (words.verdict(one), words.tone(one)),
        ("；".join(words.sources(one)), "文字"),
        ("；".join(words.remarks(one)), "文字"),
    ]


def _sign(sheet: Worksheet, row: int) -> None:
    for column, who in zip((2, 4, 8), words.SIGNED_BY, strict=True):
        put(sheet, row, column, f"{who}：{'_' * 16}", "小标题")
        put(sheet, row + 1, column, f"日期：{'_' * 16}", "小标题")
    for line in (row, row + 1):
        sheet.row_dimensions[line].height = 30
