"""Windows that begin on the same day, such as the months of a year up to each of its ends, looked at in one query."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from warehouse._grains import DAYS
from warehouse._periods import Window
from warehouse._rows import WINDOW_END, Rows, Term, literal


def over_the_longest(terms: Iterable[Term]) -> dict[Term, Term]:
    """Term -> the one to run: where windows differ in their ends only, over those rows of the longest that count."""
    run_as = {term: term for term in terms}
    alike: dict[tuple[bool, Rows], list[Term]] = defaultdict(list)
    for term in run_as:
        if term.rows.window.start is not None:
            alike[term.adds_up, _without_end(term.rows)].append(term)
    for (adds_up, rows), group in alike.items():
        ends = sorted({term.rows.window.end for term in group})
        source = (_parted if adds_up else _repeated)(rows, ends)
        longest = max((term.rows.window for term in group), key=lambda window: window.end)
        for term in group if len(ends) > 1 else ():
            end = term.rows.window.end
            counted = tuple(one for one in ends if one <= end) if adds_up else (end,)
            of = (*term.rows.of, (WINDOW_END, counted))
            run_as[term] = replace(term, rows=replace(term.rows, window=longest, of=of, source=source))
    return run_as


def _parted(rows: Rows, ends: Sequence[date]) -> str:
    """Each row once, with the first of `ends` that is after it: what adds up is added over those up to an end."""
    day = DAYS[rows.table]
    first = " ".join(f"when {day} < {literal(rows.table, end)} then date '{end}'" for end in ends)
    return f"(select *, case {first} end as {WINDOW_END} from {rows.schema}.{rows.table}) parted"


def _repeated(rows: Rows, ends: Sequence[date]) -> str:
    """Each row with every one of `ends` that is after it."""
    listed = ", ".join(f"(date '{end}')" for end in ends)
    table = f"{rows.schema}.{rows.table}"
    return f"{table} join (values {listed}) as ends ({WINDOW_END}) on {DAYS[rows.table]} < {WINDOW_END}"


def _without_end(rows: Rows) -> Rows:
    return replace(rows, of=(), window=Window(rows.window.start, date.max, date.max))
