"""Which day a text speaks for, and which day each of its claims."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from unicodedata import normalize

from warehouse._periods import month_end
from warehouse.wording.tokens import Account, TextClaim, Token

_BY = re.compile("截[至止]到?|(?:统计|数据)截止?至?")
_DAY = re.compile(r"(?:(\d{4})[年.\-/])?(?:(\d{1,2})[月.\-/])?(?:(\d{1,2})[日号]?)?[底末]?")
_WHOLE = re.compile(r"\d{4}-\d\d-\d\d")
_BEFORE = 4
"""Characters before a date in which 截至 is looked for."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The day the text speaks for and how we know, the days that it names with 截至, and which of those is its own."""

    day: date
    how: str
    said: Mapping[str, date] = field(default_factory=dict)
    own: date | None = None

    def day_of(self, claim: TextClaim) -> date:
        """The day of one claim: that of the 截至 in force there, where it is another than the text's own."""
        day = self.said.get(claim.period) or (_day(claim.period, self.day) if _BY.match(claim.period) else None)
        return day if day and day != self.own else self.day


def standing(account: Account, given: date | None, last: date | None, today: date) -> Standing:
    """From where the text is to be judged: `given`, else the day of its statistics (统计截至), else that after most of
    its 截至 (of as many, the latest), else the `last` computed.
    """
    said = dict(_days(account, given or last or today))
    of_all = [day for token, day in said.items() if "统计" in account.text[max(0, token.start - _BEFORE) : token.start]]
    counted = Counter(of_all or said.values())
    own = max(counted, key=lambda day: (counted[day], day), default=None)
    by_words = {token.quote: day for token, day in said.items()}
    if given:
        return Standing(given, "由 --as-of 指定", by_words, own)
    if own:
        quote = next(token.quote for token, day in said.items() if day == own)
        return Standing(own, f"文中写明“{'' if _BY.match(quote) else '截至'}{quote}”", by_words, own)
    if last:
        return Standing(last, "文中没有写明，取最近一次计算的那一天", by_words)
    return Standing(today, "文中没有写明，也没有数据，取今天", by_words)


def _days(account: Account, near: date) -> Iterator[tuple[Token, date]]:
    for token in account.tokens:
        if token.kind != "date":
            continue
        if not _BY.search(account.text[max(0, token.start - _BEFORE) : token.start] + token.quote):
            continue
        if token.damage and token.damage.candidates:
            first, *others = map(str, token.damage.candidates)
            if not others and _WHOLE.fullmatch(first):  # a date glued together may have one reading only
                yield token, date.fromisoformat(first)
        elif day := _day(token.quote, near):
            yield token, day


def _day(words: str, near: date) -> date | None:
    """The day that `words` name, in the year of `near` where they name none.

    >>> [_day(words, date(2024, 6, 20)) for words in ("截至2024年6月20日", "2023年底", "5月底", "目前")]
    [datetime.date(2024, 6, 20), datetime.date(2023, 12, 31), datetime.date(2024, 5, 31), None]
    """
    plain = normalize("NFKC", words).replace(" ", "")
    for year, month, day in _DAY.findall(plain):
        if not month and (day or not year):
            continue
        try:
            first = date(int(year or near.year), int(month or 12), int(day or 1))
        except ValueError:
            return None
        return first if day else month_end(first)
    return None
