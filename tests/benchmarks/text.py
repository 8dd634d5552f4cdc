"""Reading texts: one notice beyond the start-up, and ten times as much of everything that a text may be full of.

Run as `python -m tests.benchmarks.text`; prints a JSON object of processor seconds and of ratios.
"""

import json
from pathlib import Path
from time import process_time

from tests.wording._gold import sentences
from warehouse import catalogue
from warehouse.wording import account_for

NOTICE = Path(__file__).parents[2].parent / "shared" / "notice.txt"
ONE, TEN = 1_000_000, 10_000_000
FULL_OF = "7 ( （ 的 一 “ 《 、 @ a 1. 百 均 过万 〔2020 \n".split(" ")
"""What costs a careless reader the square of its length."""


def measure() -> dict[str, float]:
    """Seconds for one notice, and how many times as long ten times the text takes, as written and at its worst."""
    known = catalogue.load()
    written = "\n".join(sentence.text for sentence in sentences("open"))
    notice = NOTICE.read_text("utf-8") if NOTICE.is_file() else written
    account_for(notice[:1000], known)  # what is read and compiled once
    began = process_time()
    account_for(notice, known)
    found = {"notice": process_time() - began, "written": _times(written)}
    return found | {"worst": max(_times(unit, ONE // 10, TEN // 10) for unit in FULL_OF)}


def _times(unit: str, one: int = ONE, ten: int = TEN) -> float:
    return _seconds(unit, ten) / max(0.05, _seconds(unit, one))


def _seconds(unit: str, length: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length]
    began = process_time()
    account_for(text)
    return process_time() - began


if __name__ == "__main__":
    print(json.dumps(measure()))
