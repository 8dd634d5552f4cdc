"""The docx has the layout of official documents: measures of GB/T 9704, as they are written in the file."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from pipelines.drafting.drafted import Draft, Line
from pipelines.drafting.official import official_docx
from warehouse.wording.drafting import LeftOut

LINES = [
    Line("sample", "样例"), Line("title", "关于整改情况的通报"), Line("heading1", "一、组织情况"),
    Line("heading2", "（一）已完成"), Line("heading3", "1．推广"), Line("body", "发布信息865条\x07。"),
]  # fmt: skip
LEFT = [LeftOut("wx_reads", "微信公众号推文阅读量", "二(一)3", "没有读到任何数据")]
FONTS = ["黑体", "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312"]


@pytest.fixture(scope="module")
def written() -> bytes:
    return official_docx(Draft(date(2024, 6, 20), LINES, LEFT))


@pytest.fixture(scope="module")
def document(written):
    return Document(BytesIO(written))


def east_asian(run) -> str:
    return run._r.rPr.rFonts.get(qn("w:eastAsia"))


def test_the_paper_and_its_margins(document):
    section = document.sections[0]
    measures = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(one.mm, 1) for one in measures] == [210, 297, 37, 28]
    text_field = (
        section.page_width - section.left_margin - section.right_margin,
        section.page_height - section.top_margin - section.bottom_margin,
    )
    assert [round(one / Mm(1), 1) for one in text_field] == [156, 225]


def test_fonts_sizes_and_lines(document):
    own = document.paragraphs[: len(LINES)]
    assert [east_asian(one.runs[0]) for one in own] == FONTS
    assert [one.runs[0].font.size for one in own] == [Pt(16), Pt(22), *[Pt(16)] * 4]
    assert not any(one.runs[0].bold for one in own)
    assert [bool(one.paragraph_format.keep_with_next) for one in own] == [False, False, True, True, True, False]
    others = [one.paragraph_format for one in own if one.text != "关于整改情况的通报"]
    assert {one.line_spacing for one in others} == {Pt(28)}
    assert {one._element.pPr.ind.get(qn("w:firstLineChars")) for one in others} == {"200"}
    assert own[-1].text == "发布信息865条。"  # without what cannot be shown


def test_it_is_in_chinese_also_where_signs_could_be_latin(document):
    assert {one.get(qn("w:eastAsia")) for one in document.styles.element.iter(qn("w:lang"))} == {"zh-CN"}
    assert {one.get(qn("w:hint")) for one in document.element.body.iter(qn("w:rFonts"))} == {"eastAsia"}


def test_page_numbers_stand_outside(document):
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.alignment.name.lower() == side
        assert "".join(one.text for one in paragraph.runs) == "—  —"
        assert [one.text for one in paragraph._p.iter(qn("w:instrText"))] == ["PAGE"]


def test_what_was_left_out_stands_behind_on_its_own_page(document):
    heading, remark = document.paragraphs[len(LINES) :]
    assert heading.text == "附：未写入的数字（发布前删去）"
    assert heading.paragraph_format.page_break_before
    assert remark.text == "二(一)3 微信公众号推文阅读量：没有读到任何数据"
    whole = Document(BytesIO(official_docx(Draft(date(2024, 6, 20), LINES, []))))
    assert len(whole.paragraphs) == len(LINES)


def test_fonts_that_are_not_there_have_a_substitute(written):
    with ZipFile(BytesIO(written)) as package:
        table = package.read("word/fontTable.xml").decode()
    for name, other in (("方正小标宋简体", "SimSun"), ("仿宋_GB2312", "FangSong"), ("楷体_GB2312", "KaiTi")):
        assert f'w:name="{name}"><w:altName w:val="{other}"/>' in table
