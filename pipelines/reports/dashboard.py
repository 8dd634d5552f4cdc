"""The dashboard: one page that needs no network, beside one shared copy of plotly."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from pipelines.atomic import replace_with
from pipelines.reports import _contents
from pipelines.reports import _wording as wording
from pipelines.reports._charts import monthly_chart
from pipelines.reports._text import clean, link_of
from pipelines.reports.source_list import list_name, newest

if TYPE_CHECKING:
    from warehouse.figures import FigureRow

TOP_WORKS = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, and the figures that wait for it."""

    missing: str
    labels: Sequence[str]


def write_dashboard(
    folder: Path,
    figures: Sequence["FigureRow"],
    con: duckdb.DuckDBPyConnection,
    *,
    title: str,
    as_of: date,
    centre: str,
    computed_at: datetime,
    is_sample: bool = False,
) -> None:
    """Write `folder`/index.html, and the shared plotly.min.js beside `folder` if it is absent or another version.

    `con` is open on the published warehouse. Raises OSError when the disk refuses.
    """
    ordered = wording.in_notice_order(figures)
    contents = _contents.platforms(con, as_of, centre)
    files = _contents.sources(con, as_of, centre)
    page = _template().render(
        title=title,
        sample=wording.SAMPLE if is_sample else "",
        as_of=as_of,
        computed_at=computed_at,
        figures=ordered,
        counts=wording.counts_by_verdict(ordered),
        gaps=gaps(ordered),
        doubtful=[row for row in ordered if wording.verdict_tone(row.verdict) == "bad"],
        unclear=[row for row in ordered if row.verdict in ("文字残缺", "无法核对")],
        platforms=contents,
        charts={p.platform: monthly_chart(p) for p in contents if p.months},
        top_works=TOP_WORKS,
        sources=files,
        shown_sources=newest(files),
        source_list=list_name(as_of),
    )
    _share_plotly(folder.parent / "plotly.min.js")
    replace_with(folder / "index.html", page.encode("utf-8"))


def gaps(figures: Sequence["FigureRow"]) -> list[Gap]:
    """What is missing, most wanted first: each gap once, with all the figures that wait for it."""
    waiting: dict[str, list[str]] = {}
    for row in figures:
        if row.verdict in ("无数据", "数据不全"):
            waiting.setdefault(_gap_text(row), []).append(row.label)
    return sorted((Gap(missing, labels) for missing, labels in waiting.items()), key=lambda gap: -len(gap.labels))


def _gap_text(row: "FigureRow") -> str:
    if row.verdict == "无数据":
        return "一行数据也没有读到"
    missing = wording.missing_text(row)
    return f"缺 {missing}" if missing else "没有收齐"


def _share_plotly(target: Path) -> None:
    spec = find_spec("plotly")  # found, not imported: importing it is slow
    assert spec is not None
    assert spec.origin is not None
    content = (Path(spec.origin).parent / "package_data" / "plotly.min.js").read_bytes()
    if not target.is_file() or target.read_bytes() != content:
        replace_with(target, content)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., object]] = {
        "clean": clean,
        "link": link_of,
        "exact": wording.exact,
        "computed": wording.computed,
        "claim": wording.claim_text,
        "difference": wording.difference,
        "target": wording.target_text,
        "missing": wording.missing_parts,
        "remark": wording.remark_text,
        "verdict": wording.verdict_text,
        "tone": wording.verdict_tone,
        "views_word": wording.views_word,
    }
    environment.filters.update(filters)
    environment.globals.update(VERDICTS=wording.VERDICTS, TARGET_TONES=wording.TARGET_TONES)
    return environment.get_template("dashboard.html.j2")
