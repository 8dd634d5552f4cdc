"""Synthetic exports of every platform, each on disk as the platform itself would write it.

Nobody's data: titles begin with 【样例】, every table carries the sample mark behind its first header cell. The
totals that the rows add up to stand as constants on top of the modules that write them; they are the ones that the
notice of 2024-06-20 claims, so that a night over the sample agrees with it. Every list also holds works of December
2023, which reach back over the year's first day and never count.
"""

import random
from pathlib import Path

from sources.sample import _app, _other_platforms, _short_video, _wechat


def write(folder: Path, rng: random.Random) -> None:
    """Write the exports that were downloaded on one day below `folder`, a sub-folder per platform.

    The same state of `rng` gives the same bytes; each platform draws from a generator of its own, so that a change in
    one leaves the files of the others as they were.

    Raises:
        RuntimeError: the extra `sample`, which writes old Excel files, is not installed.
    """
    wechat, short_video, app, others = (random.Random(rng.getrandbits(64)) for _ in range(4))
    _wechat.write(folder / "微信公众号", wechat)
    _short_video.write(folder, short_video)
    _app.write(folder, app)
    _other_platforms.write(folder, others)
