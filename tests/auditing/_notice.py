"""Texts with accounts made by hand, and a home whose numbers anybody can add up."""

import os
from datetime import date, datetime
from pathlib import Path

from pipelines.auditing.documents import Document
from pipelines.auditing.record import Audit
from pipelines.night import Night
from warehouse import Home, create_home
from warehouse.auditing.judged import Judged
from warehouse.auditing.standing import Standing
from warehouse.wording.tokens import Account, Damage, DamagedLine, Finding, TextClaim, Token

AS_OF = date(2024, 6, 20)
AT = datetime(2024, 6, 21, 9, 30)
STAND = Standing(AS_OF, "由 --as-of 指定")
LOST_SCALE = Damage("scale", (300, 3_000, 30_000), "数字后缺“万”")
LOST_UNIT = Damage("unit", (), "数字后缺单位")

_POSTS = ("2023-12-31 7", "2024-01-02 10", "2024-03-01 12000", "2024-06-20 20000")
# Of 2024: 3 posts, 10 + 12,000 + 20,000 = 32,010 reads, 2 of them over 10,000.
_DOWNLOADED = int(datetime.fromisoformat("2024-06-21T00:30:00+08:00").timestamp())


def weibo_home(root: Path) -> Home:
    """A home that has published one list of 微博."""
    home = create_home(root, "real")
    rows = "".join(f"{day} 08:00,{day}的博文,{views}\n" for day, views in map(str.split, _POSTS))
    path = home.inbox / "微博.csv"
    path.write_text("发布时间,微博内容,阅读数\n" + rows, "utf-8-sig")
    os.utime(path, (_DOWNLOADED, _DOWNLOADED))
    night = Night(home, AS_OF, datetime(2024, 6, 21, 1, 30))
    for step in (night.take_in, night.build_core, night.compute, night.publish):
        step()
    return home


def claim(quote: str, bound: str = "=", value: float | None = None, figure: str | None = None, **more) -> TextClaim:
    """A claim that stands at the beginning of a text, plain but for what is said."""
    plain = {"low": None, "high": None, "unit": "条", "kind": "flow"} | more
    start = plain.pop("start", 0)
    return TextClaim(start, start + len(quote), quote, value, bound=bound, figure=figure, **plain)


def account(text: str, *claims: TextClaim, tokens=(), findings=(), damaged_lines=()) -> Account:
    """An account of `text` in which each claim stands where its quote is first found, and is a token."""
    placed = tuple(_placed(text, one) for one in claims)
    own = [Token(one.start, one.end, one.quote, "figure", one.damage) for one in placed]
    found = [Token(text.index(q), text.index(q) + len(q), q, kind, damage) for q, kind, damage in tokens]
    every = tuple(sorted([*own, *found], key=lambda token: token.start))
    unread = sum(token.kind == "not_understood" for token in every)
    checked = tuple(Finding(text.index(q), text.index(q) + len(q), q, said, holds) for q, said, holds in findings)
    damaged = tuple(DamagedLine(*one) for one in damaged_lines)
    return Account(text, every, placed, checked, len(every), len(every), unread, damaged)


def _placed(text: str, one: TextClaim) -> TextClaim:
    at = text.index(one.quote)
    values = {name: getattr(one, name) for name in TextClaim.__slots__}
    return TextClaim(**values | {"start": at, "end": at + len(one.quote)})


def judged(one: TextClaim, verdict: str = "一致", reason: str = "", **more) -> Judged:
    """A claim with its verdict, as if it had been held against data."""
    return Judged(one, verdict, reason, AS_OF, **more)


def audit(of: Account, *claims: Judged, name: str = "通报.txt", data: bytes = b"", **more) -> Audit:
    """An audit of the text of `of`; the claims are placed where `of` has them."""
    placed = [Judged(claim, *_but_claim(one)) for one, claim in zip(claims, of.claims, strict=True)]
    form = "docx" if data else "text"
    return Audit(Document(Path(name), form, of.text, data), of, STAND, placed, AT, "样例县融媒体中心", **more)


def _but_claim(one: Judged) -> list:
    return [getattr(one, name) for name in Judged.__slots__ if name != "claim"]
