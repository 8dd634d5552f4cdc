"""The steps of a night, in order; `nightly` and the Dagster job run the same ones."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

import duckdb

import sources
from pipelines.beside import Asked, Beside
from pipelines.config import load_config
from pipelines.intake import tally
from pipelines.privacy import last_published_batch, private_findings
from pipelines.taking_in import TakeIn, take_in
from warehouse import Home, NotPublished, building, catalogue, connect, figures, identities, publish, transaction
from warehouse.build import build_as_of, rules_of
from warehouse.loading import beijing_now, known_at

Progress = Callable[[str, int, int], None]


class GateClosed(Exception):
    """What was built must not be published, so that nothing was; the message says why."""


def published_run(home: Home) -> int:
    """The run that people read; 0 where nothing was published yet, or where the file is damaged."""
    try:
        with connect(home.root) as con:
            return con.execute("select coalesce(max(run_id), 0) from meta.runs").fetchall()[0][0]
    except (NotPublished, duckdb.Error):
        return 0


def hash_of(known: catalogue.Catalogue) -> str:
    """12 hex digits that change when anything does that is defined, claimed or to be reached."""
    return hashlib.sha256(repr(known).encode()).hexdigest()[:12]


def _silent(step: str, done: int, of: int) -> None:
    pass


@dataclass(slots=True)
class Night:
    """One night in one home: the day it speaks for, when it began, and whom to tell how far it is.

    `with night:` keeps the build file open from step to step; else each step opens it for itself.
    """

    home: Home
    as_of: date
    now: datetime = field(default_factory=beijing_now)
    progress: Progress = _silent
    observed_at: datetime | None = None
    has_published: bool = field(default=False, init=False)
    told: Sequence[str] = field(default=(), init=False)
    _known: catalogue.Catalogue | None = field(default=None, init=False, repr=False)
    _hash: str | None = field(default=None, init=False, repr=False)
    _rows: list[figures.FigureRow] | None = field(default=None, init=False, repr=False)
    _beside: Beside | None = field(default=None, init=False, repr=False)
    _taking_in: Asked[dict[str, int]] | None = field(default=None, init=False, repr=False)
    _held: ExitStack | None = field(default=None, init=False, repr=False)
    _con: duckdb.DuckDBPyConnection | None = field(default=None, init=False, repr=False)

    @classmethod
    def of(
        cls,
        home: Home,
        as_of: date | None = None,
        *,
        observed_at: datetime | None = None,
        progress: Progress = _silent,
    ) -> "Night":
        """The night that speaks for `as_of`, or for yesterday; `observed_at` is said of all files it takes in."""
        now = beijing_now()
        return cls(home, as_of or now.date() - timedelta(1), now, progress, observed_at)

    def __enter__(self) -> "Night":
        self.home.complete()
        self._held = ExitStack()
        return self

    def __exit__(self, *_: object) -> None:
        if self._beside is not None:
            self._beside.stop()
        self._let_go()
        self._held = None

    def begin(self) -> None:
        """Have a process beside this one take in what came, ahead of `take_in`, which then waits for it."""
        self._beside = Beside()
        self._taking_in = self._beside.ask(TakeIn(self.home, self.now, self.observed_at))

    def take_in(self) -> dict[str, int]:
        """Load every new file of the inbox; export kind -> rows loaded."""
        progress = partial(self.progress, "读取文件")
        if self._taking_in is not None:
            self._load_what_comes_next()
            return self._taking_in.result(progress)
        with self.building() as con:
            return take_in(con, self.home, self.now, self.observed_at, progress)

    def build_core(self) -> None:
        """Make the core tables for the days that the figures need, if anything changed."""
        with self.building() as con:
            if not self._is_current(con):
                self.progress("整理数据", 0, 0)
                self._get_ready_to_report()
                known = self._catalogue()
                with transaction(con):  # never the tables of two nights beside one another
                    build_as_of(con, figures.days_needed(known, self.as_of), rules=rules_of(known))

    def compute(self) -> None:
        """Append figures, verdicts and checks to the report schema, if anything changed."""
        with self.building() as con:
            if self._is_current(con):
                return
            self.progress("计算指标", 0, 0)
            known = self._catalogue()
            self._rows = rows = figures.evaluate(con, known, self.as_of)
            results = identities.check(known, rows)
            with transaction(con):  # all of them or, if the night is cut off, none
                figures.append(con, rows, known, known_at(con))
                identities.append(con, results, self.as_of, known_at(con))

    def publish(self) -> None:
        """Put the new version in place for people, and tell by `has_published` whether there was one.

        Raises GateClosed when the ledger of files does not add up, or when a number of a person was found in it.
        """
        with self.building() as con:
            if not self._is_current(con) or self._has_arrivals(con):
                if not tally(con).adds_up:
                    raise GateClosed("文件账不平：读入的行数不等于入库、退回与搁置之和。没有发布，昨天的数据仍然有效。")
                if found := private_findings(con, sources.exports(), last_published_batch(con)):
                    told = "；".join(found[:3]) + ("等" if len(found) > 3 else "")
                    raise GateClosed(f"个人信息没有去掉：{told}。没有发布，昨天的数据仍然有效。请改正后重新放入。")
                con.execute(
                    "insert into meta.runs select coalesce(max(run_id), 0) + 1, ?, ?, ?, ? from meta.runs",
                    [self.as_of, known_at(con), self._definition_hash(), self.now],
                ).fetchall()
            run_id = con.execute("select max(run_id) from meta.runs").fetchall()[0][0]
        self._let_go()
        if published_run(self.home) != run_id:  # a night may have been cut off between the two
            self.progress("发布", 0, 0)
            publish(self.home)
            self.has_published = True

    def report(self) -> None:
        """Write the Excel summary and the dashboard of what is published, if they are not there yet.

        Those of a night that could not write them are news: `has_published` says so too. `told` is what to say of them.
        """
        self.progress("写报表", 0, 0)
        from pipelines.reports.documents import write_documents  # they are slow to import
        from pipelines.reports.summaries import at_once, written_by

        with connect(self.home.root) as con:
            run = con.execute("select max(run_id), max(finished_at) from meta.runs").fetchall()[0]
            written = write_documents(
                self.home,
                load_config(self.home),
                self.rows(con),
                self._catalogue(),
                con,
                as_of=self.as_of,
                run_id=run[0],
                computed_at=run[1],
                begin_summary=written_by(self._beside, self.home.root) if self._beside else at_once,
            )
        self.has_published |= written.is_new
        self.told = written.told

    def rows(self, con: duckdb.DuckDBPyConnection) -> list[figures.FigureRow]:
        """The figures that people are shown: those this night computed, else computed now over what `con` holds."""
        if self._rows is None:
            self._rows = figures.evaluate(con, self._catalogue(), self.as_of)
        return figures.listed(self._rows, self._catalogue())

    @contextmanager
    def building(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The build file, as the steps use it."""
        if self._held is None:
            with building(self.home) as con:
                yield con
            return
        if self._con is None:
            self._con = self._held.enter_context(building(self.home))
        yield self._con

    def _load_what_comes_next(self) -> None:
        """What later steps need, and takes its time: now, while there is nothing to do but wait."""
        import numpy  # noqa: F401

        import pipelines.outcome
        import pipelines.reports.documents  # noqa: F401

        with suppress(Exception):  # what came is taken in all the same; who needs the definitions says what is wrong
            self._definition_hash()

    def _get_ready_to_report(self) -> None:
        if self._beside is not None:
            from pipelines.reports.summaries import SLOW_TO_IMPORT

            self._beside.ask(SLOW_TO_IMPORT)

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.close()
        self._con = None

    def _catalogue(self) -> catalogue.Catalogue:
        if self._known is None:  # read once: what is edited in the night counts from the next one on
            self._known = catalogue.load(self.home.config)
        return self._known

    def _definition_hash(self) -> str:
        if self._hash is None:
            self._hash = hash_of(self._catalogue())
        return self._hash

    def _is_current(self, con: duckdb.DuckDBPyConnection) -> bool:
        last = con.execute(
            "select as_of, known_at, definition_hash from meta.runs order by run_id desc limit 1"
        ).fetchall()
        return last == [(self.as_of, known_at(con), self._definition_hash())]

    def _has_arrivals(self, con: duckdb.DuckDBPyConnection) -> bool:
        """Whether files came since the last run; some that brought no rows must be told of all the same."""
        newer = "select count(*) from meta.files where arrived_at > (select max(finished_at) from meta.runs)"
        return con.execute(newer).fetchall() != [(0,)]
