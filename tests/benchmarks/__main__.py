"""The night beside the analyst's script, reading beside inflating, one more day beside the imports alone, and the
as-of table of a million works beside a query written by hand, the page over 100,000 works: in one run.

`python -m tests.benchmarks` runs all parts, `python -m tests.benchmarks year` (or `reading`, `day`, `million`, `text`,
`page`) one of them. Exit code 1 if a ratio is missed. Nothing is kept.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import over_a_year, over_many
from tests.benchmarks.running import console

PARTS = (*over_a_year.PARTS, *over_many.PARTS)


def main(parts: Sequence[str]) -> int:
    """Run `parts`, print what they took, and return the exit code."""
    if unknown := set(parts) - set(PARTS):
        console.print(f"unknown part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
        return 2
    with tempfile.TemporaryDirectory(prefix="media-metrics-bench-") as folder:
        kept = [*over_a_year.judged(Path(folder), parts), *over_many.judged(Path(folder), parts)]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or PARTS))
