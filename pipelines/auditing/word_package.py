"""A docx as the zip it is: what is refused before the library opens it.

The library inflates every member into memory as it opens a file, and takes the sizes that the directory states.
"""

import io
import zipfile
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from pipelines.auditing.refusal import Refused

INFLATED_LIMIT = 200 * 2**20
"""Bytes that all members may come to together."""
MEMBERS_LIMIT = 5_000
BODY = "word/document.xml"
_ENCRYPTED = 1
_MEND = "请用 Word 打开，另存为 docx 后再核对。"


class _Nothing:
    """A parser's target that keeps nothing: only whether it could be parsed matters."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def close(self) -> None: ...


def check(data: bytes) -> None:
    """Raises Refused where `data` is no docx, or one that is behind a password, damaged, too large or has entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_members(package.infolist())
            for member in package.infolist():
                if member.filename.endswith((".xml", ".rels")):
                    _check_xml(package.read(member))
    except (Refused, MemoryError):
        raise
    except DefusedXmlException as error:
        raise Refused(f"docx 里有 XML 实体或 DTD，Word 不会写出这样的文件，不予读取。{_MEND}") from error
    except Exception as error:  # zipfile and expat trip over damage in many ways
        raise Refused(f"docx 打不开，可能已损坏或没有拷完。请重新拷贝，或{_MEND.removeprefix('请')}") from error


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if not any(member.filename == BODY for member in members):
        raise Refused(f"压缩包里没有 Word 的正文（{BODY}），不是 docx。请给出 txt、docx 或 html 文件。")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise Refused("docx 有密码。请另存为没有密码的文件。")
    if len(members) > MEMBERS_LIMIT:
        raise Refused(f"docx 里有 {len(members):,} 个部件（最多 {MEMBERS_LIMIT:,} 个），不予展开。{_MEND}")
    inflated = sum(member.file_size for member in members)
    if inflated > INFLATED_LIMIT:
        size, most = inflated // 2**20, INFLATED_LIMIT // 2**20
        raise Refused(f"docx 展开后有 {size:,} MB（最多 {most} MB），不予展开。请删去图片，或只留正文另存。")


def _check_xml(content: bytes) -> None:
    parser: Any = DefusedXMLParser(target=_Nothing(), forbid_dtd=True)
    try:
        parser.feed(content)
        parser.close()
    except ParseError as error:
        raise Refused(f"docx 里的 XML 已损坏（第 {error.position[0]} 行）。请重新拷贝，或{_MEND[1:]}") from error
