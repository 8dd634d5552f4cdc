"""What stands outside the body of a docx: footnotes, headers and footers are read, and remarked on from the body."""

import io
from datetime import datetime

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from pipelines.auditing.word_comments import with_comments
from pipelines.auditing.word_text import text_of

AT = datetime(2024, 6, 21, 9, 30)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FOOTNOTES = (
    f"<w:footnotes {W}>"
    "<w:footnote w:id='0' w:type='separator'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
    "<w:footnote w:id='2'><w:p><w:r><w:t>含转载12条。</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
PAGE = (
    f"<w:p {W}><w:r><w:t>第</w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    "<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    "<w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>页</w:t></w:r>"
    "<w:fldSimple w:instr=' NUMPAGES '><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>"
)


@pytest.fixture(scope="module")
def data() -> bytes:
    document = docx.Document()
    document.add_paragraph("关于工作的通报")
    paragraph = document.add_paragraph("推文932条")
    paragraph._p.append(parse_xml(f"<w:r {W}><w:footnoteReference w:id='2'/></w:r>"))
    paragraph.add_run("。")
    section = document.sections[0]
    section.header.paragraphs[0].text = "粉丝14万人"
    section.footer._element.append(parse_xml(PAGE))
    document.settings.odd_and_even_pages_header_footer = True
    section.even_page_header.paragraphs[0].text = "粉丝14万人"
    uri, kind = PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES
    notes = Part(uri, kind, FOOTNOTES.encode(), document.part.package)
    document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_they_follow_the_body_each_once_and_numbers_of_pages_are_no_text(data):
    said = "关于工作的通报\n推文932条。\n|含转载12条。\n|粉丝14万人\n|\n第页\n"
    assert text_of(data) == said.replace("|", "")


def test_a_remark_on_them_stands_in_the_body_and_says_of_what_it_is(data):
    text = text_of(data)
    notes = [(text.index(quote), text.index(quote) + len(quote), said) for quote, said in
             (("932条", "一致"), ("12条", "无法核对"), ("14万人", "偏高"))]  # fmt: skip
    made = docx.Document(io.BytesIO(with_comments(data, notes, AT)))
    assert [one.text for one in made.comments] == ["一致", "脚注“12条”：无法核对", "页眉“14万人”：偏高"]
    body = made.element.body
    ranges = [body.xpath(f".//w:commentRangeStart[@w:id='{n}']/following-sibling::w:r[1]")[0] for n in (0, 1, 2)]
    assert ranges[0].text == "932条"
    assert ranges[1].find(qn("w:footnoteReference")) is not None
    assert ranges[2].text == "关于工作的通报"
    assert text_of(with_comments(data, notes, AT)) == text
