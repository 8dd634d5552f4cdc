"""A draft as a docx in the layout of official documents (GB/T 9704): paper, fonts, headings, page numbers.

A4, margins 37 mm above and 28 mm left, a text field of 156 by 225 mm; the title 2号 小标宋 in the middle, the body 3号
仿宋 by 28 points with two characters of indent, headings in 黑体, 楷体 and 仿宋, page numbers — 1 — outside below.
"""

from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pipelines.drafting.drafted import LEFT_OUT, Draft
from pipelines.reports.text import clean

SONG, FANGSONG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
SUBSTITUTES = {SONG: "SimSun", FANGSONG: "FangSong", HEI: "SimHei", KAI: "KaiTi"}
"""What a machine without the fonts of official documents takes instead; every Windows has them."""
LATIN = "Times New Roman"
TITLE, BODY, FOOT = Pt(22), Pt(16), Pt(14)
"""2号, 3号 and 4号."""
_SPACING, _INDENT = Pt(28), Pt(32)
_FONTS = {"heading1": HEI, "heading2": KAI, "heading3": FANGSONG, "body": FANGSONG, "sample": HEI}


def official_docx(draft: Draft) -> bytes:
    """The docx of `draft`; what was left out stands on a page of its own behind it."""
    document = Document()
    _paper(document)
    _speak_chinese(document)
    _declare_substitutes(document)
    for line in draft.lines:
        if line.kind == "title":
            _title(document, line.text)
        else:
            paragraph = _paragraph(document, line.text, _FONTS[line.kind])
            paragraph.paragraph_format.keep_with_next = line.kind.startswith("heading")
    if draft.left_out:
        opening = _paragraph(document, LEFT_OUT, HEI)
        opening.paragraph_format.page_break_before = True
        for remark in draft.remarks:
            _paragraph(document, remark, FANGSONG)
    document.core_properties.title = next((line.text for line in draft.lines if line.kind == "title"), "")
    document.core_properties.author = ""
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _paper(document: Docx) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _speak_chinese(document: Docx) -> None:
    """Say which language it is in: by that a substitute font is chosen, and where commas stand within their square."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _declare_substitutes(document: Docx) -> None:
    """Name for each font the one to take where it is not there."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in SUBSTITUTES.items()
    )
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = part.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")


def _page_number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    form = paragraph.paragraph_format
    form.right_indent, form.left_indent = (FOOT, None) if side == WD_ALIGN_PARAGRAPH.RIGHT else (None, FOOT)
    _font(paragraph.add_run("— "), "宋体", FOOT)
    field = paragraph.add_run()
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        field._r.append(element)
    _font(field, "宋体", FOOT)
    _font(paragraph.add_run(" —"), "宋体", FOOT)


def _title(document: Docx, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(36)
    form.space_before, form.space_after = Pt(0), _SPACING
    _font(paragraph.add_run(clean(text)), SONG, TITLE)


def _paragraph(document: Docx, text: str, font: str) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, _SPACING
    form.first_line_indent, form.space_before, form.space_after = _INDENT, Pt(0), Pt(0)
    form.widow_control = False
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")  # two characters of whatever font the reader has
    _font(paragraph.add_run(clean(text)), font, BODY)
    return paragraph


def _font(run: Run, name: str, size: Pt) -> None:
    run.font.name, run.font.size = LATIN, size
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hint"), "eastAsia")  # “ ” … — are Chinese here, not Latin
