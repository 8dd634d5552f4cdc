"""A file -> the text that is audited: txt, html or docx, told apart by content.

What has markup is read in a process that may die: `sources.alone` limits its memory and time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pipelines.auditing.encoding import decoded
from pipelines.auditing.refusal import Refused
from sources import RefusedError, alone

SIZE_LIMIT = 100 * 2**20
"""Bytes of a file that are read at all."""
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
_PAGES = (".html", ".htm")
_PAGE_BEGINS = ("<!doctype html", "<html", "<head", "<body")

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says: one line per paragraph, and for a docx its bytes, into which comments can be written."""

    path: Path
    form: Literal["text", "html", "docx"]
    text: str
    data: bytes = b""


def read(path: Path) -> Document:
    """The document at `path`.

    Raises:
        Refused: there is none, or it is empty, too large, no text, damaged, or in an encoding that nobody can tell.
    """
    document = _read(path, _bytes_of(path))
    if not document.text.strip():
        raise Refused(f"{path.name} 里没有文字。如果是扫描件或图片，请给出有文字的 docx 或 txt。")
    return document


def _read(path: Path, data: bytes) -> Document:
    if data.startswith(_ZIP):
        from pipelines.auditing.word_text import text_of  # the library is loaded only for the files that need it

        return Document(path, "docx", guarded(text_of, data), data)
    if data.startswith(_OLE):
        raise Refused(f"{path.name} 是旧版 Word（.doc）、旧版 Excel 或有密码的文件。请用 Word 打开，另存为 docx。")
    if data.startswith(_PDF):
        raise Refused(f"{path.name} 是 PDF，里面文字的顺序靠不住。请给出 docx，或把文字复制到 txt。")
    text = decoded(data)
    if path.suffix.lower() in _PAGES or text.lstrip()[:20].lower().startswith(_PAGE_BEGINS):
        from pipelines.auditing.html_text import visible_text

        return Document(path, "html", guarded(visible_text, text))
    return Document(path, "text", text)


def guarded(work: Callable[..., Answer], *arguments: object) -> Answer:
    """What `work` gives in a process of its own. Raises Refused where that process died or took too long."""
    try:
        return alone(work, *arguments)
    except RefusedError as error:
        raise Refused(
            "读取这个文件时程序中断或超时（文件已损坏，或展开后太大）。请用 Word 打开，只留正文另存为 docx 或 txt。"
        ) from error


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise Refused(f"没有文件 {path}。请检查文件名和所在的文件夹。")
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise Refused(
                f"{path.name} 有 {size // 2**20} MB（最多 {SIZE_LIMIT // 2**20} MB），不是一份通报。请只留正文另存。"
            )
        data = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} 读不出来（{error.strerror}）。请检查是否有权限，或文件是否正被占用。") from error
    if not data.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise Refused(f"{path.name} 是空的。请检查是不是拷贝时中断了。")
    return data
