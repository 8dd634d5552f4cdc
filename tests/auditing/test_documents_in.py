"""Documents in: what a file says whatever it is, and why it is refused."""

import io
import os
import zipfile
from pathlib import Path

import docx
import pytest

import sources
from pipelines.auditing import documents, word_package
from pipelines.auditing.documents import SIZE_LIMIT, read
from pipelines.auditing.refusal import Refused

TEXT = "抖音号发布1004条，\n总浏览量超5000万。\n"


def write(folder: Path, content: bytes, name: str = "通报.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def package(*members: tuple[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return written.getvalue()


@pytest.fixture(autouse=True)
def _read_here(monkeypatch):
    """Read in this process, which is quicker than to start one for each file."""
    monkeypatch.setattr(documents, "alone", lambda work, *arguments: work(*arguments))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_is_the_same_in_every_encoding(tmp_path, encoding):
    document = read(write(tmp_path, TEXT.replace("\n", "\r\n").encode(encoding)))
    assert (document.form, document.text) == ("text", TEXT)


def test_characters_outside_gbk_are_read_from_gb18030(tmp_path):
    assert read(write(tmp_path, "𠮷祥物5个".encode("gb18030"))).text == "𠮷祥物5个"


def test_of_a_page_only_what_is_seen_is_read(tmp_path):
    page = """<!DOCTYPE html><html><head><title>9</title><style>p{width:8px}</style></head><body>
    <h1>通报</h1><p>推文<b>932</b>条&lt;img&gt;</p><script>var x = 7</script><p hidden>6</p>
    <p style="display: none">5</p><!-- 4 --><table><tr><td>甲</td><td>3</td></tr></table></body></html>"""
    document = read(write(tmp_path, page.encode("gb18030"), "通报.txt"))
    assert (document.form, document.text) == ("html", "通报\n推文932条<img>\n甲\t3")


def test_the_name_says_that_a_fragment_is_a_page(tmp_path):
    assert read(write(tmp_path, "<p>甲1</p><p>乙2</p>".encode(), "通报.htm")).text == "甲1\n乙2"


def test_of_a_docx_paragraphs_tables_and_notes_are_read_in_order(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("推文")
    paragraph.add_run("93").bold = True
    paragraph.add_run("2条")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "12"
    hidden = document.add_paragraph("明").add_run("暗99")
    hidden.font.hidden = True
    document.save(tmp_path / "通报.docx")
    found = read(tmp_path / "通报.docx")
    assert (found.form, found.text) == ("docx", "推文932条\n甲\n12\n明\n")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "是空的"),
        (b"\xef\xbb\xbf \r\n", "是空的"),
        (b"%PDF-1.7 1 0 obj", "是 PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "另存为 docx"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "不是"),
        ("第一行\n第二行\x01".encode(), "第 2 行有控制字符"),
        ("推文一千条".encode()[:-1], "没有拷完"),
        ("推文".encode("utf-16")[:-1], "没有拷完"),
        ("甲乙".encode("gb18030") + b"\n\xff\xff\xff", "第 2 行的文字编码认不出"),
        ("县委巡察组\n".encode() + "融媒体中心\n".encode("gb18030"), "第 1 行是 UTF-8，第 2 行不是"),
        (package(("a.txt", "1")), "不是 docx"),
        (package(("xl/workbook.xml", "<a/>")), "不是 docx"),
        (b"PK\x03\x04 cut", "打不开"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path, content, why):
    with pytest.raises(Refused, match=why):
        read(write(tmp_path, content))


def test_a_page_without_text_is_refused(tmp_path):
    with pytest.raises(Refused, match="没有文字"):
        read(write(tmp_path, b"<html><body><img src='a.png'></body></html>"))


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "没有.txt"):
        with pytest.raises(Refused, match="没有文件"):
            read(path)


def test_200_mb_are_refused_before_they_are_read(tmp_path, monkeypatch):
    path = write(tmp_path, b"")
    os.truncate(path, 200 * 2**20)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("was read"))
    assert path.stat().st_size > SIZE_LIMIT
    with pytest.raises(Refused, match="200 MB（最多 100 MB）"):
        read(path)


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'


def test_a_docx_that_would_grow_is_not_inflated(tmp_path, monkeypatch):
    written, block = io.BytesIO(), bytes(2**20)
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr(word_package.BODY, BODY)
        with made.open("word/media/image1.bin", "w") as member:
            for _ in range(word_package.INFLATED_LIMIT // len(block)):
                member.write(block)
    bomb = written.getvalue()
    assert len(bomb) < len(block)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("was inflated"))
    with pytest.raises(Refused, match="展开后有 200 MB"):
        read(write(tmp_path, bomb, "通报.docx"))


def test_a_docx_of_very_many_members_is_refused(tmp_path):
    many = package((word_package.BODY, BODY), *((f"word/{n}.xml", "<a/>") for n in range(word_package.MEMBERS_LIMIT)))
    with pytest.raises(Refused, match="5,001 个部件"):
        read(write(tmp_path, many, "通报.docx"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_a_docx_are_refused(tmp_path, encoding):
    lol = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>&b;</d>'
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        made.writestr(word_package.BODY, lol.encode(encoding))
    with pytest.raises(Refused, match="实体或 DTD"):
        read(write(tmp_path, written.getvalue(), "通报.docx"))


def test_a_docx_that_is_no_document_is_refused(tmp_path):
    with pytest.raises(Refused, match="另存为 docx"):
        read(write(tmp_path, package((word_package.BODY, BODY)), "通报.docx"))
    with pytest.raises(Refused, match="XML 已损坏"):
        read(write(tmp_path, package((word_package.BODY, "<w:document>")), "通报.docx"))


def _die(_: bytes) -> str:
    os._exit(1)


def test_what_kills_its_reader_is_refused_alone(monkeypatch):
    monkeypatch.setattr(documents, "alone", sources.alone)
    with pytest.raises(Refused, match="程序中断或超时"):
        documents.guarded(_die, b"")
