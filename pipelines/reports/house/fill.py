"""A house template filled with the figures of a report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipelines.held_open import replace_or_beside
from pipelines.reports.house.formats import Formats
from pipelines.reports.house.package import Area, NotATemplate, Package
from pipelines.reports.house.sheet import Sheet
from pipelines.reports.house.values import asked, strange, values
from pipelines.reports.report import Report

SUFFIXES = (".xlsx", ".xlsm")

_NO_NAMES = (
    "模板里没有认得的名称，什么也没有填。名称与 Excel 汇总里的相同，如 数据截至、指标_dy_views（公式 → 名称管理器）"
)


@dataclass(frozen=True, slots=True)
class Filled:
    """Where the filled template lies, how many of its cells were filled, and what people are told of the others."""

    path: Path
    cells: int
    told: Sequence[str]


def fill_template(template: Path, target: Path, report: Report) -> Filled:
    """Write `template` to `target` with every cell filled that has a name of ours; all else stays as it is.

    Raises NotATemplate where it cannot be read as xlsx, OSError when the disk refuses.
    """
    if template.suffix.lower() not in SUFFIXES or target.suffix.lower() != template.suffix.lower():
        raise NotATemplate(f"模板 {template.name}：只认 .xlsx 和 .xlsm，填好的文件与它同类。请用 Excel 或 WPS 另存。")
    try:
        content = template.read_bytes()
    except OSError as error:
        raise NotATemplate(
            f"模板 {template.name} 打不开（{error.strerror}）。请检查路径，并关闭正在编辑它的程序。"
        ) from error
    try:
        filled, cells, told = filled_package(content, values(report))
    except NotATemplate as error:
        raise NotATemplate(f"模板 {template.name}：{error}") from error
    return Filled(replace_or_beside(target, filled), cells, [f"模板 {template.name}：{one}" for one in told])


def filled_package(content: bytes, known: Mapping[str, object]) -> tuple[bytes, int, list[str]]:
    """The xlsx `content` with its named cells filled from `known`, how many these are, and what is to be told."""
    package = Package(content)
    styles = package.part("styles")
    formats = Formats(package.look(styles) if styles else None, package.ns)
    cells = 0
    told: list[str] = []
    for name, area in package.names():
        ours = asked(name, known)
        if ours is None:
            told += strange(name, known)
        elif area is None:
            told.append(f"名称“{name}”指的不是一个单元格，没有填")
        else:
            sheet = Sheet(package.tree(area.sheet), package.ns, formats, _is_1904(package))
            if why_not := _why_not(sheet, area):
                told.append(f"名称“{name}”{why_not}")
            else:
                sheet.put(area.first, known[ours])
                cells += 1
    if not cells:
        return content, 0, told or [_NO_NAMES]
    _compute_anew(package, formats)
    return package.saved(), cells, told


def _why_not(sheet: Sheet, area: Area) -> str:
    """Why `area` is not filled; empty where it is."""
    if area.first != area.last and not sheet.is_merged(f"{area.first}:{area.last}"):
        return "指的是一片单元格，没有填；请指一格，或把它们合并"
    return "的单元格里是公式，没有改动" if sheet.is_computed(area.first) else ""


def _is_1904(package: Package) -> bool:
    about = package.tree(package.workbook).find(f"{package.ns}workbookPr")
    return about is not None and about.get("date1904") in ("1", "true")


def _compute_anew(package: Package, formats: Formats) -> None:
    """Have every formula of the workbook computed when it is opened."""
    for sheet in package.sheets:
        if package.has_formulas(sheet):
            Sheet(package.tree(sheet), package.ns, formats, _is_1904(package)).forget_results()
    workbook, tag = package.tree(package.workbook), f"{package.ns}calcPr"
    settings = workbook.find(tag)
    if settings is None:
        settings = etree.Element(tag)
        workbook.find(f"{package.ns}definedNames").addnext(settings)
    settings.set("fullCalcOnLoad", "1")
