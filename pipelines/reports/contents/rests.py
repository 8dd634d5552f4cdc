"""What a sheet rests on: how many files, when the platform said it, how late that was, what of it is assumed."""

from dataclasses import dataclass
from datetime import date, datetime

from pipelines.cards import ASSUMED
from pipelines.reports.contents.look import Look

_PARTS = {
    "posts": "platform",
    "account_days": "platform",
    "pieces": "''",
    "cases": "channel",
    "items": "register",
    "events": "register",
}
"""Core table -> the column by which sheets part its rows."""

_USED = " union all ".join(
    f"""
    select '{table}' as grain, {part} as part, batch, max(observed_at) as newest
    from {{schema}}.{table} where as_of = $as_of and centre = $centre group by all"""
    for table, part in _PARTS.items()
)

_RESTS = f"""
select u.grain, u.part, list(distinct f.file_id), list(distinct f.file_id) filter (where f.observed_how = $assumed),
    max(u.newest)
from ({_USED}) u
join meta.parts p on p.batch = u.batch
join meta.files f on f.file_id = p.file_id
group by 1, 2"""


@dataclass(frozen=True, slots=True)
class Rests:
    """The files behind some rows, those of which the time is only assumed, and when the newest was observed."""

    files: frozenset[int] = frozenset()
    assumed: frozenset[int] = frozenset()
    newest: datetime | None = None

    def text(self, as_of: date, *, goes_on: bool = False) -> str:
        """All of it in one line; where counting `goes_on` after the day, what is read later is more than it was then.

        >>> Rests(frozenset({1, 2}), frozenset({2}), datetime(2024, 6, 21, 8)).text(date(2024, 6, 20), goes_on=True)
        '依据2个文件，最新的数据时刻2024-06-21，其中1个的时刻是推定的（文件修改时间）；晚读1天，数可能已多于截至日'
        """
        parts = [f"依据{len(self.files)}个文件"]
        if self.newest:
            parts.append(f"最新的数据时刻{self.newest:%Y-%m-%d}")
        if self.assumed:
            parts.append(f"其中{len(self.assumed)}个的时刻是推定的（文件修改时间）")
        late = (self.newest.date() - as_of).days if self.newest else 0
        told = ""
        if late > 0 and goes_on:
            told = f"；晚读{late}天，数可能已多于截至日"
        if late < 0:
            told = f"；比截至日早{-late}天，之后的没有计入"
        return "，".join(parts) + told

    def __or__(self, other: "Rests") -> "Rests":
        times = [time for time in (self.newest, other.newest) if time]
        return Rests(self.files | other.files, self.assumed | other.assumed, max(times, default=None))


def rests(look: Look) -> dict[tuple[str, str], Rests]:
    """(core table, platform or channel or register) -> what its rows rest on; pieces are not parted."""
    found = look.rows(_RESTS, assumed=ASSUMED)
    return {
        (grain, part): Rests(frozenset(files), frozenset(assumed or ()), newest)
        for grain, part, files, assumed, newest in found
    }
