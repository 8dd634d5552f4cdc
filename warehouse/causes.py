"""Why a published figure is another one today: what came, what went, what was read late."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

import duckdb

from warehouse._compute import terms
from warehouse.catalogue import Figure
from warehouse.figures import FigureRow
from warehouse.files_behind import Evidence, FileBehind, Work

LATE = "晚读"
NEW = "新导出"
WITHDRAWN = "撤回的文件"
GONE = "撤下的作品"
REDEFINED = "口径改变"
UNKNOWN = "原因不明"
SAME = "不变"

Place = tuple[str, str, str]
"""(centre, account, sha256)"""

_WITHDRAWALS = """
select f.centre, f.account, f.sha256, f.original_path, w.withdrawn_at, w.undone_at
from meta.withdrawals w join meta.files f on f.file_id = w.file_id order by w.withdrawn_at"""

_SEEN_AGAIN = """
select f.centre, f.account, f.sha256, o.observed_at
from meta.observations o join meta.files f on f.file_id = o.file_id where o.recorded_at > $1"""

_SPEAKING = """
select f.original_path, max(p.loaded_at) > $2 as came,
    coalesce(bool_or(w.withdrawn_at is not null and w.undone_at is null), false) as is_out,
    coalesce(bool_or(w.withdrawn_at <= $2 and (w.undone_at is null or w.undone_at > $2)), false) as was_out,
    coalesce(bool_or(o.recorded_at > $2), false) as again
from meta.parts p
join meta.files f on f.file_id = p.file_id
join meta.kinds k on k.kind = p.kind
left join meta.withdrawals w on w.file_id = p.file_id
left join meta.observations o on o.file_id = p.file_id
where f.centre = $1 and list_contains($3, p.kind) and coalesce(p.covers_from < $5, true)
    and (coalesce(p.covers_to >= $4, true) or k.covers = 'snapshot')
group by f.file_id, f.original_path order by f.original_path"""
"""Files that speak for some of the days from $4 to before $5; a list does for all after its oldest row."""

_KNOWN_WORKS = """
select distinct o.centre, o.platform, o.account, o.post_key
from core.posts_observed o join meta.parts p on p.batch = o.batch
where p.loaded_at <= $1 and list_contains($2, o.post_key)"""


class Cause(NamedTuple):
    """One reason, in one word and in a sentence; `names` are the files or works."""

    word: str
    told: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Then:
    """What a figure rested on when it was issued: its files, and the works that had fallen out of it already."""

    files: Collection[Place]
    gone: Collection[Work]


@dataclass(frozen=True, slots=True)
class Since:
    """What happened to the data since `known_at`, over which figures are explained."""

    con: duckdb.DuckDBPyConnection
    evidence: Evidence
    known_at: datetime

    def causes(self, figure: Figure, row: FigureRow, then: Then) -> list[Cause]:
        """Why `figure` gives the `row` of today; several may hold, and none where the data tells none."""
        files = self.evidence.files(figure, row)
        found = [*self._withdrawn(row.centre, files, then), *self._came(files), *self._gone(figure, row, then)]
        return found or self._replaced(figure, row)

    def _came(self, files: Sequence[FileBehind]) -> list[Cause]:
        """Files loaded since, and files known then of which rows were observed later since."""
        new = [file for file in files if file.loaded_at > self.known_at]
        late = [file for file in new if file.late_days]
        seen = set(self.con.execute(_SEEN_AGAIN, [self.known_at]).fetchall())
        again = [f for f in files if f not in new and (f.centre, f.account, f.sha256, f.observed_at) in seen]
        causes = []
        if on_time := _paths(file for file in new if not file.late_days):
            causes.append(Cause(NEW, f"签发之后收到 {len(on_time)} 个文件", on_time))
        if late:
            rows, days = sum(file.rows for file in late), max(file.late_days for file in late)
            causes.append(Cause(LATE, f"{rows} 行在截至日之后才读到，最晚 {days} 天", _paths(late)))
        if again:
            rows = sum(file.rows for file in again)
            causes.append(Cause(LATE, f"{rows} 行的内容签发之后又读到一次，时间更晚", _paths(again)))
        return causes

    def _withdrawn(self, centre: str, files: Sequence[FileBehind], then: Then) -> list[Cause]:
        """Files of then that are withdrawn now, and files of now that were withdrawn then."""
        behind = {(file.centre, file.account, file.sha256) for file in files}
        gone, back = [], []
        for of_centre, account, sha256, path, withdrawn_at, undone_at in self.con.execute(_WITHDRAWALS).fetchall():
            place = (of_centre, account, sha256)
            if undone_at is None and place in then.files:
                gone.append(path)
            if undone_at and withdrawn_at <= self.known_at < undone_at and of_centre == centre and place in behind:
                back.append(path)
        causes = [Cause(WITHDRAWN, f"当时用到的 {len(gone)} 个文件已撤回", tuple(gone))] if gone else []
        return causes + ([Cause(WITHDRAWN, f"{len(back)} 个文件已取消撤回", tuple(back))] if back else [])

    def _gone(self, figure: Figure, row: FigureRow, then: Then) -> list[Cause]:
        """Works counted then that are missing from a later full list."""
        works = self.evidence.withdrawn_works(figure, row.centre)
        if not (fallen := works.keys() - set(then.gone)):
            return []
        fallen &= set(self.con.execute(_KNOWN_WORKS, [self.known_at, [key for *_, key in fallen]]).fetchall())
        names = tuple(works[work] or work[3] for work in sorted(fallen))
        return [Cause(GONE, f"{len(names)} 个作品不在后来的完整列表里", names)] if names else []

    def _replaced(self, figure: Figure, row: FigureRow) -> list[Cause]:
        """What came and went without a row that counts: what a file says takes the place of what another one said.

        Told where nothing else tells: of files of the kinds that feed the figure, for its days.
        """
        kinds = [feed.kind for feed in self.evidence.cover.feeds if feed.feeds(figure.table, figure.of)]
        windows = [term.rows.window for term in terms(figure, row.as_of)]
        first, end = min(one.start or date.min for one in windows), max(one.end for one in windows)
        files = self.con.execute(_SPEAKING, [row.centre, self.known_at, kinds, first, end]).fetchall()
        new = [path for path, came, is_out, _, _ in files if came and not is_out]
        again = [path for path, came, is_out, was_out, again in files if again and not (came or is_out or was_out)]
        gone = [path for path, came, is_out, was_out, _ in files if is_out and not (came or was_out)]
        back = [path for path, came, is_out, was_out, _ in files if was_out and not is_out]
        told = (
            (NEW, "签发之后收到 {} 个文件，代替了当时的行", new),
            (LATE, "{} 个文件的内容签发之后又读到一次，代替了当时的行", again),
            (WITHDRAWN, "{} 个文件已撤回，被它们代替的行重新算数", gone),
            (WITHDRAWN, "{} 个文件已取消撤回，代替了当时的行", back),
        )
        return [Cause(word, sentence.format(len(paths)), tuple(paths)) for word, sentence, paths in told if paths]


def _paths(files: Iterable[FileBehind]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(file.path for file in files))
