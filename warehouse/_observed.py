"""Which parts of files count, and when each was observed: as is known now, or as was known at a moment before."""

from datetime import datetime

NOW_KNOWN = "meta.observed_parts"
"""The parts that count now."""

THEN_KNOWN = "temp.observed_parts"
"""The parts that counted at a moment before, made beside the as-of tables of that moment."""


def observed_parts_sql(known_at: datetime | None = None) -> str:
    """A select of one row per part that is not withdrawn and time at which it was observed.

    With `known_at`, of what had been loaded, seen again, withdrawn and put back by that moment.
    """
    loaded = seen = ""
    taken_back = "w.undone_at is null"
    if known_at is not None:
        moment = f"timestamp '{known_at}'"
        loaded, seen = f" and p.loaded_at <= {moment}", f" where recorded_at <= {moment}"
        taken_back = f"w.withdrawn_at <= {moment} and (w.undone_at is null or w.undone_at > {moment})"
    return f"""\
select p.batch, p.file_id, p.centre, p.account, p.kind, p.covers_from, p.covers_to, p.rows_loaded, o.observed_at
from meta.parts p
join (
    select file_id, observed_at from meta.files where status = 'loaded'
    union all
    select file_id, observed_at from meta.observations{seen}
) o on o.file_id = p.file_id{loaded}
where not exists (select 1 from meta.withdrawals w where w.file_id = p.file_id and {taken_back})"""
