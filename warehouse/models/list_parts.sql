-- One row per full list of works that can still show a work to be withdrawn, per as-of day.
-- A list is left out when a later one reaches at least as far back.
with lists as (
    select p.as_of, p.centre, p.account, p.kind, p.batch, p.covers_from, p.observed_at
    from core.current_parts p
    join meta.kinds k on k.kind = p.kind and k.lists_all
    where p.observed_at < p.as_of_end and p.rows_loaded > 0
)
select l.*
from lists l
where not exists (
    select 1 from lists later
    where later.as_of = l.as_of and later.centre = l.centre and later.account = l.account and later.kind = l.kind
        and later.observed_at > l.observed_at and later.covers_from <= l.covers_from
)
