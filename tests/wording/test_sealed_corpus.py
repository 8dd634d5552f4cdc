"""The sealed half of the corpus: its score in aggregate numbers, and never one of its sentences."""

from tests.wording._gold import sentences
from tests.wording._score import score
from tests.wording.test_open_corpus import NOT_UNDERSTOOD, RIGHT


def test_the_sealed_half_is_read_as_well() -> None:
    result, _ = score(sentences("sealed"))
    print(result)
    enough = result.right_share >= RIGHT and result.not_understood_share <= NOT_UNDERSTOOD
    assert enough, str(result)
