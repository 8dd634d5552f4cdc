"""Figures: entries of the catalogue computed over the core tables, with coverage, evidence and verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

import duckdb

from warehouse._compute import Computed, Number, compute, floor_terms, terms
from warehouse._compute import days_needed as days_needed
from warehouse._coverage import Coverage, ShownCoverage
from warehouse._covered import Covered, covered
from warehouse._passes import Results, run
from warehouse._periods import window
from warehouse._remarks import share
from warehouse._rows import Term
from warehouse._standpoint import Standpoint, late_days, standpoint
from warehouse._stores import SILENT_DAYS as SILENT_DAYS
from warehouse._targets import (
    beside_the_one_before,
    completion,
    judge_target,
    over_its_period,
    over_the_one_before,
    pace,
)
from warehouse.catalogue import Catalogue, CatalogueError, Claim, Figure, Target
from warehouse.loading import append_rows
from warehouse.verdicts import Measured, Verdict, judge

DEFAULT_CENTRE = "jianhu"
"""Whose figures they are where nothing was loaded yet."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of one centre: computed, beside what the notice claims and what is to be reached.

    value is in `unit` (percent figures in points); `state` holds the text of figures that are one; files and rows count
    the evidence, files without a row being those that speak for the period; where `floors` of the rows say no more than
    10万+, the value is "at least"; `complete` where coverage and lateness are within what the figure tolerates; `share`
    says what a share is made of; `completion` is how much of its target is reached, `pace` how much of the target's
    period has gone by, both 0..1 and None where that says nothing.
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
    complete: bool = True
    target_remark: str = ""
    share: str = ""
    completion: float | None = None
    pace: float | None = None

    def as_json(self) -> dict[str, Any]:
        """The same as plain values, claim and target cut down to what was said."""
        claim = self.claim and {
            "quote": self.claim.quote, "bound": self.claim.bound, "value": self.claim.value,
            "candidates": list(self.claim.candidates), "damage": self.claim.damage,
        }  # fmt: skip
        target = self.target and {
            "bound": self.target.bound, "value": self.target.value, "basis": self.target.basis,
            "period": self.target.period,
        }  # fmt: skip
        return asdict(self) | {"as_of": self.as_of.isoformat(), "claim": claim, "target": target}


def evaluate(
    con: duckdb.DuckDBPyConnection, known: Catalogue, as_of: date, known_at: datetime | None = None
) -> list[FigureRow]:
    """One row per centre and figure as of `as_of`, in the order of the notice of that day, else of the catalogue.

    With `known_at`, over what had been loaded by that moment. Days that the warehouse does not hold are computed into
    TEMP tables, also over a read-only file.
    """
    return evaluate_from(con, known, standpoint(con, known, as_of, known_at))


def evaluate_from(
    con: duckdb.DuckDBPyConnection,
    known: Catalogue,
    here: Standpoint,
    cover: Covered | None = None,
    *,
    with_files: bool = True,
) -> list[FigureRow]:
    """The same from a standpoint whose tables are there; `cover` saves who has it already the reading of it.

    Without `with_files` nothing is known of the files that a row rests on: over thousands of them that is the larger
    part of the work.
    """
    as_of, schema = here.as_of, here.schema
    entries = {
        figure.id: [figure, *_for_target(known.target(figure.id, as_of), figure, as_of)]
        + [reading.figure for reading in figure.readings]
        for figure in known.figures.values()
    }
    needed = {
        name: [t for entry in group for find in (terms, floor_terms) for t in find(entry, as_of, schema)]
        for name, group in entries.items()
    }
    results = _run_all(con, needed, with_files)
    day = _Day(known, as_of, schema, results, cover or covered(con, here.parts), _files_of_batches(con))
    centres = [row[0] for row in con.execute("select distinct centre from meta.parts order by 1").fetchall()]
    centres = centres or [DEFAULT_CENTRE]  # nothing loaded is 无数据, not nothing
    notice = known.notice(as_of)
    order = {figure: n for n, figure in enumerate(notice.claims)} if notice else {}
    chosen = sorted(known.figures.values(), key=lambda figure: order.get(figure.id, len(order)))
    days = {centre: replace(day, cover=day.cover.only(centre)) for centre in centres}
    return [days[centre].row(centre, figure) for centre in centres for figure in chosen]


def _for_target(target: Target | None, figure: Figure, as_of: date) -> list[Figure]:
    """What else must be computed to judge `figure` by `target`."""
    needed = over_its_period(target, figure, as_of), over_the_one_before(target, figure, as_of)
    return [one for one in needed if one]


def listed(rows: Sequence[FigureRow], known: Catalogue) -> list[FigureRow]:
    """The `rows` that people are shown: those of figures that only carry checks are left out."""
    return [row for row in rows if not known.figures[row.id].supporting]


