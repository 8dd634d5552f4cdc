"""Where the tables as of a day are."""

from datetime import date

import duckdb


def schema_of(con: duckdb.DuckDBPyConnection, as_of: date) -> str:
    """The schema of the tables as of `as_of`."""
    # Days that the night did not keep were made as TEMP tables when the figures were computed on this connection.
    held = con.execute("select count(*) from meta.as_of_days where as_of = $as_of", {"as_of": as_of}).fetchall()
    return "core" if held[0][0] else "temp"
