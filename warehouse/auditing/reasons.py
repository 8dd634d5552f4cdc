"""Why a claim has its verdict, as one sentence for people: the days, what the data has, how that stands to the text."""

from warehouse._remarks import said
from warehouse.figures import FigureRow
from warehouse.period_words import period_said
from warehouse.verdicts import AGREES
from warehouse.wording.tokens import TextClaim

__all__ = ["why"]

ONE_DIGIT = "只印了一位有效数字，允许的范围很宽"
_OPENINGS = {"偏高": "说过头了", "偏低": "说少了", "数据不全": "数据没有收齐"}


def why(claim: TextClaim, row: FigureRow, period: str) -> str:
    """The sentence for `claim` beside `row`, whose figure is of `period`; the row's own remark where that says all."""
    remark = row.remark
    if row.verdict in AGREES and row.value is not None:
        found = f"{period_said(period, row.as_of)}的数据为{said(row.value, row.unit)}"
        wide = f"；{ONE_DIGIT}" if row.verdict == "舍入后一致" and _has_one_digit(claim) else ""
        return f"{found}，{f'文中的{remark}' if row.verdict == '舍入后一致' else remark or '与文中相符'}{wide}"
    if row.verdict in _OPENINGS:
        days = "" if row.verdict == "数据不全" else f"（{period_said(period, row.as_of)}）"
        return f"{_OPENINGS[row.verdict]}：{remark}{days}"
    return remark


def _has_one_digit(claim: TextClaim) -> bool:
    return claim.value is not None and abs(claim.value) < 10 * claim.step
