"""What the night does to the build file before figures can be computed."""

from warehouse._as_of import build as build_as_of
from warehouse._as_of import selects
from warehouse._points import rules_of
from warehouse._schema import prepare

CORE_TABLES = tuple(name for name, _ in selects())
"""Every as-of table, in the order in which they rest on one another."""

__all__ = ["CORE_TABLES", "build_as_of", "prepare", "rules_of"]
