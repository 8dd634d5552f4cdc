"""The dashboard: one page that needs no network, beside one shared copy of plotly.

Its one script is ours, named by its hash in the page's policy: what came from outside could not run even as markup.
"""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Template

from pipelines.atomic import replace_with
from pipelines.drafting.outline import pattern
from pipelines.reports import wording
from pipelines.reports.contents.items import NOT_MENTIONED, by_item
from pipelines.reports.dashboard.charts import BASE, monthly_chart
from pipelines.reports.dashboard.embedded import css_text, data_block
from pipelines.reports.dashboard.missing import gaps
from pipelines.reports.dashboard.panels import panels
from pipelines.reports.pages import template
from pipelines.reports.report import Report
from pipelines.reports.source_list import list_name, newest
from pipelines.reports.text import clean, link_of
from pipelines.reports.wanted import wanted
from warehouse.figures import FigureRow

TOP_WORKS = 5
PLOTLY = "plotly.min.js"


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one item of the notice, under what the item is called and about."""

    item: str
    title: str
    figures: Sequence[FigureRow]


def write_dashboard(folder: Path, report: Report) -> None:
    """Write `folder`/index.html, and the shared plotly.min.js beside `folder` if it is absent or another version.

    Raises OSError when the disk refuses.
    """
    shown = groups(report)
    ordered = [row for group in shown for row in group.figures]
    charts = {one.platform: monthly_chart(one) for one in report.platforms if one.months}
    page = _template().render(
        title=report.title,
        sample=wording.SAMPLE if report.is_sample else "",
        as_of=report.as_of,
        computed_at=report.computed_at,
        figures=ordered,
        groups=shown,
        platforms_of_figures=_platforms(ordered),
        counts=wording.counts_by_verdict(ordered),
        wanted=wanted(ordered),
        gaps=gaps(ordered),
        doubtful=[row for row in ordered if wording.verdict_tone(row.verdict) == "bad"],
        unclear=[row for row in ordered if row.verdict in ("文字残缺", "无法核对")],
        platforms=report.platforms,
        top_works=TOP_WORKS,
        sources=report.sources,
        shown_sources=newest(report.sources),
        source_list=list_name(report.as_of),
        data=data_block({"base": BASE, "platforms": charts} | panels(report)),
        script=_script(),
        script_hash=b64encode(sha256(_script().encode()).digest()).decode(),
    )
    _share_plotly(folder.parent / PLOTLY)
    replace_with(folder / "index.html", page.encode("utf-8"))


def groups(report: Report) -> list[Group]:
    """The figures as the notice goes through them, those of one item together."""
    notice = pattern(report.known, report.as_of)
    named = notice.headings if notice else {}
    grouped = [(one.figures[0].item, one.figures) for one in by_item(report.figures, report.known, report.as_of)]
    return [Group(item, f"{item}　{named.get(item, '')}".strip("　") or NOT_MENTIONED, of) for item, of in grouped]


def _platforms(figures: Sequence[FigureRow]) -> list[tuple[str, str]]:
    """(platform, what people call it) of those that a figure is about, and what figures about no one of them are."""
    about = {row.platform or "" for row in figures}
    known = [name for name in wording.PLATFORMS if name in about]
    other = sorted(about - set(known) - {""})
    named = [(name, wording.PLATFORMS.get(name, name)) for name in known + other]
    return [*named, ("", "不分平台")] if "" in about else named


def _share_plotly(target: Path) -> None:
    spec = find_spec("plotly")  # found, not imported: importing it is slow
    assert spec is not None
    assert spec.origin is not None
    content = (Path(spec.origin).parent / "package_data" / "plotly.min.js").read_bytes()
    if not target.is_file() or target.read_bytes() != content:
        replace_with(target, content)


@cache
def _script() -> str:
    return f"\n{template('dashboard.js.j2').render(plotly=f'../{PLOTLY}')}\n"


@cache
def _template() -> Template:
    filters: dict[str, Callable[..., object]] = {
        "clean": clean,
        "css_text": css_text,
        "link": link_of,
        "exact": wording.exact,
        "computed": wording.shown_text,
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
