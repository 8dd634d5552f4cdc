"""What a figure is and what was said of it, in words."""

from pipelines.reports import wording
from pipelines.reports.text import clean
from warehouse.catalogue import Figure, Notice
from warehouse.figures import FigureRow
from warehouse.period_words import period_said


def definition(row: FigureRow, figure: Figure | None, notice: Notice | None) -> list[list[str]]:
    """[what, words] for each thing that there is to say of `row`."""
    said = {
        "口径": figure.note if figure else "",
        "时段": period_said(figure.period, row.as_of) if figure else "",
        "构成": _made_of(row),
        "计分办法": "；".join(map(str, figure.rules)) if figure else "",
        "其他口径": "、".join(reading.label for reading in figure.readings) if figure else "",
        "通报": _claim(row, notice),
        "说明": row.remark,
        "目标": _target(row),
        "覆盖": _covered(row),
        "编号": _names(row, figure),
    }
    return [[what, clean(words)] for what, words in said.items() if words]


def _made_of(row: FigureRow) -> str:
    """What a share, a mean or a growth is computed from."""
    if row.share:
        return row.share
    if row.numerator is None or not row.denominator:
        return ""
    words = "本期 {}，上年同期 {}" if row.kind == "growth" else "{} ÷ {}"
    return words.format(wording.exact(row.numerator), wording.exact(row.denominator))


def _claim(row: FigureRow, notice: Notice | None) -> str:
    if row.claim is None:
        return ""
    heading = notice.headings.get(row.item, "") if notice else ""
    place = f"{row.item}　{heading}".strip("　")
    return f"「{row.claim.quote}」，见 {place}" if place else f"「{row.claim.quote}」"


def _target(row: FigureRow) -> str:
    if row.target is None:
        return ""
    reached = f"完成 {wording.percents(100 * row.completion)}%" if row.completion is not None else ""
    gone = f"时间进度 {wording.percents(100 * row.pace)}%" if row.pace is not None else ""
    basis = f"依据：{row.target.basis}"
    parts = [wording.target_text(row), row.target_verdict, reached, gone, row.target_remark, basis]
    return "；".join(part for part in parts if part)


def _covered(row: FigureRow) -> str:
    """Which share of its days the data covers, how old the newest is, and what is missing."""
    days = wording.covered_days(row)
    share = f"{wording.covered_share(row):.1%}" + (f"（{days}天）" if days else "")
    newest = f"最新 {wording.newest_text(row)}" if row.coverage.newest else ""
    missing = ("缺 " if row.coverage.missing else "") + wording.missing_text(row)
    return "；".join(part for part in (share, newest, missing) if part)


def _names(row: FigureRow, figure: Figure | None) -> str:
    version = f"，口径版本 {figure.definition_hash}" if figure else ""
    return f"{row.id}（{row.metric_id}）{version}"
