"""Conditions of figures in the language of COUNTIFS: only what a spreadsheet surely reads as the SQL means it."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from itertools import product

from pipelines.reports.behind.columns import COLUMNS, Kind
from pipelines.reports.behind.conjuncts import QUOTED, conjuncts
from pipelines.reports.codes import word_of
from pipelines.reports.text import clean

Criterion = tuple[str, str]
"""A column, and what its cell must be, as an expression of a formula."""

Alternatives = tuple[tuple[Criterion, ...], ...]
"""Sets of criteria: a row that counts meets exactly one of them, and that wholly."""

FILLED, EMPTY, YES, NO = '"<>"', '"="', '"是"', '"否"'
_MOST_DIGITS = 15
"""Of a longer number a spreadsheet forgets the rest."""
_LONGEST = 255
"""A longer criterion is an error."""


def alternatives(condition: str) -> Alternatives | None:
    """`condition`, which is SQL, as criteria; None where they cannot say it, or not without doubt.

    >>> alternatives("views > 10000 and origin in ('自采', '原创')")
    ((('views', '">10000"'), ('origin', '"自采"')), (('views', '">10000"'), ('origin', '"原创"')))
    """
    found = [_said(part) for part in conjuncts(condition)]
    return joined(one for one in found if one) if all(found) else None


def joined(conditions: Iterable[Alternatives]) -> Alternatives:
    """All of `conditions` at once."""
    return tuple(tuple(criterion for each in chosen for criterion in each) for chosen in product(*conditions))


def _said(condition: str) -> Alternatives | None:
    for form, kinds, say in _FORMS:
        if (found := form.fullmatch(condition)) and (column := COLUMNS.get(found[1])):
            return say(column.key, *found.groups()[1:]) if column.kind in kinds else None
    return None


def _must_be(key: str, *criteria: str) -> Alternatives:
    return (tuple((key, criterion) for criterion in criteria),)


def _compared(key: str, sign: str, number: str) -> Alternatives | None:
    if len(number.strip("-").replace(".", "")) > _MOST_DIGITS:
        return None
    # The point of a number inside quotes is a comma to some spreadsheets; `&` writes it as theirs does.
    said = f'"{sign}"&{number}' if "." in number else f'"{sign}{number}"'
    return _must_be(key, said, FILLED) if sign == "<>" else _must_be(key, said)


def _dated(key: str, sign: str, day: str) -> Alternatives:
    # No spreadsheet takes a function for another day than its neighbour does, as it may with a text.
    year, month, day_of_month = date.fromisoformat(day).timetuple()[:3]
    return _must_be(key, f'"{sign}"&DATE({year},{month},{day_of_month})')


def _empty_or_later(key: str, day: str) -> Alternatives:
    return _must_be(key, EMPTY) + _dated(key, ">", day)


def _equal(key: str, quoted: str) -> Alternatives | None:
    word = word_of(key, _unquoted(quoted))
    return _must_be(key, f'"{_escaped(word)}"') if _is_plain(word) else None


def _other(key: str, quoted: str) -> Alternatives | None:
    word = word_of(key, _unquoted(quoted))
    return _must_be(key, f'"<>{_escaped(word)}"', FILLED) if _is_plain(word) else None


def _among(key: str, listed: str) -> Alternatives | None:
    found = [_equal(key, quoted) for quoted in dict.fromkeys(re.findall(QUOTED, listed))]
    return tuple(criteria for one in found if one for criteria in one) if all(found) else None


def _like(key: str, quoted: str) -> Alternatives | None:
    pattern = _unquoted(quoted)
    said = _escaped(pattern).replace("%", "*").replace("_", "?")
    return _must_be(key, f'"{said}"') if _is_plain(pattern.strip("%_")) else None


def _unquoted(quoted: str) -> str:
    return quoted[1:-1].replace("''", "'")


def _is_plain(text: str) -> bool:
    """Whether a cell matches `text` if, and only if, it holds just that.

    Spreadsheets take text with digits for numbers and dates, marks in front for comparisons, and capital letters for
    small ones.
    """
    is_clean = 0 < len(text) <= _LONGEST and text == clean(text).strip()
    return is_clean and not re.search(r"\d|^[=<>]", text) and text.upper() == text.lower()


def _escaped(text: str) -> str:
    return re.sub(r"([*?~])", r"~\1", text).replace('"', '""')


_COLUMN = r"([a-z_]+)"
_NUMBER = r"(-?\d+(?:\.\d+)?)"
_DAY = r"(?:date|timestamp) '(\d{4}-\d\d-\d\d)(?: 00:00:00)?'"
_TEXT: frozenset[Kind] = frozenset({"text"})
_FLAG: frozenset[Kind] = frozenset({"flag"})
_NUMERIC: frozenset[Kind] = frozenset({"number"})
_DATED: frozenset[Kind] = frozenset({"day", "moment"})
_ANY = _TEXT | _FLAG | _NUMERIC | _DATED
_FORMS: tuple[tuple[re.Pattern[str], frozenset[Kind], Callable[..., Alternatives | None]], ...] = (
    (re.compile(_COLUMN), _FLAG, lambda key: _must_be(key, YES)),
    (re.compile(f"not {_COLUMN}"), _FLAG, lambda key: _must_be(key, NO)),
    (re.compile(f"{_COLUMN} is null"), _ANY, lambda key: _must_be(key, EMPTY)),
    (re.compile(f"{_COLUMN} is not null"), _ANY, lambda key: _must_be(key, FILLED)),
    (re.compile(rf"{_COLUMN} is null or \1 > {_DAY}"), _DATED, _empty_or_later),
    (re.compile(f"{_COLUMN} (<>|>=|<=|=|>|<) {_NUMBER}"), _NUMERIC, _compared),
    (re.compile(f"{_COLUMN} (>=|<=|>|<) {_DAY}"), _DATED, _dated),
    (re.compile(f"{_COLUMN} = ({QUOTED})"), _TEXT, _equal),
    (re.compile(f"{_COLUMN} <> ({QUOTED})"), _TEXT, _other),
    (re.compile(rf"{_COLUMN} in \(({QUOTED}(?:, ?{QUOTED})*)\)"), _TEXT, _among),
    (re.compile(f"{_COLUMN} like ({QUOTED})"), _TEXT, _like),
)
"""How a condition is written, the kinds of columns it may be about, and what says it."""
