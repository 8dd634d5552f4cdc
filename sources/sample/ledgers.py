"""A sample of every ledger, kept up to 2024-06-20: synthetic, and said so in its title, its marks and its codes.

Its totals stand as constants in the `_ledger_` modules beside this one and are spread over rows at random.
Rows of the months before a figure begins are there on purpose: no figure may count them.
"""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sources.ledgers import (
    ad_income,
    ad_sites,
    amounts,
    assets,
    award_submissions,
    awards,
    broadcast_resources,
    comments,
    coverage_tests,
    decisions,
    duty_days,
    external_pieces,
    gradings,
    hotline_cases,
    hotline_episodes,
    incidents,
    inspections,
    own_items,
    people,
    people_changes,
    platform_accounts,
    price_inquiries,
    programme_columns,
    ranks,
    rectification,
    risk_reviews,
    sign_offs,
    talks,
)
from sources.sample import _ledger_money, _ledger_news, _ledger_party, _ledger_public, _ledger_registers
from sources.sample._ledger_sheet import Ledger, write_ledger

_DECEMBER = date(2023, 12, 1)
_LAST_YEAR = date(2023, 1, 1)
_LONG_AGO = date(2000, 1, 1)
_CAPTIONS = {
    **dict.fromkeys(("review_1", "review_2", "review_3"), "三审"),
    **dict.fromkeys(("proof_1", "proof_2", "proof_3"), "三校"),
}

LEDGERS = (
    Ledger(external_pieces.EXPORT, _ledger_news.external_pieces, _DECEMBER),
    Ledger(own_items.EXPORT, _ledger_news.own_items, _DECEMBER, monthly=True),
    Ledger(award_submissions.EXPORT, _ledger_news.award_submissions),
    Ledger(awards.EXPORT, _ledger_news.awards, text_dates=True),
    Ledger(ranks.EXPORT, _ledger_news.ranks),
    Ledger(sign_offs.EXPORT, _ledger_news.sign_offs, captions=_CAPTIONS),
    Ledger(hotline_episodes.EXPORT, _ledger_public.hotline_episodes, remark="春节、五一停播三期"),
    Ledger(hotline_cases.EXPORT, _ledger_public.hotline_cases),
    Ledger(comments.EXPORT, _ledger_public.comments, _DECEMBER),
    Ledger(duty_days.EXPORT, _ledger_public.duty_days, monthly=True),
    Ledger(rectification.EXPORT, _ledger_party.rectification, _ledger_party.REPORTED_ON, merged=("aspect",)),
    Ledger(incidents.EXPORT, _ledger_party.incidents, remark="除上列外无其他差错事故"),
    Ledger(decisions.EXPORT, _ledger_party.decisions),
    Ledger(risk_reviews.EXPORT, _ledger_party.risk_reviews),
    Ledger(talks.EXPORT, _ledger_party.talks, _DECEMBER),
    Ledger(inspections.EXPORT, _ledger_party.inspections, text_dates=True),
    Ledger(gradings.EXPORT, _ledger_party.gradings, _LAST_YEAR),
    Ledger(ad_income.EXPORT, _ledger_money.ad_income, _LAST_YEAR, total="amount"),
    Ledger(amounts.EXPORT, _ledger_money.amounts, _LAST_YEAR, total="amount"),
    Ledger(price_inquiries.EXPORT, _ledger_money.price_inquiries),
    Ledger(coverage_tests.EXPORT, _ledger_registers.coverage_tests, _LAST_YEAR, merged=("town",)),
    Ledger(broadcast_resources.EXPORT, _ledger_registers.broadcast_resources, _LONG_AGO),
    Ledger(assets.EXPORT, _ledger_registers.assets, _LONG_AGO),
    Ledger(ad_sites.EXPORT, _ledger_registers.ad_sites, _LONG_AGO),
    Ledger(platform_accounts.EXPORT, _ledger_registers.platform_accounts, _LONG_AGO),
    Ledger(programme_columns.EXPORT, _ledger_registers.programme_columns, _LONG_AGO),
    Ledger(people.EXPORT, _ledger_registers.people, _LONG_AGO),
    Ledger(people_changes.EXPORT, _ledger_registers.people_changes),
)
"""How each is kept: the one by month and the one with merged cells are as ordinary as the tidy one."""


def write(folder: Path, rng: random.Random, progress: Callable[[int, int], None] = lambda done, of: None) -> None:
    """Write every sample ledger into `folder`, one workbook each; the same rng gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, ledger in enumerate(LEDGERS):
        progress(number, len(LEDGERS))
        write_ledger(folder, ledger, rng)
