"""Where numbers are kept and defined. Knows DuckDB; not Dagster, not how exports are read."""

from warehouse._store import NotPublished, StoreBusy, building, connect, publish, replacing, transaction
from warehouse.home import Home, HomeError, create_home, find_home, open_home

__all__ = [
    "Home",
    "HomeError",
    "NotPublished",
    "StoreBusy",
    "building",
    "connect",
    "create_home",
    "find_home",
    "open_home",
    "publish",
    "replacing",
    "transaction",
]
