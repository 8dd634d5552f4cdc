"""Tables of a web page -> rows of cells. Back ends of platforms hand out such pages under the name .xls."""

from typing import Any

from lxml import etree, html

from sources._reading import MOST_COLUMNS, RefusedError


def html_tables(text: str) -> list[list[list[Any]]]:
    """One list of rows per table, outermost tables only; nothing is fetched and no entity is expanded.

    A cell that spans several columns or rows is followed by empty ones, as a merged cell of a workbook is.

    Raises:
        RefusedError: there is no table, or its end is missing.
    """
    small = text.lower()
    if "<table" in small and small.rfind("</table") < max(small.rfind(cell) for cell in ("<tr", "<td", "<th")):
        raise RefusedError("网页没有结尾，文件不完整（可能没有拷完或下载中断），请重新下载")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        page = html.document_fromstring(text.encode(), parser=parser)
    except etree.LxmlError as error:
        raise RefusedError("网页里没有表格；请重新下载导出文件") from error
    found = [table for table in page.iter("table") if next(table.iterancestors("table"), None) is None]
    if not found:
        raise RefusedError("网页里没有表格；请登录后重新下载导出文件")
    return [_rows(table) for table in found]


def _rows(table: Any) -> list[list[Any]]:
    rows: list[list[Any]] = []
    below: dict[int, int] = {}  # column -> rows that a cell above still reaches into
    for line in table.iter("tr"):
        if next(line.iterancestors("table")) is not table:
            continue
        row: list[Any] = []
        for cell in line.iterchildren("td", "th"):
            _skip_covered(row, below)
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            for column in range(len(row), len(row) + across):
                if down > 1:
                    below[column] = down - 1
            row += [_text(cell), *[""] * (across - 1)]
            if len(row) > MOST_COLUMNS:
                raise RefusedError(f"网页里的表超过 {MOST_COLUMNS} 列，不是导出的表；请重新下载")
        _skip_covered(row, below)
        rows.append(row)
    return rows


def _skip_covered(row: list[Any], below: dict[int, int]) -> None:
    while below.get(len(row), 0):
        below[len(row)] -= 1
        row.append("")


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), 1000) if value.isdecimal() else 1


def _text(cell: Any) -> str:
    for line_break in cell.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return "".join(cell.itertext())
