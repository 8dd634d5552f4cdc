"""A house template as somebody makes it in Excel: a logo, a text box, a chart, merged cells, a second sheet."""

import base64
import io
import zipfile
from collections.abc import Callable
from datetime import date

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName

from warehouse.catalogue import Claim, Target
from warehouse.figures import FigureRow

LOGO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mM4wMCAFTEMLQkA8dYwAVvxUGoAAAAASUVORK5CYII="
)
"""A red square of eight pixels."""

NAMES = {
    "单位名称": "通报!$B$3:$D$3",  # merged
    "数据截至": "通报!$B$4",  # shown as a day
    "计算时间": "通报!$D$4",  # not shown as one
    "指标_posts": "通报!$B$6",
    "指标_rate": "通报!$B$7",  # shown as Excel's percent
    "结论_POSTS": "通报!$C$6",
    "差_posts": "通报!$D$6",
    "目标_rate": "'另 一页'!$F$9",  # a cell that is not there yet
    "通报_rate": "通报!$C$7",  # filled with nothing
    "指标_post": "通报!$B$8",  # no such figure
    "指标_words": "通报!$B$9",  # a formula stands there
    "备注_posts": "通报!$A$11:$B$12",  # several cells
    "我的名称": "通报!$A$1",
}
_CONTENT_TYPE = '<Default Extension="png" ContentType="image/png"/>'
_ANCHORED = """<xdr:twoCellAnchor xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:from><xdr:col>{0}</xdr:col><xdr:colOff>0</xdr:colOff>
<xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>{1}</xdr:col><xdr:colOff>0</xdr:colOff>
<xdr:row>2</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>{2}<xdr:clientData/></xdr:twoCellAnchor>"""
_PICTURE = """<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="91" name="logo"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>
<a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rId91"/>
<a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>
</xdr:pic>"""
_TEXT_BOX = """<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="92" name="box"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/>
<a:p><a:r><a:t>内部资料</a:t></a:r></a:p></xdr:txBody></xdr:sp>"""
_RELATION = (
    '<Relationship Id="rId91" Target="../media/logo.png" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
)


def house_template() -> bytes:
    """The template as an xlsx; in it `指标_posts` was 7 and the formula on it came to 70 when it was saved."""
    saved = io.BytesIO()
    _book().save(saved)
    return _with_drawings(saved.getvalue())


def figures_of_template(figure: Callable[..., FigureRow]) -> list[FigureRow]:
    """What the template is filled with: a number that is claimed, a share to be reached, a state like a formula."""
    target = Target("t", "rate", ">=", 95, "样例考核办法", date(2024, 1, 1))
    return [
        figure("样例推文", 930, id="posts", claim=Claim("posts", "", "推文932条", "=", 932), verdict="偏高"),
        figure("样例满意率", 96.6, id="rate", unit="%", target=target),
        figure("=样例等次", None, id="words", kind="state", state="=较好"),
    ]


def _book() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title, sheet["A3"], sheet["A4"], sheet["C4"] = "通报", "单位", "截至", "算于"
    sheet.merge_cells("B3:D3")
    sheet["B4"].number_format = 'yyyy"年"m"月"d"日"'
    for number, label in enumerate(("推文", "满意率", "没有", "公式"), 6):
        sheet.cell(number, 1, label)
    sheet["B6"], sheet["B6"].number_format, sheet["B6"].font = 7, "#,##0", Font("楷体", 14, b=True, color="C00000")
    sheet["B7"].number_format, sheet["C7"], sheet["D6"] = "0.0%", "旧的说法", "旧的差"
    sheet["B9"], sheet["E6"] = "=1+1", "=指标_posts*10"
    sheet.conditional_formatting.add("B6:B7", CellIsRule("greaterThan", ["100"], fill=PatternFill("solid", "FFFF00")))
    sheet.column_dimensions["A"].width, sheet.print_title_rows = 21, "1:5"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=6, max_row=7))
    sheet.add_chart(chart, "F4")
    book.create_sheet("另 一页")["A1"] = "不动"
    for name, place in NAMES.items():
        book.defined_names[name] = DefinedName(name, attr_text=place)
    return book


def _with_drawings(content: bytes) -> bytes:
    """What openpyxl cannot write put in: the picture, the text box, the last result of the formula."""
    drawn = "".join(_ANCHORED.format(*place) for place in ((0, 1, _PICTURE), (2, 4, _TEXT_BOX)))
    put_in = {
        "[Content_Types].xml": ("<Default ", f"{_CONTENT_TYPE}<Default "),
        "xl/drawings/drawing1.xml": ("</wsDr>", f"{drawn}</wsDr>"),
        "xl/drawings/_rels/drawing1.xml.rels": ("</Relationships>", f"{_RELATION}</Relationships>"),
        "xl/worksheets/sheet1.xml": ("_posts*10</f><v></v>", "_posts*10</f><v>70</v>"),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as result:
        for name in source.namelist():
            text = source.read(name)
            if name in put_in:
                old, new = put_in[name]
                assert old.encode() in text, name
                text = text.replace(old.encode(), new.encode(), 1)
            result.writestr(name, text)
        result.writestr("xl/media/logo.png", LOGO)
    return written.getvalue()
