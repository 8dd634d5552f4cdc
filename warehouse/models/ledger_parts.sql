-- One row per ledger part that still speaks for days of its 登记起止, per as-of day; newer parts inside rank first.
-- standing: 1 is the part that counts among all that cover a day; parts wholly covered by a better file are left out.
with ranked as (
    select p.as_of, p.centre, p.account, p.kind, p.batch, p.file_id, p.covers_from, p.covers_to, p.observed_at,
        row_number() over (
            partition by p.as_of, p.centre, p.account, p.kind
            order by case when p.observed_at < p.as_of_end then 0 else 1 end nulls last,
                case when p.observed_at < p.as_of_end then p.observed_at end desc nulls last,
                p.observed_at asc nulls last, p.file_id desc nulls last, p.batch asc nulls last
        ) as standing
    from core.current_parts p
    join meta.kinds k on k.kind = p.kind and k.replaces = 'period'
)
select r.*
from ranked r
where not exists (
    select 1 from ranked better
    where better.as_of = r.as_of and better.centre = r.centre and better.account = r.account and better.kind = r.kind
        and better.standing < r.standing and better.file_id <> r.file_id
        and better.covers_from <= r.covers_from and better.covers_to >= r.covers_to
)
