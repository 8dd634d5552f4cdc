"""The build file made again from originals and their cards, by the readers and the loader of the night."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path

import duckdb

import sources
from pipelines.cards import Card
from pipelines.config import load_aliases
from pipelines.ingest import GROUP
from pipelines.progress import Show
from pipelines.rebuilt import Rebuilt
from pipelines.reception import remarks
from pipelines.replay import in_order, owned, withdrawals_of
from pipelines.stocktaking import take_stock
from sources import Reading
from warehouse import Home, catalogue, replacing
from warehouse.build import build_as_of, prepare, rules_of
from warehouse.figures import evaluate
from warehouse.loading import DoubtfulError, File, load
from warehouse.remembered import Owned, Remembered, Withdrawal, remember
from warehouse.same import same

BEFORE = "build.before"
"""The build file that was there, kept where the new one could not be made whole."""


class NothingToRebuild(Exception):
    """There is no original to rebuild anything from; the message says so."""


def rebuild(home: Home, progress: Show) -> Rebuilt:
    """Replace the build file of `home` by one made from its originals; cut off before the end, the old one stays.

    What no card tells (files refused or ignored, what was said) is taken over from the old one. What people read is
    left as it is until the next night. Raises NothingToRebuild, StoreBusy.
    """
    with replacing(home) as con:
        stock = take_stock(home, lambda done, of: progress("核对原件", done, of))
        if not stock.kept:
            raise NothingToRebuild(f"{home.originals} 里没有可用的原件和卡片，什么也没有改动。")
        held = remember(home)
        result = Rebuilt(missing=stock.missing, remembered=held.source if held else None)
        prepare(con, sources.exports())
        _Loading(con, home, result, progress).load(stock.kept, held)
        loaded = set(con.execute("select centre, account, sha256 from meta.files where status = 'loaded'").fetchall())
        result.files, result.rows = len(loaded), _rows_loaded(con)
        if held is not None:
            result.missing += _forgotten(held, loaded, result.missing)
            known = catalogue.load(home.config)
            held.say_again(con)
            if held.days:  # else no night went so far
                progress("整理数据", 0, 0)
                build_as_of(con, held.days, rules=rules_of(known))
            progress("对照上一次计算", 0, 0)
            _compare(con, known, held, result)
        if result.missing and home.build.is_file():
            result.kept = _keep(home)
    return result


@dataclass(slots=True)
class _Loading:
    """Files going into the new build file `con`, night by night as they came."""

    con: duckdb.DuckDBPyConnection
    home: Home
    result: Rebuilt
    progress: Show

    def load(self, kept: Sequence[tuple[Card, Path]], held: Remembered | None) -> None:
        """Load all that is `kept`; between the nights files are withdrawn and put back as they were."""
        originals = {owned(card): path for card, path in kept}
        files = in_order([card for card, _ in kept], originals, held)
        withdrawals = withdrawals_of([card for card, _ in kept], held)
        read = _read((file for file in files if file.status == "loaded"), originals, load_aliases(self.home))
        done = 0
        for at, night in groupby(files, key=attrgetter("arrived_at")):
            self._withdraw(withdrawals, at)
            while group := list(islice(night, GROUP)):
                taken = [file for file in group if file.status != "loaded" or self._take(file, next(read))]
                self._load_group(taken, at)
                done += len(group)
                self.progress("读取原件", done, len(files))
        self._withdraw(withdrawals, datetime.max)

    def _take(self, file: File, reading: Reading) -> bool:
        """Whether `file` has rows to load."""
        if reading.refusal is not None:
            self.result.missing.append(f"原件现在读不进来：{file.path}（{reading.refusal}）")
            return False
        file.parts = reading.parts
        file.notes = [f"{part.kind}：{note}" for part in reading.parts for note in remarks(part)]
        return True

    def _load_group(self, files: Sequence[File], at: datetime) -> None:
        try:
            load(self.con, files, sources.exports(), at)
        except (duckdb.Error, DoubtfulError) as error:
            if len(files) == 1:
                self.result.missing.append(f"原件现在装不进来：{files[0].path}（{error}）")
                return
            for file in files:
                self._load_group([file], at)

    def _withdraw(self, withdrawals: Sequence[Withdrawal], until: datetime) -> None:
        """Have of `withdrawals` those in the table that had been made by `until`, as they then were."""
        if not withdrawals:
            return
        loaded = "select centre, account, sha256, file_id from meta.files where status = 'loaded'"
        ids = {tuple(owned): file_id for *owned, file_id in self.con.execute(loaded).fetchall()}
        self.con.execute("delete from meta.withdrawals").fetchall()
        for one in withdrawals:
            if one.withdrawn_at <= until and one.of in ids:
                undone = one.undone_at if one.undone_at and one.undone_at <= until else None
                row = [ids[one.of], one.withdrawn_at, one.reason, undone]
                self.con.execute("insert into meta.withdrawals values (?, ?, ?, ?)", row).fetchall()


def _forgotten(held: Remembered, loaded: set[Owned], told: Sequence[str]) -> list[str]:
    """What an earlier database has loaded and nothing in originals/ tells of."""
    gone = [file for file in held.files if file.status == "loaded" and owned(file) not in loaded]
    return [f"卡片不见了：{f.path}（{f.sha256[:12]}）" for f in gone if not any(f.path in one for one in told)]


def _read(files: Iterator[File], originals: dict[Owned, Path], aliases: dict[str, dict[str, str]]) -> Iterator[Reading]:
    """What is in each of `files`, in their order, while workers read ahead."""
    early: dict[int, Reading] = {}
    names = [(originals[owned(file)], file.path) for file in files]
    readings = sources.read_all(iter(names), aliases)
    for index in range(len(names)):
        while index not in early:
            at, reading = next(readings)
            early[at] = reading
        yield early.pop(index)


def _compare(con: duckdb.DuckDBPyConnection, known: catalogue.Catalogue, held: Remembered, result: Rebuilt) -> None:
    """Compute what the last run computed, as of its day and from what it knew; tell which figures differ."""
    if (run := held.last_run()) is None:
        return
    now = {(row.centre, row.id): row for row in evaluate(con, known, run["as_of"], run["known_at"])}
    for said in held.said["report.figures"]:
        row = now.get((said["centre"], said["figure"]))
        is_of_run = (said["as_of"], said["known_at"]) == (run["as_of"], run["known_at"])
        if not is_of_run or row is None or known.figures[row.id].definition_hash != said["definition_hash"]:
            continue
        result.figures += 1
        before, after = ((said["value"], said["state"]), (row.value, row.state))
        if not all(map(same, before, after)):
            shown = (state if value is None else value for value, state in (before, after))
            result.moved.append("{}（{}）：原来 {}，现在 {}".format(row.label, row.centre, *shown))


def _keep(home: Home) -> Path:
    """A copy of the build file that is about to be replaced; the first one stays if there is one already."""
    kept = home.root / BEFORE
    if not kept.exists():
        shutil.copyfile(home.build, kept)
    return kept


def _rows_loaded(con: duckdb.DuckDBPyConnection) -> int:
    return int(con.execute("select coalesce(sum(rows_loaded), 0) from meta.parts").fetchall()[0][0])