def _run_all(con: duckdb.DuckDBPyConnection, needed: Mapping[str, list[Term]], with_batches: bool) -> Results:
    """Raises CatalogueError naming the figure whose SQL cannot be run."""
    try:
        return run(con, (term for group in needed.values() for term in group), with_batches=with_batches)
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
        found, cover = self.found(centre, figure)
        if cover.says_anything and not found.rows:
            found = replace(found, batches=proof(self.cover, centre, figure, self.as_of))
        measured = self.measured(centre, figure, found, cover)
        notice = self.known.notice(self.as_of)
        claim = notice.claim_of(centre, figure.id) if notice else None
        target = self.known.target(figure.id, self.as_of)
        verdict, (reached, held) = judge(claim, figure, measured), self.judged(target, centre, figure, measured)
        return FigureRow(
            id=figure.id, metric_id=figure.metric_id, centre=centre, item=claim.item if claim else "",
            label=figure.label, unit=figure.unit, kind=figure.kind, value=measured.value, state=measured.state,
            numerator=found.numerator, denominator=found.denominator, as_of=self.as_of,
            claim=claim, verdict=verdict.verdict, remark=verdict.remark,
            target=target, target_verdict=reached.verdict, target_remark=reached.remark,
            coverage=cover.shown(figure, self.as_of),
            files=len({self.file_of_batch[batch] for batch in found.batches}), rows=found.rows,
            platform=figure.platform, floors=found.floors, complete=cover.is_enough(figure),
            share=share_text(figure, found),
            completion=completion(target, figure, held) if reached.verdict != "无数据" else None,
            pace=pace(target, figure, self.as_of),
        )  # fmt: skip

    def judged(
        self, target: Target | None, centre: str, figure: Figure, measured: Measured
    ) -> tuple[Verdict, float | None]:
        """How `figure`, of which `measured` is known, stands to `target` over the period of that; its value there."""
        over, before = over_its_period(target, figure, self.as_of), over_the_one_before(target, figure, self.as_of)
        if over is not figure:
            measured = self.measured(centre, over, *self.found(centre, over))
        verdict = judge_target(target, over, measured, self.as_of)
        if target is None or before is None:
            return verdict, measured.value
        last = self.measured(centre, before, *self.found(centre, before))
        return beside_the_one_before(verdict, target, before, last), measured.value

    def found(self, centre: str, figure: Figure) -> tuple[Computed, Coverage]:
        """What `figure` came to, and how much of it is covered; no rows of what nobody handed in are not 0 rows."""
        found = self.compute(centre, figure)
        cover = self.coverage(centre, figure, found)
        return found if found.rows or cover.says_anything else Computed(), cover

    def measured(self, centre: str, figure: Figure, found: Computed, cover: Coverage) -> Measured:
        """What the verdicts need to know of `figure`."""
        is_text = figure.kind == "state"
        return Measured(
            value=found.value if cover.loaded and not is_text else None,
            state=found.value if cover.loaded and is_text else None,
            loaded=cover.loaded,
            complete=cover.is_enough(figure) and not found.floors,
            gaps=tuple(cover.missing_ranges),
            late_days=cover.late_days,
            floors=found.floors,
            readings={r.label: self.other_value(centre, r.figure) for r in figure.readings},
        )

    def other_value(self, centre: str, figure: Figure) -> float | None:
        """The value under another definition; None where its data is not complete."""
        found = self.compute(centre, figure)
        cover = self.coverage(centre, figure, found)
        return found.value if cover.is_enough(figure) and not found.floors else None

    def compute(self, centre: str, figure: Figure) -> Computed:
        return compute(figure, self.as_of, self.schema, self.results, centre)

    def coverage(self, centre: str, figure: Figure, found: Computed) -> Coverage:
        span = window(figure.period, self.as_of)
        cover = self.cover.of(centre, figure.table, figure.of, span)
        if figure.kind == "growth":
            before = self.cover.of(centre, figure.table, figure.of, span.year_earlier())
            cover = cover.and_before(before)
        if found.months_missing:
            cover = cover.without([day for day in span.days if f"{day:%Y%m}" in found.months_missing])
        if found.observed_at:
            late = late_days(figure.table, found.observed_at, span.at)
            cover = replace(cover, late_days=max(cover.late_days, late))
        return cover


def share_text(figure: Figure, found: Computed) -> str:
    """What a share is made of; empty for anything else, and where there is nothing to make it of."""
    if figure.kind != "share" or found.numerator is None or found.denominator is None:
        return ""
    return share(found.numerator, found.denominator, is_counted=figure.numerator.startswith("count("))


def proof(cover: Covered, centre: str, figure: Figure, as_of: date) -> frozenset[int]:
    """The batches on which `figure` rests where it counts no row: those that speak for its days."""
    return frozenset().union(*(cover.proof(centre, term.rows) for term in terms(figure, as_of)))


def _files_of_batches(con: duckdb.DuckDBPyConnection) -> dict[int, int]:
    return dict(con.execute("select batch, file_id from meta.parts").fetchall())
