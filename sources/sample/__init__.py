"""A full set of synthetic exports in their true shapes, as somebody would drop them on 2024-06-21."""

import random
from collections.abc import Callable
from pathlib import Path

from sources.sample import ledgers, platforms


def write_sample(
    inbox: Path, seed: int = 0, progress: Callable[[str, int, int], None] = lambda step, done, of: None
) -> None:
    """Write the sample into `inbox`/2024-06-21: platform exports and ledgers, the same bytes for the same seed.

    `progress` is told the name of each step, how much of it is done, and of how much: 0 of 0 where nobody knows.

    Raises:
        RuntimeError: the extra `sample`, which writes old Excel files, is not installed.
    """
    day = inbox / "2024-06-21"
    progress("写各平台导出", 0, 0)
    platforms.write(day, random.Random(f"platforms {seed}"))
    ledgers.write(day / "台账", random.Random(f"ledgers {seed}"), lambda done, of: progress("写台账", done, of))
