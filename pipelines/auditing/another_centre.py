"""Claims about a media centre that is not the one whose data they would be held against."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.config import Centre
from warehouse.wording.tokens import TextClaim

_NAMED = re.compile(r"(?:^|[,，:：、\s]|邻县|邻近的)(?![我本各该全])([\u4e00-\u9fff]{2,4}[县市区旗])(?:级)?融媒体?中心")
_SENTENCE = re.compile(r"[。；;\n]")
_REACH = 300
"""How far before a claim the beginning of its sentence is looked for, in characters."""


def without_others(text: str, claims: Sequence[TextClaim], centre: Centre) -> list[TextClaim]:
    """`claims` of `text`, those of another centre than `centre` without the figure they would be held against."""
    return [
        replace(one, figure=None) if one.figure and names_another(_before(text, one.start), centre.name) else one
        for one in claims
    ]


def _before(text: str, at: int) -> str:
    return _SENTENCE.split(text[max(0, at - _REACH) : at])[-1]


def names_another(before: str, ours: str) -> bool:
    """Whether the centre that the words of a sentence before a claim name last is another than `ours`.

    >>> [names_another(words, "甲乙县融媒体中心") for words in ("丙丁县融媒体中心微博", "甲乙县融媒体中心微博")]
    [True, False]
    """
    named = _NAMED.findall(before)
    return bool(named) and named[-1] not in ours
