-- One row per piece that brings points by core.points_rules, per as-of day: by its medium, level, length and headline.
-- Where only the highest counts, a story scores once in a medium and year: where it brings most, there at its first use.
with scored as (
    select p.as_of, p.centre, p.source_kind, p.batch, p.source_row, p.observed_at, p.account, p.piece_key, p.medium,
        p.level, p.outlet, p.story_key, p.title, p.used_on, p.length, p.headline, p.points_stated,
        case when p.length >= r.long_from then r.long_points else r.points end
            * case when p.headline then r.headline_factor else 1 end as points,
        r.highest_only and p.story_key is not null as is_once
    from core.pieces p
    join core.points_rules r on r.medium = p.medium and r.level = p.level
    where p.used_on <= p.as_of
),
ranked as (
    select scored.*,
        row_number() over (
            partition by as_of, centre, medium, extract(year from used_on), story_key
            order by points desc nulls last, used_on asc nulls last, batch asc nulls last, source_row asc nulls last
        ) as rn
    from scored
)
select as_of, centre, source_kind, batch, source_row, observed_at, account, piece_key, medium, level, outlet, story_key,
    title, used_on, length, headline, points_stated, points
from ranked
where rn = 1 or not is_once
