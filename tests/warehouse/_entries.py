"""Entries of a catalogue as tests write them."""

from typing import Any

from warehouse.catalogue import Figure

LEDGER = ("2023-01-01", "2024-06-20")
"""The days that a ledger of these tests says it covers."""


def figure(
    name: str, table: str, kind: str, measure: str = "", period: str = "year_to_date", unit: str = "个", **more: Any
) -> Figure:
    """A figure called `name` in every respect."""
    return Figure(name, f"x.{name}", name, unit, table, kind, period, measure=measure, **more)


USED = figure("used", "pieces", "flow", "count(*)", unit="条")
NEW_FANS = figure(
    "new_fans", "account_days", "flow", "sum(value)", unit="人",
    of=(("measure", ("followers_new",)), ("platform", ("douyin",))),
)  # fmt: skip
SATISFIED = figure(
    "satisfied", "cases", "share", unit="%",
    numerator="count(*) filter (where satisfied)", denominator="count(*)",
)  # fmt: skip
