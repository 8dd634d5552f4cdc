"""What the symbols and columns of the scorecard mean, below it."""

from openpyxl.worksheet.worksheet import Worksheet

from pipelines.reports.wording import VERDICTS, verdict_text
from pipelines.reports.workbook.cells import put

_ON_A_LINE = 3
_COLUMNS = {
    "差": "计算值减通报值；百分数为百分点",
    "完成率": "目标期内的数占目标的多少，★ 为达到；只用于越多越好的目标",
    "进度": "目标期过去了多少；“按进度”“落后”按它判断",
    "覆盖率": "统计期内有数据的天数占多少；不足的，“缺哪些”写明日期",
    "复算": "用 Excel 公式在“明细”所指的行上再算一遍，打开时现算；显示为空的，请点“启用编辑”",
}


def add(sheet: Worksheet, row: int, column: int) -> None:
    """Write it from `row` on, beginning in `column`."""
    verdicts = [f"{verdict_text(name)}：{verdict.meaning}" for name, verdict in VERDICTS.items()]
    columns = [f"{head}：{meaning}" for head, meaning in _COLUMNS.items()]
    lines = ["　　".join(verdicts[at : at + _ON_A_LINE]) for at in range(0, len(verdicts), _ON_A_LINE)]
    put(sheet, row, column, "怎么看这张表", "小标题")
    for number, line in enumerate([*lines, *columns], row + 1):
        put(sheet, number, column, line, "说明")
