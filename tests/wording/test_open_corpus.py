"""The open half of the corpus: what is read as its gold says, with every miss printed."""

from tests.wording._gold import sentences
from tests.wording._score import score

RIGHT, NOT_UNDERSTOOD = 97, 3
"""Percent of the claims that must be right, and of the numbers that may be left not understood."""


def test_the_open_half_is_read_as_its_gold_says() -> None:
    result, misses = score(sentences("open"))
    print(result, *misses, sep="\n")
    assert result.right_share >= RIGHT
    assert result.not_understood_share <= NOT_UNDERSTOOD
    assert result.spurious <= 3
