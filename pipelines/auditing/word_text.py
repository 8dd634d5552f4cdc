"""The text of a docx, and where each of its characters stands.

One line per paragraph in the order of the file, those of tables and text boxes among them; what is deleted or moved
away under tracked changes, or hidden, is not read. Footnotes and endnotes follow the body. Numbers that Word puts
before paragraphs by itself are no text and are not there.
"""

import io
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
_TEXT = qn("w:t")
_SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOT_THERE = (qn("w:moveFrom"), qn("w:del"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_NOTES = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)


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


def text_of(data: bytes) -> str:
    """The text of the docx `data`. Raises Refused."""
    document = opened(data)
    body = "".join(piece.text for piece in pieces(document.element.body))
    return body + "".join(piece.text for part in _notes(document) for piece in pieces(part))


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
    """What is written in `paragraph` itself, not in a text box within it."""
    for element in paragraph.iter(_TEXT, *_SIGNS):
        run = element.getparent()
        if run.tag != _RUN or next(element.iterancestors(_PARAGRAPH)) is not paragraph:
            continue  # a tab stop of the paragraph's format, or the text of another paragraph
        if any(next(run.iterancestors(tag), None) is not None for tag in _NOT_THERE) or _is_hidden(run):
            continue
        text = (element.text or "") if element.tag == _TEXT else _SIGNS[element.tag]
        if text:
            yield element, text


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return hidden is not None and hidden.get(qn("w:val"), "1") not in ("0", "false", "off")


def _notes(document: Word) -> Iterator[Any]:
    for relation in document.part.rels.values():
        if relation.reltype in _NOTES and not relation.is_external:
            yield parse_xml(relation.target_part.blob)
