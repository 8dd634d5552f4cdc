"""An xlsx as the zip that it is: its names and sheets are looked at, and only what is changed is written anew."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from lxml import etree

INFLATED_LIMIT = 300 * 2**20
"""Bytes that all members may come to together."""

_WORKBOOK = "officeDocument"
_CELLS = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class NotATemplate(Exception):
    """The file cannot be filled; the message says why and what to do."""


class Area(NamedTuple):
    """What a name stands for: the sheet's member of the zip, its first cell, and its last one where that is another."""

    sheet: str
    first: str
    last: str


class Package:
    """The members of an xlsx, those that were asked for as trees. Raises NotATemplate."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except zipfile.BadZipFile as error:
            raise NotATemplate("不是 xlsx 文件，或者加了密码。请用 Excel 或 WPS 另存为没有密码的 xlsx。") from error
        if sum(member.file_size for member in self._zip.infolist()) > INFLATED_LIMIT:
            raise NotATemplate(f"展开后超过 {INFLATED_LIMIT >> 20} MB。请删去用不着的图片和工作表。")
        self._trees: dict[str, Any] = {}
        self.workbook = next(self._related("", _WORKBOOK), "")
        if not self.workbook:
            raise NotATemplate("里面没有工作簿，不是 xlsx 文件。请用 Excel 或 WPS 另存为 xlsx。")
        self.ns = f"{{{etree.QName(self.tree(self.workbook)).namespace}}}"
        self.sheets = list(self._related(self.workbook, "worksheet"))

    def tree(self, member: str) -> Any:
        """The root of `member`; what is changed in it is written by `saved`."""
        if member not in self._trees:
            self._trees[member] = self.look(member)
        return self._trees[member]

    def has_formulas(self, sheet: str) -> bool:
        """Whether anything in `sheet` is computed."""
        return re.search(rb"<(?:\w+:)?f[ >/]", self._zip.read(sheet)) is not None

    def names(self) -> Iterator[tuple[str, Area | None]]:
        """Every name that is defined, and the cells that it stands for; None where it stands for anything else."""
        ids = {about.get("Id"): place for about, place in self._links(self.workbook)}
        sheets = {}
        for sheet in self.tree(self.workbook).iter(f"{self.ns}sheet"):
            link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
            sheets[sheet.get("name")] = ids.get(link)
        for one in self.tree(self.workbook).iter(f"{self.ns}definedName"):
            yield one.get("name"), _area(one.text or "", sheets)

    def part(self, kind: str) -> str | None:
        """The member that is the workbook's `kind`, as "styles"."""
        return next(self._related(self.workbook, kind), None)

    def saved(self) -> bytes:
        """The whole file: members that nobody asked for are as they were, byte for byte."""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as result:
            for member in self._zip.infolist():
                content = self._zip.read(member)
                if (tree := self._trees.get(member.filename)) is not None:
                    content = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
                result.writestr(member, content)
        return written.getvalue()

    def look(self, member: str) -> Any:
        """The root of `member` to be looked at only."""
        try:
            return etree.fromstring(self._zip.read(member), etree.XMLParser(resolve_entities=False, no_network=True))
        except (KeyError, RuntimeError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError) as error:
            raise NotATemplate(f"{member} 读不出来，文件可能已损坏。请用 Excel 或 WPS 打开后另存一份。") from error

    def _related(self, member: str, kind: str) -> Iterator[str]:
        return (place for about, place in self._links(member) if about.get("Type", "").endswith(f"/{kind}"))

    def _links(self, member: str) -> Iterator[tuple[Any, str]]:
        at = PurePosixPath(member)
        listed = str(at.parent / "_rels" / f"{at.name}.rels") if member else "_rels/.rels"
        if listed not in self._zip.namelist():
            return
        for about in self.look(listed).iter(_RELATED):
            target = about.get("Target", "")
            place = target.removeprefix("/") if target.startswith("/") else str(at.parent / target)
            yield about, place.removeprefix("./")


def _area(text: str, sheets: dict[str, str | None]) -> Area | None:
    found = _CELLS.fullmatch(text)
    sheet = sheets.get((found[1] or found[2]).replace("''", "'")) if found else None
    if not found or not sheet:
        return None
    first = f"{found[3]}{found[4]}"
    return Area(sheet, first, f"{found[5]}{found[6]}" if found[5] else first)
