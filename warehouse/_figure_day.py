"""Everything known of one as-of day put together: what each figure came to, how much of it is covered, the verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from warehouse._compute import Computed, compute, terms
from warehouse._coverage import Coverage
from warehouse._covered import Covered
from warehouse._figure_row import FigureRow
from warehouse._passes import Results
from warehouse._periods import window
from warehouse._records import Catalogue, Figure, Target
from warehouse._remarks import share
from warehouse._standpoint import late_days
from warehouse._targets import (
    beside_the_one_before,
    completion,
    judge_target,
    over_its_period,
    over_the_one_before,
    pace,
)
from warehouse.verdicts import Measured, Verdict, judge


@dataclass(frozen=True, slots=True)
class Day:
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
