"""Bytes -> text: UTF-8, UTF-16 with its mark, GB18030; never guessed, never half of one and half of another."""

import re
from collections.abc import Iterator

from pipelines.auditing.refusal import Refused

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CHINESE = re.compile("[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")


def decoded(data: bytes) -> str:
    """The text that `data` holds, without its mark, lines ended by "\\n".

    Raises:
        Refused: it is in none of the encodings, in two of them, cut, or no text.

    >>> decoded("推文932条".encode("gb18030")), decoded(b"\\xef\\xbb\\xbfa\\r\\nb")
    ('推文932条', 'a\\nb')
    """
    text = _utf16(data) if data.startswith(_UTF16_MARKS) else _eight_bit(data)
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise Refused(f"不是文本：第 {line} 行有控制字符。请用 Word 或记事本打开原文，另存为 docx 或 txt。")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _utf16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise Refused(f"文件没有拷完：UTF-16 文字在第 {error.start} 字节处断了。请重新拷贝。") from error


def _eight_bit(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith(b"\xef\xbb\xbf") or error.reason == "unexpected end of data":
            raise Refused(
                f"{_line(data, error.start)}不是 UTF-8，文件可能没有拷完，或混用了编码。请重新拷贝，或另存为 UTF-8。"
            ) from error
        _refuse_mixture(data)
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise Refused(
            f"{_line(data, error.start)}的文字编码认不出（不是 UTF-8、UTF-16 或 GB18030）。"
            "请用记事本打开，另存为 UTF-8 的 txt。"
        ) from error


def _refuse_mixture(data: bytes) -> None:
    """GB18030 reads nearly all of UTF-8 as rare characters: lines of both kinds would pass, and say nonsense."""
    kinds = dict(_kinds(data))
    if len(kinds) > 1:
        raise Refused(
            f"混用了两种编码：第 {kinds['UTF-8']} 行是 UTF-8，第 {kinds['GB18030']} 行不是。"
            "可能由几个文件拼成；请分别另存为 UTF-8 再合并。"
        )


def _kinds(data: bytes) -> Iterator[tuple[str, int]]:
    """(encoding, number) of each line that can be in one encoding only."""
    for number, line in enumerate(data.splitlines(), 1):
        if line.isascii():
            continue
        try:
            if len(_CHINESE.findall(line.decode("utf-8"))) > 1:
                yield "UTF-8", number
        except UnicodeDecodeError:
            yield "GB18030", number


def _line(data: bytes, at: int) -> str:
    return f"第 {data.count(10, 0, at) + 1} 行"
