"""What each figure is, in words and as it is computed, and where its data is downloaded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from pipelines.reports.contents.days import schema_of
from warehouse._feeds import Feed, read_feeds
from warehouse.catalogue import Catalogue, Figure
from warehouse.evidence import sql_as_run
from warehouse.period_words import period_said

KINDS = {
    "flow": "期内合计",
    "threshold_count": "期内达到门槛的条数",
    "maximum": "期内最高",
    "zero": "期内发生数，应为零",
    "stock": "当日存量",
    "mean_per_day": "期内日均",
    "share": "分子÷分母",
    "growth": "比上年相同日期增长",
    "streak": "各完整月份中最差的一个月",
    "rank": "最新一期的名次",
    "latest": "最新一日的数",
    "state": "最新一期的文字",
}
"""Kind of a figure -> how it adds up, in words."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure, the days it is about, its SQL as run, and what is to be downloaded where, a line per export kind."""

    figure: Figure
    days: str
    sql: Sequence[str]
    sources: Sequence[str]
    target: str

    @property
    def written(self) -> str:
        """The entry as it stands in figures.toml, but for its words."""
        figure = self.figure
        of = "，".join(f"{name} = {' | '.join(values)}" for name, values in figure.of)
        parts = {
            "from": figure.table, "of": of, "where": figure.where, "measure": figure.measure,
            "numerator": figure.numerator, "denominator": figure.denominator, "period": figure.period,
        }  # fmt: skip
        return "；".join(f"{name}: {said}" for name, said in parts.items() if said)

    @property
    def note(self) -> str:
        """What was decided, and by which rules points are counted if they are."""
        rules = "；".join(map(str, self.figure.rules))
        return f"{self.figure.note}。计分办法：{rules}" if rules else self.figure.note


def definitions(
    con: duckdb.DuckDBPyConnection, known: Catalogue, figures: Sequence[str], as_of: date, centre: str
) -> list[Definition]:
    """One per figure of `figures` that is defined, in their order."""
    defined = [known.figures[figure] for figure in figures if figure in known.figures]
    if not defined:
        return []
    schema, feeds, paths = schema_of(con, as_of), read_feeds(con), _paths(con)
    came = {
        kind for (kind,) in con.execute("select distinct kind from meta.parts where centre = ?", [centre]).fetchall()
    }
    return [
        Definition(
            figure,
            period_said(figure.period, as_of),
            sql_as_run(figure, as_of, schema),
            [f"{feed.title}：{paths[feed.kind]}" for feed in _feeding(figure, feeds, came)],
            _target(known, figure, as_of),
        )
        for figure in defined
    ]


def _paths(con: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    return dict(con.execute("select kind, source from meta.kinds").fetchall())


def _feeding(figure: Figure, feeds: Sequence[Feed], came: set[str]) -> list[Feed]:
    """The kinds of export that came and can hold rows of `figure`; those that could come where none did."""
    able = [feed for feed in feeds if feed.feeds(figure.table, figure.of)]
    return [feed for feed in able if feed.kind in came] or able


def _target(known: Catalogue, figure: Figure, as_of: date) -> str:
    target = known.target(figure.id, as_of)
    if target is None:
        return ""
    until = f"至{target.valid_to}" if target.valid_to else "起"
    return f"{target.basis}（{target.valid_from}{until}有效）"
