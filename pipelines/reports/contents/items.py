"""The figures of a day under the items of the notice, headed as the notice heads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pipelines.drafting.outline import headings, pattern, placed
from pipelines.reports.wording import in_notice_order
from warehouse.catalogue import Catalogue
from warehouse.figures import FigureRow

NOT_MENTIONED = "通报没有提到的指标"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the notice: the headings that it opens, none where one goes on, and its figures."""

    headings: Sequence[str]
    figures: Sequence[FigureRow]


def by_item(figures: Sequence[FigureRow], known: Catalogue, as_of: date) -> list[Item]:
    """Every item with its figures, in the order of the notice of `as_of`, else of the last one before it."""
    notice = pattern(known, as_of)
    ordered = in_notice_order(placed(figures, notice) if notice else figures)
    named = notice.headings if notice else {}
    found: list[Item] = []
    before = ""
    for item, group in groupby(ordered, key=lambda row: row.item):
        opened = [words for _, words in headings(item, before, named)] if named else [item]
        found.append(Item(opened if item else [NOT_MENTIONED], list(group)))
        before = item
    return found
