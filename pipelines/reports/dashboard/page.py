"""The dashboard: one page that needs no network, beside one shared copy of plotly."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Template

from pipelines.atomic import replace_with
from pipelines.reports import wording
from pipelines.reports.dashboard.charts import monthly_chart
from pipelines.reports.pages import template
from pipelines.reports.report import Report
from pipelines.reports.source_list import list_name, newest
from pipelines.reports.text import clean, link_of
from pipelines.reports.wanted import Wanted, gathered, wanted
from warehouse.figures import FigureRow

TOP_WORKS = 5


def write_dashboard(folder: Path, report: Report) -> None:
    """Write `folder`/index.html, and the shared plotly.min.js beside `folder` if it is absent or another version.

    Raises OSError when the disk refuses.
    """
    ordered = wording.in_notice_order(report.figures)
    page = _template().render(
        title=report.title,
        sample=wording.SAMPLE if report.is_sample else "",
        as_of=report.as_of,
        computed_at=report.computed_at,
        figures=ordered,
        counts=wording.counts_by_verdict(ordered),
        wanted=wanted(ordered),
        gaps=gaps(ordered),
        doubtful=[row for row in ordered if wording.verdict_tone(row.verdict) == "bad"],
        unclear=[row for row in ordered if row.verdict in ("文字残缺", "无法核对")],
        platforms=report.platforms,
        charts={p.platform: monthly_chart(p) for p in report.platforms if p.months},
        top_works=TOP_WORKS,
        sources=report.sources,
        shown_sources=newest(report.sources),
        source_list=list_name(report.as_of),
    )
    _share_plotly(folder.parent / "plotly.min.js")
    replace_with(folder / "index.html", page.encode("utf-8"))


def gaps(figures: Sequence[FigureRow]) -> list[Wanted]:
    """What is missing where no download would mend it: each gap once, with all the figures that it leaves open."""
    left = [row for row in figures if row.verdict in ("无数据", "数据不全") and not row.coverage.mends]
    return gathered((_gap_text(row), row.label) for row in left)


def _gap_text(row: FigureRow) -> str:
    if row.verdict == "无数据":
        return "一行数据也没有读到"
    missing = wording.missing_text(row)
    return f"缺 {missing}" if row.coverage.missing else missing or "没有收齐"


def _share_plotly(target: Path) -> None:
    spec = find_spec("plotly")  # found, not imported: importing it is slow
    assert spec is not None
    assert spec.origin is not None
    content = (Path(spec.origin).parent / "package_data" / "plotly.min.js").read_bytes()
    if not target.is_file() or target.read_bytes() != content:
        replace_with(target, content)


@cache
def _template() -> Template:
    filters: dict[str, Callable[..., object]] = {
        "clean": clean,
        "link": link_of,
        "exact": wording.exact,
        "computed": wording.computed_text,
        "covered_share": wording.covered_share,
        "covered_days": wording.covered_days,
        "newest": wording.newest_text,
        "claim": wording.claim_text,
        "difference": wording.difference,
        "target": wording.target_text,
        "missing": wording.missing_parts,
        "remark": wording.remark_text,
        "verdict": wording.verdict_text,
        "tone": wording.verdict_tone,
        "views_word": wording.views_word,
    }
    words = {"VERDICTS": wording.VERDICTS, "TARGET_TONES": wording.TARGET_TONES}
    return template("dashboard.html.j2", filters, words)
