"""The PDF of a report, by the first program that makes one."""

from collections.abc import Callable
from pathlib import Path

from pipelines.printing.browser import page_as_pdf
from pipelines.printing.made import NotMade
from pipelines.printing.office import workbook_as_pdf
from pipelines.programs import BROWSER, OFFICE

NOTHING_PRINTS = (
    "打印 PDF 要用浏览器或 LibreOffice，这台电脑上都没有找到。"
    "请安装 Chromium、Chrome 或 Edge（Windows 一般自带 Edge），或者安装 LibreOffice，再运行一次。"
)


class CannotPrint(Exception):
    """No PDF came about; the message says why and what to do."""


def check_that_something_prints() -> None:
    """Raises CannotPrint where no program is there that could."""
    if not BROWSER.found() and not OFFICE.found():
        raise CannotPrint(NOTHING_PRINTS)


def as_pdf(page: Path, workbook: Path) -> bytes:
    """`page` as PDF, else `workbook`. Raises CannotPrint where none of the programs that there are makes one."""
    check_that_something_prints()
    ways: list[tuple[Callable[[str, Path], bytes], str, Path]]
    ways = [(page_as_pdf, browser, page) for browser in BROWSER.found()]
    ways += [(workbook_as_pdf, office, workbook) for office in OFFICE.found()]
    refused = []
    for make, program, document in ways:
        try:
            return make(program, document)
        except (NotMade, OSError) as error:
            refused.append(f"{Path(program).name}：{error}")
    raise CannotPrint(f"没有打印成 PDF（{'；'.join(refused)}）。请用浏览器打开 {page} 自己打印。")
