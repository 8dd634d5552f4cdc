"""The core tables: which columns each holds, its key and the day that decides the period."""

GRAINS: dict[str, dict[str, str]] = {
    "posts": {
        "platform": "varchar",
        "title": "varchar",
        "url": "varchar",
        "published_at": "timestamp",
        "section": "varchar",
        "programme": "varchar",
        "origin": "varchar",
        "visibility": "varchar",
        "desk": "varchar",
        "author_code": "varchar",
        "story_key": "varchar",
        "position": "bigint",
        "count_window": "varchar",
        "views": "bigint",
        "views_is_floor": "boolean",
        "viewers": "bigint",
        "likes": "bigint",
        "recommends": "bigint",
        "comments": "bigint",
        "shares": "bigint",
        "favourites": "bigint",
        "followers_gained": "bigint",
    },
    "account_days": {
        "platform": "varchar",
        "segment": "varchar",
        "day": "date",
        "measure": "varchar",
        "value": "double",
    },
    "pieces": {
        "medium": "varchar",
        "level": "varchar",
        "outlet": "varchar",
        "story_key": "varchar",
        "title": "varchar",
        "used_on": "date",
        "length": "double",
        "headline": "boolean",
        "points_stated": "double",
    },
    "cases": {
        "channel": "varchar",
        "received_at": "timestamp",
        "replied_at": "timestamp",
        "surveyed": "boolean",
        "satisfied": "boolean",
        "episode_key": "varchar",
        "category": "varchar",
    },
    "amounts": {
        "kind": "varchar",
        "from_day": "date",
        "to_day": "date",
        "amount_yuan": "decimal(18,2)",
        "decision_key": "varchar",
    },
    "items": {
        "register": "varchar",
        "title": "varchar",
        "category": "varchar",
        "level": "varchar",
        "state": "varchar",
        "valid_from": "date",
        "valid_to": "date",
        "quantity": "double",
    },
    "events": {
        "register": "varchar",
        "happened_on": "date",
        "kind": "varchar",
        "category": "varchar",
        "level": "varchar",
        "issuer": "varchar",
        "grade": "varchar",
        "rank": "bigint",
        "list": "varchar",
        "subject_key": "varchar",
        "required": "boolean",
        "compliant": "boolean",
    },
}
"""Column -> SQL type of each core table, beside its provenance and its key."""

KEYS = {
    "posts": "post_key",
    "account_days": "row_key",
    "pieces": "piece_key",
    "cases": "case_key",
    "amounts": "amount_key",
    "items": "item_key",
    "events": "event_key",
}
"""Core table -> the column that says which thing a row is about."""

DAYS = {
    "posts": "published_at",
    "account_days": "day",
    "downloads": "day",
    "pieces": "used_on",
    "points": "used_on",
    "cases": "received_at",
    "amounts": "from_day",
    "items": "valid_from",
    "events": "happened_on",
}
"""Core table -> the column whose day decides the period of a row."""

RESTS_ON = {"downloads": "account_days", "points": "pieces"}
"""Core table that is made from another -> that one, whose exports feed it."""

MEDIA = ("电视", "广播", "报刊", "网络")
LEVELS = ("央级", "省级", "市级", "其他")
"""Where a piece may have been used, and at which level."""

MEASURES = frozenset(
    """followers_total followers_new followers_lost followers_net downloads_total downloads_new registered_total
    registered_new active_users reads readers posts views profile_visits likes comments shares favourites""".split()
)
"""What a row of account_days may measure."""
