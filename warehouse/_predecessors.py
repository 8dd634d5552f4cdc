"""A list beside the one before it: the same kind of file, of the same account, at the last time it was observed."""

from collections.abc import Iterable

import duckdb

from warehouse._specs import ExportSpec

_COMPARED = """
with pairs as (
    select n.batch, n.centre, n.account, n.observed_at, max(o.observed_at) as last_at
    from meta.parts n
    join meta.observed_parts o on o.centre = n.centre and o.account = n.account and o.kind = n.kind
        and o.observed_at < n.observed_at
    where n.kind = '{kind}' and n.batch > $1
    group by all
), times as (
    select centre, account, observed_at from pairs union select centre, account, last_at from pairs
), listed as (
    select distinct o.centre, o.account, o.observed_at, r.row_key
    from times t
    join meta.observed_parts o on o.centre = t.centre and o.account = t.account and o.observed_at = t.observed_at
        and o.kind = '{kind}'
    join raw.{kind} r on r.batch = o.batch
), before as (
    select p.batch, l.row_key
    from pairs p join listed l on l.centre = p.centre and l.account = p.account and l.observed_at = p.last_at
), now as (
    select p.batch, l.row_key
    from pairs p join listed l on l.centre = p.centre and l.account = p.account and l.observed_at = p.observed_at
)
select b.batch, count(*), count(n.row_key), (select count(*) from now where now.batch = b.batch)
from before b left join now n on n.batch = b.batch and n.row_key = b.row_key
group by b.batch order by b.batch"""
"""batch, keys of the last time, how many of those are there again, keys now.

By times and not by parts: a list may come in several files. Files of one moment are one list.
"""


class DoubtfulError(Exception):
    """A file is so unlike the one before it that its kind refuses it; the message is for people."""


def compare(con: duckdb.DuckDBPyConnection, exports: Iterable[ExportSpec], after: int) -> None:
    """Verify or doubt each part beyond batch `after` of a kind that lists everything, by what was listed last time.

    A list that has every key of the last time is verified by it. One that was cut at its end has not, and if it has
    fewer than half the rows people are told. Raises DoubtfulError where the kind refuses such a file.
    """
    verified = []
    for export in exports:
        if not (export.lists_all or export.covers == "snapshot"):
            continue
        for batch, before, kept, now in con.execute(_COMPARED.format(kind=export.kind), [after]).fetchall():
            if now * 2 < before:
                _doubt(con, export, batch, f"上次 {before:,} 行，这次 {now:,} 行，不到一半")
            elif kept == before:
                verified.append(batch)
    verify = "update meta.parts set verified = 'predecessor' where list_contains($1, batch) and verified = ''"
    con.execute(verify, [verified]).fetchall()


def _doubt(con: duckdb.DuckDBPyConnection, export: ExportSpec, batch: int, told: str) -> None:
    if export.doubt == "refuses":
        raise DoubtfulError(f"{told}；可能没有导全，请不加筛选重新导出")
    con.execute(
        "insert into meta.notes values ($1, $2)", [batch, f"{export.kind}：{told}；请确认导出时没有筛选、没有中断"]
    ).fetchall()
