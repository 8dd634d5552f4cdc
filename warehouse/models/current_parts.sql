-- One row per part that was not withdrawn, per as-of day: when its rows were last observed on or before that day.
-- Where they were not, the first time after it counts; the same bytes seen again are another time.
select d.as_of, d.as_of_end, p.batch, p.file_id, p.centre, p.account, p.kind, p.covers_from, p.covers_to, p.rows_loaded,
    coalesce(max(case when p.observed_at < d.as_of_end then p.observed_at end), min(p.observed_at)) as observed_at
from meta.observed_parts p
cross join meta.as_of_days d
group by d.as_of, d.as_of_end, p.batch, p.file_id, p.centre, p.account, p.kind, p.covers_from, p.covers_to,
    p.rows_loaded
