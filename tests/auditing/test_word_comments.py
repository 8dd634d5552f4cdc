"""Comments in a docx: at the numbers, and nothing else of the document changed."""

import io
from datetime import datetime

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from pipelines.auditing.word_comments import with_comments
from pipelines.auditing.word_text import text_of

AT = datetime(2024, 6, 21, 9, 30)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.fixture
def data() -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph("推文93")
    paragraph.add_run("2条，阅读").bold = True
    paragraph.add_run("量\t超20万次。")
    document.add_table(1, 1).cell(0, 0).text = "甲12家"
    return saved(document)


def commented(data: bytes) -> dict[str, str]:
    """What each comment says -> the text that it stands around."""
    document = docx.Document(io.BytesIO(data))
    found = {}
    for comment in document.comments:
        inside, at = False, ""
        for element in document.element.body.iter():
            if element.tag == qn("w:commentRangeStart") and element.get(qn("w:id")) == str(comment.comment_id):
                inside = True
            elif element.tag == qn("w:commentRangeEnd") and element.get(qn("w:id")) == str(comment.comment_id):
                inside = False
            elif inside and element.tag in (qn("w:t"), qn("w:tab")):
                at += element.text or "\t"
        found[comment.text] = at
    return found


def test_comments_stand_around_their_numbers_and_the_text_stays(data):
    text = text_of(data)
    quotes = {"一致\n来源：甲.csv": "932条", "偏高": "超20万次", "跨": "阅读量\t超20", "没有读懂": "12"}
    notes = sorted((text.index(q), text.index(q) + len(q), said) for said, q in quotes.items())
    made = with_comments(data, notes, AT)
    assert commented(made) == quotes
    assert text_of(made) == text == "推文932条，阅读量\t超20万次。\n甲12家\n"


def test_runs_keep_their_looks_where_they_are_cut(data):
    start = text_of(data).index("932条")
    document = docx.Document(io.BytesIO(with_comments(data, [(start, start + 4, "一致")], AT)))
    looks = [(run.text, bool(run.bold)) for run in document.paragraphs[0].runs if run.text]
    assert looks == [("推文", False), ("93", False), ("2条", True), ("，阅读", True), ("量\t超20万次。", False)]


def test_comments_say_who_and_when(data):
    document = docx.Document(io.BytesIO(with_comments(data, [(2, 5, "一致")], AT)))
    (comment,) = document.comments
    assert (comment.author, comment.initials) == ("数据核对", "核")
    assert f"{comment.timestamp:%Y-%m-%d %H:%M}" == "2024-06-21 09:30"


def test_text_in_links_and_insertions_is_reached_what_was_deleted_is_not():
    document = docx.Document()
    body = document.add_paragraph("甲")._p
    body.append(parse_xml(f"<w:ins {W} w:id='1' w:author='x'><w:r><w:t>乙30条</w:t></w:r></w:ins>"))
    body.append(parse_xml(f"<w:del {W} w:id='2' w:author='x'><w:r><w:delText>丙40条</w:delText></w:r></w:del>"))
    body.append(parse_xml(f"<w:hyperlink {W} w:anchor='a'><w:r><w:t>丁50条</w:t></w:r></w:hyperlink>"))
    data = saved(document)
    assert text_of(data) == "甲乙30条丁50条\n"
    made = with_comments(data, [(2, 5, "一"), (6, 9, "二")], AT)
    assert commented(made) == {"一": "30条", "二": "50条"}


def test_a_text_box_is_read_once_and_after_the_paragraph_that_holds_it():
    box = "<w:txbxContent><w:p><w:r><w:t>框7家</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    twice = f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    document = docx.Document()
    document.add_paragraph("前")._p.append(
        parse_xml(f"<w:r {W} {mc}><mc:AlternateContent>{twice}</mc:AlternateContent></w:r>")
    )
    document.paragraphs[0].add_run("后8家")
    assert text_of(saved(document)) == "前后8家\n框7家\n"


def test_markup_in_a_comment_is_text(data):
    said = "<w:t>甲</w:t> & \u202e乙"
    assert list(commented(with_comments(data, [(2, 5, said)], AT))) == [said]
