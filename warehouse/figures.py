"""Figures: entries of the catalogue computed over the core tables, with coverage, evidence and verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

import duckdb

from warehouse._as_of import build
from warehouse._compute import Computed, Number, compute, days_needed, floor_terms, terms
from warehouse._coverage import SILENT_DAYS as SILENT_DAYS
from warehouse._coverage import Coverage, Covered, ShownCoverage, covered
from warehouse._passes import Results, Term, run
from warehouse._periods import window
from warehouse.catalogue import Catalogue, CatalogueError, Claim, Figure, Target
from warehouse.loading import append_rows
from warehouse.verdicts import Measured, judge, judge_target

DEFAULT_CENTRE = "jianhu"
"""Whose figures they are where nothing was loaded yet."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of one centre: computed, beside what the notice claims and what is to be reached.

    value is in `unit` (percent figures in points); `state` holds the text of figures that are one; files and rows count
    the evidence, files without a row being those that speak for the period; where `floors` of the rows say no more than
    10万+, the value is "at least".
    """

    id: str
    metric_id: str
    centre: str
    item: str
    label: str
    unit: str
    kind: str
    value: Number
    numerator: Number
    denominator: Number
    as_of: date
    claim: Claim | None
    verdict: str
    remark: str
    target: Target | None
    target_verdict: str
    coverage: ShownCoverage
    files: int
    rows: int
    platform: str | None
    state: str | None
    floors: int = 0

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, claim and target cut down to what was said."""
        claim = self.claim and {
            "quote": self.claim.quote, "bound": self.claim.bound, "value": self.claim.value,
            "candidates": list(self.claim.candidates), "damage": self.claim.damage,
        }  # fmt: skip
        target = self.target and {"bound": self.target.bound, "value": self.target.value, "basis": self.target.basis}
        return asdict(self) | {"as_of": self.as_of.isoformat(), "claim": claim, "target": target}


def evaluate(con: duckdb.DuckDBPyConnection, known: Catalogue, as_of: date) -> list[FigureRow]:
    """One row per centre and figure as of `as_of`, in the order of the notice of that day, else of the catalogue.

    Days that the warehouse does not hold are computed into TEMP tables, also over a read-only file.
    """
    schema = schema_for(con, known, as_of)
    entries = {figure.id: [figure, *(r.figure for r in figure.readings)] for figure in known.figures.values()}
    needed = {
        name: [t for entry in group for find in (terms, floor_terms) for t in find(entry, as_of, schema)]
        for name, group in entries.items()
    }
    results = _run_all(con, needed)
    day = _Day(known, as_of, schema, results, covered(con), _files_of_batches(con))
    centres = [row[0] for row in con.execute("select distinct centre from meta.parts order by 1").fetchall()]
    centres = centres or [DEFAULT_CENTRE]  # nothing loaded is 无数据, not nothing
    notice = known.notice(as_of)
    order = {figure: n for n, figure in enumerate(notice.claims)} if notice else {}
    chosen = sorted(known.figures.values(), key=lambda figure: order.get(figure.id, len(order)))
    return [day.row(centre, figure) for centre in centres for figure in chosen]


def _run_all(con: duckdb.DuckDBPyConnection, needed: Mapping[str, list[Term]]) -> Results:
    """Raises CatalogueError naming the figure whose SQL cannot be run."""
    try:
        return run(con, (term for group in needed.values() for term in group))
    except duckdb.Error:
        for name, group in needed.items():
            try:
                run(con, group)
            except duckdb.Error as error:
                raise CatalogueError(f"figures.toml［{name}］：SQL 不能执行。{error}") from error
        raise


def append(con: duckdb.DuckDBPyConnection, rows: Sequence[FigureRow], known: Catalogue, known_at: datetime) -> None:
    """Add `rows` to report.figures and report.verdicts; what was said before stays, and is not said twice."""
    if not rows:
        return
    held = "select centre, figure, definition_hash from report.figures where as_of = ? and known_at = ?"
    said = set(con.execute(held, [rows[0].as_of, known_at]).fetchall())
    figures, verdicts = [], []
    for row in rows:
        definition, cover = known.figures[row.id].definition_hash, row.coverage
        if (row.centre, row.id, definition) in said:
            continue
        key = (row.centre, row.id, row.as_of, known_at, definition)
        values = (row.value, row.numerator, row.denominator, row.state)
        coverage = (cover.share, "、".join(cover.missing), cover.late_days, row.files, row.rows)
        figures.append((*key, *values, *coverage))
        notice = row.as_of.isoformat() if row.claim else None
        verdicts.append((*key, notice, row.verdict, row.remark, row.target_verdict))
    append_rows(con, "report.figures", figures)
    append_rows(con, "report.verdicts", verdicts)


