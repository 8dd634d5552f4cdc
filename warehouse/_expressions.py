"""Whether SQL from an entry is one expression: put into a query, it then leaves the shape of the query as it is."""

from functools import lru_cache

import duckdb

_PLACES = ("select {}", "select ({})", "select case when {} then 1 end")
"""Only one whole expression fits all of them.

Bare, brackets must match; in brackets nothing may follow the expression; in a case there can be no second one.
"""


@lru_cache(maxsize=1024)
def is_expression(text: str) -> bool:
    """Whether `text` is exactly one SQL expression; it is only parsed, nothing is run.

    >>> is_expression("count(*) filter (where views > 10000)"), is_expression("title = ';)'")
    (True, True)
    >>> is_expression("true) or (true"), is_expression("true; drop table t"), is_expression("1, 2"), is_expression("")
    (False, False, False, False)
    """
    return all(_is_one_query(place.format(text)) for place in _PLACES)


def _is_one_query(sql: str) -> bool:
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error:
        return False
    return [one.type for one in statements] == [duckdb.StatementType.SELECT]
