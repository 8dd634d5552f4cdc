"""Texts: the whole audit of one notice beyond the start-up, 10 MB of notices beside 5 MB, and five times as much of
everything that a text may be full of.

Run as `python -m tests.benchmarks.text`; prints a JSON object of processor seconds and of ratios. With a folder it
makes the sample home there that the notice is held against.
"""

import json
import subprocess
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path
from time import process_time

from pipelines.auditing.audit import audited
from pipelines.auditing.outputs import write_outputs
from pipelines.night import Night
from pipelines.setup import sample_home
from tests.wording._gold import sentences
from warehouse import catalogue, open_home
from warehouse.wording import account_for

NOTICE = Path(__file__).parents[2].parent / "shared" / "notice.txt"
OURS = "建湖县融媒体中心"
DAY, AT = date(2024, 6, 20), datetime(2024, 6, 21, 9)
MEGABYTES = 5
LITTLE, MUCH = 8_000, 40_000
FULL_OF = "7 ( （ 的 一 “ 《 、 @ a 1. 百 均 过万 东台， 〔2020 \n".split(" ")
"""What costs a careless reader the square of its length."""


def measure() -> dict[str, float]:
    """Seconds to audit a notice, to read it, to read 10 MB; how many times as long as 5 MB; the worst of the rest."""
    with tempfile.TemporaryDirectory(prefix="media-metrics-bench-") as folder:
        found = {"audit": _audit(Path(folder)), "notice": _seconds(_notice())}
    half = _notice() * (MEGABYTES * 1_000_000 // len(_notice().encode()))
    before, whole, after = _seconds(half), _seconds(half + half), _seconds(half)
    found |= {"ten_megabytes": whole, "twice": 2 * whole / (before + after)}
    return found | {"worst": max(_seconds(_full_of(one, MUCH)) / max(0.05, _seconds(_full_of(one, LITTLE)))
                                 for one in FULL_OF)}  # fmt: skip


def _audit(folder: Path) -> float:
    """For the first audit of this process over a sample home, with all that `--out` leaves."""
    subprocess.run([sys.executable, "-m", __spec__.name, str(folder / "home")], check=True)  # nothing is warm here
    home, text = open_home(folder / "home"), folder / "notice.txt"
    text.write_text(_notice(), "utf-8")
    began = process_time()
    write_outputs(audited(text, home, DAY, AT), folder / "out")
    return process_time() - began


def _publish_sample(root: Path) -> None:
    """A sample home in which the data of the day is published, without reports."""
    night = Night(sample_home(root, 0), DAY, AT)
    for step in (night.take_in, night.build_core, night.compute, night.publish):
        step()


def _notice() -> str:
    if NOTICE.is_file():
        return NOTICE.read_text("utf-8")
    return "\n".join(sentence.text for sentence in sentences("open"))


def _full_of(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def _seconds(text: str) -> float:
    known = catalogue.load()
    began = process_time()
    account_for(text, known, OURS)
    return process_time() - began


if __name__ == "__main__":
    if sys.argv[1:]:
        _publish_sample(Path(sys.argv[1]))
    else:
        print(json.dumps(measure()))
