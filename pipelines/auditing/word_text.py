"""The text of a docx, and where each of its characters stands.

One line per paragraph in the order of the file, those of tables and text boxes among them; what is deleted or moved
away under tracked changes, or hidden, is not read. Footnotes, endnotes, headers and footers follow the body. Numbers
that Word puts by itself, before paragraphs or for pages, are no text and are not there.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from pipelines.auditing.refusal import Refused
from pipelines.auditing.word_package import check

_PARAGRAPH, _RUN = qn("w:p"), qn("w:r")
_TEXT, _ID = qn("w:t"), qn("w:id")
_SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOT_THERE = (qn("w:moveFrom"), qn("w:del"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_PAGE = re.compile(r"\s*(?:NUM|SECTION)?PAGES?\b")
_FIELD, _CODE, _SIMPLE = qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple")
_NOTES = {
    RELATIONSHIP_TYPE.FOOTNOTES: ("脚注", qn("w:footnote"), qn("w:footnoteReference")),
    RELATIONSHIP_TYPE.ENDNOTES: ("尾注", qn("w:endnote"), qn("w:endnoteReference")),
}
"""Of which part each note is, and the mark in the body that refers to it."""
_MARGINS = {RELATIONSHIP_TYPE.HEADER: "页眉", RELATIONSHIP_TYPE.FOOTER: "页脚"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text within one run: it begins at `start` of the whole text; `run` is None at a paragraph's end."""

    start: int
    text: str
    element: Any = None
    run: Any = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def opened(data: bytes) -> Word:
    """The document, once it is known to be harmless. Raises Refused."""
    check(data)
    try:
        return Document(io.BytesIO(data))
    except Exception as error:  # the library trips over what is well-formed and no document in many ways
        raise Refused(
            "不是 Word 能直接打开的 docx（可能是模板、带宏的文档或已损坏）。请用 Word 打开，另存为 docx。"
        ) from error


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document and where it begins in the whole text; `mark` is the run of the body that refers to it."""

    name: str
    root: Any
    start: int
    text: str
    mark: Any = None


def text_of(data: bytes) -> str:
    """The text of the docx `data`. Raises Refused."""
    return "".join(part.text for part in parts(opened(data)))


def parts(document: Word) -> Iterator[Part]:
    """The body, then what stands outside of it and says anything; headers and footers that say the same only once."""
    at, said = 0, set[tuple[str, str]]()
    for name, root, mark in _roots(document):
        text = "".join(piece.text for piece in pieces(root))
        repeated = name in _MARGINS.values() and (name, text) in said
        if root is document.element.body or (text.strip() and not repeated):
            yield Part(name, root, at, text, mark)
            at += len(text)
            said.add((name, text))


def _roots(document: Word) -> Iterator[tuple[str, Any, Any]]:
    body = document.element.body
    yield "正文", body, None
    related = [one for one in document.part.rels.values() if not one.is_external]
    for relation in related:
        if relation.reltype in _NOTES:
            name, note, reference = _NOTES[relation.reltype]
            marks = {mark.get(_ID): mark.getparent() for mark in body.iter(reference)}
            for one in parse_xml(relation.target_part.blob).iter(note):
                yield name, one, marks.get(one.get(_ID))
    for reltype, name in _MARGINS.items():
        for relation in related:
            if relation.reltype == reltype:
                yield name, parse_xml(relation.target_part.blob), None


def pieces(root: Any) -> Iterator[Piece]:
    """Every stretch of text below `root`, one after the other, and a line end after each paragraph."""
    at = 0
    for paragraph in root.iter(_PARAGRAPH):
        if any(next(paragraph.iterancestors(tag), None) is not None for tag in _NOT_THERE):
            continue
        for element, text in _said_in(paragraph):
            yield Piece(at, text, element, next(element.iterancestors(_RUN)))
            at += len(text)
        yield Piece(at, "\n")
        at += 1


def _said_in(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """What is written in `paragraph` itself, not in a text box within it, nor by Word as the number of a page."""
    fields: list[str] = []
    for element in paragraph.iter(_TEXT, _FIELD, _CODE, *_SIGNS):
        run = element.getparent()
        if run.tag != _RUN or next(element.iterancestors(_PARAGRAPH)) is not paragraph:
            continue  # a tab stop of the paragraph's format, or the text of another paragraph
        if element.tag in (_FIELD, _CODE):
            _follow(fields, element)
            continue
        if any(next(run.iterancestors(tag), None) is not None for tag in _NOT_THERE) or _is_hidden(run):
            continue
        text = (element.text or "") if element.tag == _TEXT else _SIGNS[element.tag]
        if text and not _is_page_number(fields, run):
            yield element, text


def _follow(fields: list[str], element: Any) -> None:
    """Keep the codes of the fields that are open: one begins, says what it is, ends."""
    kind = element.get(qn("w:fldCharType"))
    if kind == "begin":
        fields.append("")
    elif kind == "end" and fields:
        fields.pop()
    elif element.tag == _CODE and fields:
        fields[-1] += element.text or ""


def _is_page_number(fields: list[str], run: Any) -> bool:
    simple = next(run.iterancestors(_SIMPLE), None)
    codes = [*fields, simple.get(qn("w:instr"), "")] if simple is not None else fields
    return any(_PAGE.match(code) for code in codes)


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return hidden is not None and hidden.get(qn("w:val"), "1") not in ("0", "false", "off")
