"""A draft: its lines from the title to the day it speaks for, and what was left out of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import Any, Literal

from pipelines.config import load_config
from pipelines.drafting.outline import headings, pattern, placed, within
from pipelines.reports.wording import SAMPLE
from warehouse import Home, catalogue, connect
from warehouse.catalogue import Catalogue
from warehouse.figures import FigureRow, evaluate, listed
from warehouse.period_words import period_said
from warehouse.wording.clauses import Clauses
from warehouse.wording.clauses import load as load_clauses
from warehouse.wording.drafting import LeftOut, sentences

LEFT_OUT = "附：未写入的数字（发布前删去）"


class CannotDraft(Exception):
    """There is nothing to draft; the message says why and what there is."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the draft, and which part of the document it is."""

    kind: Literal["sample", "title", "heading1", "heading2", "heading3", "body"]
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The text, and what is not in it."""

    as_of: date
    lines: Sequence[Line]
    left_out: Sequence[LeftOut]

    @property
    def text(self) -> str:
        """The lines as plain text, without what was left out."""
        return "\n".join(line.text for line in self.lines) + "\n"

    @property
    def remarks(self) -> list[str]:
        """One line for each figure that is not in the text: where it would stand, what it is, why not."""
        return [f"{one.item + ' ' if one.item else ''}{one.label}：{one.reason}" for one in self.left_out]

    @property
    def exit_code(self) -> int:
        """1 where something was left out for lack of data, else 0."""
        return int(any(one.lacking for one in self.left_out))

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        lines = [asdict(line) for line in self.lines]
        left_out = [asdict(one) for one in self.left_out]
        return {"as_of": self.as_of.isoformat(), "lines": lines, "text": self.text, "left_out": left_out}


def drafted(home: Home, as_of: date | None, items: Sequence[str]) -> Draft:
    """The draft of the home's own centre as of `as_of`, else the last day computed; only of `items` if there are any.

    Raises CannotDraft where an item is named that there is not, NotPublished, CatalogueError.
    """
    known, config = catalogue.load(home.config), load_config(home)
    said = load_clauses(home.config, known.figures)
    with connect(home.root) as con:
        last = con.execute("select as_of from meta.runs order by run_id desc limit 1").fetchall()[0][0]
        rows = listed(evaluate(con, known, as_of or last), known)
    own = [row for row in rows if row.centre == config.default_centre]
    centre = config.centres[config.default_centre].name
    if not own:
        raise CannotDraft(f"没有{centre}的数据，写不成稿。先运行 media-metrics nightly。")
    return compose(own, known, said, items, centre, is_sample=home.kind == "sample")


def compose(
    rows: Sequence[FigureRow],
    known: Catalogue,
    said: Clauses,
    items: Sequence[str],
    centre: str,
    *,
    is_sample: bool = False,
) -> Draft:
    """The draft of `rows`, which are all of one centre and one day. Raises CannotDraft."""
    as_of = rows[0].as_of
    notice = pattern(known, as_of)
    ordered = _selected(placed(rows, notice), items)
    title = notice.title if notice and notice.as_of == as_of else f"{centre}有关工作数据情况"
    lines = [Line("sample", f"{SAMPLE}　草稿")] if is_sample else []
    lines.append(Line("title", title))
    left_out: list[LeftOut] = []
    before = ""
    for item, group in groupby(ordered, key=lambda row: row.item):
        text, left = sentences(list(group), known, said)
        left_out += left
        if text:
            opened = headings(item, before, notice.headings if notice else {})
            lines += [*(Line(kind, words) for kind, words in opened), Line("body", text)]
            before = item
    lines.append(Line("body", f"（本稿数据统计{period_said('as_of', as_of)}）"))
    return Draft(as_of, tuple(lines), tuple(left_out))


def _selected(rows: Sequence[FigureRow], items: Sequence[str]) -> list[FigureRow]:
    for wanted in items:
        if not any(within(row.item, wanted) for row in rows):
            there = "、".join(dict.fromkeys(row.item for row in rows if row.item))
            raise CannotDraft(f"没有“{wanted}”这一条；可以用：{there}")
    return [row for row in rows if not items or any(within(row.item, wanted) for wanted in items)]
