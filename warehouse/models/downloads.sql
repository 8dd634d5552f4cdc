-- One row per row that adds to the downloads of an app since launch, per as-of day: the newest balance of each store,
-- then the days after it. Stores keep 180 days, so the time before rests on a balance written down once.
with balances as (
    select as_of, centre, platform, account, segment, max(day) as balance_day
    from core.account_days
    where measure = 'downloads_total' and day <= as_of
    group by as_of, centre, platform, account, segment
)
select a.as_of, a.centre, a.source_kind, a.batch, a.source_row, a.observed_at, a.platform, a.account, a.segment, a.day,
    a.value as amount
from core.account_days a
left join balances b on b.as_of = a.as_of and b.centre = a.centre and b.platform = a.platform
    and b.account = a.account and b.segment = a.segment
where a.day <= a.as_of
    and ((a.measure = 'downloads_total' and a.day = b.balance_day)
        or (a.measure = 'downloads_new' and (b.balance_day is null or a.day > b.balance_day)))
