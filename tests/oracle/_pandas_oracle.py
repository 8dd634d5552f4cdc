"""Every figure once more, from what the notice says of it: pandas over the sample's files, no SQL, no figures.toml."""

from datetime import date

from tests.oracle import _oracle_of_ledgers as ledgers
from tests.oracle import _oracle_of_platforms as platforms
from tests.oracle._asked import Asked, Figures
from tests.oracle._sample_files import Sample

GROUPS = (
    ledgers.rectification,
    ledgers.what_exists,
    platforms.app,
    platforms.wechat,
    platforms.short_video,
    ledgers.ranks,
    ledgers.news,
    ledgers.pieces_outside,
    ledgers.discipline,
    ledgers.services,
    ledgers.money,
    ledgers.people_and_safety,
)


def oracle(sample: Sample, day: date) -> Figures:
    """Figure id -> what it counts and comes to as of `day`."""
    asked = Asked(sample, day)
    figures: Figures = {}
    for group in GROUPS:
        figures |= group(asked)
    return figures
