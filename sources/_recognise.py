"""Header row -> kind and columns. A kind is recognised by what its columns are called, never by the file's name."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from sources._cells import clean
from sources._privacy import masked
from sources._reading import RefusedError
from sources._spec import SAMPLE_MARK, Export

HEADER_WITHIN = 15
"""Rows from the top of a table in which its header is looked for."""
_REMEMBERED = 500
"""Columns of the widest header that is kept in mind."""
_UNKNOWN = 50
"""Unknown columns that are told one by one."""
_LABEL = 40
"""Characters of one that are told."""
_LONGEST = 200
"""Characters of the longest label: what is longer heads no column."""
_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x2060, 0x2070), *range(0x202A, 0x202F), 0xFEFF, 0x00AD])
_INVISIBLE |= dict.fromkeys([*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85)])

Cells = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header: which column of the block holds which Column.

    columns   Column.name -> index in the block
    unknown   labels that no Column has, each with the nearest label that one has
    height    rows of the header: 1, or 2 with a row of groups on top
    """

    export: Export
    columns: Mapping[str, int]
    unknown: tuple[tuple[str, str], ...]
    height: int = 1


@dataclass(slots=True)
class _Candidate:
    export: Export
    columns: dict[str, int] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)

    def missing(self) -> list[str]:
        """Labels without which the kind is not recognised."""
        absent = [c.label for c in self.export.columns if c.presence != "optional" and c.name not in self.columns]
        any_of = self.export.any_of
        if any_of and not any(name in self.columns for name in any_of):
            absent.append("或".join(c.label for c in self.export.columns if c.name in any_of))
        return absent


class Recogniser:
    """Knows every label of every kind; answers are remembered, for the same header comes back a thousand times."""

    def __init__(self, exports: Mapping[str, Export], aliases: Mapping[str, Mapping[str, str]] | None = None) -> None:
        self._exports = exports
        self._labels: dict[str, list[tuple[str, str]]] = {}
        self._known: dict[tuple[Any, ...], Header | None] = {}
        for export in exports.values():
            for column in export.columns:
                for label in (column.label, *column.aliases):
                    self._labels.setdefault(plain_label(label), []).append((export.kind, column.name))
        for kind, labels in (aliases or {}).items():
            for label, name in labels.items():
                if kind in exports and any(column.name == name for column in exports[kind].columns):
                    # What the user taught comes first: it may give a label of ours another meaning.
                    self._labels.setdefault(plain_label(label), []).insert(0, (kind, name))

    def find(self, rows: Sequence[Cells]) -> tuple[int, Header] | None:
        """Row index and Header of the first header in a block of cells, or None.

        Raises:
            RefusedError: two kinds fit equally well, or a column that counts is there twice.
        """
        for index in range(min(HEADER_WITHIN, len(rows))):
            alone = self._match(None, rows[index])
            if index + 1 < len(rows) and "" in rows[index]:  # a group spans columns, so it leaves empty cells
                pair = self._match(rows[index], rows[index + 1])
                if pair and len(pair.columns) > (len(alone.columns) if alone else 0):
                    below = self._match(None, rows[index + 1])
                    if below is None or len(pair.columns) > len(below.columns):
                        return index, pair
            if alone:
                return index, alone
        return None

    def knows(self, label: str) -> bool:
        """Whether some kind has such a column."""
        return len(label) <= _LONGEST and plain_label(label) in self._labels

    def nearest(self, blocks: Sequence[Sequence[Cells]]) -> str:
        """The three kinds that the blocks come closest to, in Chinese, with what each lacks."""
        best: dict[str, _Candidate] = {}
        for rows in blocks:
            for row in rows[:HEADER_WITHIN]:
                for candidate in self._candidates([(label,) for label in _labels(row)]):
                    kind = candidate.export.kind
                    if kind not in best or len(candidate.columns) > len(best[kind].columns):
                        best[kind] = candidate
        ranked = sorted(best.values(), key=lambda one: (-len(one.columns) / len(one.export.columns), one.export.kind))
        return _described(ranked[:3])

    def _match(self, above: Cells | None, row: Cells) -> Header | None:
        if len(row) > _REMEMBERED:
            return self._matched(above, row)
        key = (above and tuple(above), tuple(row))
        try:
            return self._known[key]
        except KeyError:
            header = self._known[key] = self._matched(above, row)
            return header

    def _matched(self, above: Cells | None, row: Cells) -> Header | None:
        spellings = _spellings(above, row)
        fitting = [candidate for candidate in self._candidates(spellings) if not candidate.missing()]
        if not fitting:
            return None
        most = max(len(candidate.columns) for candidate in fitting)
        best = [candidate for candidate in fitting if len(candidate.columns) == most]
        if len(best) > 1:
            raise RefusedError("这张表同时像几种导出，无法确定是哪一种：" + _described(best[:3]))
        if best[0].twice:
            raise RefusedError(f"表头“{'”“'.join(best[0].twice)}”出现了两次，不知道用哪一列；请删去或改名其中一列")
        return self._header(best[0], above, row, spellings)

    def _candidates(self, spellings: list[tuple[str, ...]]) -> list[_Candidate]:
        found: dict[str, _Candidate] = {}
        for index, ways in enumerate(spellings):
            seen: set[str] = set()
            for label in ways:
                for kind, name in self._labels.get(label, ()):
                    if kind in seen:
                        continue
                    seen.add(kind)
                    candidate = found.setdefault(kind, _Candidate(self._exports[kind]))
                    if name in candidate.columns:
                        candidate.twice += [c.label for c in candidate.export.columns if c.name == name]
                    else:
                        candidate.columns[name] = index
        return list(found.values())

    def _header(self, found: _Candidate, above: Cells | None, row: Cells, spellings: list[tuple[str, ...]]) -> Header:
        used = set(found.columns.values())
        known = {plain_label(c.label): c.label for c in found.export.columns}
        unknown: list[tuple[str, str]] = []
        for index, ways in enumerate(spellings):
            if index in used or not ways:
                continue
            if len(unknown) == _UNKNOWN:
                unknown.append(("……", ""))
                break
            close = get_close_matches(ways[-1], known, 1)
            label = masked(clean(row[index] or (above or row)[index]))[:_LABEL]
            unknown.append((label, known[close[0]] if close else ""))
        return Header(found.export, found.columns, tuple(unknown), 1 if above is None else 2)


