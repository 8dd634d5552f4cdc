"""A full set of synthetic exports in their true shapes, as somebody would drop them on 2024-06-21."""

import random
from pathlib import Path

from sources.sample import ledgers, platforms


def write_sample(inbox: Path, seed: int = 0) -> None:
    """Write the sample into `inbox`/2024-06-21: platform exports and ledgers, the same bytes for the same seed.

    Raises:
        RuntimeError: the extra `sample`, which writes old Excel files, is not installed.
    """
    day = inbox / "2024-06-21"
    platforms.write(day, random.Random(f"platforms {seed}"))
    ledgers.write(day / "台账", random.Random(f"ledgers {seed}"))
