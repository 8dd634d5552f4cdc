"""A whole text held against the warehouse: accounted for, placed in time, each claim judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from warehouse.auditing.judged import Judged
from warehouse.auditing.judging import judge_claims
from warehouse.auditing.standing import Standing, standing
from warehouse.catalogue import Catalogue
from warehouse.figures import DEFAULT_CENTRE
from warehouse.loading import beijing_now
from warehouse.wording import Account, account_for

__all__ = ["Held", "held"]


@dataclass(frozen=True, slots=True)
class Held:
    """Everything that a text says, the day it was taken to speak for, and its claims with their verdicts."""

    account: Account
    standing: Standing
    claims: Sequence[Judged]


def held(
    con: duckdb.DuckDBPyConnection | None,
    known: Catalogue,
    text: str,
    as_of: date | None = None,
    *,
    centre: str = DEFAULT_CENTRE,
    place: str = "",
    today: date | None = None,
    with_files: bool = False,
) -> Held:
    """`text` beside the data of `centre`; all 无数据 or less where there is no `con`.

    as_of       the day it speaks for; else what the text says of it, else the last day computed, else `today`
    place       the name of the centre (建湖县融媒体中心), so that numbers of other places are told from its own
    with_files  tell the files behind each number as well, which takes as long as the rest
    """
    account = account_for(text, known, place)
    stand = standing(account, as_of, _last_day(con), today or beijing_now().date())
    claims = judge_claims(account.claims, known, stand, con, centre, with_files=with_files)
    return Held(account, stand, claims)


def _last_day(con: duckdb.DuckDBPyConnection | None) -> date | None:
    found = con.execute("select as_of from meta.runs order by run_id desc limit 1").fetchall() if con else []
    return found[0][0] if found else None