def plain_label(text: str) -> str:
    """A label as it is compared: NFKC, lower case, without blanks and invisible characters.

    >>> plain_label(" 阅读后关注（人）\\u2063 ")
    '阅读后关注(人)'
    """
    return "".join(unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold().split())


def marked_as_sample(rows: Sequence[Cells]) -> bool:
    """Whether a header carries the invisible mark of synthetic data."""
    return any(isinstance(cell, str) and SAMPLE_MARK in cell for row in rows for cell in row)


def blocks_of(rows: Sequence[Cells]) -> list[tuple[int, int]]:
    """Column ranges [from, to) of the tables that stand side by side, told apart by wholly empty columns."""
    width = max(map(len, rows), default=0)
    filled = [False] * width
    for row in rows:
        for index, cell in enumerate(row):
            if not filled[index] and not is_blank(cell):
                filled[index] = True
        if all(filled):
            break
    ranges = []
    start = None
    for index, full in enumerate([*filled, False]):
        if full and start is None:
            start = index
        elif not full and start is not None:
            ranges.append((start, index))
            start = None
    return ranges


def is_blank(cell: Any) -> bool:
    return cell == "" or cell is None or (isinstance(cell, str) and not cell.strip())


def _labels(row: Cells) -> list[str]:
    return [plain_label(cell) if isinstance(cell, str) and len(cell) <= _LONGEST else "" for cell in row]


def _spellings(above: Cells | None, row: Cells) -> list[tuple[str, ...]]:
    """For each column the labels it may go by, the surest first: group+leaf, group/leaf, leaf; or its group alone."""
    leaves = _labels(row)
    if above is None:
        return [(leaf,) if leaf else () for leaf in leaves]
    ways: list[tuple[str, ...]] = []
    group = ""
    for top, leaf in zip(_labels(above), leaves, strict=False):
        group = top or group
        if leaf:
            ways.append((group + leaf, f"{group}/{leaf}", leaf) if group else (leaf,))
        else:
            ways.append((top,) if top else ())
    return ways


def _described(candidates: Sequence[_Candidate]) -> str:
    return "；".join(
        f"{one.export.title}" + (f"（缺 {'、'.join(missing)}）" if (missing := one.missing()) else "")
        for one in candidates
    )
