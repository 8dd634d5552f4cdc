"""Issued figures beside what they are today: same day, over what is published now, and why they moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from pipelines.codeversion import code_version
from pipelines.issued import DamagedIssue, Issued, read_issued
from pipelines.progress import Show, silent
from warehouse import Home, connect
from warehouse._standpoint import standpoint
from warehouse.catalogue import Catalogue, CatalogueError, Figure, load
from warehouse.causes import REDEFINED, SAME, UNKNOWN, Cause, Since, Then
from warehouse.figures import FigureRow, evaluate_from
from warehouse.files_behind import Evidence
from warehouse.past_definitions import NotComputable, changes, figure_of_plain
from warehouse.same import same

Key = tuple[str, str]
"""(centre, figure id)"""

Said = Mapping[str, Any]
"""What an issued report says of one figure."""


@dataclass(frozen=True, slots=True)
class Number:
    """What a figure came to: a value, made of two where it is a ratio, or a text."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    state: str | None = None
    verdict: str = ""

    @classmethod
    def said(cls, of: Said) -> "Number":
        return cls(of["value"], of["numerator"], of["denominator"], of["state"], of["verdict"])

    @classmethod
    def of(cls, row: FigureRow) -> "Number":
        return cls(row.value, row.numerator, row.denominator, row.state, row.verdict)

    def is_same(self, other: "Number | None") -> bool:
        """Whether the number is the same; what was concluded from it may differ."""
        return other is not None and all(
            same(getattr(self, name), getattr(other, name)) for name in ("value", "numerator", "denominator", "state")
        )


@dataclass(frozen=True, slots=True)
class Drift:
    """One issued figure: what was said, what it is today, and why.

    now             None where it is not defined any more
    by_old          today's data by the definition of then, where that differs from today's and can be computed
    """

    figure: str
    metric_id: str
    label: str
    centre: str
    unit: str
    then: Number
    now: Number | None
    by_old: Number | None = None
    causes: list[Cause] = field(default_factory=list)

    @property
    def has_moved(self) -> bool:
        return not self.then.is_same(self.now)


def drifts_of(
    home: Home, folders: Sequence[Path], show: Show = silent
) -> tuple[list[tuple[Issued, list[Drift]]], list[str]]:
    """What became of each report issued in `folders`; and how those that are damaged are."""
    known, found, damaged = load(home.config), [], []
    for number, folder in enumerate(folders):
        show("对照签发的报告", number, len(folders))
        try:
            report = read_issued(folder)
        except DamagedIssue as error:
            damaged.append(str(error))
            continue
        with connect(home.root) as con:  # a day of its own: what is computed for it goes with the connection
            found.append((report, drift(con, known, report)))
    return found, damaged


def drift(con: duckdb.DuckDBPyConnection, known: Catalogue, issued: Issued) -> list[Drift]:
    """One per issued figure and centre, in the order of the report; `con` holds what is published now."""
    as_of = issued.as_of
    now = _by_key(evaluate_from(con, known, standpoint(con, known, as_of)))
    old, lost = _definitions(issued)
    then_known = replace(known, figures=old)
    today = _Today(con, known, issued, now, lost, *_by_old(con, then_known, as_of, lost))
    return [today.drift(said) for said in issued.figures]


@dataclass(frozen=True, slots=True)
class _Today:
    """What is published now: the figures by today's definitions, and by those of then."""

    con: duckdb.DuckDBPyConnection
    known: Catalogue
    issued: Issued
    now: Mapping[Key, FigureRow]
    lost: Mapping[str, str]
    old: Mapping[str, Figure]
    by_old: Mapping[Key, FigureRow]
    evidence: Evidence

    def drift(self, said: Said) -> Drift:
        """What became of one issued figure."""
        key = said["centre"], said["id"]
        now, by_old, then = self.now.get(key), self.by_old.get(key), Number.said(said)
        figure = self.known.figures.get(said["id"])
        is_redefined = figure is None or figure.definition_hash != said["definition_hash"]
        found = Drift(
            said["id"], said["metric_id"], said["label"], said["centre"], said["unit"], then,
            Number.of(now) if now and figure else None, Number.of(by_old) if by_old and is_redefined else None,
        )  # fmt: skip
        causes = [self._redefined(said["id"], figure)] if is_redefined else []
        if by_old is not None and not then.is_same(Number.of(by_old)):
            causes += self._since().causes(self.old[said["id"]], by_old, _then(said)) or [self._unknown()]
        elif by_old is None and not is_redefined and found.has_moved:
            causes.append(self._unknown())
        return replace(found, causes=causes or [Cause(SAME, "")])

    def _since(self) -> Since:
        return Since(self.con, self.evidence, self.issued.known_at)

    def _redefined(self, figure_id: str, figure: Figure | None) -> Cause:
        if figure is None:
            return Cause(REDEFINED, "figures.toml 里已没有这个指标")
        if figure_id in self.lost:
            return Cause(REDEFINED, self.lost[figure_id])
        changed = changes(self.old[figure_id], figure)
        return Cause(REDEFINED, "；".join(f"{key} 原为“{before}”，现为“{after}”" for key, before, after in changed))

    def _unknown(self) -> Cause:
        then, now = self.issued.report["code"], code_version()
        if then == now:
            return Cause(UNKNOWN, "文件、口径和程序都没有变")
        return Cause(UNKNOWN, f"程序换过版本：{_version(then)} → {_version(now)}")


def _definitions(issued: Issued) -> tuple[dict[str, Figure], dict[str, str]]:
    """Figure id -> its definition when it was issued; figure id -> why that is lost."""
    found: dict[str, Figure] = {}
    lost: dict[str, str] = {}
    for said in issued.figures:
        try:
            found[said["id"]] = figure_of_plain(said["definition"])
        except NotComputable as error:
            lost[said["id"]] = f"{error}，不能按旧口径重算"
    return found, lost


def _by_old(
    con: duckdb.DuckDBPyConnection, then: Catalogue, as_of: date, lost: dict[str, str]
) -> tuple[Mapping[str, Figure], Mapping[Key, FigureRow], Evidence]:
    """The definitions of then, today's data by them, and its evidence; those that cannot be run any more are `lost`."""
    figures = dict(then.figures)
    try:
        rows = evaluate_from(con, then, here := standpoint(con, then, as_of))
    except CatalogueError:
        for key, figure in then.figures.items():
            alone = replace(then, figures={key: figure})
            try:
                evaluate_from(con, alone, standpoint(con, alone, as_of))
            except CatalogueError:
                lost[key] = "旧口径的 SQL 现在不能执行，不能按旧口径重算"
                del figures[key]
        then = replace(then, figures=figures)
        rows = evaluate_from(con, then, here := standpoint(con, then, as_of))
    return figures, _by_key(rows), Evidence.at(con, here)


def _by_key(rows: list[FigureRow]) -> dict[Key, FigureRow]:
    return {(row.centre, row.id): row for row in rows}


def _then(said: Said) -> Then:
    places = {(file["centre"], file["account"], file["sha256"]) for file in said["files"]}
    return Then(places, {(work[0], work[1], work[2], work[3]) for work in said["withdrawn_works"]})


def _version(code: Mapping[str, str]) -> str:
    return f"{code.get('version', '')}（{code.get('sha256', '')}）"