@dataclass(frozen=True, slots=True)
class _Day:
    """Everything known of one as-of day, from which each row is put together."""

    known: Catalogue
    as_of: date
    schema: str
    results: Results
    cover: Covered
    file_of_batch: Mapping[int, int]

    def row(self, centre: str, figure: Figure) -> FigureRow:
        """The row of `figure` in `centre`."""
        found = self.compute(centre, figure)
        cover = self.coverage(centre, figure, found)
        if not cover.loaded:  # no rows of a ledger that nobody handed in are not 0 rows
            found = Computed()
        elif not found.rows:
            found = replace(found, batches=proof(self.cover, centre, figure, self.as_of))
        measured = self.measured(centre, figure, found, cover)
        notice = self.known.notice(self.as_of)
        claim = notice.claims.get(figure.id) if notice else None
        target = self.known.target(figure.id, self.as_of)
        verdict = judge(claim, figure, measured)
        return FigureRow(
            id=figure.id, metric_id=figure.metric_id, centre=centre, item=claim.item if claim else "",
            label=figure.label, unit=figure.unit, kind=figure.kind, value=measured.value, state=measured.state,
            numerator=found.numerator, denominator=found.denominator, as_of=self.as_of,
            claim=claim, verdict=verdict.verdict, remark=verdict.remark,
            target=target, target_verdict=judge_target(target, figure, measured, self.as_of).verdict,
            coverage=cover.shown(figure),
            files=len({self.file_of_batch[batch] for batch in found.batches}), rows=found.rows,
            platform=figure.platform, floors=found.floors,
        )  # fmt: skip

    def measured(self, centre: str, figure: Figure, found: Computed, cover: Coverage) -> Measured:
        """What the verdicts need to know of `figure`."""
        is_text = figure.kind == "state"
        return Measured(
            value=found.value if cover.loaded and not is_text else None,
            state=found.value if cover.loaded and is_text else None,
            loaded=cover.loaded,
            complete=self.complete(figure, cover) and not found.floors,
            gaps=tuple(cover.missing_ranges),
            late_days=cover.late_days,
            floors=found.floors,
            readings={r.label: self.other_value(centre, r.figure) for r in figure.readings},
        )

    def other_value(self, centre: str, figure: Figure) -> float | None:
        """The value under another definition; None where its data is not complete."""
        found = self.compute(centre, figure)
        cover = self.coverage(centre, figure, found)
        return found.value if cover.loaded and self.complete(figure, cover) and not found.floors else None

    def compute(self, centre: str, figure: Figure) -> Computed:
        return compute(figure, self.as_of, self.schema, self.results, centre)

    def coverage(self, centre: str, figure: Figure, found: Computed) -> Coverage:
        span = window(figure.period, self.as_of)
        cover = self.cover.of(centre, figure.table, figure.of, span)
        if figure.kind == "growth":
            before = self.cover.of(centre, figure.table, figure.of, span.year_earlier())
            cover = Coverage((cover.share + before.share) / 2, (*before.missing, *cover.missing), 0, cover.loaded)
        if found.months_missing:
            missing = tuple(day for day in span.days if f"{day:%Y%m}" in found.months_missing)
            cover = replace(cover, share=1 - len(missing) / len(span.days), missing=missing)
        if figure.table == "posts" and found.observed_at:
            cover = replace(cover, late_days=max(cover.late_days, (found.observed_at.date() - span.at).days))
        return cover

    def complete(self, figure: Figure, cover: Coverage) -> bool:
        """Whether coverage and lateness are within what the figure tolerates; a late day is not missing as well."""
        span = window(figure.period, self.as_of)
        missing = set(cover.missing)
        if span.start is None and cover.late_days:
            missing.discard(span.at)
        return cover.late_days <= figure.late_days and len(missing) <= figure.missing_days


def proof(cover: Covered, centre: str, figure: Figure, as_of: date) -> frozenset[int]:
    """The batches on which `figure` rests where it counts no row: those that speak for its days."""
    return frozenset().union(*(cover.proof(centre, term.rows) for term in terms(figure, as_of)))


def schema_for(con: duckdb.DuckDBPyConnection, known: Catalogue, as_of: date) -> str:
    """Where the tables as of `as_of` are: "core" if the night made them, else "temp", made here and now."""
    held = {row[0] for row in con.execute("select as_of from meta.as_of_days").fetchall()}
    needed = days_needed(known, as_of)
    if needed <= held:
        return "core"
    build(con, needed, schema="temp")
    return "temp"


def _files_of_batches(con: duckdb.DuckDBPyConnection) -> dict[int, int]:
    return dict(con.execute("select batch, file_id from meta.parts").fetchall())
