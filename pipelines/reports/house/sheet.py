"""Cells of a sheet of a template: found, made where they are not there, and filled in the style that they have."""

import string
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from lxml import etree
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from pipelines.reports.house.formats import Formats
from pipelines.reports.house.values import Points
from pipelines.reports.text import cell_text


class Sheet:
    """The tree of one sheet, in which cells are filled."""

    def __init__(self, root: Any, ns: str, formats: Formats, is_1904: bool) -> None:
        self._root, self._ns, self._formats = root, ns, formats
        self._epoch = CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900

    def is_merged(self, area: str) -> bool:
        """Whether the cells of `area`, like B3:D3, are one."""
        return any(one.get("ref") == area for one in self._root.iter(f"{self._ns}mergeCell"))

    def is_computed(self, reference: str) -> bool:
        """Whether the cell holds a formula."""
        return self._cell(reference).find(f"{self._ns}f") is not None

    def put(self, reference: str, value: object) -> None:
        """Let the cell say `value`, in the style that it has; None empties it."""
        cell = self._cell(reference)
        for child in [one for one in cell if one.tag in (f"{self._ns}v", f"{self._ns}is")]:
            cell.remove(child)
        for name in ("t", "cm", "vm"):
            cell.attrib.pop(name, None)
        said = self._said(value, int(cell.get("s", 0)))
        if isinstance(said, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{self._ns}is"), f"{self._ns}t")
            text.text = said
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        elif said is not None:
            etree.SubElement(cell, f"{self._ns}v").text = repr(said)

    def forget_results(self) -> None:
        """Leave every formula without its last result: beside the new numbers that would be a wrong one."""
        for formula in self._root.iter(f"{self._ns}f"):
            cell = formula.getparent()
            for result in cell.findall(f"{self._ns}v"):
                cell.remove(result)
            cell.attrib.pop("t", None)

    def _said(self, value: object, style: int) -> str | float | int | None:
        """What stands in the file for `value` in a cell of that style."""
        if isinstance(value, Points):
            return value.value / 100 if self._formats.is_percent(style) else value.value
        if isinstance(value, date):
            if self._formats.is_date(style):
                serial = to_excel(value, self._epoch)
                return int(serial) if serial == int(serial) else serial
            return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value.isoformat()
        if value is None or isinstance(value, int | float):
            return value
        return cell_text(str(value)) or None

    def _cell(self, reference: str) -> Any:
        column, number = _column(reference), int(reference.lstrip(string.ascii_uppercase))
        data = self._root.find(f"{self._ns}sheetData")
        row = _placed(data, number, f"{self._ns}row", str(number), int)
        cell = _placed(row, column, f"{self._ns}c", reference, _column)
        if "s" not in cell.attrib and (style := self._inherited(row, column)):
            cell.set("s", style)
        return cell

    def _inherited(self, row: Any, column: int) -> str | None:
        """The style of a cell that is not there yet: that of its row, else of its column."""
        if row.get("s"):
            return row.get("s")
        for one in self._root.iter(f"{self._ns}col"):
            if int(one.get("min")) <= column <= int(one.get("max")):
                return one.get("style")
        return None


def _placed(parent: Any, wanted: int, tag: str, reference: str, place_of: Callable[[str], int]) -> Any:
    """The child of `parent` at `wanted`; where there is none a new one, before the first that comes behind it."""
    place = 0
    for index, one in enumerate(parent):
        place = place_of(one.get("r")) if one.get("r") else place + 1  # who does not say stands behind the one before
        if place == wanted:
            return one
        if place > wanted:
            made = parent.makeelement(tag, {"r": reference})
            parent.insert(index, made)
            return made
    parent.attrib.pop("spans", None)
    return etree.SubElement(parent, tag, {"r": reference})


def _column(reference: str) -> int:
    return column_index_from_string(reference.rstrip("0123456789"))
