"""The documents of a published day written anew: where they always lie, or in another folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pipelines.config import Centre, Config, load_config
from pipelines.held_open import replace_or_beside
from pipelines.progress import Show
from pipelines.published_day import published_day
from pipelines.reports.dashboard.page import write_dashboard
from pipelines.reports.house.fill import fill_template
from pipelines.reports.places import PAGE, filled_path, folder, house_template, summary_path
from pipelines.reports.report import Report
from pipelines.reports.workbook.summary import write_summary
from warehouse import Home, catalogue
from warehouse.figures import evaluate, listed


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which day, the last published one if none is named; where to; what template to fill; and whether to print."""

    as_of: date | None = None
    out: Path | None = None
    template: Path | None = None
    pdf: bool = False


def write_anew(home: Home, asked: Asked, now: datetime, show: Show) -> Iterator[str]:
    """What people are told of each document once it is written; `now` is when its figures were computed.

    Raises NotPublished, NotATemplate, CannotPrint before it writes anything, and OSError when the disk refuses.
    """
    if asked.pdf:
        from pipelines.printing.pdf import check_that_something_prints

        check_that_something_prints()
    config, known = load_config(home), catalogue.load(home.config)
    show("计算指标")
    with published_day(home, known, asked.as_of) as (con, as_of):
        figures = listed(evaluate(con, known, as_of), known)
        for centre in config.centres.values():
            if rows := [row for row in figures if row.centre == centre.id]:
                report = Report(rows, known, con, centre.name, as_of, centre.id, now, home.kind == "sample")
                yield from _written(home, config, centre, report, asked, show)


def _written(home: Home, config: Config, centre: Centre, report: Report, asked: Asked, show: Show) -> Iterator[str]:
    def at(path: Path) -> Path:
        return asked.out / path.relative_to(home.reports) if asked.out else path

    summary = at(summary_path(home, config, centre, report.as_of))
    page = at(folder(home, config, centre, report.as_of)) / PAGE
    show("写报表")
    if template := asked.template or house_template(home):
        filled = fill_template(template, at(filled_path(home, config, centre, report.as_of, template)), report)
        yield f"已写入 {filled.path}（填了 {filled.cells} 格）"
        yield from filled.told
    written = write_summary(summary, report)
    yield f"已写入 {written}"
    write_dashboard(page.parent, report)
    yield f"已写入 {page}"
    if asked.pdf:
        from pipelines.printing.pdf import as_pdf

        show("打印 PDF")
        yield f"已写入 {replace_or_beside(summary.with_suffix('.pdf'), as_pdf(page, written))}"
